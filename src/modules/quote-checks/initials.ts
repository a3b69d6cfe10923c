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

/**
 * Whether letters are the first ones of the words of a name, in their order; small words may count or not.
 *
 * @param words in lower case
 * @returns null where the last words of the name have none: "CDC", Centers for Disease Control and Prevention
 */
export function areInitialsOf(letters: string, words: readonly string[]): boolean | null {
  const [kind, of, ...others] = withoutCountry(words);
  const isOfKind = kind !== undefined && KINDS.has(kind) && of === "of";
  const readings = [words, withoutCountry(words), ...(isOfKind ? [others] : [])];
  const answers = readings.map((reading) => startEach(letters, reading));
  return answers.includes(true) || (answers.includes(null) ? null : false);
}

function startEach(letters: string, [word, ...others]: readonly string[]): boolean | null {
  if (letters === "") return word === undefined || null;
  if (word === undefined) return false;
  const passed = SMALL.has(word) && startEach(letters, others);
  if (passed) return true;
  const taken = letters[0] === word[0] && startEach(letters.slice(1), others);
  return taken === false ? passed : taken;
}
