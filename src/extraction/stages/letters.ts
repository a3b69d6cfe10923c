import { FIRST_NAMES, HONORIFICS, ROLES, wordClass } from "../lexicon/lexicon.ts";
import type { TokenRange } from "./attributions.ts";
import type { NameMention } from "./names.ts";
import type { Token, TokenizedText } from "./tokens.ts";

const LETTERS = wordClass("letters after a name");

/**
 * Where a name ends without the letters after it: "Helen Marsh" of "Helen Marsh KC". Of "the Labour MP" the last word is what
 * somebody is and no letters, as nobody is named before it.
 *
 * @param addressed whether a title or form of address stands before the name
 */
export function endWithoutLetters(
  tokens: readonly Token[],
  { start, end }: TokenRange,
  addressed: boolean,
): number {
  let last = end;
  while (last > start + 1 && isLetters(tokens[last - 1]!)) last--;
  const isPerson = addressed || FIRST_NAMES.has(tokens[start]!.lower) || HONORIFICS.has(tokens[start]!.lower);
  return isPerson || !ROLES.has(tokens[last]?.lower ?? "") ? last : end;
}

/** A name as it is printed but for the letters after it. */
export function withoutLetters({ tokens }: TokenizedText, name: NameMention): NameMention {
  return { ...name, end: endWithoutLetters(tokens, name, name.title.end > name.title.start) };
}

const isLetters = ({ text, lower }: Token): boolean => LETTERS.has(lower) && /^\p{Lu}/u.test(text);
