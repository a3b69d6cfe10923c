/**
 * Whether true words were cut so that what qualified them is lost: the condition behind them, the negation or the
 * hedge that governed them.
 */
import {
  CLAUSE_STARTS,
  CONDITION_PHRASES,
  CONDITIONS,
  CONDITIONS_FIRST,
  CONTINUATIONS,
  CONTRASTS,
  HEDGE_PHRASES,
  HEDGES,
  NEGATIONS,
  RELATIVES,
} from "./lexicon/lexicon.ts";
import type { QuoteWord } from "./read-words.ts";

export const LOSSES = ["condition", "contrast", "negation", "hedge"] as const;
export type Loss = (typeof LOSSES)[number];

/** Words of the statement, end exclusive, that the quotation leaves out although they qualify it. */
export interface LostClause {
  loss: Loss;
  from: number;
  to: number;
}

/**
 * Looks at the rest of the sentence around a stretch of a statement, and at the sentence behind it where that only
 * continues it ("Unless ...").
 *
 * @param from first word of the stretch
 * @param to word behind its last
 */
export function findLostClause(words: readonly QuoteWord[], from: number, to: number): LostClause | null {
  const [before, behind] = [lostBefore(words, from), lostBehind(words, to)];
  return before?.loss === "negation" ? before : (behind ?? before);
}

/** Whether words left out of the middle were a qualifying clause rather than a word or two. */
export function isQualifyingClause(words: readonly QuoteWord[], from: number, to: number): boolean {
  const first = words[from];
  return (
    first !== undefined &&
    to - from >= 2 &&
    (CONDITIONS.has(first.key) || CONDITIONS_FIRST.has(first.key) || CONTRASTS.has(first.key))
  );
}

function lostBehind(words: readonly QuoteWord[], to: number): LostClause | null {
  const end = sentenceEnd(words, to);
  if (end === to) return continuedBehind(words, to);
  let governed = true;
  for (let at = to; at < end; at += 1) {
    const { key, pauseBefore, breakBefore } = words[at]!;
    // ", and" opens a clause of its own, whose conditions are not those of the words before.
    if (pauseBefore && CLAUSE_STARTS.has(key) && !CONTRASTS.has(key) && !isCondition(words, at)) return null;
    if (pauseBefore || CLAUSE_STARTS.has(key)) governed = false;
    const opens = at === to || pauseBefore;
    if (CONTRASTS.has(key) && opens) return { loss: "contrast", from: at, to: end };
    if (isCondition(words, at) || (opens && !breakBefore && CONDITIONS_FIRST.has(key))) {
      return { loss: "condition", from: at, to: end };
    }
    if (governed && NEGATIONS.has(key)) return { loss: "negation", from: at, to: end };
  }
  return null;
}

/** A next sentence that makes sense only as part of this one. */
function continuedBehind(words: readonly QuoteWord[], to: number): LostClause | null {
  return isPhrase(words, to, CONTINUATIONS)
    ? { loss: "condition", from: to, to: sentenceEnd(words, to + 1) }
    : null;
}

function lostBefore(words: readonly QuoteWord[], from: number): LostClause | null {
  if (from === 0 || from >= words.length || words[from]!.opensSentence || RELATIVES.has(words[from]!.key))
    return null;
  let start = from;
  while (start > 0 && !words[start]!.opensSentence) {
    // What stands before a semicolon, a dash or ", and" is another clause, and no longer governs these words.
    if (words[start]!.breakBefore) break;
    if (words[start]!.pauseBefore && CLAUSE_STARTS.has(words[start]!.key)) break;
    start -= 1;
  }
  const lost = (loss: Loss): LostClause => ({ loss, from: start, to: from });
  // Behind "that" the whole clause governs, commas or not; elsewhere a comma ends the reach of a "not".
  const isContent = words[from - 1]!.key === "that";
  const pause = isContent
    ? -1
    : words.findLastIndex(({ pauseBefore }, at) => at > start && at <= from && pauseBefore);
  for (let at = start; at < from; at += 1) {
    const { key } = words[at]!;
    const opens = at === start || words[at]!.pauseBefore || CLAUSE_STARTS.has(words[at - 1]!.key);
    if (isCondition(words, at) || (opens && CONDITIONS_FIRST.has(key) && pause > at))
      return lost("condition");
    if (at < pause) continue;
    if (NEGATIONS.has(key) && !(key === "no" && words[at + 1]?.pauseBefore)) return lost("negation");
    if (HEDGES.has(key) || isPhrase(words, at, HEDGE_PHRASES)) return lost("hedge");
  }
  return null;
}

function sentenceEnd(words: readonly QuoteWord[], from: number): number {
  let end = from;
  while (end < words.length && !words[end]!.opensSentence) end += 1;
  return end;
}

function isCondition(words: readonly QuoteWord[], at: number): boolean {
  const { key } = words[at]!;
  // "As if" and "even if" make nothing depend on anything.
  const isComparison = key === "if" && ["as", "even"].includes(words[at - 1]?.key ?? "");
  return (CONDITIONS.has(key) && !isComparison) || isPhrase(words, at, CONDITION_PHRASES);
}

function isPhrase(words: readonly QuoteWord[], at: number, phrases: readonly string[][]): boolean {
  return phrases.some((phrase) => phrase.every((key, i) => words[at + i]?.key === key));
}
