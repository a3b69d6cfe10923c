import { DEMONYMS, FIRST_NAMES, GROUP_NOUNS, LAST_NAMES, ROLES } from "../lexicon/lexicon.ts";
import type { NameMention, Sex } from "./names.ts";
import type { Reading } from "./reading.ts";
import { addRoles, roleAfter } from "./roles.ts";

/** A person or organisation that the article names, with every place where it does. */
export interface Named {
  type: "person" | "organization";
  /** Lower-case first name and surname of a person; an organisation has its whole name as `last`. */
  first: string | null;
  last: string;
  sex: Sex;
  /** Lemmas of the roles that the article gives: "ambassador", "spokesman". */
  roles: Set<string>;
  /** Capitalised words beside those roles, lower case: "Republican", "Indiana". They tell one nominee from another. */
  marks: Set<string>;
  /** Indices into the names of the text, in order. */
  mentions: number[];
}

/** Paragraphs after which a mention is as good as none, and what each costs in doublings of frequency. */
const UNSEEN = 12;
const NEARNESS = 0.5;

export interface Roster {
  named: Named[];
  /** For each name of the text the index of who is meant, or -1 where it names nobody (places, things). */
  meant: Int32Array;
}

/**
 * Groups the names of a text by whom they mean. A surname stands for the person whose full name the article prints; of
 * several who share it, for the one named last in the paragraph, else for the one named most.
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

  const isPerson = (name: NameMention): boolean =>
    name.type === "person" ||
    (name.type === "unclear" &&
      name.parts.length >= 2 &&
      !DEMONYMS.has(name.parts[name.parts.length - 1]!) &&
      (speaking.has(name.end) ||
        alone.has(name.parts[name.parts.length - 1]!) ||
        titled.has(name.parts[0]!) ||
        titled.has(name.parts[name.parts.length - 1]!) ||
        roleAfter(reading, name) !== null));

  const add = (entry: Named): number => {
    const index = named.push(entry) - 1;
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
    meant[k] = known ?? add(person(first, last, sexOf(first)));
  });
  /** "Crooked Ann Lee" is Ann Lee, where the text also prints that alone. */
  function withoutEpithet(parts: string[]): string[] {
    const rest = parts.slice(1);
    const known = rest.length >= 2 && FIRST_NAMES.has(rest[0]!) && exact.has(rest.join(" "));
    return known ? rest : parts;
  }

  const lastSeen = new Map<number, number>();
  const fullCount = new Map<number, number>();
  for (const index of meant) if (index >= 0) fullCount.set(index, (fullCount.get(index) ?? 0) + 1);
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
      );
    return meant[longer];
  }

  function single(name: NameMention): number {
    if (name.parts.length === 0) return -1;
    const key = name.parts.join(" ");
    // A city or country that speaks is its government.
    if (name.type === "place")
      return organizations.has(key) || speaking.has(name.end) ? organization(key, name) : -1;
    if (name.type === "organization") return organization(key, name);
    const last = name.parts[name.parts.length - 1]!;
    let candidates = byLast.get(last) ?? [];
    if (candidates.length === 0 && name.parts.length === 1) candidates = byFirst.get(last) ?? [];
    if (candidates.length > 0) {
      const contradicted =
        name.sex !== "-" && candidates.every((index) => isOther(named[index]!.sex, name.sex));
      // "Mrs. Lee" where the text knows a Mr. Lee alone is somebody else.
      return contradicted ? add(person(null, last, name.sex)) : choose(candidates, name);
    }
    if (organizations.has(key)) return organizations.get(key)!;
    if (name.type === "person" || (titled.has(last) && name.parts.length === 1))
      return add(person(null, last, name.sex));
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
      ? organization(key, name)
      : add(person(null, last, sexOf(last)));
  }

  function choose(candidates: readonly number[], name: NameMention): number {
    const sex = name.sex;
    const fitting = candidates.filter(
      (index) => sex === "-" || named[index]!.sex === "-" || named[index]!.sex === sex,
    );
    const pool = fitting.length > 0 ? fitting : candidates;
    if (pool.length === 1) return pool[0]!;
    // Nearness and frequency: the one of the same surname whom the text speaks of here, else the one it is about.
    const { paragraph } = reading.tokens[name.start]!;
    const weight = (index: number): number => {
      const seen = lastSeen.get(index);
      const away = seen === undefined ? UNSEEN : Math.min(UNSEEN, paragraph - seen);
      return Math.log2(1 + (fullCount.get(index) ?? 0)) - away * NEARNESS;
    };
    return pool.reduce((best, index) => (weight(index) > weight(best) ? index : best));
  }

  function organization(key: string, name: NameMention): number {
    const known =
      organizations.get(key) ?? organizations.get(acronymKey(reading, name)) ?? endsInWord.get(key);
    if (known !== undefined) return known;
    const index =
      named.push({
        type: "organization",
        first: null,
        last: key,
        sex: "-",
        roles: new Set(),
        marks: new Set(),
        mentions: [],
      }) - 1;
    organizations.set(key, index);
    // "the Times" takes up "The Boston Times".
    if (name.parts.length > 1) endsInWord.set(name.parts.at(-1)!, index);
    const initials = name.parts
      .filter((part) => part !== "of" && part !== "and" && part !== "for")
      .map((part) => part[0])
      .join("");
    if (initials.length >= 3 && !organizations.has(initials)) organizations.set(initials, index);
    return index;
  }

  function record(entry: Named, index: number, name: NameMention, k: number): void {
    entry.mentions.push(k);
    lastSeen.set(index, reading.tokens[name.start]!.paragraph);
    if (name.sex !== "-") entry.sex = name.sex;
    addRoles(entry, reading, name);
  }

  return { named, meant };
}

const person = (first: string | null, last: string, sex: Sex): Named => ({
  type: "person",
  first,
  last,
  sex,
  roles: new Set(),
  marks: new Set(),
  mentions: [],
});

const isOther = (sex: Sex, than: Sex): boolean => sex !== "-" && sex !== than;

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

const sexOf = (first: string): Sex => (FIRST_NAMES.get(first) as Sex | undefined) ?? "-";

/** "Tim" and "Timothy", "J." and "John" may be one first name; "Bill" and "Hillary" are not. */
function sameFirstName(known: string | null, first: string): boolean {
  if (known === null || known === first) return true;
  if (first.length <= 2 || known.length <= 2) return known[0] === first[0];
  const length = Math.min(3, known.length, first.length);
  return (
    known.slice(0, length) === first.slice(0, length) && (known.startsWith(first) || first.startsWith(known))
  );
}
