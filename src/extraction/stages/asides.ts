import { ORGANIZATION_NOUNS, REPORTING_VERBS, wordClass } from "../lexicon/lexicon.ts";
import type { TokenRange } from "./attributions.ts";
import type { Cue } from "./cues.ts";
import {
  endOfNounPhrase,
  endOfTime,
  holdsClause,
  isFinite,
  isMonth,
  isNominal,
  startOfNounPhrase,
} from "./phrases.ts";
import type { Reading } from "./reading.ts";
import { speakerRightOf } from "./speakers.ts";
import { isPersonNoun } from "./unnamed.ts";

/** A bill is rejected and a request denied too, which says of nothing that it is not so. */
const REFUSES_TOO = new Set(["reject", "dismiss", "deny"]);
const DISPUTED = wordClass("can be true or false");

export type Rule =
  | "quote-left"
  | "quote-right"
  | "clause-right"
  | "noun-right"
  | "parenthetical"
  | "according-to"
  | "participle"
  | "coordinate"
  | "quoted"
  | "taken-up"
  | "nested";

/** What a rule found in one sentence. */
export interface Found {
  cue: Cue;
  source: TokenRange | null;
  content: TokenRange[];
  rule: Rule;
}

/** "Prices, the bank said, will rise": the clause around the speaker and verb. */
export function parenthetical(
  reading: Reading,
  cue: Cue,
  source: TokenRange,
  floor: number,
  limit: number,
): Found | null {
  const { tokens, quotations, quotationOf } = reading;
  const as = tokens[source.start - 1]?.lower === "as";
  const comma = source.start - (as ? 2 : 1);
  if (!cue.takes.quotation || comma <= floor || tokens[comma]!.text !== ",") return null;
  const told = cue.takes.recipient ? endOfNounPhrase(tokens, cue.end, limit) : cue.end;
  const after = skipCircumstances(reading, told, limit);
  if (after < limit && tokens[after]!.text !== ",") return null;
  // "seen, as the paper put it, “as a fool”": what is quoted is all that is put so.
  const quotation = after + 1 < limit ? quotations[quotationOf[after + 1]!] : undefined;
  if (quotation) {
    const end = Math.min(limit, quotation.close + 1);
    return as ? { cue, source, content: [{ start: after + 1, end }], rule: "parenthetical" } : null;
  }
  const left = { start: floor, end: comma };
  const right = { start: after + 1, end: limit };
  const leftClause = holdsClause(tokens, left.start, left.end);
  const opener = tokens[right.start];
  const aside = opener && (opener.tag === "VBG" || opener.lower === "according");
  // "During his term, he said, prices rose": the circumstance is the article's, the clause is his.
  const lead = tokens[left.start]!;
  if (!leftClause && (lead.pos === "ADP" || lead.pos === "ADV") && right.start < right.end)
    return { cue, source, content: [right], rule: "parenthetical" };
  if (right.start >= right.end || aside)
    return leftClause ? { cue, source, content: [left], rule: "parenthetical" } : null;
  const predicate = opener && isFinite(tokens, right.start);
  if (!leftClause && !predicate && !holdsClause(tokens, right.start, right.end)) return null;
  return { cue, source, content: [left, right], rule: "parenthetical" };
}

/** Where "on Friday" and "in a long profile" end, if they stand at `i`. */
function skipCircumstances({ tokens }: Reading, i: number, limit: number): number {
  const end = endOfTime(tokens, i, limit);
  if (end > i) return end;
  return tokens[i]?.pos === "ADP" && i < limit ? endOfNounPhrase(tokens, i + 1, limit) : i;
}

/**
 * `..., he said, "and it works."`, `..., he said, but "it costs."`: the second half of a quotation that the attribution
 * interrupts. Another verb of saying between them would have its own.
 */
export function continuation({ tokens, quotationOf }: Reading, from: number, limit: number): TokenRange[] {
  for (let i = from; i < limit; i++) {
    const { pos, lemma } = tokens[i]!;
    if (quotationOf[i] === -1) {
      if (pos === "VERB" && REPORTING_VERBS.get(lemma)?.quotation) return [];
      continue;
    }
    const before = tokens[i - 1]!;
    if (/^[,.:;]$/.test(before.text)) return [{ start: i, end: limit }];
    return before.pos === "CCONJ" && tokens[i - 2]?.text === "," ? [{ start: i - 1, end: limit }] : [];
  }
  return [];
}

/** "according to the mayor", before, after or inside what it attributes. */
export function accordingTo(reading: Reading, cue: Cue, unit: TokenRange): Found | null {
  const { tokens, quotationOf } = reading;
  const source = speakerRightOf(reading, cue.end, unit.end);
  if (!source) return null;
  const atStart = cue.start <= unit.start + 1;
  const comma = nextComma(reading, source.end, unit.end);
  if (atStart)
    return comma + 1 < unit.end
      ? { cue, source, content: [{ start: comma + 1, end: unit.end }], rule: "according-to" }
      : null;
  let end = cue.start;
  if (tokens[end - 1]!.text === "," && quotationOf[end - 1] === -1) end--;
  const content = [{ start: unit.start, end }];
  const rest = tokens[source.end];
  if (rest?.text === "," && source.end + 2 < unit.end) content.push({ start: source.end + 1, end: unit.end });
  return end > unit.start ? { cue, source, content, rule: "according-to" } : null;
}

/** "The report was denied by the palace": what the verb is about stands before it, and the speaker behind "by". */
export function passiveAttribution(reading: Reading, cue: Cue, unit: TokenRange): Found | null {
  const { tokens } = reading;
  const source = speakerRightOf(reading, cue.end, unit.end);
  const start = startOfSubject(tokens, cue, unit.start);
  if (!source || start >= cue.start) return null;
  const by = tokens[endOfNounPhrase(tokens, source.start, source.end) - 1]!;
  const named = by.pos === "PROPN" && !isMonth(by);
  if (!named && !isPersonNoun(by) && !ORGANIZATION_NOUNS.has(by.lemma)) return null;
  const subject = tokens.slice(start, cue.start);
  if (REFUSES_TOO.has(tokens[cue.head]!.lemma) && !subject.some(({ lemma }) => DISPUTED.has(lemma)))
    return null;
  // "Judge Ann Lee was confirmed by the Senate" got an office.
  const what = subject.findLast(({ head, relation }) => head === cue.head && relation === "nsubjpass");
  if (what && (what.pos === "PROPN" || isPersonNoun(what))) return null;
  return { cue, source, content: [{ start, end: cue.start }], rule: "noun-right" };
}

/** "Reports that the queen was ill | were denied", "whether she was | has not been confirmed"; `cue.start` for no subject. */
function startOfSubject(tokens: Reading["tokens"], cue: Cue, floor: number): number {
  if (tokens[floor]!.lower === "whether") return floor;
  const noun = /^(?:DET|ADJ)$/.test(tokens[floor]!.pos) ? floor + 1 : floor;
  if (DISPUTED.has(tokens[noun]!.lemma) && tokens[noun + 1]?.lower === "that") return floor;
  return isNominal(tokens[cue.start - 1]) ? startOfNounPhrase(tokens, cue.start, floor) : cue.start;
}

function nextComma({ tokens, quotationOf }: Reading, from: number, limit: number): number {
  for (let i = from; i < limit; i++) if (tokens[i]!.text === "," && quotationOf[i] === -1) return i;
  return limit;
}

/** Where the quotation ends that stands right before `at` (a comma may come between), or 0. */
export function endsWithQuotation({ quotationOf, tokens }: Reading, at: number, floor: number): number {
  let end = at;
  if (tokens[end - 1]?.text === "," && quotationOf[end - 1] === -1) end--;
  return end > floor && quotationOf[end - 1] !== -1 ? end : 0;
}

/** "The minister said that it was so, Interfax reported": what the minister said ends with what Interfax reported. */
export function within(inner: readonly TokenRange[], outer: readonly TokenRange[]): TokenRange[] {
  return inner.map(({ start, end }) => {
    const around = outer.find((range) => start >= range.start && start < range.end);
    return { start, end: Math.min(end, around?.end ?? end) };
  });
}
