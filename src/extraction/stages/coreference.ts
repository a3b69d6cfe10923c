import { resolvePronouns } from "./antecedents.ts";
import type { TokenRange } from "./attributions.ts";
import { ORGANIZATION_WORDS, REPORT_NOUNS, ROLES } from "../lexicon/lexicon.ts";
import type { SpeakerType } from "../statement.ts";
import { findNames, type NameMention } from "./names.ts";
import { isNominal, startOfNounPhrase } from "./phrases.ts";
import { buildRoster, type Named } from "./roster.ts";
import type { Reading } from "./reading.ts";
import { typeOfUnnamed } from "./unnamed.ts";

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
const LOOK_BACK = 60;

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
  const pronouns = resolvePronouns(reading, names, roster, speaking);
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
      if (PLURAL_PRONOUNS.has(first.lower)) return lastGroup() ?? named(pronouns.get(source.start));
      if (pronouns.has(source.start)) return named(pronouns.get(source.start));
      if (first.pos === "PRON" && /^(?:it|he|she|him|her|his)$/.test(first.lower)) return null;
    }
    const name = nameOfSource(reading, names, source);
    if (name !== null && roster.meant[name]! >= 0) return named(roster.meant[name]);
    return byRole(source) ?? unnamed(source);
  }

  function named(index: number | undefined): number | null {
    if (index === undefined) return null;
    const known = ofNamed.get(index);
    if (known !== undefined) return known;
    const entry = roster.named[index]!;
    const forms = entry.mentions.map((k) => printedName(reading, names[k]!, entry));
    const name = fullestForm(forms) ?? entry.last;
    const aliases = [...new Set(forms)].filter((form) => form !== name);
    ofNamed.set(index, speakers.push({ name, type: entry.type, aliases, named: entry }) - 1);
    return speakers.length - 1;
  }

  function unnamed(source: TokenRange): number {
    const text = textOf(reading, source).replace(/^(?:the|a|an)\s+/i, "");
    const key = text.toLowerCase();
    const known = ofText.get(key);
    if (known !== undefined) return known;
    ofText.set(
      key,
      speakers.push({ name: text, type: typeOfUnnamed(reading, source), aliases: [], named: null }) - 1,
    );
    return speakers.length - 1;
  }

  /**
   * "the ambassador", "the agency", and in a headline "Senator from Texas": the one with that role or kind of name,
   * named last before, or in a headline next after.
   */
  function byRole(source: TokenRange): number | null {
    const opener = tokens[source.start]!;
    const headline = opener.paragraph === 0 && opener.pos !== "DET" && opener.pos !== "NUM";
    if (!headline && !/^(?:the|that|this)$/.test(opener.lower)) return null;
    const head = headOf(reading, source);
    const { lemma, lower } = tokens[head]!;
    const fits = (k: number): boolean => {
      const entry = roster.named[roster.meant[k]!];
      if (!entry) return false;
      if (ROLES.has(lower) || ROLES.has(lemma))
        return (
          entry.type === "person" && (entry.roles.has(lower) || (lemma === lower && entry.roles.has(lemma)))
        );
      return (
        ORGANIZATION_WORDS.has(lemma) &&
        entry.type === "organization" &&
        entry.last.split(" ").includes(lemma)
      );
    };
    const at = nameBefore(names, source.start);
    for (let k = at; k >= Math.max(0, at - LOOK_BACK); k--) if (fits(k)) return named(roster.meant[k]);
    if (headline)
      for (let k = at + 1; k < Math.min(names.length, at + LOOK_BACK); k++)
        if (fits(k)) return named(roster.meant[k]);
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
  let node = tokens[at]!.head;
  for (let guard = 0; guard < 4 && node >= 0 && !tokens[node]!.relation.startsWith("acl"); guard++)
    node = tokens[node]!.head;
  let noun = node >= 0 ? tokens[node]!.head : -1;
  if (noun >= 0 && tokens[noun]!.relation === "appos" && tokens[noun]!.head >= 0) noun = tokens[noun]!.head;
  if (noun < 0 || noun >= at || at - noun > 40) noun = at - 1;
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

/** Index of the last name that begins before a token, or -1. */
function nameBefore(names: readonly NameMention[], at: number): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (names[middle]!.start < at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The name that a source stands on: the last of its first part ("Acme spokesman Jo Li"), else of an apposition. */
function nameOfSource(reading: Reading, names: readonly NameMention[], source: TokenRange): number | null {
  const { tokens } = reading;
  let headEnd = source.start;
  while (headEnd < source.end && tokens[headEnd]!.text !== ",") headEnd++;
  let person: number | null = null;
  const from = Math.max(0, nameBefore(names, source.start));
  for (let k = from; k < names.length && names[k]!.start < source.end; k++) {
    const name = names[k]!;
    if (name.end <= source.start) continue;
    if (name.end === headEnd) {
      if (name.type !== "place" || name.start <= source.start + 1) return k;
    } else if (name.end < headEnd) {
      const rest = tokens[name.end]!;
      // "the New York Times report", "CNN poll": what was published speaks for its publisher.
      if (name.end === headEnd - 1 && REPORT_NOUNS.has(rest.lemma) && name.type === "organization") return k;
      // "Jo Li of Acme": the name comes first and is tied on to.
      const tiedOn = rest.pos === "ADP" || rest.text === "(" || rest.lower === "who";
      if (
        tiedOn &&
        person === null &&
        (name.type === "person" || name.type === "organization" || roleless(name, source))
      )
        person = k;
    } else if (person === null && name.type === "person") person = k;
  }
  return person;
}

const roleless = (name: NameMention, source: TokenRange): boolean =>
  name.type === "unclear" && name.start === source.start;

/** The head noun of a noun phrase: the last noun before its first preposition or comma. */
export function headOf({ tokens }: Reading, range: TokenRange): number {
  let head = range.start;
  for (let i = range.start; i < range.end; i++) {
    const token = tokens[i]!;
    if (
      i > range.start &&
      (token.pos === "ADP" || token.text === "," || token.lower === "who" || token.lower === "that")
    )
      break;
    if (isNominal(token) || token.pos === "ADJ") head = i;
  }
  return head;
}

function textOf({ text, tokens }: Reading, range: TokenRange): string {
  return text.slice(tokens[range.start]!.start, tokens[range.end - 1]!.end).replace(/\s+/g, " ");
}

/** A newspaper keeps the article that is part of its name ("The New York Times"). */
function printedName(reading: Reading, name: NameMention, entry: Named): string {
  const printed = textOf(reading, name);
  const before = reading.tokens[name.start - 1];
  const newspaper =
    entry.type === "organization" && /\b(?:Times|Post|Journal|Press|Guardian|Globe)$/.test(printed);
  return newspaper && before?.text === "The" ? `The ${printed}` : printed;
}

/**
 * The form that names best: of those in several words the one printed most, or a longer one with the same first and last
 * word ("Ann B. Lee" for "Ann Lee").
 */
function fullestForm(forms: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1);
  const several = [...counts.keys()].filter((form) => form.includes(" "));
  const [usual] = (several.length > 0 ? several : [...counts.keys()]).sort(
    (a, b) => counts.get(b)! - counts.get(a)!,
  );
  if (usual === undefined) return undefined;
  const ends = (form: string): string => `${form.split(" ")[0]} ${form.split(" ").at(-1)}`;
  const alike = several.filter((form) => ends(form) === ends(usual) || form === `The ${usual}`);
  return alike.reduce((best, form) => (form.length > best.length ? form : best), usual);
}
