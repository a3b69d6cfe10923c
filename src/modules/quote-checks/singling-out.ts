/**
 * Whether words that a quotation shares with a statement single that statement out among all that are held.
 *
 * "People who have been a lot of" are seven words in a row, and yet they say nothing about whose words they are:
 * hundreds of statements hold them, or nearly. What a statement has of its own are its rarest 3-grams. So the rarest
 * 3-gram that a changed quotation keeps must belong to that statement, to few others, or to others that are renderings
 * of the same words; or two stretches must be kept that are seldom met in one statement. To count what is held asks the
 * more of a quotation the more is held.
 */
import { gramsOf } from "./grams.ts";
import type { QuoteWord } from "./read-words.ts";
import { wordsIn } from "./score.ts";

/** How many statements are held, and how many of them hold each 3-gram, by its hash, as far as was counted. */
export interface Holdings {
  readonly statements: number;
  readonly holders: ReadonlyMap<number, number>;
  /** No count goes further. */
  readonly countedMost: number;
}

/** Nothing is known of what else is held. */
export const noHoldings: Holdings = { statements: 0, holders: new Map(), countedMost: 0 };

/** Statements that would hold all stretches by chance, if each stood anywhere. */
const MOST_BY_CHANCE = 0.01;
/** At least as many statements are held against a quotation, if so many share its words: see candidates.ts. */
const ALIKE_COUNTED_MOST = 16;

/** A stretch of the quotation's words that a statement has, end exclusive. */
interface Stretch {
  readonly quoteFrom: number;
  readonly quoteTo: number;
}

/** What is known of the statements that hold words of a quotation. */
export interface HeldWords {
  readonly singlesOut: SinglesOut;
  readonly sayingsWith: SayingsWith;
}

/**
 * How many sayings have the words of a stretch, at least one: as many statements as its rarest 3-gram, less what are
 * renderings; Infinity where the counting stopped, null where nothing is known.
 *
 * @param alike how many statements have the stretch as renderings of the same words
 */
export type SayingsWith = (stretch: Stretch, alike: number) => number | null;

/**
 * Tells whether stretches of the quotation single out the statement that has them all. True where nothing is known of
 * any of their 3-grams.
 *
 * @param wordsForEachHolder for so many words one more statement may hold the rarest 3-gram: the more words, the less
 *   it is by chance
 * @param alike gives how many statements have the stretches as renderings of the same words, this one included
 */
export type SinglesOut = (
  stretches: readonly Stretch[],
  wordsForEachHolder: number,
  alike: () => number,
) => boolean;

/** Reads a quotation once for all the statements it is held against. */
export function singlingOut(
  quote: readonly QuoteWord[],
  { statements, holders, countedMost }: Holdings,
): HeldWords {
  const counted = gramsOf(quote).flatMap(({ hash, at, end }) => {
    const count = holders.get(hash);
    return count === undefined ? [] : [{ at, end, count }];
  });
  const rarestIn = ({ quoteFrom, quoteTo }: Stretch): number =>
    counted.reduce(
      (least, { at, end, count }) => (quoteFrom <= at && end <= quoteTo ? Math.min(least, count) : least),
      Infinity,
    );
  const singlesOut: SinglesOut = (stretches, wordsForEachHolder, alike) => {
    const counts = stretches.map(rarestIn).filter((count) => count < Infinity);
    if (counts.length === 0) return true;
    const telling = counts.filter((count) => count < countedMost);
    const byChance = telling.reduce((product, count) => (product * count) / statements, statements);
    if (telling.length > 1 && byChance < MOST_BY_CHANCE) return true;
    const mostHolders = Math.max(1, wordsIn(stretches) / wordsForEachHolder);
    const rarest = Math.min(...counts, ALIKE_COUNTED_MOST);
    return rarest <= mostHolders || rarest <= mostHolders * alike();
  };
  const sayingsWith: SayingsWith = (stretch, alike) => {
    const count = rarestIn(stretch);
    if (count === Infinity) return null;
    if (alike >= ALIKE_COUNTED_MOST || count <= alike) return 1;
    return count < countedMost ? count / alike : Infinity;
  };
  return { singlesOut, sayingsWith };
}
