/** How much of what a quotation's words tell stands in a statement. */
import type { Step } from "./align.ts";
import type { Difference, Severity } from "./differences.ts";
import { wordBits } from "./lexicon/lexicon.ts";
import { areForms } from "./opposites.ts";
import type { QuoteWord } from "./read-words.ts";

/** What dropped words count at most: a long clause left out is one change, not twenty ... */
const MOST_DROPPED_BITS = 18;
/** ... but only between pieces that each tell enough: otherwise common phrases of a long text pass for a quotation. */
const LEAST_PIECE_BITS = 34;

/** What words tell, in bits. */
export function bitsBetween(words: readonly QuoteWord[], from: number, to: number): number {
  let bits = 0;
  for (let at = from; at < to; at += 1) bits += wordBits(words[at]!.key);
  return bits;
}

/** What the words of a statement tell that a quotation keeps, in bits. */
export function bitsKept(words: readonly QuoteWord[], steps: readonly Step[]): number {
  return steps
    .filter(({ kind }) => kind === "kept")
    .reduce((sum, { sourceFrom, sourceTo }) => sum + bitsBetween(words, sourceFrom, sourceTo), 0);
}

/** How many words of the quotation stand in these places. */
export function wordsIn(places: readonly Pick<Step, "quoteFrom" | "quoteTo">[]): number {
  return places.reduce((sum, { quoteFrom, quoteTo }) => sum + quoteTo - quoteFrom, 0);
}

/** How many words of the quotation the statement has. */
export function wordsKept(steps: readonly Step[]): number {
  return wordsIn(steps.filter(({ kind }) => kind === "kept"));
}

/** What a change counts: an ending or an article less than a word that tells. */
const WEIGHTS: Record<Severity, number> = { none: 0, minor: 0.5, major: 1, critical: 1 };

/**
 * Share of what the words tell that was kept, 0 to 1.
 *
 * @param keptBits what the kept words tell
 */
export function scoreOf(
  source: readonly QuoteWord[],
  quote: readonly QuoteWord[],
  keptBits: number,
  steps: readonly Step[],
  differences: readonly Difference[],
): number {
  const kept = steps.filter(({ kind }) => kind === "kept");
  const tells = (step: Step | undefined): boolean =>
    step !== undefined && bitsBetween(source, step.sourceFrom, step.sourceTo) >= LEAST_PIECE_BITS;
  let changed = 0;
  for (const { effect, severity, sourceFrom, sourceTo, quoteFrom, quoteTo } of differences) {
    const [ours, theirs] = [source.slice(sourceFrom, sourceTo), quote.slice(quoteFrom, quoteTo)];
    const isBetweenPieces =
      tells(kept.find((step) => step.sourceTo === sourceFrom)) &&
      tells(kept.find((step) => step.sourceFrom === sourceTo));
    const isInflection = effect === "inflection";
    const dropped = isInflection ? bitsBetween(source, sourceFrom, sourceTo) : bitsLost(ours, theirs);
    const added = isInflection ? bitsBetween(quote, quoteFrom, quoteTo) : bitsLost(theirs, ours);
    const most = isBetweenPieces ? MOST_DROPPED_BITS * Math.max(1, quoteTo - quoteFrom) : Infinity;
    changed += WEIGHTS[severity] * Math.max(Math.min(dropped, most), added);
  }
  return keptBits + changed === 0 ? 0 : keptBits / (keptBits + changed);
}

/** Longer places are not searched for forms of the same word. */
const MOST_WORDS_INFLECTED = 12;

/** Those words of a place that stand in another form among the others in their place. */
export function wordsInflected(words: readonly QuoteWord[], others: readonly QuoteWord[]): QuoteWord[] {
  if (words.length > MOST_WORDS_INFLECTED || others.length > MOST_WORDS_INFLECTED) return [];
  return words.filter(({ key }) => others.some((other) => areForms(key, other.key)));
}

/** What words tell that others in their place do not: of a word that they have in another form, half. */
function bitsLost(words: readonly QuoteWord[], others: readonly QuoteWord[]): number {
  const inflected = wordsInflected(words, others);
  return (
    bitsBetween(words, 0, words.length) - bitsBetween(inflected, 0, inflected.length) * (1 - WEIGHTS.minor)
  );
}
