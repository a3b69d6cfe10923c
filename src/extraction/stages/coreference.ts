import { ANONYMOUS_NOUNS, FIRST_NAMES, GROUP_NOUNS, ROLES } from "../lexicon/lexicon.ts";
import { resolveAnaphora } from "./antecedents.ts";
import type { TokenRange } from "./attributions.ts";
import { withoutLetters } from "./letters.ts";
import { headOf } from "./descriptions.ts";
import type { SpeakerType } from "../statement.ts";
import { findNames, type NameMention } from "./names.ts";
import { startOfNounPhrase } from "./phrases.ts";
import type { Named } from "./named.ts";
import { buildRoster } from "./roster.ts";
import { textOf, type Reading } from "./reading.ts";
import { nameBefore, nameOfSource } from "./source-names.ts";
import { isNobody, typeOfUnnamed } from "./unnamed.ts";

/** Somebody who speaks in the article. */
export interface ResolvedSpeaker {
  name: string;
  type: SpeakerType;
  aliases: string[];
  /** Who of the named it is; null for those the article leaves unnamed. */
  named: Named | null;
}

export interface ResolvedSpeakers {
  speakers: ResolvedSpeaker[];
  /** For each source that was given, the index of its speaker, or null where nobody can be determined. */
  ofSource: (number | null)[];
  names: readonly NameMention[];
}

const RELATIVES = new Set(["who", "which", "that", "whom", "whose"]);
const PLURAL_PRONOUNS = new Set(["they", "them", "their", "both", "some", "many", "others", "all", "most"]);
/** The author, the reader, and whoever is quoted: nobody whom the article's own voice names. */
const FIRST_AND_SECOND = /^(?:i|we|you|me|us|my|our|your|mine|ours)$/;

/**
 * Says who is meant by each source, over the whole article: names and parts of names, roles ("the ambassador"),
 * pronouns, and those who stay unnamed.
 *
 * @param sources token ranges; null where an attribution names no source
 */
export function resolveSpeakers(reading: Reading, sources: readonly (TokenRange | null)[]): ResolvedSpeakers {
  const { tokens } = reading;
  const names = findNames(reading);
  const speaking = new Set(sources.flatMap((source) => (source ? headEnds(reading, source) : [])));
  const roster = buildRoster(reading, names, speaking);
  const described = sources.map((source) => source && antecedentOfRelative(reading, names, source));
  for (const source of described) {
    const name = source ? nameOfSource(reading, names, source) : null;
    if (name !== null) speaking.add(names[name]!.end);
  }
  const anaphora = resolveAnaphora(reading, names, roster, described, speaking);
  const speakers: ResolvedSpeaker[] = [];
  const ofNamed = new Map<number, number>();
  const ofText = new Map<string, number>();
  const ofSource: (number | null)[] = [];
  sources.forEach((source) => ofSource.push(source ? resolve(source, 0) : null));
  return { speakers, ofSource, names };

  function resolve(given: TokenRange, depth: number): number | null {
    const source = withoutEdges(reading, given);
    if (source.end <= source.start || depth > 3) return null;
    const first = tokens[source.start]!;
    if (source.end - source.start === 1) {
      if (RELATIVES.has(first.lower)) {
        const antecedent = antecedentOf(reading, names, source.start);
        return antecedent ? resolve(antecedent, depth + 1) : null;
      }
      if (FIRST_AND_SECOND.test(first.lower)) return null;
      if (PLURAL_PRONOUNS.has(first.lower)) {
        const group = lastGroup() ?? groupBefore(source.start);
        return group ?? named(anaphora.pronouns.get(source.start));
      }
      if (anaphora.pronouns.has(source.start)) return named(anaphora.pronouns.get(source.start));
      if (first.pos === "PRON" && /^(?:it|he|she|him|her|his)$/.test(first.lower)) return null;
    }
    const apposed = nameApposed(reading, names, source);
    if (apposed !== null && roster.meant[apposed]! >= 0) return named(roster.meant[apposed]);
    const name = nameOfSource(reading, names, source);
    if (name !== null && roster.meant[name]! >= 0) return named(roster.meant[name]);
    if (isNobody(reading, source)) return null;
    return named(anaphora.descriptions.get(given.start)) ?? unnamed(source);
  }

  function named(index: number | undefined): number | null {
    if (index === undefined) return null;
    const known = ofNamed.get(index);
    if (known !== undefined) return known;
    const entry = roster.named[index]!;
    const forms = entry.mentions.map((k) => printedName(reading, withoutLetters(reading, names[k]!), entry));
    const full = forms.filter((_, m) => names[entry.mentions[m]!]!.parts.length > 1);
    const name = fullestForm(full.length > 0 ? full : forms) ?? entry.last;
    const aliases = [...new Set(forms)].filter((form) => form !== name);
    ofNamed.set(index, speakers.push({ name, type: entry.type, aliases, named: entry }) - 1);
    return speakers.length - 1;
  }

  function unnamed(source: TokenRange): number {
    const text = nameOf(reading, source).replace(/^(?:the|a|an)\s+/i, "");
    const key = text.toLowerCase();
    const known = ofText.get(key);
    if (known !== undefined) return known;
    ofText.set(
      key,
      speakers.push({ name: text, type: typeOfUnnamed(reading, source), aliases: [], named: null }) - 1,
    );
    return speakers.length - 1;
  }

  /** "they": the group that the sentence before is about. */
  function groupBefore(at: number): number | null {
    const { units, unitOf } = reading;
    const unit = units[unitOf[at]! - 1];
    if (!unit || tokens[unit.start]!.paragraph !== tokens[at]!.paragraph) return null;
    for (let i = unit.start; i < unit.end; i++) {
      const { relation, tag, lemma } = tokens[i]!;
      if (!relation.startsWith("nsubj") || reading.quotationOf[i] !== -1) continue;
      const isGroup =
        tag === "NNS" && (GROUP_NOUNS.has(lemma) || ANONYMOUS_NOUNS.has(lemma) || ROLES.has(lemma));
      return isGroup ? unnamed({ start: startOfNounPhrase(tokens, i + 1, unit.start), end: i + 1 }) : null;
    }
    return null;
  }

  /** "they": the group that spoke just before. */
  function lastGroup(): number | null {
    for (const index of ofSource.slice(-2).reverse()) {
      const type = index === null ? null : speakers[index]!.type;
      if (index !== null && (type === "group" || type === "anonymous" || type === "organization"))
        return index;
    }
    return null;
  }
}

/** What a relative pronoun stands for; any other source as it is. */
function antecedentOfRelative(
  reading: Reading,
  names: readonly NameMention[],
  source: TokenRange,
): TokenRange {
  const relative = source.end - source.start === 1 && RELATIVES.has(reading.tokens[source.start]!.lower);
  return (relative ? antecedentOf(reading, names, source.start) : null) ?? source;
}

/** The name that a noun phrase explains: "Ann Lee, now the mayor, who". */
function nameApposed(reading: Reading, names: readonly NameMention[], source: TokenRange): number | null {
  const { relation, head } = reading.tokens[headOf(reading, source)]!;
  const isNoun = reading.tokens[source.start]!.pos !== "PROPN";
  if (!isNoun || relation !== "appos" || head < 0 || head >= source.start) return null;
  const name = nameBefore(names, head + 1);
  return names[name]?.end === head + 1 ? name : null;
}

/** Without a possessive ending and trailing marks: "Lee's", "Lee,". */
function withoutEdges({ tokens }: Reading, { start, end }: TokenRange): TokenRange {
  let last = end;
  while (last > start && (/^['’]s?$/.test(tokens[last - 1]!.lower) || tokens[last - 1]!.pos === "PUNCT"))
    last--;
  let first = start;
  while (first < last && tokens[first]!.pos === "PUNCT") first++;
  return { start: first, end: last };
}

/** The noun phrase that a relative pronoun stands for, by the tree; an apposition gives way to the name it explains. */
function antecedentOf(reading: Reading, names: readonly NameMention[], at: number): TokenRange | null {
  const { tokens } = reading;
  const before = names[nameBefore(names, at)];
  const touches = before && (before.end === at || (before.end === at - 1 && tokens[at - 1]!.text === ","));
  if (touches && tokens[at]!.lower === "who" && before.type !== "place" && before.type !== "organization")
    return before;
  // "the bank, which": the noun before it; "a clerk at the bank who": whom the tree says.
  if (tokens[at]!.lower === "which" && touches) return before;
  // "Ann Lee, of Dover, Md., who": a place does not act.
  if (tokens[at]!.lower === "who" && touches && before.type === "place") {
    const last = nameBefore(names, at);
    for (let k = last - 1; k >= Math.max(0, last - 4); k--)
      if (names[k]!.type === "person" && tokens[names[k]!.start]!.sentence === tokens[at]!.sentence)
        return names[k]!;
  }
  let node = tokens[at]!.head;
  for (let guard = 0; guard < 4 && node >= 0 && !tokens[node]!.relation.startsWith("acl"); guard++)
    node = tokens[node]!.head;
  let noun = node >= 0 ? tokens[node]!.head : -1;
  if (noun >= 0 && tokens[noun]!.relation === "appos" && tokens[noun]!.head >= 0) noun = tokens[noun]!.head;
  if (noun < 0 || noun >= at || at - noun > 40) noun = at - 1;
  if (noun < 0) return null;
  // "Lee is a lawyer who ...": the lawyer is Lee.
  const subject = tokens[noun]!.relation === "root" ? subjectOfPredicate(reading, noun) : -1;
  if (subject >= 0) noun = subject;
  while (noun >= 0 && tokens[noun]!.pos === "PUNCT") noun--;
  if (noun < 0) return null;
  const start = startOfNounPhrase(tokens, noun + 1, Math.max(0, noun - 30));
  return start <= noun ? { start, end: noun + 1 } : null;
}

function subjectOfPredicate({ tokens }: Reading, predicate: number): number {
  for (let i = predicate - 1; i >= Math.max(0, predicate - 20); i--)
    if (tokens[i]!.head === predicate && tokens[i]!.relation === "nsubj") return i;
  return -1;
}

/** Token positions at which the name of a speaker may end: before each comma of a source, and at its end. */
function headEnds({ tokens }: Reading, source: TokenRange): number[] {
  const ends = [source.end];
  // "Ann, who said": the relative pronoun makes a speaker of the name before it.
  if (tokens[source.start]!.lower === "who") ends.push(source.start, source.start - 1);
  for (let i = source.start + 1; i < source.end; i++)
    if (tokens[i]!.text === "," || tokens[i]!.lower === "'s") ends.push(i);
  return ends;
}

/** On one line, wherever the text breaks it. */
const nameOf = (reading: Reading, range: TokenRange): string => textOf(reading, range).replace(/\s+/g, " ");

/** A newspaper keeps the article that is part of its name ("The New York Times"). */
function printedName(reading: Reading, name: NameMention, entry: Named): string {
  const printed = nameOf(reading, name);
  const before = reading.tokens[name.start - 1];
  const newspaper =
    entry.type === "organization" && /\b(?:Times|Post|Journal|Press|Guardian|Globe)$/.test(printed);
  return newspaper && before?.text === "The" ? `The ${printed}` : printed;
}

/**
 * The form that names best: the one printed most, or a longer one with the same first and last
 * word ("Ann B. Lee" for "Ann Lee").
 */
function fullestForm(forms: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1);
  const several = [...counts.keys()];
  const [usual] = several.toSorted((a, b) => counts.get(b)! - counts.get(a)!);
  if (usual === undefined) return undefined;
  const ends = (form: string): string => `${form.split(" ")[0]} ${form.split(" ").at(-1)}`;
  // A surname of two words has its first name in front: "Ana Perez Soto" for "Perez Soto".
  const surname = usual.includes(" ") && !FIRST_NAMES.has(usual.split(" ")[0]!.toLowerCase());
  const alike = several.filter(
    (form) =>
      ends(form) === ends(usual) || form === `The ${usual}` || (surname && form.endsWith(` ${usual}`)),
  );
  return alike.reduce((best, form) => (form.length > best.length ? form : best), usual);
}
