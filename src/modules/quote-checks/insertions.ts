/**
 * What an editor put in brackets, held against the words that it stands for. A name or a description in place of a
 * pronoun explains ("[the president]" for "he"), and so does most that is put in; "[stop]" for "start", "[ninety]" for
 * "eighty" or "[Canada]" for "Mexico" says something else.
 */
import type { Step } from "./align.ts";
import type { Effect } from "./differences.ts";
import { certaintyIn, namesIn, numbersIn } from "./effects.ts";
import { areInitialsOf } from "./initials.ts";
import { CALENDAR, PERSONS } from "./lexicon/lexicon.ts";
import type { QuoteWord, ReadText } from "./read-words.ts";
import { findReversals } from "./reversals.ts";
import type { Place } from "./turns.ts";
import { isSameInForm } from "./same-form.ts";

/** An insertion stands for a few words; what is longer is not excused by it. */
const MOST_WORDS_STOOD_FOR = 5;

/**
 * Judges a place where one side has words and the other an insertion.
 *
 * @returns null where there is no insertion, or more words are missing than it can stand for; `marked_omission` where it
 *   only explains
 */
export function judgeInsertion(source: readonly QuoteWord[], quote: ReadText, place: Place): Effect | null {
  const { sourceFrom, sourceTo, quoteFrom, quoteTo } = place;
  const isQuotes = quoteFrom === quoteTo;
  if (isQuotes === (sourceFrom === sourceTo)) return null;
  if (sourceTo - sourceFrom + quoteTo - quoteFrom > MOST_WORDS_STOOD_FOR) return null;
  const inserted = isQuotes
    ? (quote.words[quoteFrom]?.insertedBefore ?? quote.insertedAfter)
    : (source[sourceFrom]?.insertedBefore ?? []);
  if (inserted.length === 0) return null;
  const ours = isQuotes ? source : spliced(source, sourceFrom, inserted);
  const theirs = isQuotes ? spliced(quote.words, quoteFrom, inserted) : quote.words;
  const whole = {
    ...place,
    sourceTo: isQuotes ? sourceTo : sourceFrom + inserted.length,
    quoteTo: isQuotes ? quoteFrom + inserted.length : quoteTo,
  };
  if (isSameInForm(ours, theirs, whole)) return "marked_omission";
  const stoodFor = isQuotes ? source.slice(sourceFrom, sourceTo) : quote.words.slice(quoteFrom, quoteTo);
  if (stoodFor.every(({ key }) => isPronoun(key))) return "marked_omission";
  return contradictionAround(ours, theirs, whole) ?? "marked_omission";
}

/** Whether an insertion stands for the words that were dropped or added here. */
export function standsForOther(
  source: readonly QuoteWord[],
  quote: ReadText,
  { kind, sourceFrom, quoteFrom }: Step,
): boolean {
  if (kind === "dropped") return (quote.words[quoteFrom]?.insertedBefore ?? quote.insertedAfter).length > 0;
  return kind === "added" && (source[sourceFrom]?.insertedBefore.length ?? 0) > 0;
}

/**
 * Where a quotation opens or closes with an insertion that says other than the words that stand there, as far as it can
 * stand for them: those up to the end of the sentence or a pause, or as many as were put in.
 *
 * @param first word of the statement that the quotation covers
 * @param end word behind the last
 */
export function contradictionsAtEnds(
  source: readonly QuoteWord[],
  quote: ReadText,
  first: number,
  end: number,
): Place[] {
  const isBound = (at: number): boolean =>
    source[at] === undefined || source[at].opensSentence || source[at].pauseBefore;
  const reach = (from: number, step: 1 | -1, inserted: number): number => {
    let words = 0;
    while (words <= MOST_WORDS_STOOD_FOR && !isBound(from + step * words)) words += 1;
    return words > MOST_WORDS_STOOD_FOR ? Math.min(inserted, MOST_WORDS_STOOD_FOR) : words;
  };
  const before = reach(first, -1, quote.words[0]?.insertedBefore.length ?? 0);
  const behind = reach(end, 1, quote.insertedAfter.length);
  const count = quote.words.length;
  return [
    { sourceFrom: first - before, sourceTo: first, quoteFrom: 0, quoteTo: 0 },
    { sourceFrom: end, sourceTo: end + behind, quoteFrom: count, quoteTo: count },
  ].filter((place) => ![null, "marked_omission"].includes(judgeInsertion(source, quote, place)));
}

function spliced(words: readonly QuoteWord[], at: number, inserted: readonly QuoteWord[]): QuoteWord[] {
  return [...words.slice(0, at), ...inserted, ...words.slice(at)];
}

/** Words on either side of an insertion that can matter to what it says. */
const MOST_WORDS_AROUND = 20;

/** Looks at no more than what is near: a quotation may hold hundreds of insertions, and a statement thousands of words. */
function contradictionAround(
  source: readonly QuoteWord[],
  quote: readonly QuoteWord[],
  { sourceFrom, sourceTo, quoteFrom, quoteTo }: Place,
): Effect | null {
  const [ours, theirs] = [sourceFrom, quoteFrom].map((from) => Math.max(0, from - MOST_WORDS_AROUND)) as [
    number,
    number,
  ];
  return contradiction(
    source.slice(ours, sourceTo + MOST_WORDS_AROUND),
    quote.slice(theirs, quoteTo + MOST_WORDS_AROUND),
    {
      sourceFrom: sourceFrom - ours,
      sourceTo: sourceTo - ours,
      quoteFrom: quoteFrom - theirs,
      quoteTo: quoteTo - theirs,
    },
  );
}

function contradiction(
  source: readonly QuoteWord[],
  quote: readonly QuoteWord[],
  place: Place,
): Effect | null {
  const [reversal] = findReversals(source, quote, [], [place]);
  if (reversal === "restated") return null;
  if (reversal) return reversal;
  const { sourceFrom, sourceTo, quoteFrom, quoteTo } = place;
  const [ours, theirs] = [source.slice(sourceFrom, sourceTo), quote.slice(quoteFrom, quoteTo)];
  const [one, other] = [without(ours, theirs), without(theirs, ours)];
  if (differ(one, other, numbersIn) || differ(one, other, daysIn)) return "number";
  if (differ(one, other, namesIn) && !isDescription(one) && !isDescription(other) && !isShort(one, other))
    return "name";
  return differ(one, other, certaintyIn) ? "certainty" : null;
}

const POINTING: ReadonlySet<string> = new Set(
  "it its this that these those here there then them such so one ones".split(" "),
);
const isPronoun = (key: string): boolean => PERSONS.has(key) || POINTING.has(key);

function without(words: readonly QuoteWord[], others: readonly QuoteWord[]): QuoteWord[] {
  return words.filter(({ key }) => others.every((other) => other.key !== key));
}

/** Both sides have some, and not the same. */
function differ(
  ours: readonly QuoteWord[],
  theirs: readonly QuoteWord[],
  those: (words: readonly QuoteWord[]) => string,
): boolean {
  const [one, other] = [those(ours), those(theirs)];
  return one !== "" && other !== "" && one !== other;
}

/** Days and months that are named; which day "today" was needs an explanation. */
const daysIn = (words: readonly QuoteWord[]): string =>
  words
    .map(({ key }) => key)
    .filter((key) => CALENDAR.has(key) && !RELATIVE_DAYS.has(key))
    .join(" ");
const RELATIVE_DAYS: ReadonlySet<string> = new Set(["today", "tonight", "yesterday", "tomorrow"]);

/** "The US president" is no name, though one is in it. */
const isDescription = (words: readonly QuoteWord[]): boolean => namesIn(words.slice(-1)) === "";

/** "EU" and "European Union". */
export function isShort(one: readonly QuoteWord[], other: readonly QuoteWord[]): boolean {
  const [ours, theirs] = [one, other].map((words) => words.map(({ key }) => key)) as [string[], string[]];
  return areInitialsOf(ours.join(""), theirs) === true || areInitialsOf(theirs.join(""), ours) === true;
}
