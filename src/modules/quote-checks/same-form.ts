/** Which words differ in form only: hyphens and spaces, British and American spelling, figures and number words. */
import { areSameAmount } from "./amounts.ts";
import type { QuoteWord } from "./read-words.ts";
import type { Place } from "./reversals.ts";
import { inAmericanSpelling } from "./spelling.ts";

/** Whether a place of difference is one of form. */
export function isSameInForm(
  source: readonly QuoteWord[],
  quote: readonly QuoteWord[],
  place: Place,
): boolean {
  const ours = source.slice(place.sourceFrom, place.sourceTo);
  const theirs = quote.slice(place.quoteFrom, place.quoteTo);
  if (areSameAmount(source, quote, place)) return true;
  if (ours.length === 0 || theirs.length === 0) return false;
  if (ours.length === theirs.length && ours.every(({ key }, i) => areSpeltAlike(key, theirs[i]!.key)))
    return true;
  return (
    (ours.length > 1 || theirs.length > 1) && !partsOtherwise(ours, theirs) && joined(ours) === joined(theirs)
  );
}

/** "Not able" is not "notable", nor "a typical" "atypical". */
function partsOtherwise(ours: readonly QuoteWord[], theirs: readonly QuoteWord[]): boolean {
  const [one, several] = ours.length < theirs.length ? [ours, theirs] : [theirs, ours];
  return one.length === 1 && several.length > 1 && ["not", "a"].includes(several[0]!.key);
}

const areSpeltAlike = (one: string, other: string): boolean =>
  inAmericanSpelling(one) === inAmericanSpelling(other);

const joined = (words: readonly QuoteWord[]): string =>
  words.map(({ key }) => key.replaceAll("'", "")).join("");
