/** Which words differ in form only: hyphens and spaces, British and American spelling, figures and number words. */
import { FIRST_NAMES, HONORIFICS, ROLES } from "../../extraction/lexicon/lexicon.ts";
import { areSameAmount, areSameRange } from "./amounts.ts";
import { FUNCTION_WORDS, OTHER_WORDS_JOINED } from "./lexicon/lexicon.ts";
import { areForms, areOpposite, sidedWord } from "./opposites.ts";
import type { QuoteWord } from "./read-words.ts";
import type { Place } from "./turns.ts";
import { inAmericanSpelling } from "./spelling.ts";

/** Whether a place of difference is one of form. */
export function isSameInForm(
  source: readonly QuoteWord[],
  quote: readonly QuoteWord[],
  place: Place,
): boolean {
  const ours = source.slice(place.sourceFrom, place.sourceTo);
  const theirs = quote.slice(place.quoteFrom, place.quoteTo);
  if (areSameAmount(source, quote, place) || areSameRange(source, quote, place)) return true;
  if (ours.length === 0 || theirs.length === 0) return false;
  const { sourceFrom, quoteFrom } = place;
  if (
    ours.length === theirs.length &&
    ours.every((_, nth) => areSpeltAlike(source, sourceFrom + nth, quote, quoteFrom + nth))
  )
    return true;
  if (ours.length === 1 && theirs.length === 1) return false;
  if (!partsOtherwise(ours, theirs) && joined(ours) === joined(theirs)) return true;
  // "3,000 meters" is "three thousand metres".
  const [sourceTo, quoteTo] = [place.sourceTo - 1, place.quoteTo - 1];
  return (
    areSpeltAlike(source, sourceTo, quote, quoteTo) &&
    areSameAmount(source, quote, { ...place, sourceTo, quoteTo })
  );
}

/** "Not able" is not "notable", nor "a typical" "atypical", "in action" "inaction" or "re-sign" "resign". */
function partsOtherwise(ours: readonly QuoteWord[], theirs: readonly QuoteWord[]): boolean {
  const [[one, ...others], several] = ours.length < theirs.length ? [ours, theirs] : [theirs, ours];
  const [first, second] = several;
  if (!one || !first || !second || others.length > 0) return false;
  if (first.key === "not" || first.key === "a") return true;
  return (
    (FUNCTION_WORDS.has(first.key) && areOpposite(sidedWord(second.key), sidedWord(one.key))) ||
    [...(OTHER_WORDS_JOINED.get(first.key) ?? [])].some((word) => areForms(word, second.key))
  );
}

/** "Mr. Grey" is not Mr. Gray, as "the Labour Party" is the Labor Party. */
function areSpeltAlike(
  source: readonly QuoteWord[],
  sourceAt: number,
  quote: readonly QuoteWord[],
  quoteAt: number,
): boolean {
  const [ours, theirs] = [source[sourceAt]!, quote[quoteAt]!];
  if (spelling(ours.key) !== spelling(theirs.key)) return false;
  return ours.key === theirs.key || !isFamilyName(source, sourceAt) || !isFamilyName(quote, quoteAt);
}

/** Whether a word with a capital stands behind a title or a given name. */
function isFamilyName(words: readonly QuoteWord[], at: number): boolean {
  const before = words[at - 1];
  if (!words[at]!.capital || !before?.capital || words[at]!.opensSentence) return false;
  return [HONORIFICS, ROLES, FIRST_NAMES].some((known) => known.has(before.key));
}

const withoutApostrophes = (key: string): string => key.replaceAll("'", "");

const spelling = (key: string): string => inAmericanSpelling(withoutApostrophes(key));

const joined = (words: readonly QuoteWord[]): string =>
  words.map(({ key }) => withoutApostrophes(key)).join("");
