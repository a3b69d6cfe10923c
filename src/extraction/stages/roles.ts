import { ROLES } from "../lexicon/lexicon.ts";
import type { NameMention } from "./names.ts";
import { startOfNounPhrase } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import type { Named } from "./roster.ts";
import type { Token } from "./tokens.ts";

/** Adds to somebody the roles, the sex and the marks that one mention of the name tells. */
export function addRoles(entry: Named, reading: Reading, name: NameMention): void {
  for (let i = name.title.start; i < name.title.end; i++) addRole(entry, reading, i);
  const apposition = roleAfter(reading, name);
  if (apposition !== null) addRole(entry, reading, apposition);
  if (entry.type !== "person") return;
  addMarks(
    entry,
    reading,
    startOfNounPhrase(reading.tokens, name.start, Math.max(0, name.start - MARKS_BEFORE)),
    name.start,
  );
  if (apposition !== null)
    addMarks(
      entry,
      reading,
      startOfNounPhrase(reading.tokens, apposition + 1, Math.max(0, apposition - MARKS_BEFORE)),
      apposition,
    );
}

const isRole = ({ lower, lemma }: Token): boolean => ROLES.has(lower) || ROLES.has(lemma);

/** One word for a party however it is called. */
export const markOf = (word: string): string =>
  word === "gop" || word === "republicans"
    ? "republican"
    : word === "democrat" || word === "democrats"
      ? "democratic"
      : word;

/** How many words on either side of a role may tell more of it. */
const MARKS_BEFORE = 6;

function addRole(entry: Named, { tokens }: Reading, i: number): void {
  const token = tokens[i]!;
  for (const word of [token.lower, token.lemma]) {
    const sex = ROLES.get(word);
    if (sex === undefined) continue;
    entry.roles.add(word);
    if ((sex === "m" || sex === "f") && entry.sex === "-") entry.sex = sex;
  }
}

/** The token of a role that the sentence gives a name: "Ann Lee, the former mayor of", "the mayor, Ann Lee". */
export function roleAfter({ tokens }: Reading, name: NameMention): number | null {
  const last = name.end - 1;
  const { relation, head } = tokens[last]!;
  if (relation === "appos" && head >= 0 && isRole(tokens[head]!)) return head;
  for (let i = name.end; i < Math.min(tokens.length, name.end + 12); i++)
    if (tokens[i]!.head === last && tokens[i]!.relation === "appos") return isRole(tokens[i]!) ? i : null;
  if (tokens[name.end]?.text !== ",") return null;
  for (let i = name.end + 1; i < Math.min(tokens.length, name.end + 8); i++) {
    const token = tokens[i]!;
    if (isRole(token)) return i;
    if (token.pos === "VERB" || token.pos === "AUX" || token.pos === "PUNCT") return null;
  }
  return null;
}

function addMarks(entry: Named, { tokens }: Reading, from: number, to: number): void {
  for (let i = Math.max(0, from); i < Math.min(to, tokens.length); i++) {
    const { text, lower, pos } = tokens[i]!;
    if (pos !== "PUNCT" && /^\p{Lu}/u.test(text)) entry.marks.add(markOf(lower));
  }
}
