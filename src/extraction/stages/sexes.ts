import { FIRST_NAMES, wordClass } from "../lexicon/lexicon.ts";
import type { Named } from "./named.ts";
import type { NameMention, Sex } from "./names.ts";
import type { Reading } from "./reading.ts";

const MEN = wordClass("man's name that is also a word");
const WOMEN = wordClass("woman's name that is also a word");

/** The sex that a first name (lower case) usually tells. */
export const sexOf = (first: string): Sex =>
  MEN.has(first) ? "m" : WOMEN.has(first) ? "f" : ((FIRST_NAMES.get(first) as Sex | undefined) ?? "-");

export const isOther = (sex: Sex, than: Sex): boolean => sex !== "-" && sex !== than;

/** Tokens after a name within which a pronoun tells its sex. */
const PRONOUN_REACH = 15;

/** The sex that pronouns tell which follow a name in its sentence before another person does. */
export function sexByPronouns(
  { tokens, quotationOf }: Reading,
  names: readonly NameMention[],
  { mentions }: Named,
): Sex {
  let men = 0;
  for (const k of mentions) {
    const { end } = names[k]!;
    const next = names[k + 1]?.start ?? tokens.length;
    for (
      let i = end;
      i < Math.min(next, end + PRONOUN_REACH) && tokens[i]!.sentence === tokens[end - 1]!.sentence;
      i++
    ) {
      if (quotationOf[i] !== quotationOf[end - 1]) break;
      const { lower } = tokens[i]!;
      if (lower === "he" || lower === "his" || lower === "himself") men++;
      else if (lower === "she" || lower === "her" || lower === "herself") men--;
      else continue;
      break;
    }
  }
  return men > 0 ? "m" : men < 0 ? "f" : "-";
}
