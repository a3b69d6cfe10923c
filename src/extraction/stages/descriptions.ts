import {
  ANONYMOUS_NOUNS,
  DEMONYMS,
  ORGANIZATION_NOUNS,
  ORGANIZATION_WORDS,
  PLACE_KINDS,
  PLACES,
  ROLE_KIN,
  ROLES,
  wordClass,
} from "../lexicon/lexicon.ts";
import type { TokenRange } from "./attributions.ts";
import type { Sex } from "./names.ts";
import { holdsAnother, isOtherOffice, wordsOfOffice } from "./offices.ts";
import { isNominal } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import { markOf, PARTY_MEMBERS, TELLS_NOTHING } from "./roles.ts";
import type { Named } from "./named.ts";
import type { Token } from "./tokens.ts";

/** A source that names nobody but describes somebody: "the ambassador", "her lawyer", "the agency", "the city". */
export interface Description {
  type: "person" | "organization" | "place";
  /** Head noun, lower case. */
  head: string;
  sex: Sex;
  /** Words beside the head: "republican", "indiana", "former". */
  marks: readonly string[];
  /** Words that tell which office it is: "shadow", "health" of "the shadow health secretary". */
  office: readonly string[];
  /** Those of them that name an organisation: "fbi" of "the FBI director". */
  houses: readonly string[];
  /** The last token of whom it belongs to: "his" of "his lawyer", "Lee" of "Ann Lee's lawyer"; -1 where nobody is. */
  owner: number;
  /** That token, lower case, where it is part of a name. */
  ownerWord: string;
  /** Whether whoever was last spoken of may be meant, without having been given that role. */
  takesUp: boolean;
  /** Whether somebody named only later may be meant: in headlines and first paragraphs. */
  announces: boolean;
  /** "a former mayor", "Former mayor": nobody whom the text has named before. */
  introduces: boolean;
}

/** Roles that many people of one story have: "the lawyer" takes up nobody who is not called one. */
const SHARED = wordClass("role that many share");
/** Those whom a story mentions without a name: "the judge" is nobody who is not called one. */
const UNKNOWN = wordClass("role of bystanders");
const OF_A_COUNTRY = wordClass("office of a country");
const RELATIVE = /^(?:that|who|which)$/;
const PLACE_NOUNS = wordClass("kind of place");
const CONTESTED = wordClass("role that several run for");
const NEEDS_KIND = wordClass("kind that a name tells");
const KIN = wordClass("one of a family");
/** Paragraphs that may speak of somebody before naming him. */
const LEDE_PARAGRAPHS = 4;

/**
 * Reads a source as a description; null where it is none or tells nothing that could find whom it means.
 *
 * @param paragraphsIn how many paragraphs of its article, or of its entry in a live blog, stand before it
 */
export function describe(
  reading: Reading,
  source: TokenRange,
  paragraphsIn = LEDE_PARAGRAPHS,
): Description | null {
  const { tokens } = reading;
  const opener = tokens[source.start]!;
  const at = headOf(reading, source);
  const { type, head } = kindOf(tokens[at]!);
  if (type === null) return null;
  const definite = /^(?:the|that|this)$/.test(opener.lower);
  const owner = ownerOf(reading, source, at);
  const possessed = owner >= 0 && owner < at;
  const lede = paragraphsIn < LEDE_PARAGRAPHS;
  const bare = opener.pos !== "DET" && opener.pos !== "PRON" && opener.pos !== "NUM";
  const introduces = /^an?$/.test(opener.lower) || (bare && !possessed);
  if (!definite && !possessed && !(lede && introduces)) return null;
  // "the firm that makes the ads" tells which firm, and so is none that the text has named.
  const isTold = RELATIVE.test(tokens[at + 1]?.lower ?? "") && at + 1 < source.end;
  const takesUp =
    !isTold &&
    (type === "person"
      ? definite && !SHARED.has(head) && !UNKNOWN.has(head) && !(KIN.has(head) && owner >= 0)
      : type === "place" || (definite && owner < 0 && !NEEDS_KIND.has(head)));
  return {
    type,
    head,
    sex: type === "person" ? ((ROLES.get(head) ?? "-") as Sex) : "-",
    ...wordsBeside(tokens, possessed ? owner + 1 : source.start, source.end, at),
    office: wordsOfOffice(tokens, possessed ? owner + 1 : source.start, at),
    owner,
    ownerWord: owner >= 0 && tokens[owner]!.pos === "PROPN" ? tokens[owner]!.lower : "",
    takesUp,
    announces: lede,
    introduces,
  };
}

/** What a head noun describes, and the form of it that the word lists hold; null for a plural and for a thing. */
function kindOf({ lower, lemma, tag }: Token): { type: Description["type"] | null; head: string } {
  if (tag === "NNS" || tag === "NNPS") return { type: null, head: lower };
  if (ROLES.has(lower) || PARTY_MEMBERS.has(lower)) return { type: "person", head: lower };
  if (ROLES.has(lemma)) return { type: "person", head: lemma };
  if (PLACE_NOUNS.has(lower)) return { type: "place", head: lower };
  return { type: ORGANIZATION_NOUNS.has(lower) ? "organization" : null, head: lower };
}

function wordsBeside(
  tokens: readonly Token[],
  from: number,
  to: number,
  head: number,
): Pick<Description, "marks" | "houses"> {
  const marks: string[] = [];
  const houses: string[] = [];
  for (let i = from; i < to; i++) {
    const { pos, lower } = tokens[i]!;
    if (i > head && (lower === "," || lower === "who" || lower === "which" || lower === "that")) break;
    if (i === head || pos === "PUNCT" || pos === "DET" || pos === "ADP" || TELLS_NOTHING.has(lower)) continue;
    const mark = markOf(lower);
    marks.push(mark);
    if (i < head && pos === "PROPN" && !PARTIES.includes(mark) && !DEMONYMS.has(lower) && !isPlace(lower))
      houses.push(lower);
  }
  return { marks, houses };
}

const STATES = new Set(
  [...PLACE_KINDS].flatMap(([name, kind]) => (kind === "state" ? [name.split(" ").at(-1)!] : [])),
);
const isPlace = (word: string): boolean =>
  PLACES.has(word) || STATES.has(markOf(word)) || /^(?:new|north|south|west|rhode|u\.s\.)$/.test(word);

/** The token that ends the words for an owner, before the head ("his", "Lee's") or after it ("for Lee"); -1 for none. */
function ownerOf({ tokens }: Reading, source: TokenRange, head: number): number {
  if (/^(?:his|her|their|its)$/.test(tokens[source.start]!.lower)) return source.start;
  for (let i = head - 1; i > source.start; i--) if (/^['’]s?$/.test(tokens[i]!.lower)) return i - 1;
  if (!/^(?:for|of|to)$/.test(tokens[head + 1]?.lower ?? "")) return -1;
  let last = -1;
  for (let i = head + 2; i < source.end && tokens[i]!.text !== ","; i++)
    if (tokens[i]!.pos === "PROPN") last = i;
    else if (last >= 0) break;
  return last;
}

/** What it is worth to have been given the role that is asked for, and that each word beside it agrees. */
const FIT = 12;
const WEAK_FIT = 4;
const ORGANIZATION_FIT = 4;
const AGREEMENT = 3;
/** What it costs to have been given other roles only, and to be somebody's without the text saying whose. */
const OTHER_ROLES = -2;
const FAME = 0.5;
const OTHERS_OWN = -13;
/** What it costs that only one of both says "former". */
const OTHER_TIME = -4;

/**
 * How much speaks for somebody being meant by a description, in sentences of distance; null where he cannot be.
 *
 * @param owner whom the one described belongs to
 */
export function evidenceFor(description: Description, named: Named, owner: Named | null): number | null {
  const { type, marks } = description;
  if (named.type !== type || named === owner || isOpposed(marks, named)) return null;
  const agreement = AGREEMENT * marks.filter((mark) => named.marks.has(mark)).length;
  return type === "organization"
    ? evidenceForOrganization(description, named, agreement)
    : evidenceForPerson(description, named, owner, agreement);
}

function evidenceForPerson(
  { head, marks, houses, office, takesUp, owner: ownedBy, ownerWord }: Description,
  named: Named,
  owner: Named | null,
  agreement: number,
): number | null {
  const belongs = belongsTo(owner?.last ?? ownerWord, named);
  if (KIN.has(head) && owner !== null && owner.last === named.last) return FIT;
  if (ownedBy >= 0 && SHARED.has(head) && !belongs) return null;
  if (given(head, named.roles)) {
    const isHeld = [...named.offices].some((held) => {
      const role = held.slice(held.lastIndexOf(" ") + 1);
      return given(head, [role]) && !isOtherOffice(office, held);
    });
    if (!isHeld) return null;
    // "the French president" is not whom the text calls the president and never French.
    const foreign =
      OF_A_COUNTRY.has(head) && marks.some((mark) => DEMONYMS.has(mark) && !named.marks.has(mark));
    if (foreign && [...DEMONYMS].some((other) => named.marks.has(other))) return null;
    if (foreign && takesUp) return OTHER_ROLES * 2;
    // "the GOP candidate" is hardly whom the text calls a candidate without a party.
    const fit = agreement === 0 && CONTESTED.has(head) && marks.length > 0 ? WEAK_FIT : FIT;
    const tense = marks.includes("former") === named.marks.has("former") ? 0 : OTHER_TIME;
    return fit + agreement + tense + (belongs ? AGREEMENT : 0);
  }
  if (owner !== null) return SHARED.has(head) || KIN.has(head) ? null : OTHERS_OWN + agreement;
  const isOfHouses = houses.every((house) => named.marks.has(house));
  if (!takesUp || ownedBy >= 0 || !isOfHouses) return null;
  // A noun takes up whom the text is about rather than whom it names once.
  const fame = FAME * Math.log2(1 + named.mentions.length);
  return agreement + fame + (named.roles.size > 0 ? OTHER_ROLES : 0);
}

function evidenceForOrganization(
  { head, marks, takesUp }: Description,
  named: Named,
  agreement: number,
): number | null {
  const words = named.last.split(" ");
  const shared = agreement + AGREEMENT * marks.filter((mark) => words.includes(mark)).length;
  if (given(head, named.roles) || given(head, words)) return ORGANIZATION_FIT + shared;
  const isKind = (word: string): boolean => ORGANIZATION_NOUNS.has(word) || ORGANIZATION_WORDS.has(word);
  return takesUp && named.roles.size === 0 && !words.some(isKind) ? shared : null;
}

/** Whether the text gives somebody only other offices than the one that is asked for: "the mayor" is no senator. */
export const hasAnotherOffice = ({ head, office }: Description, { roles, offices }: Named): boolean =>
  !given(head, roles) && holdsAnother(office, head, offices);

/** Whether the text gives somebody the role that a description asks for, or one that may stand for it. */
function given(head: string, roles: Iterable<string>): boolean {
  const kin = ROLE_KIN.get(head);
  for (const role of roles) if (role === head || kin?.has(role)) return true;
  return false;
}

/** Whether the evidence rests on a role that the text gives, and not only on nearness. */
export const isFit = (evidence: number | null): evidence is number =>
  evidence !== null && evidence >= WEAK_FIT;

/** Whether somebody named only later may be meant though the text never says that he is what the description says. */
export function mayIntroduce(description: Description, named: Named, owner: Named | null): boolean {
  const { type, head, marks, owner: ownedBy, ownerWord } = description;
  // "the union" is only who is called a union.
  if (type === "organization" && NEEDS_KIND.has(head)) return false;
  if (ANONYMOUS_NOUNS.has(head) || isOpposed(marks, named)) return false;
  const needsOwner = SHARED.has(head) || (KIN.has(head) && ownedBy >= 0);
  return !needsOwner || belongsTo(owner?.last ?? ownerWord, named);
}

/** Whether the text ties somebody to another: "Lee's lawyer", "the Acme director". */
const belongsTo = (owner: string, named: Named): boolean =>
  owner.split(" ").some((word) => named.marks.has(word));

/** Whether the description names one party, or one state, and the text gives the person another. */
function isOpposed(marks: readonly string[], named: Named): boolean {
  const party = marks.find((mark) => PARTIES.includes(mark));
  if (party !== undefined && !named.marks.has(party) && PARTIES.some((mark) => named.marks.has(mark)))
    return true;
  const state = marks.find((mark) => STATES.has(mark));
  if (state === undefined || named.marks.has(state)) return false;
  // The states are few, while a text may set thousands of words beside one name.
  for (const other of STATES) if (named.marks.has(other)) return true;
  return false;
}

const PARTIES = ["republican", "democratic", "libertarian", "green"];

/** The head noun of a noun phrase: the last noun before its first preposition or comma. */
export function headOf({ tokens }: Reading, range: TokenRange): number {
  let head = range.start;
  for (let i = range.start; i < range.end; i++) {
    const token = tokens[i]!;
    const ends = token.pos === "ADP" || token.text === "," || token.lower === "who" || token.lower === "that";
    // "a report released last year": what follows the participle describes the report.
    const participle = (token.tag === "VBN" || token.tag === "VBG") && isNominal(tokens[i - 1]);
    if (i > range.start && (ends || participle)) break;
    if (isNominal(token) || token.pos === "ADJ") head = i;
  }
  return head;
}
