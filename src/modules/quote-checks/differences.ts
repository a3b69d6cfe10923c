/**
 * What a change of wording does: each place where a quotation leaves the words of a statement, with what it changes
 * (a negation, a number, a name, how certain it is, ...) and how much that matters.
 */
import type { Step, StepKind } from "./align.ts";
import { amountsCutAtEnds } from "./amounts.ts";
import { areContractions } from "./contractions.ts";
import { denialsGoneWith, denialsOf } from "./denials.ts";
import { effectOf, namesIn } from "./effects.ts";
import { contradictionsAtEnds, isShort, judgeInsertion, standsForOther } from "./insertions.ts";
import { DETERMINERS, PERSONS, SUBJECTS } from "./lexicon/lexicon.ts";
import type { QuoteWord, ReadText } from "./read-words.ts";
import { findReversals } from "./reversals.ts";
import { isParenthesis, type Place } from "./turns.ts";
import { isSameInForm } from "./same-form.ts";

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
  "contraction",
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
  contraction: "minor",
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

/** Whether the words are the statement's own, at most contracted, or left out where the quotation says so. */
export function keepsWords({ effect }: Difference): boolean {
  return effect === "contraction" || effect === "marked_omission";
}

/**
 * Joins neighbouring steps into places of difference and judges each. Places that differ in form only ("anti-war" and
 * "antiwar", "eight" and "8", "harbour" and "harbor") are none: the returned steps hold them as kept.
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
      const [parts, turned] = partedByPauses(source, quote.words, steps[at]!);
      kept.push(...parts);
      places.push(...turned);
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
    const reaches = [place, ...reachingOtherwise(source, steps, place, at, end)];
    const inForm = reaches.find((one) => isSameInForm(source, quote.words, one));
    const isContracted = ({ sourceFrom, sourceTo, quoteFrom, quoteTo }: Place): boolean =>
      areContractions(source.slice(sourceFrom, sourceTo), quote.words.slice(quoteFrom, quoteTo));
    const contracted = reaches.find(isContracted);
    if (inForm) kept.push({ kind: "kept", ...inForm });
    else if (contracted) {
      kept.push({ kind: "replaced", ...contracted });
      places.push(contracted);
    } else {
      // The alignment begins with the first word that the quotation covers; what denied it before its change belongs to it.
      const denial = at === 0 ? deniedRightBefore(source, place.sourceFrom) : place.sourceFrom;
      if (denial < place.sourceFrom) {
        kept.push({
          ...place,
          kind: "dropped",
          sourceFrom: denial,
          sourceTo: place.sourceFrom,
          quoteTo: place.quoteFrom,
        });
        place.sourceFrom = denial;
      }
      kept.push(...steps.slice(at, end));
      places.push(place);
    }
    at = end;
  }
  const [first, end] = [kept[0]?.sourceFrom ?? 0, kept.at(-1)?.sourceTo ?? 0];
  for (const place of [
    ...contradictionsAtEnds(source, quote, first, end),
    ...amountsCutAtEnds(source, first, end, quote.words),
  ]) {
    const isFirst = place.quoteFrom === 0;
    kept.splice(isFirst ? 0 : kept.length, 0, { kind: "dropped", ...place });
    places.splice(isFirst ? 0 : places.length, 0, place);
  }
  return {
    steps: kept.map((step) => (standsForOther(source, quote, step) ? { ...step, kind: "replaced" } : step)),
    differences: judgePlaces(source, quote, kept, places),
  };
}

/**
 * Parts kept words where a "no" denies in one of the texts only, for it is set off in the other: "No, more are needed",
 * "No more are needed".
 */
function partedByPauses(
  source: readonly QuoteWord[],
  quote: readonly QuoteWord[],
  step: Step,
): [Step[], Place[]] {
  const parts: Step[] = [];
  const turned: Place[] = [];
  const isTurned = (nth: number): boolean =>
    isDenyingNo(source, step.sourceFrom + nth) !== isDenyingNo(quote, step.quoteFrom + nth);
  let from = 0;
  const push = (kind: StepKind, to: number): Place => {
    const [sourceFrom, quoteFrom] = [step.sourceFrom + from, step.quoteFrom + from];
    const place = { sourceFrom, sourceTo: sourceFrom + to - from, quoteFrom, quoteTo: quoteFrom + to - from };
    if (to > from) parts.push({ kind, ...place });
    from = to;
    return place;
  };
  const words = step.quoteTo - step.quoteFrom;
  for (let nth = 0; nth < words; nth += 1) {
    if (quote[step.quoteFrom + nth]!.key !== "no" || !isTurned(nth)) continue;
    push("kept", nth);
    turned.push(push("replaced", nth + 1));
  }
  push("kept", words);
  return [parts, turned];
}

/** "No police came", but not "no we did" or "no the police came", where a comma is only missing. */
function isDenyingNo(words: readonly QuoteWord[], at: number): boolean {
  const next = words[at + 1]?.key ?? "";
  const isAnswer = PERSONS.has(next) || SUBJECTS.has(next) || DETERMINERS.has(next);
  return !isAnswer && denialsOf(words, at, at + 1).length > 0;
}

/** Where the "no" or "not a" stands that denies the word at a place; the place itself if nothing does. */
function deniedRightBefore(source: readonly QuoteWord[], at: number): number {
  if (at === 0 || source[at]?.pauseBefore) return at;
  const before = source[at - 1]!.key === "a" ? at - 2 : at - 1;
  return denialsOf(source, Math.max(0, before), before + 1).length > 0 ? before : at;
}

function judgePlaces(
  source: readonly QuoteWord[],
  quote: ReadText,
  steps: readonly Step[],
  places: readonly Place[],
): Difference[] {
  const marked = places.map(
    (place) =>
      judgeInsertion(source, quote, place) ?? (isMarked(source, quote, place) ? "marked_omission" : null),
  );
  const judged = places.filter((_, at) => marked[at] === null);
  const reversals = findReversals(
    source,
    quote.words,
    steps.filter(({ kind }) => kind === "kept"),
    judged,
  );
  return places.map((place, at): Difference => {
    const ours = source.slice(place.sourceFrom, place.sourceTo);
    const theirs = quote.words.slice(place.quoteFrom, place.quoteTo);
    const turned = reversals[judged.indexOf(place)] ?? null;
    const effect = marked[at] ?? (turned === "restated" ? null : turned) ?? effectOf(ours, theirs);
    if (effect === "name" && isShort(ours, theirs)) return { ...place, effect: "wording", severity: "minor" };
    if (effect === "wording" && turned === "restated") return { ...place, effect, severity: "minor" };
    const severity = marked[at] ? SEVERITY_OF[effect] : severityFor(effect, ours, theirs);
    return { ...place, effect, severity };
  });
}

/**
 * At either end one more word of the statement may belong to the place, or one less: "I am" under "I'm", "regrouping, and"
 * under "re-grouping".
 */
function reachingOtherwise(
  source: readonly QuoteWord[],
  steps: readonly Step[],
  place: Place,
  at: number,
  end: number,
): Place[] {
  const { sourceFrom, sourceTo } = place;
  const isLonger = sourceTo - sourceFrom > 1;
  const reaches: Place[] = [];
  if (at === 0) {
    if (sourceFrom > 0) reaches.push({ ...place, sourceFrom: sourceFrom - 1 });
    if (isLonger) reaches.push({ ...place, sourceFrom: sourceFrom + 1 });
  } else if (end === steps.length) {
    if (sourceTo < source.length) reaches.push({ ...place, sourceTo: sourceTo + 1 });
    if (isLonger) reaches.push({ ...place, sourceTo: sourceTo - 1 });
  }
  return reaches;
}

/** An ellipsis stands for a sentence at most; what is longer is not excused by it. */
const MOST_WORDS_OF_ELLIPSIS = 40;

/**
 * Whether the difference is only that words were left out where the quotation says so. Leaving out a negation is never
 * excused, but for one in parentheses of its own (", none whatsoever,").
 */
function isMarked(
  source: readonly QuoteWord[],
  quote: ReadText,
  { sourceFrom, sourceTo, quoteFrom, quoteTo }: Place,
): boolean {
  if (quoteFrom !== quoteTo || (quote.words[quoteFrom]?.gapBefore ?? quote.gapAfter) !== "ellipsis")
    return false;
  const denials = denialsGoneWith(source, sourceFrom, sourceTo);
  if (denials.some(({ ofVerb }) => ofVerb || !isParenthesis(source, sourceFrom, sourceTo))) return false;
  return sourceTo - sourceFrom <= MOST_WORDS_OF_ELLIPSIS;
}

/** A name or number put in or left out shifts the meaning; one changed for another says something else. */
function severityFor(effect: Effect, source: readonly QuoteWord[], quote: readonly QuoteWord[]): Severity {
  if (effect === "name" && (namesIn(source) === "" || namesIn(quote) === "")) return "major";
  if (effect === "number" && (source.length === 0 || quote.length === 0)) return "major";
  return SEVERITY_OF[effect];
}
