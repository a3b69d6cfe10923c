import { HONORIFICS, ROLES } from "../../lexicon/lexicon.ts";
import type { ExtractedPosition } from "../../statement.ts";
import type { NameMention } from "../names.ts";
import { endOfFullNounPhrase, endOfNounPhrase, startOfNounPhrase } from "../phrases.ts";
import { textOf, type Reading } from "../reading.ts";
import type { Token } from "../tokens.ts";

/** "Mr.", and "Dr.": how somebody is addressed is no office. */
const isAddress = ({ lower }: Token): boolean => HONORIFICS.has(lower) || /^dr\.?$/.test(lower);
const isRole = (token: Token | undefined): boolean =>
  token !== undefined && !isAddress(token) && (ROLES.has(token.lower) || ROLES.has(token.lemma));

/**
 * The position that one mention of a person prints: before the name ("Secretary of State Ann Lee", "Acme Institute
 * trade fellow Ann Lee") or after it between commas ("Ann Lee, a spokeswoman for Acme").
 */
export function positionAt(
  reading: Reading,
  name: NameMention,
  names: ReadonlyMap<number, NameMention>,
): ExtractedPosition | null {
  return before(reading, name, names) ?? after(reading, name, names);
}

function before(
  reading: Reading,
  name: NameMention,
  names: ReadonlyMap<number, NameMention>,
): ExtractedPosition | null {
  const { tokens, units, unitOf } = reading;
  const floor = units[unitOf[name.start]!]!.start;
  if (name.title.end > name.title.start && name.title.end !== name.start) return null;
  let end = name.start;
  while (end > floor && isAddress(tokens[end - 1]!)) end--;
  const role = lastRole(tokens, name, end, floor);
  if (role === null) return null;
  let start = startOfNounPhrase(tokens, end, floor);
  if (start >= role + 1) start = role;
  while (
    start < role &&
    (tokens[start]!.pos === "DET" || tokens[start]!.pos === "PRON" || tokens[start]!.lower === "'s")
  )
    start++;
  start = startOfTitle(tokens, names.get(start), start, role);
  const owner = names.get(start);
  const organization =
    owner && owner.end <= role && owner.type === "organization" && owner !== name ? owner : null;
  let titleStart = start;
  if (organization) {
    // A bare role says little without its house ("White House spokesperson"); one with words of its own stands alone.
    const isOwner = /^['’]s?$/.test(tokens[organization.end]?.lower ?? "");
    const rest = isOwner ? organization.end + 1 : organization.end;
    if (rest < role) titleStart = rest;
  }
  return {
    title: textOf(reading, { start: titleStart, end }),
    organization: organization
      ? textOf(reading, organization)
      : organizationTiedOn(reading, role, end, names),
  };
}

/**
 * Where the words for an office begin: after "interview with the" of "interview with the director", not
 * within a name ("Council on Foreign Relations director").
 */
function startOfTitle(
  tokens: readonly Token[],
  name: NameMention | undefined,
  start: number,
  role: number,
): number {
  const first = name && name.end <= role ? name.end : start;
  for (let i = role - 1; i >= first; i--) {
    const { pos } = tokens[i]!;
    const isOfName = tokens[i - 1]?.pos === "PROPN" && tokens[i + 1]!.pos === "PROPN";
    const joins = (pos === "CCONJ" && isRole(tokens[i - 1])) || (pos === "ADP" && isOfName);
    if (!joins && (pos === "ADP" || pos === "DET" || pos === "PRON" || pos === "CCONJ")) return i + 1;
  }
  return start;
}

/** The last role word before a name and how its bearer is addressed, offices in several words included ("Secretary of State"). */
function lastRole(
  tokens: readonly Token[],
  { title }: NameMention,
  end: number,
  floor: number,
): number | null {
  const from = title.end > title.start ? Math.min(title.start, end - 1) : end - 1;
  for (let i = end - 1; i >= from && i >= floor; i--) if (isRole(tokens[i])) return i;
  return null;
}

function after(
  reading: Reading,
  name: NameMention,
  names: ReadonlyMap<number, NameMention>,
): ExtractedPosition | null {
  const { tokens } = reading;
  if (tokens[name.end]?.text !== ",") return null;
  let start = name.end + 1;
  const limit = Math.min(tokens.length, start + 40);
  // ", who is the mayor,"; of "Lee, her deputy, was hopeful" the verb is another's.
  if (tokens[start]?.lower === "who" && tokens[start + 1]?.lemma === "be") start += 2;
  while (tokens[start]?.pos === "DET" || tokens[start]?.lower === "also") start++;
  const head = endOfNounPhrase(tokens, start, limit);
  let role = -1;
  // "Lee, less hopeful,": what somebody is like is no role.
  for (let i = start; i < head; i++) if (isRole(tokens[i]) && !tokens[i]!.tag.startsWith("JJ")) role = i;
  if (role < 0) return null;
  const owner = names.get(start);
  const possessor = owner && owner.end <= role && owner.type !== "person" ? owner : null;
  if (possessor) {
    const rest = /^['’]s?$/.test(tokens[possessor.end]?.text ?? "") ? possessor.end + 1 : possessor.end;
    if (rest <= role) start = rest;
  }
  const full = endOfFullNounPhrase(tokens, start, limit);
  const tied = tokens[role + 1]?.lower;
  const tiedOn =
    tied === "of" || tied === "for" || tied === "at" || tied === "with" || tied === "to" || tied === "in";
  const nearest = tiedOn ? (names.get(role + 2) ?? names.get(role + 3)) : undefined;
  // "chief economist for Africa at the Acme Bank": a place that an office is for is no organisation.
  const isField = nearest?.type === "place" && /^(?:for|in|to|with)$/.test(tied!);
  const house = isField ? houseAfter(tokens, nearest.end, names) : nearest;
  const organization = possessor ?? (house && house.type !== "person" && house.start < full ? house : null);
  // "secretary of state" keeps its "of"; "spokeswoman for Acme" leaves Acme to the organisation.
  const named = tiedOn && (organization === house || tokens[role + 2]?.pos === "DET");
  const field = tied === "in" ? role + 1 : (nearest?.end ?? role + 1);
  const titleEnd = isField ? field : named ? role + 1 : Math.max(role + 1, tiedOn ? full : role + 1);
  return {
    title: textOf(reading, { start, end: titleEnd }),
    organization: organization ? textOf(reading, organization) : null,
  };
}

/** "at the Acme Bank" after what an office is for. */
function houseAfter(
  tokens: readonly Token[],
  at: number,
  names: ReadonlyMap<number, NameMention>,
): NameMention | undefined {
  if (!/^(?:at|with|of|for)$/.test(tokens[at]?.lower ?? "")) return undefined;
  const house = names.get(at + 1) ?? names.get(at + 2);
  return house?.type === "place" ? undefined : house;
}

function organizationTiedOn(
  reading: Reading,
  role: number,
  end: number,
  names: ReadonlyMap<number, NameMention>,
): string | null {
  for (let i = role + 1; i < end; i++) {
    const name = names.get(i);
    if (name?.type === "organization") return textOf(reading, name);
  }
  return null;
}
