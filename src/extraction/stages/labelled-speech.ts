import type { Attribution, TokenRange } from "./attributions.ts";
import { holdsClause } from "./phrases.ts";
import { textOf, type Reading } from "./reading.ts";
import type { Token } from "./tokens.ts";

const DASH = /^(?:―|—|–|--|-|~)$/;
const NAME_WORDS = 7;
/** Labels a text must hold to be read as a transcript; one "Note: ..." makes none. */
const TRANSCRIPT_FROM = 3;
const CONFIDENCE = 0.9;
/** A headline's label in tokens, how far the article is read for it, and how often it is a speaker. */
const HEADLINE_LABEL = 4;
const HEADLINE_REACH = 400;
const HEADLINE_CONFIDENCE = 0.7;

/**
 * Speech that a label and no verb attributes: a quotation signed with a dash (`"I am for it." — Ann Lee`), and the
 * turns of a transcript (`LEE: I am for it.`), and a headline (`Lee: Taxes must fall`).
 */
export function findLabelledSpeech(reading: Reading): Attribution[] {
  return [...signedQuotations(reading), ...turnsOfTranscript(reading), ...labelledHeadline(reading)];
}

function signedQuotations({ tokens, quotations, quotationOf }: Reading): Attribution[] {
  const found: Attribution[] = [];
  for (const quotation of quotations) {
    const dash = quotation.close + 1;
    if (!quotation.closed || !DASH.test(tokens[dash]?.text ?? "") || quotationOf[dash] !== -1) continue;
    const end = endOfLabel(tokens, dash + 1);
    const after = tokens[end];
    const closes =
      after === undefined || after.paragraph !== tokens[dash]!.paragraph || /^[.,(]$/.test(after.text);
    if (end === dash + 1 || !closes || tokens[quotation.open]!.paragraph !== tokens[dash]!.paragraph)
      continue;
    found.push({
      cue: [{ start: dash, end: dash + 1 }],
      source: [{ start: dash + 1, end }],
      content: [{ start: quotation.open, end: quotation.close + 1 }],
      confidence: CONFIDENCE,
    });
  }
  return found;
}

/** Where a name in capitals or capitalised words that begins at `start` ends, in its paragraph. */
function endOfLabel(tokens: readonly Token[], start: number): number {
  const first = tokens[start];
  if (!first || !/^\p{Lu}/u.test(first.text)) return start;
  let end = start;
  while (end < start + NAME_WORDS && tokens[end]?.paragraph === first.paragraph) {
    const { text, pos } = tokens[end]!;
    if (!/^\p{Lu}/u.test(text) && !/^(?:de|la|van|von|der|al|bin|del|di|-|')$/.test(text)) break;
    if (pos === "VERB" || pos === "AUX") break;
    end++;
  }
  return end;
}

interface Turn {
  label: TokenRange;
  content: TokenRange[];
}

function turnsOfTranscript(reading: Reading): Attribution[] {
  const turns = labelledParagraphs(reading);
  const capitals = turns.filter(({ label }) => inCapitals(reading.tokens, label)).length;
  if (capitals < TRANSCRIPT_FROM && turns.length < 2 * TRANSCRIPT_FROM) return [];
  const speakers = new Set(turns.map(({ label }) => textOf(reading, label).toLowerCase()));
  // In a transcript the same few people come back; a list of different headings ("Cost: ...") is none.
  if (speakers.size > turns.length * 0.7) return [];
  return turns
    .filter(({ label }) => capitals < TRANSCRIPT_FROM || inCapitals(reading.tokens, label))
    .map(({ label, content }) => ({
      cue: [{ start: label.end, end: label.end + 1 }],
      source: [label],
      content,
      confidence: CONFIDENCE,
    }));
}

/** Paragraphs that begin "NAME: text", each with the unlabelled paragraphs of the same quotation after it. */
function labelledParagraphs({ tokens, quotationOf }: Reading): Turn[] {
  const turns: Turn[] = [];
  let turn: Turn | null = null;
  for (let start = 0; start < tokens.length;) {
    let end = start;
    while (end < tokens.length && tokens[end]!.paragraph === tokens[start]!.paragraph) end++;
    const first = /^["“'‘]$/.test(tokens[start]!.text) ? start + 1 : start;
    const labelEnd = endOfLabel(tokens, first);
    if (labelEnd > first && labelEnd < end - 1 && tokens[labelEnd]!.text === ":") {
      turn = { label: { start: first, end: labelEnd }, content: [{ start: labelEnd + 1, end }] };
      turns.push(turn);
    } else if (
      turn &&
      first > start &&
      quotationOf[turn.label.start] !== -1 &&
      !/^[([]/.test(tokens[first]?.text ?? "")
    ) {
      // Each paragraph of a quoted transcript opens with a mark again; the speaker goes on.
      turn.content.push({ start: first, end });
    } else turn = null;
    start = end;
  }
  return turns;
}

/** "Lee: Taxes must fall" over an article that goes on to speak of Lee; "Poll: Voters want lower taxes". */
function labelledHeadline({ tokens }: Reading): Attribution[] {
  let end = 0;
  while (end < tokens.length && tokens[end]!.paragraph === 0) end++;
  const labelEnd = endOfLabel(tokens, 0);
  if (labelEnd === 0 || labelEnd > HEADLINE_LABEL || tokens[labelEnd]?.text !== ":" || labelEnd + 3 > end)
    return [];
  const last = tokens[labelEnd - 1]!;
  const spokenOf = tokens.slice(end, end + HEADLINE_REACH).some(({ lower }) => lower === last.lower);
  if (!spokenOf || !holdsClause(tokens, labelEnd + 1, end)) return [];
  return [
    {
      cue: [{ start: labelEnd, end: labelEnd + 1 }],
      source: [{ start: 0, end: labelEnd }],
      content: [{ start: labelEnd + 1, end: /^[.!]$/.test(tokens[end - 1]!.text) ? end - 1 : end }],
      confidence: HEADLINE_CONFIDENCE,
    },
  ];
}

const inCapitals = (tokens: readonly Token[], { start, end }: TokenRange): boolean =>
  tokens.slice(start, end).every(({ text }) => text === text.toUpperCase());
