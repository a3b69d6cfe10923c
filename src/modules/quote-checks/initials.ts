/** Names by their first letters: "FBI", "DoD", "HHS". */
import { PLACES } from "../../extraction/lexicon/lexicon.ts";

/** Words that an abbreviation may leave out: "DOD" has the "of" of the Department of Defense, "FAO" has not the "and". */
const SMALL: ReadonlySet<string> = new Set(["of", "and", "the", "for", "in", "on", "to", "at", "de", "la"]);
/** What kind of body it is, before "of": the Department of Health and Human Services is HHS too. */
const KINDS: ReadonlySet<string> = new Set(["department", "ministry", "office", "bureau"]);
/** Whose body it is: the U.S. Department of Defense is DOD. */
const isCountry = (words: readonly string[]): boolean =>
  ["us", "uk", "eu", "un"].includes(words[0]!) || PLACES.has(words.join(" "));

/**
 * Whether letters are the first ones of the words of a name, in their order; small words may count or not.
 *
 * @param words in lower case
 */
export function areInitialsOf(letters: string, words: readonly string[]): boolean {
  const country = [1, 2].find((count) => words.length > count + 1 && isCountry(words.slice(0, count))) ?? 0;
  const [kind, of, ...others] = words.slice(country);
  if (startsEach(letters, words) || startsEach(letters, words.slice(country))) return true;
  return kind !== undefined && KINDS.has(kind) && of === "of" && startsEach(letters, others);
}

function startsEach(letters: string, [word, ...others]: readonly string[]): boolean {
  if (word === undefined) return letters === "";
  if (SMALL.has(word) && startsEach(letters, others)) return true;
  return letters[0] === word[0] && startsEach(letters.slice(1), others);
}
