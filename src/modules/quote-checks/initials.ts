/** Names by their first letters: "FBI", "DoD", "HHS". */
import { PLACES } from "../../extraction/lexicon/lexicon.ts";

/** Words that an abbreviation may leave out: "DOD" has the "of" of the Department of Defense, "FAO" has not the "and". */
const SMALL: ReadonlySet<string> = new Set(["of", "and", "the", "for", "in", "on", "to", "at", "de", "la"]);
/** What kind of body it is, before "of": the Department of Health and Human Services is HHS too. */
const KINDS: ReadonlySet<string> = new Set(["department", "ministry", "office", "bureau"]);
/** Whose body it is: the U.S. Department of Defense is DOD. */
const isCountry = (words: readonly string[]): boolean =>
  ["us", "uk", "eu", "un"].includes(words[0]!) || PLACES.has(words.join(" "));

/** A name without the country whose body it names: "U.S. Department of Defense", "US CDC". */
export function withoutCountry(words: readonly string[]): readonly string[] {
  const country = [1, 2].find((count) => words.length > count && isCountry(words.slice(0, count)));
  return words.slice(country);
}

/** Names of more words are none: each small one doubles the ways to read it. */
const MOST_WORDS = 16;

/**
 * Whether letters are the first ones of the words of a name, in their order; small words may count or not.
 *
 * @param words in lower case
 * @returns null where the last words of the name have none: "CDC", Centers for Disease Control and Prevention
 */
export function areInitialsOf(letters: string, words: readonly string[]): boolean | null {
  if (words.length > MOST_WORDS) return false;
  const [kind, of, ...others] = withoutCountry(words);
  const isOfKind = kind !== undefined && KINDS.has(kind) && of === "of";
  const readings = [words, withoutCountry(words), ...(isOfKind ? [others] : [])];
  return surest(readings.map((reading) => startEach(letters, reading)));
}

function startEach(letters: string, [word, ...others]: readonly string[]): boolean | null {
  if (letters === "") return word === undefined || null;
  if (word === undefined) return false;
  return surest([
    SMALL.has(word) && startEach(letters, others),
    letters[0] === word[0] && startEach(letters.slice(1), others),
  ]);
}

const surest = (answers: readonly (boolean | null)[]): boolean | null =>
  answers.includes(true) || (answers.includes(null) ? null : false);
