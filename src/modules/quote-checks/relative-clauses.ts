/**
 * Clauses that say which ones are meant: "teachers who lied about their age". Cut off, what was said of some is said of
 * all. Behind a comma they only add something, and leave nothing less true.
 */
import {
  AUXILIARIES,
  CLAUSE_STARTS,
  FUNCTION_WORDS,
  IRREGULAR_FORMS,
  PERSONS,
  RELATIVES,
  SUBJECTS,
  TAKES_THAT,
} from "./lexicon/lexicon.ts";
import { stemOf } from "./likeness.ts";
import type { QuoteWord } from "./read-words.ts";

/**
 * Whether a clause begins behind a stretch that restricts the noun with which the stretch ends, and the stretch states
 * something: "the pensions of teachers" does not.
 */
export function isRestricted(words: readonly QuoteWord[], from: number, to: number): boolean {
  const [noun, opening] = [words[to - 1], words[to]];
  if (!noun || !opening || opening.pauseBefore || opening.opensSentence) return false;
  // "Every country in which it sells"
  const joint = isPreposition(opening) ? words[to + 1]?.key : opening.key;
  if (opening.key !== "that" && !RELATIVES.has(joint ?? "")) return false;
  // "I have told the ministers that ..."
  const isTold = opening.key === "that" && words.slice(Math.max(0, to - 4), to - 1).some(takesThat);
  return !isTold && canBeRestricted(noun) && states(words, from, to);
}

/** Verbs, adjectives and nouns have a "that" or a "who" behind them that restricts nothing: "we know who", "the fact that". */
function canBeRestricted(word: QuoteWord): boolean {
  const { key } = word;
  if (POINTING.has(key)) return true;
  return !FUNCTION_WORDS.has(key) && !PERSONS.has(key) && !AUXILIARIES.has(key) && !takesThat(word);
}

/** "We know that", "no proof that", "not sure that" */
export const takesThat = ({ key }: QuoteWord): boolean => TAKES_THAT_STEMS.has(stemOf(key));
const TAKES_THAT_STEMS: ReadonlySet<string> = new Set([...TAKES_THAT].map(stemOf));
const POINTING: ReadonlySet<string> = new Set(["those", "all", "any"]);

/** Whether a stretch has a subject and a verb, as far as its small words and irregular verbs tell. */
function states(words: readonly QuoteWord[], from: number, to: number): boolean {
  const opens =
    words[from]!.opensSentence || words[from]!.breakBefore || CLAUSE_STARTS.has(words[from - 1]?.key ?? "");
  return words.slice(from, to).some(({ key }, at) => {
    if (isSubject(key)) return true;
    return at > 0 && (AUXILIARIES.has(key) || (opens && isVerb(key)));
  });
}

const isSubject = (key: string): boolean => SUBJECTS.has(key) && !RELATIVES.has(key) && key !== "that";
const isVerb = (key: string): boolean => key.endsWith("ed") || IRREGULAR_FORMS.has(key);

/**
 * Whether a stretch is no more than a phrase behind a preposition: "on any family in this valley". It states nothing that
 * a condition or a negation could have qualified.
 */
export function isMerePhrase(words: readonly QuoteWord[], from: number, to: number): boolean {
  const isBehind = [words[from], words[from - 1]].some(isPreposition);
  const isVerbal = ({ key }: QuoteWord): boolean => isVerb(key) || AUXILIARIES.has(key) || isSubject(key);
  return isBehind && !words[from]!.pauseBefore && !words.slice(from, to).some(isVerbal);
}

export const isPreposition = (word: QuoteWord | undefined): boolean => PREPOSITIONS.has(word?.key ?? "");

const PREPOSITIONS: ReadonlySet<string> = new Set(
  "of in on at by for from with into onto upon about under over between among against during through across around behind without".split(
    " ",
  ),
);
