/** What of an amount is cut off with the words around it: "nearly", "less than", "a quarter of", "ten to", "at most". */
import {
  AMOUNT_BOUNDS,
  AMOUNT_BOUNDS_BEHIND,
  CERTAINTY,
  FUNCTION_WORDS,
  MAGNITUDES,
  PARTS,
} from "./lexicon/lexicon.ts";
import { opensClause } from "./clauses.ts";
import { isOfAmount } from "./effects.ts";
import { type QuoteWord, standsAt } from "./read-words.ts";

/** The words beside a stretch that bound the amount with which it begins or ends, end exclusive; null for none. */
export function boundsOfAmounts(
  words: readonly QuoteWord[],
  from: number,
  to: number,
): { from: number; to: number } | null {
  const [before, behind] = [boundBefore(words, from), boundBehind(words, to)];
  if (before < from) return { from: before, to: from };
  return behind > to ? { from: to, to: behind } : null;
}

function boundBefore(words: readonly QuoteWord[], from: number): number {
  const [first, second] = [words[from], words[from + 1]];
  const isArticle = first?.key === "a" || first?.key === "an";
  if (!isNumber(first) && !(isArticle && MAGNITUDES.has(second?.key ?? ""))) return from;
  const phrase = AMOUNT_BOUNDS.find((one) => standsAt(words, from - one.length, one));
  if (phrase) return from - phrase.length;
  const joint = words[from - 2]?.key === "out" && words[from - 1]!.key === "of" ? from - 2 : from - 1;
  if (!joinsAmounts(words, joint, from - 1)) return from;
  let start = joint - 1;
  while (start > 0 && isNumber(words[start - 1])) start -= 1;
  // "From five to ten" gives two amounts, "five to ten" one.
  return words[start - 1]?.key === "from" ? from : start;
}

function boundBehind(words: readonly QuoteWord[], to: number): number {
  const phrase = AMOUNT_BOUNDS_BEHIND.find((one) => standsAt(words, to, one));
  const next = words[to + (phrase?.length ?? 0)];
  if (phrase && (!next || next.opensSentence || next.pauseBefore)) return to + phrase.length;
  return joinsAmounts(words, to, to) && isNumber(words[to + 1]) ? to + 2 : to;
}

const JOINTS: ReadonlySet<string> = new Set(["of", "in", "to", "or"]);

/** Whether words that end with a joint make one amount of the one before and what stands behind: "one in" five, "a third of" it. */
function joinsAmounts(words: readonly QuoteWord[], first: number, joint: number): boolean {
  const isApart = words.slice(first, joint + 2).some(({ pauseBefore }) => pauseBefore);
  const [before, key] = [words[first - 1], words[joint]?.key ?? ""];
  return (
    !isApart && ((JOINTS.has(key) && isNumber(before)) || (key === "of" && PARTS.has(before?.key ?? "")))
  );
}

/**
 * Whether a clause opens with a part of what stands from a place on: "half of the houses", "some of the officers". So many
 * of an unknown number are no part: "dozens of people".
 */
export function isPartBefore(words: readonly QuoteWord[], from: number): boolean {
  const part = words[from - 2];
  if (!part || words[from - 1]!.key !== "of") return false;
  if (!PARTS.has(part.key) && !(isNumber(part) && DEFINITE.has(words[from]!.key))) return false;
  let at = from - 2;
  while (!opensClause(words, at) && saysHowMuch(words[at - 1]!)) at -= 1;
  return opensClause(words, at);
}

const DEFINITE: ReadonlySet<string> = new Set(
  "the these those our my your his her its their us them".split(" "),
);

const isNumber = (word: QuoteWord | undefined): boolean =>
  word !== undefined && (isOfAmount(word) || word.key === "one");

const saysHowMuch = (word: QuoteWord): boolean =>
  isNumber(word) || CERTAINTY.has(word.key) || FUNCTION_WORDS.has(word.key);
