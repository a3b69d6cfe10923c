import { ORGANIZATION_NOUNS, ROLES, STATE_ABBREVIATIONS, wordClass } from "../lexicon/lexicon.ts";
import { wordsOfOffice } from "./offices.ts";
import type { NameMention } from "./names.ts";
import { endOfNounPhrase, startOfNounPhrase } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import type { Named } from "./named.ts";
import type { Token } from "./tokens.ts";

/** Adds to somebody the roles, the sex and the marks that one mention of the name tells. */
export function addRoles(entry: Named, reading: Reading, name: NameMention): void {
  const { tokens } = reading;
  const before = startOfNounPhrase(tokens, name.start, Math.max(0, name.start - MARKS_BEFORE));
  for (let i = name.title.start; i < name.title.end; i++) {
    addRole(entry, tokens[i]!);
    addOffice(entry, tokens, Math.min(before, name.title.start), i);
  }
  addMarks(entry, tokens, before, name.start);
  if (entry.type === "organization") addKindsBeside(entry, tokens, before, name);
  for (const noun of [roleAfter(reading, name), predicateOf(reading, name)]) {
    if (noun === null) continue;
    addRole(entry, tokens[noun]!);
    const start = startOfNounPhrase(tokens, noun + 1, Math.max(0, noun - MARKS_BEFORE));
    addOffice(entry, tokens, start, noun);
    addMarks(entry, tokens, start, noun);
    // "a senator from Ohio", "an attorney for Robert Ray".
    if (tokens[noun + 1]?.pos === "ADP")
      addMarks(entry, tokens, noun + 2, endOfNounPhrase(tokens, noun + 2, noun + 2 + MARKS_BEFORE));
  }
  addSeat(entry, tokens, name.end);
}

/** "Ann Lee, the top Democrat on the committee": members of a party are called so like holders of an office. */
export const PARTY_MEMBERS = new Set(["republican", "democrat", "conservative", "libertarian"]);

const isRole = ({ lower, lemma, tag }: Token): boolean =>
  ROLES.has(lower) || ROLES.has(lemma) || (PARTY_MEMBERS.has(lower) && tag.startsWith("NN"));
const isKind = ({ lower }: Token): boolean => ORGANIZATION_NOUNS.has(lower);
export const TELLS_NOTHING = wordClass("tells no person from another");

/** One word for a party however it is called, and for a state. */
export const markOf = (word: string): string => MARKS.get(word) ?? STATE_ABBREVIATIONS.get(word) ?? word;

const MARKS = new Map([
  ["gop", "republican"],
  ["republicans", "republican"],
  ["democrat", "democratic"],
  ["democrats", "democratic"],
]);
const PARTY_LETTERS = new Map([
  ["r", "republican"],
  ["d", "democratic"],
  ["i", "independent"],
]);

/** So many offices of one person are compared: a bound that no article reaches and that keeps the cost linear. */
const MOST_OFFICES = 20;

/** How many words on either side of a role may tell more of it. */
const MARKS_BEFORE = 6;

function addRole(entry: Named, token: Token): void {
  if (entry.type === "organization") {
    if (isKind(token)) entry.roles.add(token.lower);
    return;
  }
  if (PARTY_MEMBERS.has(token.lower)) {
    entry.roles.add(token.lower);
    entry.marks.add(markOf(token.lower));
  }
  for (const word of [token.lower, token.lemma]) {
    const sex = ROLES.get(word);
    if (sex === undefined) continue;
    entry.roles.add(word);
    if ((sex === "m" || sex === "f") && entry.sex === "-") entry.sex = sex;
  }
}

const wordOfRole = ({ lower, lemma }: Token): string => (ROLES.has(lemma) ? lemma : lower);

function addOffice(entry: Named, tokens: readonly Token[], from: number, role: number): void {
  if (entry.type === "person" && isRole(tokens[role]!) && entry.offices.size < MOST_OFFICES)
    entry.offices.add([...wordsOfOffice(tokens, from, role), wordOfRole(tokens[role]!)].join(" "));
}

/** "the Acme board" is part of Acme, "the Acme network" is Acme. */
const PARTS = wordClass("part of an organisation");

/** "the network Acme", "the Acme radio network". */
function addKindsBeside(entry: Named, tokens: readonly Token[], before: number, name: NameMention): void {
  for (let i = name.start - 1; i >= before && tokens[i]!.tag !== "POS"; i--)
    if (tokens[i]!.tag === "NN") addRole(entry, tokens[i]!);
  for (let i = name.end; i < name.end + 3 && tokens[i]?.tag === "NN"; i++)
    if (!PARTS.has(tokens[i]!.lower)) addRole(entry, tokens[i]!);
}

/** The token of a role that the sentence gives a name: "Ann Lee, the former mayor of", "the mayor, Ann Lee". */
export function roleAfter({ tokens }: Reading, name: NameMention): number | null {
  const fits = name.type === "organization" ? isKind : isRole;
  const last = name.end - 1;
  const { relation, head } = tokens[last]!;
  if (relation === "appos" && head >= 0 && fits(tokens[head]!)) return head;
  const start = Math.min(name.start, name.title.start);
  if ((relation === "appos" || relation === "conj") && tokens[start - 1]?.text === ",") {
    const before = roleBefore(tokens, start - 1, fits);
    if (before !== null) return before;
  }
  for (let i = name.end; i < Math.min(tokens.length, name.end + 12); i++)
    if (tokens[i]!.head === last && tokens[i]!.relation === "appos") return fits(tokens[i]!) ? i : null;
  if (tokens[name.end]?.text !== ",") return null;
  for (let i = name.end + 1; i < Math.min(tokens.length, name.end + 8); i++) {
    const token = tokens[i]!;
    // "a village school teacher" is no school.
    if (fits(token) && (fits === isRole || tokens[i + 1]?.pos !== "NOUN")) return i;
    if (token.pos === "VERB" || token.pos === "AUX" || token.pos === "PUNCT") return null;
  }
  return null;
}

/** "An attorney for Robert Ray, Ann Lee,": the role at the head of the noun phrase that ends before a comma. */
function roleBefore(tokens: readonly Token[], comma: number, fits: (token: Token) => boolean): number | null {
  let found: number | null = null;
  for (let i = comma - 1; i >= Math.max(0, comma - MARKS_BEFORE * 2); i--) {
    const { pos } = tokens[i]!;
    if (pos === "VERB" || pos === "AUX" || pos === "PUNCT" || pos === "CCONJ") break;
    const next = tokens[i + 1]!;
    if (fits(tokens[i]!) && (i + 1 === comma || next.pos === "ADP" || next.lower === "to")) found = i;
  }
  return found;
}

/** "Ann Lee is the mayor": the role of a sentence whose subject the name is. */
function predicateOf({ tokens }: Reading, name: NameMention): number | null {
  const { relation, head } = tokens[name.end - 1]!;
  if (relation !== "nsubj" || head < name.end || head > name.end + MARKS_BEFORE * 2) return null;
  const fits = name.type === "organization" ? isKind : isRole;
  return tokens[head]!.pos === "NOUN" && fits(tokens[head]!) ? head : null;
}

/** What is written beside a role, but for its possessor: "the mayor's daughter" is no mayor. */
function addMarks(entry: Named, tokens: readonly Token[], from: number, to: number): void {
  const first = Math.max(0, from);
  for (let i = Math.min(to, tokens.length) - 1; i >= first; i--) {
    const { pos, lower } = tokens[i]!;
    if (lower === "'s" || lower === "'") {
      const owner = tokens[i - 1]!;
      if (i > first && owner.pos === "PROPN") entry.marks.add(owner.lower);
      return;
    }
    if (pos !== "PUNCT" && pos !== "DET" && pos !== "ADP" && !TELLS_NOTHING.has(lower))
      entry.marks.add(markOf(lower));
  }
}

/** "(R-Ohio)", ", D-Vt.,": the party and the state of whoever sits in a parliament. */
function addSeat(entry: Named, tokens: readonly Token[], end: number): void {
  if (!/^[(,[]$/.test(tokens[end]?.text ?? "")) return;
  const seat = /^([rdi])-(.+)$/.exec(tokens[end + 1]?.lower ?? "");
  if (!seat) return;
  entry.marks.add(PARTY_LETTERS.get(seat[1]!)!).add(markOf(seat[2]!));
}
