/** Numbers and sums of money, however they are written: "$80,000", "eighty thousand dollars", "80 thousand dollars". */
import { CARDINALS, CURRENCIES, MAGNITUDES, ORDINALS } from "./lexicon/lexicon.ts";
import type { QuoteWord } from "./read-words.ts";
import type { Place } from "./turns.ts";

const FIGURE = /^(\d+(?:\.\d+)?)(k|m|mn|bn|tn)?$/;
const FIGURE_SCALES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, mn: 1e6, bn: 1e9, tn: 1e12 };
const ORDINAL_FIGURE = /^(\d+)(?:st|nd|rd|th)$/;

/** Whether the words of a place are part of one amount on either side, and both are the same. */
export function areSameAmount(
  source: readonly QuoteWord[],
  quote: readonly QuoteWord[],
  place: Place,
): boolean {
  const ours = amountAround(source, place.sourceFrom, place.sourceTo);
  return ours !== null && ours === amountAround(quote, place.quoteFrom, place.quoteTo);
}

/** Whether two numbers with a "to" between them are the same as two with a dash or hyphen: "five to four" and "5-4". */
export function areSameRange(
  source: readonly QuoteWord[],
  quote: readonly QuoteWord[],
  { sourceFrom, sourceTo, quoteFrom, quoteTo }: Place,
): boolean {
  const ours = rangeAround(source, sourceFrom, sourceTo);
  return ours !== null && ours === rangeAround(quote, quoteFrom, quoteTo);
}

/**
 * The places where a quotation begins or ends within a number, so that it says another: "Twenty-" is cut off of
 * "Twenty-seven died".
 *
 * @param from first word of the statement that the quotation covers
 * @param to word behind the last
 */
export function amountsCutAtEnds(
  source: readonly QuoteWord[],
  from: number,
  to: number,
  quote: readonly QuoteWord[],
): Place[] {
  const words = quote.length;
  const [first, end] = [numberAround(source, from, from), numberAround(source, to, to)];
  const opening = { sourceFrom: first.from, sourceTo: from, quoteFrom: 0, quoteTo: 0 };
  const closing = { sourceFrom: to, sourceTo: end.to, quoteFrom: words, quoteTo: words };
  const isCut = (whole: number | null, left: number | null): boolean => whole !== null && whole !== left;
  return [
    ...(isCut(first.value, numberAround(quote, 0, 1).value) ? [opening] : []),
    ...(isCut(end.value, numberAround(quote, words - 1, words).value) ? [closing] : []),
  ].filter(({ sourceFrom, sourceTo }) => sourceFrom < sourceTo);
}

/** The number that reaches from a stretch to both sides, whatever it counts; null where there is none. */
function numberAround(
  words: readonly QuoteWord[],
  from: number,
  to: number,
): { from: number; to: number; value: number | null } {
  const joins = (at: number): boolean =>
    at > 0 &&
    at < words.length &&
    isAmountWord(words, at - 1) &&
    isAmountWord(words, at) &&
    !isApart(words, at);
  let [first, end] = [from, to];
  while (joins(first)) first -= 1;
  while (joins(end)) end += 1;
  const keys = words.slice(first, end).map(({ key }) => key);
  return { from: first, to: end, value: valueOf(keys.filter((key) => !CURRENCIES.has(key))) };
}

function rangeAround(words: readonly QuoteWord[], from: number, to: number): string | null {
  const isNumber = (at: number): boolean => words[at] !== undefined && isAmountWord(words, at);
  const belongs = (at: number): boolean =>
    isNumber(at) || (words[at]!.key === "to" && isNumber(at - 1) && isNumber(at + 1));
  for (let at = from; at < to; at += 1) if (!belongs(at)) return null;
  let [first, end] = [from, to];
  const joins = (at: number): boolean => !isApart(words, at) || words[at]!.breakBefore;
  while (first > 0 && belongs(first - 1) && joins(first)) first -= 1;
  while (end < words.length && belongs(end) && joins(end)) end += 1;
  const keys = words.slice(first, end).map(({ key }) => key);
  const at = keys.indexOf("to");
  const numbers =
    at < 0 && keys.length === 2 ? keys.map((key) => [key]) : [keys.slice(0, at), keys.slice(at + 1)];
  const values = numbers.map(valueOf);
  return values.includes(null) ? null : values.join("-");
}

/** The amount that a stretch is or lies in, with its currency, or null where it is none. */
function amountAround(words: readonly QuoteWord[], from: number, to: number): string | null {
  const belongs = (at: number): boolean => isAmountWord(words, at);
  for (let at = from; at < to; at += 1) if (!belongs(at)) return null;
  let [first, end] = [from, to];
  const joins = (at: number): boolean => first === end || !isApart(words, at);
  while (first > 0 && belongs(first - 1) && joins(first)) first -= 1;
  while (end < words.length && belongs(end) && joins(end)) end += 1;
  return amountOf(words.slice(first, end).map(({ key }) => key));
}

/** Pauses part numbers: "In 2020, 80 people". */
const isApart = (words: readonly QuoteWord[], at: number): boolean =>
  words[at]?.pauseBefore === true || words[at]?.opensSentence === true;

function isAmountWord(words: readonly QuoteWord[], at: number): boolean {
  const { key } = words[at]!;
  const [before, next] = [words[at - 1]?.key, words[at + 1]?.key];
  const behind = words[at + 2]?.key;
  if (key === "a" || key === "an") return MAGNITUDES.has(next ?? "") || (next === "half" && before === "and");
  if (key === "half")
    return MAGNITUDES.has(next ?? "") || ((next === "a" || next === "of") && MAGNITUDES.has(behind ?? ""));
  if (key === "and")
    return (MAGNITUDES.has(before ?? "") && CARDINALS.has(next ?? "")) || (next === "a" && behind === "half");
  if (key === "per") return next === "cent";
  if (key === "cent" && before === "per") return true;
  return (
    FIGURE.test(key) ||
    ORDINAL_FIGURE.test(key) ||
    [CARDINALS, ORDINALS, MAGNITUDES, CURRENCIES].some((list) => list.has(key))
  );
}

/** @returns the value with its unit, so that equal amounts are equal texts */
function amountOf(keys: readonly string[]): string | null {
  const last = keys.at(-1) ?? "";
  const ordinal = ORDINALS.get(last) ?? ORDINAL_FIGURE.exec(last)?.[1];
  // "Eighty-eighth" is 88th.
  const before = keys.length > 1 ? valueOf(keys.slice(0, -1)) : 0;
  if (ordinal !== undefined) return before === null ? null : `${before + Number(ordinal)}.`;
  let [from, to] = [0, keys.length];
  const sign = CURRENCIES.get(keys[0] ?? "");
  if (sign !== undefined) from = 1;
  const isPerCent = keys.at(-2) === "per" && keys.at(-1) === "cent";
  const name = isPerCent ? "percent" : CURRENCIES.get(keys.at(-1) ?? "");
  if (name !== undefined) to -= isPerCent ? 2 : 1;
  const value = valueOf(keys.slice(from, to));
  const isOneUnit = sign === undefined || name === undefined || sign === name;
  return value === null || !isOneUnit ? null : `${value} ${sign ?? name ?? ""}`;
}

/** The number that words and figures spell together ("2.5 million", "a hundred and five"), or null. */
function valueOf(keys: readonly string[]): number | null {
  let [total, group, current] = [0, 0, 0];
  let last: "nothing" | "article" | "half" | "figure" | "ten" | "one" | "hundred" | "magnitude" | "and" =
    "nothing";
  const opens = (): boolean => ["nothing", "magnitude", "hundred", "and"].includes(last);
  for (const key of keys) {
    const figure = FIGURE.exec(key);
    const cardinal = CARDINALS.get(key);
    const magnitude = MAGNITUDES.get(key);
    if (key === "a" || key === "an") {
      if (last === "half") continue;
      if (last !== "nothing" && last !== "and") return null;
      last = "article";
    } else if (key === "half") {
      // "Half a million", "two and a half million".
      [current, last] = [current + 0.5, "half"];
    } else if (key === "and") {
      last = "and";
    } else if (figure) {
      if (last !== "nothing" && last !== "magnitude") return null;
      current = Number(figure[1]) * (FIGURE_SCALES[figure[2] ?? ""] ?? 1);
      last = "figure";
    } else if (cardinal !== undefined) {
      if (!opens() && !(last === "ten" && cardinal > 0 && cardinal < 10)) return null;
      current += cardinal;
      last = cardinal >= 20 ? "ten" : "one";
    } else if (magnitude === undefined || last === "and" || key.endsWith("s")) {
      return null;
    } else if (magnitude === 100) {
      if (last === "hundred" || last === "magnitude") return null;
      current = (current || 1) * 100;
      last = "hundred";
    } else {
      // "A thousand million" multiplies what "a million and a thousand" would add.
      if (last === "magnitude") [total, current] = [total - group, group];
      group = (current || 1) * magnitude;
      [total, current, last] = [total + group, 0, "magnitude"];
    }
  }
  return ["nothing", "article", "half", "and"].includes(last) ? null : total + current;
}
