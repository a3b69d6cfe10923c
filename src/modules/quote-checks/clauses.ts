/** Where the clauses and sentences of a text begin and end, as far as marks and what joins clauses tell. */
import { isCondition, opensCondition } from "./conditions.ts";
import { givesFact } from "./contents.ts";
import {
  AUXILIARIES,
  CLAUSE_STARTS,
  HEDGES,
  RAISING,
  RELATIVES,
  SAYINGS,
  SUBJECTS,
} from "./lexicon/lexicon.ts";
import type { QuoteWord } from "./read-words.ts";
import { takesThat } from "./relative-clauses.ts";

/** Whether a clause opens at a place. */
export const opensClause = (words: readonly QuoteWord[], at: number): boolean => {
  const { opensSentence, pauseBefore } = words[at]!;
  const before = words[at - 1]?.key ?? "";
  return opensSentence || pauseBefore || CLAUSE_STARTS.has(before) || before === "that";
};

/** The first word of the sentence that may govern the words from a place on. */
export function clauseStart(words: readonly QuoteWord[], from: number): number {
  let opening = from;
  while (opening > 0 && !words[opening]!.opensSentence) opening -= 1;
  // "If A, and B, C": what stands between depends on the condition too, or is said in passing.
  const isUnderCondition = isCondition(words, opening) || opensCondition(words, opening, from);
  // "Not since the war have we seen this": the fact ends before the verb.
  const isInverted = AUXILIARIES.has(words[from]!.key) && SUBJECTS.has(words[from + 1]?.key ?? "");
  for (let at = from; at > opening; at -= 1) {
    const { key, breakBefore, pauseBefore } = words[at]!;
    // What stands before a semicolon, a dash or ", and" is another clause, and no longer governs these words.
    // What "because" or "while" gives as a fact stands by itself, whatever the words before it deny.
    if (breakBefore || (at < from && !isInverted && givesFact(words, at))) return at;
    // ", which is absurd" is said by itself, too.
    if (at < from && pauseBefore && RELATIVES.has(key) && lastPause(words, at, from) < 0) return at;
    if (joinsClause(words, opening, at)) return at;
    if (pauseBefore && CLAUSE_STARTS.has(key) && !(isUnderCondition && lastPause(words, at, from) > at))
      return at;
  }
  return opening;
}

/** "I have no regrets and I would do it again"; what is said, thought or depends on something may go on behind "and". */
function joinsClause(words: readonly QuoteWord[], opening: number, at: number): boolean {
  const subject = words[at + 1]?.key ?? "";
  if (!CLAUSE_STARTS.has(words[at]!.key) || !SUBJECTS.has(subject) || RELATIVES.has(subject)) return false;
  return words.slice(opening, at).every((word, nth) => {
    const isGoverning = [HEDGES, SAYINGS, RAISING].some((list) => list.has(word.key)) || takesThat(word);
    return (
      !isGoverning &&
      word.key !== "that" &&
      !isCondition(words, opening + nth) &&
      !opensCondition(words, opening + nth, at)
    );
  });
}

/** The last word in a stretch before which there is a pause, or -1. */
export function lastPause(words: readonly QuoteWord[], from: number, to: number): number {
  return words.findLastIndex(({ pauseBefore }, at) => at > from && at <= to && pauseBefore);
}

export function sentenceEnd(words: readonly QuoteWord[], from: number): number {
  let end = from;
  while (end < words.length && !words[end]!.opensSentence) end += 1;
  return end;
}

export function pauseBehind(words: readonly QuoteWord[], from: number, end: number): number {
  let behind = from + 1;
  while (behind < end && !words[behind]!.pauseBefore) behind += 1;
  return behind;
}
