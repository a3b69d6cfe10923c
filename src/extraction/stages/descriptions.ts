import { ORGANIZATION_NOUNS, ROLE_KIN, ROLES, wordClass } from "../lexicon/lexicon.ts";
import type { TokenRange } from "./attributions.ts";
import type { Sex } from "./names.ts";
import { isNominal } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import { markOf } from "./roles.ts";
import type { Named } from "./roster.ts";

/** A source that names nobody but describes somebody: "the ambassador", "her lawyer", "the agency". */
export interface Description {
  type: "person" | "organization";
  /** Head noun, lower case. */
  head: string;
  sex: Sex;
  /** Capitalised words beside the head: "Republican", "Indiana". */
  marks: readonly string[];
  /** Whether whoever was last spoken of may be meant, without having been given that role. */
  takesUp: boolean;
  /** Whether somebody named only later may be meant: in headlines and first paragraphs. */
  announces: boolean;
}

/** Roles that many people of one story have: "the lawyer" takes up nobody who is not called one. */
const SHARED = wordClass("role that many share");
const PARTY_MEMBERS = new Set(["republican", "democrat", "conservative"]);
/** Paragraphs that may speak of somebody before naming him. */
const LEDE_PARAGRAPHS = 3;

/** Reads a source as a description; null where it is none or tells nothing that could find whom it means. */
export function describe(reading: Reading, source: TokenRange): Description | null {
  const { tokens } = reading;
  const opener = tokens[source.start]!;
  const head = headOf(reading, source);
  const { lower, lemma, tag } = tokens[head]!;
  if (tag === "NNS" || tag === "NNPS") return null;
  const definite = /^(?:the|that|this)$/.test(opener.lower);
  const possessed =
    /^(?:his|her|their|its)$/.test(opener.lower) ||
    tokens.slice(source.start, head).some((token) => token.lower === "'s");
  const lede = opener.paragraph < LEDE_PARAGRAPHS;
  const bare = opener.pos !== "DET" && opener.pos !== "PRON" && opener.pos !== "NUM";
  const role = ROLES.has(lower) ? lower : ROLES.has(lemma) ? lemma : PARTY_MEMBERS.has(lower) ? lower : null;
  const indefinite = /^an?$/.test(opener.lower) || bare;
  if (!definite && !possessed && !(lede && indefinite)) return null;
  const marks = tokens
    .slice(source.start + 1, source.end)
    .filter(({ text }, k) => /^\p{Lu}/u.test(text) && source.start + 1 + k !== head)
    .map((token) => markOf(token.lower));
  const announces = lede && (definite || indefinite || possessed);
  if (role !== null) {
    const sex = (ROLES.get(role) ?? "-") as Sex;
    return { type: "person", head: role, sex, marks, takesUp: definite && !SHARED.has(role), announces };
  }
  if (!ORGANIZATION_NOUNS.has(lower)) return null;
  return { type: "organization", head: lower, sex: "-", marks, takesUp: definite, announces };
}

/** Whether the text gives somebody the role, or the kind of name, that a description asks for. */
export function fits(description: Description, named: Named): boolean {
  const { type, head } = description;
  if (named.type !== type || isOpposed(description, named)) return false;
  if (type === "organization") return named.last.split(" ").includes(head);
  return (ROLE_KIN.get(head) ?? [head]).some((role) => named.roles.has(role));
}

/** How well the words beside a role agree: "the Republican nominee" is rather whom the text calls a Republican. */
export function agreement({ marks }: Description, named: Named): number {
  return AGREEMENT * marks.filter((mark) => named.marks.has(mark)).length;
}

/** Whether the description names one party and the text gives the person another. */
function isOpposed({ marks }: Description, named: Named): boolean {
  const party = PARTIES.find((mark) => marks.includes(mark));
  return party !== undefined && !named.marks.has(party) && PARTIES.some((mark) => named.marks.has(mark));
}

/** What a shared mark is worth, in sentences of distance. */
const AGREEMENT = 4;
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
