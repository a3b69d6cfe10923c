import {
  DEMONYMS,
  FIRST_NAMES,
  GROUP_NOUNS,
  LAST_NAMES,
  ORGANIZATION_NOUNS,
  ROLES,
} from "../lexicon/lexicon.ts";
import { isOneOfFamily, isOrganization } from "./introductions.ts";
import { organization, person, type Named } from "./named.ts";
import { tellNamesakesApart } from "./namesakes.ts";
import type { NameMention } from "./names.ts";
import type { Reading } from "./reading.ts";
import { addRoles, roleAfter } from "./roles.ts";
import { isOther, sexByPronouns, sexOf } from "./sexes.ts";
import { bearersOfMisspelt, sameFirstName } from "./surnames.ts";

export interface Roster {
  named: Named[];
  /** For each name of the text the index of who is meant, or -1 where it names nobody (places, things). */
  meant: Int32Array;
  /** Takes the name of a place for its government, and gives the index of that. */
  speaks: (place: number) => number;
}

/**
 * Groups the names of a text by whom they mean. A surname stands for the person whose full name the article prints; of
 * several who share it, `namesakes.ts` chooses.
 *
 * @param speaking indices of tokens at which a speaker's words end: a name there is a speaker, whatever it looks like
 */
export function buildRoster(
  reading: Reading,
  names: readonly NameMention[],
  speaking: ReadonlySet<number>,
): Roster {
  const named: Named[] = [];
  const byLast = new Map<string, number[]>();
  const byFirst = new Map<string, number[]>();
  const organizations = new Map<string, number>();
  const endsInWord = new Map<string, number>();
  const meant = new Int32Array(names.length).fill(-1);
  const alone = new Set(names.filter(({ parts }) => parts.length === 1).map(({ parts }) => parts[0]!));
  const titled = new Set(
    names.filter(({ title }) => title.end > title.start).flatMap(({ parts }) => parts.at(-1) ?? []),
  );

  const surnames = new Set(
    names
      .filter(({ type, parts }) => type === "person" && parts.length > 1 && FIRST_NAMES.has(parts[0]!))
      .map(({ parts }) => parts.at(-1)!),
  );
  const isPerson = (name: NameMention): boolean =>
    name.type === "person" ||
    (name.type === "unclear" &&
      name.parts.length >= 2 &&
      !DEMONYMS.has(name.parts[name.parts.length - 1]!) &&
      !ORGANIZATION_NOUNS.has(name.parts[name.parts.length - 1]!) &&
      // "Lee National Golf" is no person where Ann Lee is one.
      (FIRST_NAMES.has(name.parts[0]!) || !surnames.has(name.parts[0]!)) &&
      (speaking.has(name.end) ||
        alone.has(name.parts[name.parts.length - 1]!) ||
        (name.parts.length > 2 && exact.has(name.parts.slice(1).join(" "))) ||
        titled.has(name.parts[0]!) ||
        titled.has(name.parts[name.parts.length - 1]!) ||
        roleAfter(reading, name) !== null) &&
      !isOrganization(reading, name));

  const namesakes = tellNamesakesApart(reading.tokens, named);
  const add = (entry: Named, name: NameMention): number => {
    const index = named.push(entry) - 1;
    namesakes.introduce(index, name);
    append(byLast, entry.last, index);
    if (entry.first) append(byFirst, entry.first, index);
    return index;
  };

  const fullNames = new Map<string, number[]>();
  const exact = new Set(names.map(({ parts }) => parts.join(" ")));
  names.forEach((name, k) => {
    const last = name.parts[name.parts.length - 1];
    if (last !== undefined && name.parts.length >= 2 && isPerson(name)) append(fullNames, last, k);
  });

  // Full names first, so that a headline's surname finds the person whom the text names in full later.
  names.forEach((name, k) => {
    if (name.parts.length < 2 || meant[k] !== -1 || !isPerson(name)) return;
    const parts = withoutEpithet(name.parts);
    const first = parts[0]!;
    const last = parts[parts.length - 1]!;
    const known =
      (byLast.get(last) ?? []).find((index) => sameFirstName(named[index]!.first, first)) ??
      endOfLongerName(name, k);
    meant[k] = known ?? add(person(first, last, sexOf(first)), name);
  });
  /** "Crooked Ann Lee" is Ann Lee, where the text also prints that alone. */
  function withoutEpithet(parts: string[]): string[] {
    const rest = parts.slice(1);
    const known = rest.length >= 2 && FIRST_NAMES.has(rest[0]!) && exact.has(rest.join(" "));
    return known ? rest : parts;
  }

  // "President Lee" before "Mr. Lee" is he, also where the text names only his wife in full.
  names.forEach((name, k) => {
    const last = name.parts[name.parts.length - 1];
    if (meant[k] !== -1 || name.sex === "-" || last === undefined) return;
    const candidates = byLast.get(last) ?? [];
    if (candidates.length > 0 && candidates.every((index) => isOther(named[index]!.sex, name.sex)))
      meant[k] = add(person(null, last, name.sex), name);
  });
  names.forEach((name, k) => {
    if (meant[k] === -1) meant[k] = single(name);
    const index = meant[k]!;
    if (index >= 0) record(named[index]!, index, name, k);
  });

  /** "Mr. Perez Soto" is whom another name of the text calls "Ana Perez Soto". */
  function endOfLongerName(name: NameMention, k: number): number | undefined {
    const ending = ` ${name.parts.join(" ")}`;
    if (FIRST_NAMES.has(name.parts[0]!)) return undefined;
    const longer = (fullNames.get(name.parts[name.parts.length - 1]!) ?? []).find(
      (other) =>
        other !== k &&
        names[other]!.parts.length > name.parts.length &&
        ` ${names[other]!.parts.join(" ")}`.endsWith(ending),
    );
    if (longer === undefined) return undefined;
    if (meant[longer] === -1)
      meant[longer] = add(
        person(names[longer]!.parts[0]!, name.parts.at(-1)!, sexOf(names[longer]!.parts[0]!)),
        names[longer]!,
      );
    return meant[longer];
  }

  function single(name: NameMention): number {
    if (name.parts.length === 0) return -1;
    const key = name.parts.join(" ");
    // A city or country that speaks is its government.
    if (name.type === "place")
      return organizations.has(key) || speaking.has(name.end) ? government(key, name) : -1;
    if (name.type === "organization") return organizationOf(key, name);
    const last = name.parts[name.parts.length - 1]!;
    let candidates = byLast.get(last) ?? [];
    if (candidates.length === 0 && name.parts.length === 1)
      candidates = (byFirst.get(last) ?? (speaking.has(name.end) && bearersOfMisspelt(last, byLast))) || [];
    if (candidates.length > 0) return namesakes.choose(candidates, name);
    if (organizations.has(key)) return organizations.get(key)!;
    // "his daughter, Mabel," is given a first name alone.
    const introduced = FIRST_NAMES.has(last) && isOneOfFamily(reading, name);
    // "Acme Solutions, a firm in Dover,"
    if (!introduced && name.type !== "person" && isOrganization(reading, name))
      return organizationOf(key, name);
    if (name.type === "person" || (name.parts.length === 1 && (titled.has(last) || introduced)))
      return add(person(null, last, introduced ? sexOf(last) : name.sex), name);
    if (
      !speaking.has(name.end) ||
      DEMONYMS.has(last) ||
      GROUP_NOUNS.has(last.replace(/s$/, "")) ||
      ROLES.has(last)
    )
      return -1;
    // Whoever speaks under one word that is no part of a full name is an organisation: people are introduced in full.
    return reading.tokens[name.start - 1]?.lower === "the" ||
      (name.parts.length === 1 && !FIRST_NAMES.has(last) && !LAST_NAMES.has(last))
      ? organizationOf(key, name)
      : add(person(null, last, sexOf(last)), name);
  }

  function organizationOf(key: string, name: NameMention): number {
    const known =
      organizations.get(key) ?? organizations.get(acronymKey(reading, name)) ?? endsInWord.get(key);
    if (known !== undefined) return known;
    const index = named.push(organization(key)) - 1;
    organizations.set(key, index);
    // "the Times" takes up "The Boston Times".
    if (name.parts.length > 1) endsInWord.set(name.parts.at(-1)!, index);
    const initials = name.parts
      .filter((part) => !/^(?:of|and|for|to)$/.test(part))
      .map((part) => part[0])
      .join("");
    if (initials.length >= 3 && !organizations.has(initials)) organizations.set(initials, index);
    return index;
  }

  function government(key: string, name: NameMention): number {
    const index = organizationOf(key, name);
    named[index]!.roles.add("government");
    return index;
  }

  function speaks(place: number): number {
    if (meant[place] === -1) {
      const name = names[place]!;
      meant[place] = government(name.parts.join(" "), name);
      named[meant[place]]!.mentions.push(place);
    }
    return meant[place]!;
  }

  function record(entry: Named, index: number, name: NameMention, k: number): void {
    entry.mentions.push(k);
    namesakes.saw(index, name);
    if (name.sex !== "-") entry.sex = name.sex;
    addRoles(entry, reading, name);
  }

  for (const entry of named)
    if (entry.type === "person" && entry.sex === "-") entry.sex = sexByPronouns(reading, names, entry);
  return { named, meant, speaks };
}

/** How many of one surname are told apart: a bound that no article reaches and that keeps the cost linear. */
const NAMESAKES = 30;

function append(index: Map<string, number[]>, key: string, value: number): void {
  const list = index.get(key);
  if (!list) index.set(key, [value]);
  else if (list.length < NAMESAKES) list.push(value);
}

function acronymKey({ tokens }: Reading, name: NameMention): string {
  return tokens
    .slice(name.start, name.end)
    .map((token) => token.lower.replace(/\./g, ""))
    .join("");
}
