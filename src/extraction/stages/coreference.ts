import {
  ANONYMITY_PHRASES,
  ANONYMOUS_NOUNS,
  GROUP_NOUNS,
  ORGANIZATION_WORDS,
  REPORT_NOUNS,
  ROLES,
} from "../lexicon/lexicon.ts";
import type { SpeakerType } from "../statement.ts";
import type { TokenRange } from "./attributions.ts";
import { findNames, type NameMention, type Sex } from "./names.ts";
import { isFinite, isNominal, startOfNounPhrase } from "./phrases.ts";
import { buildRoster, type Named, type Roster } from "./roster.ts";
import type { Reading } from "./reading.ts";

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

const PRONOUN_SEX: Readonly<Record<string, Sex>> = {
  he: "m",
  him: "m",
  his: "m",
  himself: "m",
  she: "f",
  her: "f",
  hers: "f",
  herself: "f",
};
const PLURAL_PRONOUNS = new Set([
  "they",
  "them",
  "their",
  "themselves",
  "both",
  "some",
  "many",
  "others",
  "all",
  "most",
]);
const NEUTER_PRONOUNS = new Set(["it", "its", "itself"]);
/** How far back a pronoun looks, in names: enough for any article, and it keeps the cost linear. */
const NAMES_BACK = 60;

/**
 * Says who is meant by each source, over the whole article: names and parts of names, roles ("the ambassador"),
 * pronouns, and those who stay unnamed.
 *
 * @param sources token ranges in text order; null where an attribution names no source
 */
export function resolveSpeakers(reading: Reading, sources: readonly (TokenRange | null)[]): ResolvedSpeakers {
  const { tokens } = reading;
  const names = findNames(reading);
  const speaking = new Set(sources.flatMap((source) => (source ? headEnds(reading, source) : [])));
  const roster = buildRoster(reading, names, speaking);
  const speakers: ResolvedSpeaker[] = [];
  const ofNamed = new Map<number, number>();
  const ofText = new Map<string, number>();
  const ofSource: (number | null)[] = [];
  /** Who spoke, in text order: pronouns lean on it. */
  const turns: Turn[] = [];

  for (const source of sources) {
    const index = source ? resolve(source) : null;
    ofSource.push(index);
    if (source && index !== null) turns.push({ at: source.start, speaker: index });
  }
  return { speakers, ofSource, names };

  function resolve(source: TokenRange): number | null {
    const first = tokens[source.start]!;
    if (source.end - source.start === 1 || first.lower === "who") {
      const sex = PRONOUN_SEX[first.lower];
      if (sex) return pronoun(source.start, sex);
      if (PLURAL_PRONOUNS.has(first.lower) || NEUTER_PRONOUNS.has(first.lower))
        return unnamedBefore(source.start, first.lower);
      if (first.lower === "who" || first.lower === "which") {
        const start = startOfNounPhrase(
          tokens,
          source.start - (tokens[source.start - 1]?.text === "," ? 1 : 0),
          Math.max(0, source.start - 30),
        );
        return start < source.start ? resolve({ start, end: source.start }) : null;
      }
      if (first.pos === "PRON" && /^(?:i|we|you|me|us|my|our)$/.test(first.lower)) return null;
    }
    const name = nameOfSource(reading, names, source);
    if (name !== null && roster.meant[name]! >= 0) return speakerOf(roster.meant[name]!);
    const meant = byRole(source);
    return meant ?? unnamed(source);
  }

  function speakerOf(index: number): number {
    const known = ofNamed.get(index);
    if (known !== undefined) return known;
    const entry = roster.named[index]!;
    const printed = [...new Set(entry.mentions.map((k) => printedName(reading, names[k]!, entry)))];
    const name = printed.reduce(
      (best, form) => (words(form) > words(best) ? form : best),
      printed[0] ?? entry.last,
    );
    const speaker = {
      name,
      type: entry.type,
      aliases: printed.filter((form) => form !== name),
      named: entry,
    } as const;
    ofNamed.set(index, speakers.push(speaker) - 1);
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

  /** "the ambassador": the person last named whom the article gives that role; "his wife" stays unnamed. */
  function byRole(source: TokenRange): number | null {
    const opener = tokens[source.start]!;
    if (opener.lower !== "the" && opener.lower !== "that" && opener.lower !== "this") return null;
    const head = headOf(reading, source);
    const { lemma, lower } = tokens[head]!;
    const isRole = ROLES.has(lower);
    for (let k = lastNameBefore(source.start); k >= 0; k--) {
      const entry = roster.named[roster.meant[k]!];
      if (!entry) continue;
      if (isRole && entry.type === "person" && (entry.roles.has(lower) || entry.roles.has(lemma)))
        return speakerOf(roster.meant[k]!);
      if (
        !isRole &&
        ORGANIZATION_WORDS.has(lemma) &&
        entry.type === "organization" &&
        entry.last.split(" ").includes(lemma)
      )
        return speakerOf(roster.meant[k]!);
    }
    return null;
  }

  function lastNameBefore(at: number): number {
    let low = 0;
    let high = names.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (names[middle]!.start < at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function pronoun(at: number, sex: Sex): number | null {
    const best = bestAntecedent(reading, names, roster, turnsNamed(), at, lastNameBefore(at), sex);
    return best === null ? null : speakerOf(best);
  }

  function turnsNamed(): { at: number; index: number }[] {
    return turns.slice(-4).flatMap(({ at, speaker }) => {
      const entry = speakers[speaker]!.named;
      return entry ? [{ at, index: roster.named.indexOf(entry) }] : [];
    });
  }

  /** "they", "it": the group or organisation that spoke last, else the organisation named last. */
  function unnamedBefore(at: number, word: string): number | null {
    const plural = PLURAL_PRONOUNS.has(word);
    for (const turn of turns.slice(-3).reverse()) {
      const { type } = speakers[turn.speaker]!;
      if (
        plural ? type === "group" || type === "anonymous" || type === "organization" : type === "organization"
      )
        return turn.speaker;
    }
    for (let k = lastNameBefore(at); k >= Math.max(0, lastNameBefore(at) - NAMES_BACK); k--)
      if (roster.named[roster.meant[k]!]?.type === "organization") return speakerOf(roster.meant[k]!);
    return null;
  }
}

interface Turn {
  at: number;
  speaker: number;
}

/**
 * The person whom "he" or "she" at a token means. Every name before it is a candidate, scored by what decides in
 * English news: nearness in sentences, being a subject, having just spoken, and being named often.
 */
function bestAntecedent(
  reading: Reading,
  names: readonly NameMention[],
  roster: Roster,
  turns: readonly { at: number; index: number }[],
  at: number,
  lastName: number,
  sex: Sex,
): number | null {
  const { tokens, unitOf, quotationOf } = reading;
  const scores = new Map<number, number>();
  const offer = (index: number, position: number, bonus: number) => {
    const entry = roster.named[index]!;
    if (entry.type !== "person" || (entry.sex !== "-" && entry.sex !== sex)) return;
    const sentences = unitOf[at]! - unitOf[position]!;
    const paragraphs = tokens[at]!.paragraph - tokens[position]!.paragraph;
    const score =
      bonus -
      sentences -
      0.5 * paragraphs +
      (entry.sex === sex ? 1 : 0) +
      0.3 * Math.log2(1 + entry.mentions.length);
    scores.set(index, Math.max(scores.get(index) ?? -Infinity, score));
  };
  for (let k = lastName; k >= Math.max(0, lastName - NAMES_BACK); k--) {
    const index = roster.meant[k]!;
    if (index < 0) continue;
    const name = names[k]!;
    const quoted = quotationOf[name.start] !== -1;
    offer(index, name.start, (quoted ? -3 : 0) + placeBonus(reading, name));
  }
  for (const turn of turns) offer(turn.index, turn.at, 1.5);
  let best: number | null = null;
  for (const [index, score] of scores) if (best === null || score > scores.get(best)!) best = index;
  return best;
}

/** A subject is taken up again more readily than an object, and that more readily than a possessor. */
function placeBonus({ tokens }: Reading, name: NameMention): number {
  const after = tokens[name.end];
  if (after?.lower === "'s" || after?.lower === "’s") return -0.7;
  let verb = name.end;
  while (verb < name.end + 3 && tokens[verb]?.pos === "ADV") verb++;
  if (tokens[verb] && (isFinite(tokens, verb) || tokens[verb]!.text === ",")) return 1;
  const before = tokens[(name.title.end > name.title.start ? name.title.start : name.start) - 1];
  return before?.pos === "ADP" ? -0.5 : 0;
}

function headEnds({ tokens }: Reading, source: TokenRange): number[] {
  const ends = [source.end];
  for (let i = source.start; i < source.end; i++) if (tokens[i]!.text === ",") ends.push(i);
  return ends;
}

/** The name that a source stands on: the last of its first part ("Acme spokesman Jo Li"), else of an apposition. */
function nameOfSource(reading: Reading, names: readonly NameMention[], source: TokenRange): number | null {
  const { tokens } = reading;
  const [firstComma] = headEnds(reading, source).filter((end) => end < source.end);
  const headEnd = firstComma ?? source.end;
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (names[middle]!.end <= source.start) low = middle + 1;
    else high = middle;
  }
  let person: number | null = null;
  for (let k = low; k < names.length && names[k]!.start < source.end; k++) {
    const name = names[k]!;
    if (name.end === headEnd) return name.type === "place" ? null : k;
    if (name.end < headEnd) {
      const rest = tokens[name.end]!;
      // "the New York Times report", "CNN poll": what was published speaks for its publisher.
      if (name.end === headEnd - 1 && REPORT_NOUNS.has(rest.lemma) && name.type === "organization") return k;
      // "Jo Li of Acme": the name comes first and is tied on to.
      if (rest.pos === "ADP" && name.type === "person" && person === null) person = k;
    } else if (person === null && name.type === "person") person = k;
  }
  return person;
}

/** The head noun of a noun phrase: the last noun before its first preposition or comma. */
function headOf({ tokens }: Reading, range: TokenRange): number {
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

function typeOfUnnamed(reading: Reading, source: TokenRange): SpeakerType {
  const { tokens } = reading;
  const words = tokens.slice(source.start, Math.min(tokens.length, source.end + 8));
  const around = words.map((token) => token.lower).join(" ");
  const head = tokens[headOf(reading, source)]!;
  if (ANONYMOUS_NOUNS.has(head.lemma) || ANONYMOUS_NOUNS.has(head.lower)) return "anonymous";
  if (ANONYMITY_PHRASES.some((phrase) => around.includes(phrase))) return "anonymous";
  if (ORGANIZATION_WORDS.has(head.lower) || REPORT_NOUNS.has(head.lemma)) return "organization";
  const plural = head.lower !== head.lemma || /^(?:police|people)$/.test(head.lower);
  if (plural || (GROUP_NOUNS.has(head.lemma) && !ROLES.has(head.lemma))) return "group";
  if (
    /^(?:official|aide|adviser|advisor|operative|insider|staffer|strategist|diplomat|source)$/.test(
      head.lemma,
    )
  )
    return "anonymous";
  return ROLES.has(head.lemma) || ROLES.has(head.lower) ? "person" : "organization";
}

function textOf({ text, tokens }: Reading, range: TokenRange): string {
  return text.slice(tokens[range.start]!.start, tokens[range.end - 1]!.end).replace(/\s+/g, " ");
}

/** An organisation keeps its article ("The New York Times") where it is always printed with one. */
function printedName(reading: Reading, name: NameMention, entry: Named): string {
  const printed = textOf(reading, name);
  const before = reading.tokens[name.start - 1];
  return entry.type === "organization" &&
    before?.text === "The" &&
    /\b(?:Times|Post|Journal|Press|Guardian|Globe)$/.test(printed)
    ? `The ${printed}`
    : printed;
}

const words = (form: string): number => form.split(" ").length;
