/** What a place of difference touches: a number, a name, who is meant, how certain it is, or only wording. */
import { areContractions } from "./contractions.ts";
import type { Effect } from "./differences.ts";
import {
  CALENDAR,
  CERTAINTY,
  FUNCTION_WORDS,
  MAGNITUDES,
  NUMBER_WORDS,
  PERSONS,
  wordBits,
} from "./lexicon/lexicon.ts";
import { stemOf } from "./likeness.ts";
import { areForms } from "./opposites.ts";
import type { QuoteWord } from "./read-words.ts";

/** What a change of words touches, where it turns nothing. */
export function effectOf(source: readonly QuoteWord[], quote: readonly QuoteWord[]): Effect {
  if (areContractions(source, quote)) return "contraction";
  if (numbersIn(source) !== numbersIn(quote)) return "number";
  const [ours, theirs] = [namesIn(source), namesIn(quote)];
  if (ours !== theirs && (ours !== "" || theirs !== "")) return "name";
  if (listOf(source, CALENDAR) !== listOf(quote, CALENDAR)) return "number";
  if (isInflection(source, quote)) return "inflection";
  const words = [...source, ...quote].map(({ key }) => key);
  if (listOf(source, PERSONS) !== listOf(quote, PERSONS) && source.length > 0 && quote.length > 0)
    return "person";
  if (
    words.every(
      (key) => FUNCTION_WORDS.has(key) || (PERSONS.has(key) && (source.length === 0 || quote.length === 0)),
    )
  ) {
    return "function_word";
  }
  return words.some((key) => CERTAINTY.has(key)) ? "certainty" : "wording";
}

/** Whether a word is a figure, says a number, or is the sign of a currency. */
export const isOfAmount = ({ key }: QuoteWord): boolean =>
  /\p{N}|^[$€£¥]$/u.test(key) || NUMBER_WORDS.has(key) || MAGNITUDES.has(key);

export function numbersIn(words: readonly QuoteWord[]): string {
  return words
    .filter((word) => isOfAmount(word) || word.key === "percent")
    .map(({ key }) => String(NUMBER_WORDS.get(key) ?? MAGNITUDES.get(key) ?? key))
    .join(" ");
}

/** Bits above which a word at the start of a sentence is taken for a name rather than for a common word. */
const NAME_BITS = 15.5;

export function namesIn(words: readonly QuoteWord[]): string {
  return words
    .filter(
      ({ key, capital, opensSentence }) =>
        capital && key !== "i" && !key.startsWith("i'") && (!opensSentence || wordBits(key) > NAME_BITS),
    )
    .filter(({ key }) => !PERSONS.has(key) && !FUNCTION_WORDS.has(key) && !CALENDAR.has(key))
    .map(({ key }) => key.replace(/'s$/, ""))
    .join(" ");
}

function listOf(words: readonly QuoteWord[], list: ReadonlySet<string>): string {
  return words
    .filter(({ key }) => list.has(key))
    .map(({ key }) => key)
    .join(" ");
}

function isInflection(a: readonly QuoteWord[], b: readonly QuoteWord[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ key }, i) => stemOf(key) === stemOf(b[i]!.key) || areForms(key, b[i]!.key))
  );
}

/** How sure, how much or how often, tenses apart: a reporter may write "[would]" for "will". */
export const certaintyIn = (words: readonly QuoteWord[]): string =>
  listOf(words, CERTAINTY).replace(/\b(?:would|should|could|might)\b/g, (past) => PRESENT[past]!);
const PRESENT: Readonly<Record<string, string>> = {
  would: "will",
  should: "shall",
  could: "can",
  might: "may",
};
