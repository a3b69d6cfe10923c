import { DEMONYMS, FIRST_NAMES, GROUP_NOUNS, ROLES } from "../lexicon/lexicon.ts";
import type { NameMention, Sex } from "./names.ts";
import type { Reading } from "./reading.ts";

/** A person or organisation that the article names, with every place where it does. */
export interface Named {
  type: "person" | "organization";
  /** Lower-case first name and surname of a person; an organisation has its whole name as `last`. */
  first: string | null;
  last: string;
  sex: Sex;
  /** Lemmas of the roles that the article gives: "ambassador", "spokesman". */
  roles: Set<string>;
  /** Indices into the names of the text, in order. */
  mentions: number[];
}

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
  const meant = new Int32Array(names.length).fill(-1);
  const alone = new Set(names.filter((name) => name.parts.length === 1).map((name) => name.parts[0]!));

  const isPerson = (name: NameMention): boolean =>
    name.type === "person" ||
    (name.type === "unclear" &&
      name.parts.length >= 2 &&
      !DEMONYMS.has(name.parts[name.parts.length - 1]!) &&
      (speaking.has(name.end) ||
        alone.has(name.parts[name.parts.length - 1]!) ||
        roleAfter(reading, name) !== null));

  const add = (entry: Named): number => {
    const index = named.push(entry) - 1;
    const list = byLast.get(entry.last) ?? [];
    byLast.set(entry.last, [...list, index]);
    if (entry.first) byFirst.set(entry.first, [...(byFirst.get(entry.first) ?? []), index]);
    return index;
  };

  // Full names first, so that a headline's surname finds the person whom the text names in full later.
  names.forEach((name, k) => {
    if (name.parts.length < 2 || !isPerson(name)) return;
    const first = name.parts[0]!;
    const last = name.parts[name.parts.length - 1]!;
    const known = (byLast.get(last) ?? []).find((index) => sameFirstName(named[index]!.first, first));
    meant[k] =
      known ?? add({ type: "person", first, last, sex: sexOf(first), roles: new Set(), mentions: [] });
  });
  names.forEach((name, k) => {
    if (meant[k] === -1) meant[k] = single(name, k);
    const index = meant[k]!;
    if (index >= 0) record(named[index]!, name, k);
  });

  function single(name: NameMention, k: number): number {
    if (name.type === "place" || name.parts.length === 0) return -1;
    const key = name.parts.join(" ");
    if (name.type === "organization") return organization(key, name);
    const last = name.parts[name.parts.length - 1]!;
    const addressed = name.title.end > name.title.start;
    let candidates = byLast.get(last) ?? [];
    if (candidates.length === 0 && !addressed && name.parts.length === 1)
      candidates = byFirst.get(last) ?? [];
    if (candidates.length > 0) return choose(candidates, name, k);
    if (organizations.has(key)) return organizations.get(key)!;
    if (name.type === "person")
      return add({ type: "person", first: null, last, sex: name.sex, roles: new Set(), mentions: [] });
    if (!speaking.has(name.end) || DEMONYMS.has(last) || GROUP_NOUNS.has(last.replace(/s$/, ""))) return -1;
    // Somebody who speaks under one unknown word: a person if the text does not say "the ..." before it.
    return reading.tokens[name.start - 1]?.lower === "the"
      ? organization(key, name)
      : add({ type: "person", first: null, last, sex: sexOf(last), roles: new Set(), mentions: [] });
  }

  function choose(candidates: readonly number[], name: NameMention, k: number): number {
    const sex = name.sex;
    const fitting = candidates.filter(
      (index) => sex === "-" || named[index]!.sex === "-" || named[index]!.sex === sex,
    );
    const pool = fitting.length > 0 ? fitting : candidates;
    if (pool.length === 1) return pool[0]!;
    const { paragraph } = reading.tokens[name.start]!;
    for (let j = k - 1; j >= 0; j--) {
      if (reading.tokens[names[j]!.start]!.paragraph !== paragraph) break;
      if (pool.includes(meant[j]!)) return meant[j]!;
    }
    const count = (index: number): number => meant.reduce((sum, other) => sum + (other === index ? 1 : 0), 0);
    return pool.reduce((best, index) => (count(index) > count(best) ? index : best));
  }

  function organization(key: string, name: NameMention): number {
    const known = organizations.get(key) ?? organizations.get(acronymKey(reading, name));
    if (known !== undefined) return known;
    const index =
      named.push({ type: "organization", first: null, last: key, sex: "-", roles: new Set(), mentions: [] }) -
      1;
    organizations.set(key, index);
    const initials = name.parts
      .filter((part) => part !== "of" && part !== "and" && part !== "for")
      .map((part) => part[0])
      .join("");
    if (initials.length >= 3 && !organizations.has(initials)) organizations.set(initials, index);
    return index;
  }

  function record(entry: Named, name: NameMention, k: number): void {
    entry.mentions.push(k);
    if (name.sex !== "-") entry.sex = name.sex;
    for (let i = name.title.start; i < name.title.end; i++) addRole(entry, reading, i);
    const apposition = roleAfter(reading, name);
    if (apposition !== null) addRole(entry, reading, apposition);
  }

  return { named, meant };
}

function acronymKey({ tokens }: Reading, name: NameMention): string {
  return tokens
    .slice(name.start, name.end)
    .map((token) => token.lower.replace(/\./g, ""))
    .join("");
}

function addRole(entry: Named, { tokens }: Reading, i: number): void {
  const token = tokens[i]!;
  for (const word of [token.lower, token.lemma]) {
    const sex = ROLES.get(word);
    if (sex === undefined) continue;
    entry.roles.add(word);
    if ((sex === "m" || sex === "f") && entry.sex === "-") entry.sex = sex;
  }
}

/** The token of a role in an apposition right after a name: "Ann Lee, the former mayor of". */
function roleAfter({ tokens }: Reading, name: NameMention): number | null {
  if (tokens[name.end]?.text !== ",") return null;
  for (let i = name.end + 1; i < Math.min(tokens.length, name.end + 8); i++) {
    const token = tokens[i]!;
    if (ROLES.has(token.lower) || ROLES.has(token.lemma)) return i;
    if (token.pos === "VERB" || token.pos === "AUX" || token.pos === "PUNCT") return null;
  }
  return null;
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
