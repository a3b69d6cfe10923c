/** A name as it is typed or printed, taken apart: its words, the titles before it, what tells father from son. */
import { FIRST_NAMES, GROUP_NOUNS, LAST_NAMES, PLACES, ROLES } from "../../extraction/lexicon/lexicon.ts";
import { foldLetters } from "./folding.ts";
import { GENERATIONS, HONORIFICS, isCommonWord } from "./lexicon/lexicon.ts";

export interface ReadName {
  /** All its words, but for articles. */
  readonly words: readonly string[];
  /** What names somebody: the words without titles before them, "of" and "Jr." */
  readonly name: readonly string[];
  /** "jr", "iii"; null where the name does not say. */
  readonly generation: string | null;
  /** It tells what somebody is, not who: "the secretary of state". */
  readonly isDescription: boolean;
  /** It tells of several people: "two officials". */
  readonly isGroup: boolean;
}

/** Reads a name; words come without case, accents and apostrophes. */
export function readName(text: string): ReadName {
  const words = wordsOf(text);
  const bare = words.filter((word) => !GENERATIONS.has(word));
  return {
    words,
    name: withoutTitle(bare.length > 0 ? bare : words).filter((word) => word !== "of"),
    generation: words.slice(1).find((word) => GENERATIONS.has(word)) ?? null,
    isDescription: isDescription(words),
    isGroup: words.some(
      (word) => word === "people" || (word.endsWith("s") && GROUP_NOUNS.has(word.slice(0, -1))),
    ),
  };
}

/** Whether the word can be a given name: it is known as one, an initial, or no word of another kind that we know. */
export function canBeGivenName(word: string): boolean {
  return (
    FIRST_NAMES.has(word) || word.length === 1 || !(isCommonWord(word) || PLACES.has(word) || isTitle(word))
  );
}

const ARTICLES: ReadonlySet<string> = new Set(["the", "a", "an"]);
const JOINTS: ReadonlySet<string> = new Set(["of", "for", "at"]);
/** Letters of their own, without which they are typed. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = { đ: "d", ð: "d", ħ: "h", ı: "i", þ: "th" };

function wordsOf(text: string): string[] {
  const words =
    foldLetters(text)
      .replace(/[đðħıþ]/gu, (letter) => PLAIN_LETTERS[letter]!)
      .replace(/['’‘ʼʻ`](?:s(?![\p{L}\p{N}]))?/gu, "")
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.filter((word, at) => !ARTICLES.has(word) || (word === "a" && at > 0));
}

/** "King" is a title and a family name: what may be a name is no title by itself. */
function isTitle(word: string): boolean {
  return (
    (HONORIFICS.has(word) || ROLES.has(word) || ROLES.has(word.replace(/s$/u, ""))) &&
    !LAST_NAMES.has(word) &&
    !FIRST_NAMES.has(word)
  );
}

function withoutTitle(words: readonly string[]): readonly string[] {
  const last = words.length - 1;
  let at = words.slice(0, last).findLastIndex((word) => !JOINTS.has(word) && isTitle(word)) + 1;
  while (at < last && HONORIFICS.has(words[at]!)) at += 1;
  // "Secretary of State Harper"
  if (at > 0 && at < last && JOINTS.has(words[at - 1]!)) at += 1;
  return words.slice(at);
}

/** "White House spokesperson", "Secretary of State"; but not "Secretary of State Harper" */
function isDescription(words: readonly string[]): boolean {
  const isOffice = (word: string): boolean => !JOINTS.has(word) && isTitle(word);
  const isGiven = (word: string | undefined): boolean =>
    word !== undefined && FIRST_NAMES.has(word) && !PLACES.has(word);
  if (words.length > 0 && isOffice(words.at(-1)!)) return !isGiven(words.at(-2));
  const joint = words.findIndex((word, at) => at > 0 && JOINTS.has(word) && isOffice(words[at - 1]!));
  if (joint < 0) return false;
  const [first, ...others] = words.slice(joint + 1);
  if (first === undefined || others.length === 0 || PLACES.has([first, ...others].join(" "))) return true;
  const isFullName = others.length > 1 && isGiven(others.at(-2));
  return !isFullName && (!isCommonWord(first) || isCommonWord(others.at(-1)!));
}
