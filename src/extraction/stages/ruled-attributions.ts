import {
  accordingTo,
  continuation,
  endsWithQuotation,
  parenthetical,
  passiveAttribution,
  type Found,
  type Rule,
  within,
} from "./asides.ts";
import type { Attribution, TokenRange } from "./attributions.ts";
import { contentRightOf } from "./contents.ts";
import type { Cue } from "./cues.ts";
import { endOfDateline } from "./datelines.ts";
import { leftOpenIn } from "./left-open.ts";
import { holdsClause } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import { quotedAs, quotingVerb } from "./quoted-as.ts";
import { speakerLeftOf, speakerRightOf, subjectOf } from "./speakers.ts";
import { takenUp } from "./taken-up.ts";

/** An attribution that a rule of the language found, with the rule's name: what confidence is measured by. */
export interface RuledAttribution extends Attribution {
  rule: Rule;
}

/**
 * About how often each rule is right where the learnt tagger found nothing, on the corpus it was tuned on. That corpus
 * annotates no nested attribution: what stands for those was judged by eye.
 */
const CONFIDENCE: Record<Rule, number> = {
  "quote-left": 0.4,
  "quote-right": 0.4,
  "clause-right": 0.3,
  "noun-right": 0.3,
  parenthetical: 0.9,
  "according-to": 0.7,
  participle: 0.4,
  coordinate: 0.4,
  quoted: 0.6,
  "taken-up": 0.6,
  nested: 0.5,
};

/** How many cues further the end of a content is looked for. */
const CUES_AHEAD = 4;

/** Reads the attributions of every sentence off its cues, left to right. */
export function attributeByRules(reading: Reading, cues: readonly Cue[]): RuledAttribution[] {
  const found: Found[] = [];
  let next = 0;
  for (const unit of reading.units) {
    const first = next;
    while (next < cues.length && cues[next]!.start < unit.end) next++;
    found.push(...attributeUnit(reading, unit, cues.slice(first, next)));
  }
  return found.map(({ cue, source, content, rule }) => ({
    cue: [{ start: cue.start, end: cue.end }],
    source: source ? [source] : [],
    content,
    rule,
    confidence: CONFIDENCE[rule],
  }));
}

function attributeUnit(reading: Reading, unit: TokenRange, cues: readonly Cue[]): Found[] {
  const start = skipLead(reading, unit);
  const end = endOfWords(reading, unit);
  const clauses = { start, end: unit.end };
  const closing = closingAside(reading, cues, start, end);
  const found: Found[] = closing ? [closing] : [];
  const quoting = new Set(cues.map((cue) => quotingVerb(reading, cue, start)));
  cues.forEach((cue, k) => {
    if (cue === closing?.cue || quoting.has(cue.head)) return;
    const previous = found[found.length - 1];
    const floor = Math.max(start, previous && previous !== closing ? regionEnd(previous) : 0);
    const limit = contentLimit(reading, cues, k, end);
    const attribution =
      cue.shape === "phrase"
        ? accordingTo(reading, cue, { start: floor, end })
        : cue.shape === "passive"
          ? passiveAttribution(reading, cue, { start: floor, end })
          : cue.shape === "verb"
            ? (takenUp(reading, cue, previous, floor) ?? verbAttribution(reading, cue, start, floor, limit))
            : (quotedAs(reading, cue, floor, limit) ??
              dependentAttribution(reading, cue, clauses, previous, limit));
    if (!attribution) return;
    const before = attribution.rule === "taken-up" ? previous?.content.at(-1) : undefined;
    if (before) before.end = Math.min(before.end, attribution.content[0]!.end);
    const finite = cue.shape === "verb" || cue.shape === "passive";
    const inside = previous && attribution.source && finite && insideContent(attribution.source, previous);
    if (inside && (previous === closing || !opensClause(reading, attribution.source!.start))) {
      // "said she could not confirm that ...": one statement, which leaves open what it speaks of.
      const told = cue.withheld && leftOpenIn(reading, previous.content) !== null;
      if (attribution.rule === "clause-right" && !cue.takes.belief && cue.takes.quotation && !told)
        found.push({
          ...attribution,
          content: within(attribution.content, previous.content),
          rule: "nested",
        });
      return;
    }
    if (previous) trimBefore(reading, previous, attribution);
    found.push(attribution);
  });
  return found;
}

/** Where a unit begins without "WASHINGTON —" and without the "But" or "And" that ties it to the one before. */
function skipLead(reading: Reading, unit: TokenRange): number {
  const { tokens, quotationOf } = reading;
  const start = endOfDateline(reading, unit);
  if (tokens[start]?.pos === "CCONJ" && quotationOf[start] === -1 && start + 1 < unit.end) return start + 1;
  return start;
}

/** "Prices will rise, and they told us so, the bank said.": what ends a sentence claims the whole of it. */
function closingAside(reading: Reading, cues: readonly Cue[], start: number, end: number): Found | null {
  const cue = cues[cues.length - 1];
  if (!cue || cues.length < 2 || cue.shape !== "verb" || reading.quotationOf[start] !== -1) return null;
  const source = speakerLeftOf(reading, cue.start, start);
  if (!source || endsWithQuotation(reading, source.start, start)) return null;
  const aside = parenthetical(reading, cue, source, start, end);
  return aside && aside.content.length === 1 ? aside : null;
}

/** Whether a clause of its own begins here: ", though she", "— and he", "; they". */
function opensClause({ tokens }: Reading, at: number): boolean {
  const before = tokens[at - 1];
  if (!before) return false;
  if (before.text === ";") return true;
  const links = before.pos === "CCONJ" || /^(?:though|although|while|whereas)$/.test(before.lower);
  return links && /^(?:,|;|—|–|―|--|-)$/.test(tokens[at - 2]?.text ?? "");
}

/** The end of a unit without the full stop of the article's own voice. */
function endOfWords({ tokens, quotationOf }: Reading, unit: TokenRange): number {
  let end = unit.end;
  while (end > unit.start && quotationOf[end - 1] === -1 && /^[.!?…]+$/.test(tokens[end - 1]!.text)) end--;
  return end;
}

/** Where the words end that no later attribution of the sentence may claim. */
const regionEnd = ({ cue, source, content, rule }: Found): number =>
  rule === "quote-right"
    ? content[content.length - 1]!.end
    : content.reduce(
        (end, range) => (range.start < cue.start ? Math.max(end, range.start) : end),
        Math.min(cue.start, source?.start ?? cue.start),
      );

const insideContent = (range: TokenRange, { content }: Found): boolean =>
  content.some((piece) => range.start >= piece.start && range.end <= piece.end);

/** Where the content of a cue must end at the latest: before ", adding that ..." or "but stressed ...". */
function contentLimit(reading: Reading, cues: readonly Cue[], k: number, end: number): number {
  const { tokens } = reading;
  for (const next of cues.slice(k + 1, k + 1 + CUES_AHEAD)) {
    if (next.start <= cues[k]!.end) continue;
    if (next.shape === "verb" || next.shape === "passive" || !contentRightOf(reading, next, end)) {
      if (next.shape !== "phrase") continue;
    }
    let at = next.start;
    const before = tokens[at - 1]!;
    if (next.shape === "participle" && before.text !== ",") continue;
    if (before.pos === "CCONJ") at--;
    if (tokens[at - 1]!.text === ",") at--;
    return Math.max(at, cues[k]!.end);
  }
  return end;
}

function verbAttribution(
  reading: Reading,
  cue: Cue,
  unitStart: number,
  floor: number,
  limit: number,
): Found | null {
  const { tokens, quotationOf } = reading;
  const before = tokens[cue.start - 1];
  if (!before || cue.start === unitStart) return null;

  const quoteBefore = endsWithQuotation(reading, cue.start, floor);
  if (cue.takes.quotation && quoteBefore) {
    const source = speakerRightOf(reading, cue.end, limit);
    if (!source) return null;
    const content = [{ start: floor, end: quoteBefore }, ...continuation(reading, source.end, limit)];
    return { cue, source, content, rule: "quote-left" };
  }

  const source = speakerLeftOf(reading, cue.start, unitStart);
  if (source) {
    const lead = tokens[source.start - 1]?.lower === "as" ? source.start - 1 : source.start;
    const quote = cue.takes.quotation ? endsWithQuotation(reading, lead, floor) : 0;
    // `On "The Morning Show," the mayor said prices fell`: the quotation is a title, the content comes after.
    const titled = quote > 0 && isTitle(reading, quote - 1) && contentRightOf(reading, cue, limit) !== null;
    if (quote && !titled)
      return {
        cue,
        source,
        content: [{ start: floor, end: quote }, ...continuation(reading, cue.end, limit)],
        rule: "quote-left",
      };
    const aside = parenthetical(reading, cue, source, floor, limit);
    if (aside) return aside;
    const content = contentRightOf(reading, cue, limit);
    if (!content) return null;
    const quoted = quotationOf[content.start] !== -1;
    const rule = quoted ? "quote-right" : isClause(reading, content) ? "clause-right" : "noun-right";
    return { cue: { ...cue, end: content.cueEnd }, source, content: [content], rule };
  }

  // "... , said Ann Lee." without quotation marks: the verb first, then its subject.
  if (
    before.text === "," &&
    cue.takes.quotation &&
    // Whom "told" follows is told.
    !cue.takes.recipient &&
    cue.start - 1 > floor &&
    holdsClause(tokens, floor, cue.start - 1)
  ) {
    const subject = speakerRightOf(reading, cue.end, limit);
    if (subject && contentRightOf(reading, cue, limit) === null)
      return { cue, source: subject, content: [{ start: floor, end: cue.start - 1 }], rule: "parenthetical" };
  }
  return null;
}

/** Whether the quotation that a token closes reads like a title, after words of the article's own. */
function isTitle({ tokens, quotations, quotationOf, units, unitOf }: Reading, at: number): boolean {
  const quotation = quotations[quotationOf[at]!];
  if (!quotation || quotation.open === units[unitOf[at]!]!.start) return false;
  const words = tokens.slice(quotation.open + 1, quotation.close).filter(({ pos }) => pos !== "PUNCT");
  return (
    words.length > 1 &&
    words.every(({ text, pos }) => /^\p{Lu}/u.test(text) || pos === "ADP" || pos === "DET" || pos === "CCONJ")
  );
}

const isClause = ({ tokens }: Reading, content: TokenRange): boolean =>
  tokens[content.start]!.lower === "that" || holdsClause(tokens, content.start, content.end);

/** ", adding that ..." and "but stressed ...": the speaker is the subject of the verb before. */
function dependentAttribution(
  reading: Reading,
  cue: Cue,
  unit: TokenRange,
  previous: Found | undefined,
  limit: number,
): Found | null {
  const { tokens } = reading;
  const content = contentRightOf(reading, cue, limit);
  if (!content) return null;
  const full = { ...cue, end: content.cueEnd };
  const before = tokens[cue.start - 1];
  if (
    cue.shape === "participle" &&
    before &&
    before.text !== "," &&
    before.pos !== "ADP" &&
    before.pos !== "SCONJ" &&
    cue.start > unit.start
  ) {
    const noun = speakerLeftOf(reading, cue.start, unit.start);
    // "In a statement announcing the deal, the bank said": the statement is a circumstance, the bank speaks.
    const tied = noun && noun.start > unit.start && tokens[noun.start - 1]!.pos === "ADP";
    return noun && !tied ? { cue: full, source: noun, content: [content], rule: "participle" } : null;
  }
  // "before asking, “Why?”": without a comma a participle needs its quotation.
  if (cue.shape === "participle" && before?.text !== "," && reading.quotationOf[content.start] === -1)
    return null;
  if (cue.shape === "coordinate" && !previous) return null;
  const source = previous?.source ?? subjectOf(reading, unit.start, cue.start);
  return source
    ? {
        cue: full,
        source,
        content: [content],
        rule: cue.shape === "participle" ? "participle" : "coordinate",
      }
    : null;
}

/** Cuts the content before at ", and Lee said" and ", according to Lee". */
function trimBefore({ tokens }: Reading, previous: Found, next: Found): void {
  const from = Math.min(
    next.cue.start,
    next.source && next.source.start >= previous.cue.end ? next.source.start : next.cue.start,
  );
  if (next.cue.shape !== "verb") return;
  const last = previous.content[previous.content.length - 1]!;
  if (last.start >= from || last.end <= from) return;
  let at = from;
  if (/^(?:though|although|while|whereas|and|but|or)$/.test(tokens[at - 1]!.lower)) at--;
  if (at < from && /^(?:,|;|—|–|―|--|-)$/.test(tokens[at - 1]!.text)) at--;
  if (at < from) last.end = Math.max(at, last.start + 1);
}
