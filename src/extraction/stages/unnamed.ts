import {
  ANONYMITY_PHRASES,
  ANONYMOUS_NOUNS,
  GROUP_NOUNS,
  ORGANIZATION_WORDS,
  REPORT_NOUNS,
  ROLES,
} from "../lexicon/lexicon.ts";
import type { SpeakerType } from "../statement.ts";
import type { TokenRange } from "./attributions.ts";
import { headOf } from "./descriptions.ts";
import type { Reading } from "./reading.ts";
import type { Token } from "./tokens.ts";

/** Whether a noun stands for people who can say something: "official", "critics", "spokeswoman". */
export const isPersonNoun = ({ lemma, lower }: Token): boolean =>
  [lemma, lower].some((word) => ANONYMOUS_NOUNS.has(word) || ROLES.has(word) || GROUP_NOUNS.has(word));

const NOBODY = new Set(["no", "none", "nobody", "neither"]);

/** Whether words name nobody: "no one", "none of the officials", "no government"; "No 10" is a house. */
export const isNobody = ({ tokens }: Reading, { start, end }: TokenRange): boolean =>
  NOBODY.has(tokens[start]!.lower) &&
  (tokens[start]!.lower !== "no" || (end > start + 1 && tokens[start + 1]!.pos !== "NUM"));

/** Whether those whom the words name did not say it: nobody, or "neither Smith nor Jones", which may begin before them. */
export const speaksForNone = (reading: Reading, source: TokenRange): boolean =>
  isNobody(reading, source) ||
  reading.tokens
    .slice(Math.max(0, source.start - 1), source.end)
    .some(({ lower }) => lower === "nor" || lower === "neither");

/** Whether those whom a noun phrase does not name are a withheld source, a group, an organisation or one person. */
export function typeOfUnnamed(reading: Reading, source: TokenRange): SpeakerType {
  const { tokens } = reading;
  const words = tokens.slice(source.start, Math.min(tokens.length, source.end + 8));
  const around = words.map((token) => token.lower).join(" ");
  const head = tokens[headOf(reading, source)]!;
  if (ANONYMOUS_NOUNS.has(head.lemma) || ANONYMOUS_NOUNS.has(head.lower)) return "anonymous";
  if (ANONYMITY_PHRASES.some((phrase) => around.includes(phrase))) return "anonymous";
  if (ORGANIZATION_WORDS.has(head.lower) || REPORT_NOUNS.has(head.lemma)) return "organization";
  const plural =
    head.tag === "NNS" || head.tag === "NNPS" || head.lower === "people" || head.lower === "police";
  if (plural || (GROUP_NOUNS.has(head.lemma) && !ROLES.has(head.lemma))) return "group";
  return ROLES.has(head.lemma) || ROLES.has(head.lower) ? "person" : "organization";
}
