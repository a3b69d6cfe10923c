/**
 * What a change of wording does: each place where a quotation leaves the words of a statement, with what it changes
 * (a negation, a number, a name, how certain it is, ...) and how much that matters.
 */
import type { Step } from "./align.ts";
import {
  CALENDAR,
  CERTAINTY,
  ENDING_EXPANSIONS,
  EXPANSIONS,
  FUNCTION_WORDS,
  MAGNITUDES,
  NUMBER_WORDS,
  PERSONS,
  wordBits,
} from "./lexicon/lexicon.ts";
import { denialsOf } from "./denials.ts";
import { stemOf } from "./likeness.ts";
import { areForms } from "./opposites.ts";
import type { QuoteWord, ReadText } from "./read-words.ts";
import { findReversals, type Place } from "./reversals.ts";

export const SEVERITIES = ["none", "minor", "major", "critical"] as const;
/** `critical` turns or moves the meaning, `major` shifts it, `minor` leaves it. */
export type Severity = (typeof SEVERITIES)[number];

export const EFFECTS = [
  "negation",
  "reversal",
  "number",
  "name",
  "person",
  "certainty",
  "wording",
  "inflection",
  "function_word",
  "marked_omission",
] as const;
export type Effect = (typeof EFFECTS)[number];

/** One place where the quotation differs. */
export interface Difference extends Place {
  effect: Effect;
  severity: Severity;
}

const SEVERITY_OF: Record<Effect, Severity> = {
  negation: "critical",
  reversal: "critical",
  number: "critical",
  name: "critical",
  person: "major",
  certainty: "major",
  wording: "major",
  inflection: "minor",
  function_word: "minor",
  marked_omission: "none",
};

export function severityOf(differences: readonly Difference[]): Severity {
  const ranks = differences.map(({ severity }) => SEVERITIES.indexOf(severity));
  return SEVERITIES[Math.max(0, ...ranks)]!;
}

/** Whether a difference turns a statement into its denial, or the other way round. */
export function isNegationFlip({ effect }: Difference): boolean {
  return effect === "negation" || effect === "reversal";
}

/**
 * Joins neighbouring steps into places of difference and judges each. Places that differ in form only ("anti-war" and
 * "antiwar", "eight" and "8", "can not" and "cannot") are none: the returned steps hold them as kept.
 *
 * @returns the steps in which form counts as kept, and the differences that remain
 */
export function judgeDifferences(
  source: readonly QuoteWord[],
  quote: ReadText,
  steps: readonly Step[],
): { steps: Step[]; differences: Difference[] } {
  const kept: Step[] = [];
  const places: Place[] = [];
  for (let at = 0; at < steps.length;) {
    if (steps[at]!.kind === "kept") {
      kept.push({ ...steps[at]! });
      at += 1;
      continue;
    }
    let end = at;
    while (end < steps.length && steps[end]!.kind !== "kept") end += 1;
    const place = {
      sourceFrom: steps[at]!.sourceFrom,
      sourceTo: steps[end - 1]!.sourceTo,
      quoteFrom: steps[at]!.quoteFrom,
      quoteTo: steps[end - 1]!.quoteTo,
    };
    // The alignment begins with the first word that the quotation covers; a "no" that its change cut off belongs to it.
    if (at === 0 && isDeniedBefore(source, place.sourceFrom)) {
      place.sourceFrom -= 1;
      kept.push({ ...place, kind: "dropped", sourceTo: place.sourceFrom + 1, quoteTo: place.quoteFrom });
    }
    const ours = source.slice(place.sourceFrom, place.sourceTo);
    const theirs = quote.words.slice(place.quoteFrom, place.quoteTo);
    const wider = widened(source, steps, at, end);
    if (isSameInForm(ours, theirs)) kept.push({ kind: "kept", ...place });
    else if (wider && isSameInForm(source.slice(wider.sourceFrom, wider.sourceTo), theirs)) {
      kept.push({ kind: "kept", ...place, ...wider });
    } else {
      kept.push(...steps.slice(at, end));
      places.push(place);
    }
    at = end;
  }
  return { steps: kept, differences: judgePlaces(source, quote, kept, places) };
}

function isDeniedBefore(source: readonly QuoteWord[], at: number): boolean {
  return at > 0 && !source[at]?.pauseBefore && denialsOf(source, at - 1, at).length > 0;
}

function judgePlaces(
  source: readonly QuoteWord[],
  quote: ReadText,
  steps: readonly Step[],
  places: readonly Place[],
): Difference[] {
  const isExcused = places.map((place) => isMarked(source, quote, place));
  const judged = places.filter((_, at) => !isExcused[at]);
  const reversals = findReversals(
    source,
    quote.words,
    steps.filter(({ kind }) => kind === "kept"),
    judged,
  );
  return places.map((place, at): Difference => {
    const ours = source.slice(place.sourceFrom, place.sourceTo);
    const theirs = quote.words.slice(place.quoteFrom, place.quoteTo);
    const effect = isExcused[at]
      ? "marked_omission"
      : (reversals[judged.indexOf(place)] ?? effectOf(ours, theirs));
    return { ...place, effect, severity: severityFor(effect, ours, theirs) };
  });
}

/** At either end one more word of the statement may belong to the place: "I am" under "I'm". */
function widened(
  source: readonly QuoteWord[],
  steps: readonly Step[],
  at: number,
  end: number,
): { sourceFrom: number; sourceTo: number } | null {
  const { sourceFrom } = steps[at]!;
  const { sourceTo } = steps[end - 1]!;
  if (at === 0 && sourceFrom > 0) return { sourceFrom: sourceFrom - 1, sourceTo };
  if (end === steps.length && sourceTo < source.length) return { sourceFrom, sourceTo: sourceTo + 1 };
  return null;
}

/** An insertion stands for a word or two, an ellipsis for a sentence at most; what is longer is not excused by it. */
const MOST_MARKED_WORDS = { none: 0, insertion: 5, ellipsis: 40 };

/**
 * Whether the difference is only that words were left out where the quotation says so, or put in where the statement
 * says so. Leaving out a negation is never excused, but for one in parentheses of its own (", none whatsoever,").
 */
function isMarked(
  source: readonly QuoteWord[],
  quote: ReadText,
  { sourceFrom, sourceTo, quoteFrom, quoteTo }: Place,
): boolean {
  if (quoteFrom === quoteTo) {
    const gap = quote.words[quoteFrom]?.gapBefore ?? quote.gapAfter;
    const governs = !(source[sourceFrom]?.pauseBefore && source[sourceTo]?.pauseBefore);
    if (governs && denialsOf(source, sourceFrom, sourceTo).length > 0) return false;
    return sourceTo - sourceFrom <= MOST_MARKED_WORDS[gap];
  }
  if (sourceFrom !== sourceTo || source[sourceFrom]?.gapBefore !== "insertion") return false;
  return (
    quoteTo - quoteFrom <= MOST_MARKED_WORDS.insertion &&
    denialsOf(quote.words, quoteFrom, quoteTo).length === 0
  );
}

/** A name or number put in or left out shifts the meaning; one changed for another says something else. */
function severityFor(effect: Effect, source: readonly QuoteWord[], quote: readonly QuoteWord[]): Severity {
  if (effect === "name" && (namesIn(source) === "" || namesIn(quote) === "")) return "major";
  if (effect === "number" && (source.length === 0 || quote.length === 0)) return "major";
  return SEVERITY_OF[effect];
}

const joined = (words: readonly QuoteWord[]): string =>
  words.map(({ key }) => key.replaceAll("'", "")).join("");

function isSameInForm(a: readonly QuoteWord[], b: readonly QuoteWord[]): boolean {
  if (a.length === 0 || b.length === 0) return false;
  if ((a.length > 1 || b.length > 1) && joined(a) === joined(b)) return true;
  if (a.length + b.length <= MOST_EXPANDED_WORDS && expanded(a).some((form) => expanded(b).includes(form)))
    return true;
  const [x, y] = [numberOf(a), numberOf(b)];
  return x !== null && x === y;
}

/** Longer places are not tried for contractions: each may double the number of readings. */
const MOST_EXPANDED_WORDS = 8;

/** What the words are short for: "it's" may be "it is" or "it has". */
function expanded(words: readonly QuoteWord[]): string[] {
  return words.reduce<string[]>(
    (forms, { key }) => forms.flatMap((form) => longForms(key).map((long) => `${form} ${long}`)),
    [""],
  );
}

function longForms(key: string): string[] {
  const whole = EXPANSIONS.find(([short]) => short === key);
  if (whole) return [whole[1]];
  const endings = ENDING_EXPANSIONS.filter(([ending]) => key.endsWith(ending));
  return [key, ...endings.map(([ending, long]) => key.slice(0, -ending.length) + long)];
}

/** The number that words and figures spell together ("2.5 million", "twenty-five"), or null. */
function numberOf(words: readonly QuoteWord[]): number | null {
  let [total, current] = [0, 0];
  let any = false;
  for (const { key } of words) {
    const figure = /^\d+(?:\.\d+)?$/.test(key) ? Number(key) : key === "one" ? 1 : NUMBER_WORDS.get(key);
    const magnitude = MAGNITUDES.get(key);
    if (figure !== undefined) current += figure;
    else if (magnitude === undefined) return null;
    else if (magnitude === 100) current = (current || 1) * 100;
    else [total, current] = [total + (current || 1) * magnitude, 0];
    any = true;
  }
  return any ? total + current : null;
}

function effectOf(source: readonly QuoteWord[], quote: readonly QuoteWord[]): Effect {
  if (numbersIn(source) !== numbersIn(quote)) return "number";
  const [ours, theirs] = [namesIn(source), namesIn(quote)];
  if (ours !== theirs && (ours !== "" || theirs !== "")) return "name";
  if (listOf(source, CALENDAR) !== listOf(quote, CALENDAR)) return "number";
  if (isInflection(source, quote)) return "inflection";
  const words = [...source, ...quote].map(({ key }) => key);
  if (listOf(source, PERSONS) !== listOf(quote, PERSONS) && source.length > 0 && quote.length > 0)
    return "person";
  if (
    words.every(
      (key) => FUNCTION_WORDS.has(key) || (PERSONS.has(key) && (source.length === 0 || quote.length === 0)),
    )
  ) {
    return "function_word";
  }
  return words.some((key) => CERTAINTY.has(key)) ? "certainty" : "wording";
}

function numbersIn(words: readonly QuoteWord[]): string {
  return words
    .filter(
      ({ key }) =>
        /\p{N}/u.test(key) || NUMBER_WORDS.has(key) || MAGNITUDES.has(key) || /^[$€£¥]$|^percent$/u.test(key),
    )
    .map(({ key }) => String(NUMBER_WORDS.get(key) ?? MAGNITUDES.get(key) ?? key))
    .join(" ");
}

/** Bits above which a word at the start of a sentence is taken for a name rather than for a common word. */
const NAME_BITS = 15.5;

function namesIn(words: readonly QuoteWord[]): string {
  return words
    .filter(
      ({ key, capital, opensSentence }) =>
        capital && key !== "i" && !key.startsWith("i'") && (!opensSentence || wordBits(key) > NAME_BITS),
    )
    .filter(({ key }) => !PERSONS.has(key) && !FUNCTION_WORDS.has(key) && !CALENDAR.has(key))
    .map(({ key }) => key.replace(/'s$/, ""))
    .join(" ");
}

function listOf(words: readonly QuoteWord[], list: ReadonlySet<string>): string {
  return words
    .filter(({ key }) => list.has(key))
    .map(({ key }) => key)
    .join(" ");
}

function isInflection(a: readonly QuoteWord[], b: readonly QuoteWord[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ key }, i) => stemOf(key) === stemOf(b[i]!.key) || areForms(key, b[i]!.key))
  );
}
