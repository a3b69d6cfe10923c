/** Quotations put together from pieces of several statements. */
import type { Match } from "./match.ts";
import type { QuoteWord } from "./read-words.ts";
import { areRenderings } from "./rivals.ts";
import { bitsBetween } from "./score.ts";
import type { SayingsWith } from "./singling-out.ts";

/** A run of the quotation's words that stands word for word in a statement. Word numbers, end exclusive. */
export interface Piece {
  match: Match;
  quoteFrom: number;
  quoteTo: number;
  sourceFrom: number;
  sourceTo: number;
}

/** Shorter or commoner runs than these stand in some statement by chance. */
const LEAST_PIECE_WORDS = 4;
const LEAST_PIECE_BITS = 38;
/** So many times less likely each word above those makes it that some saying has the run by chance. */
const WORD_TELLS = 3;
/**
 * The sayings that have each piece, less so, multiplied: all pieces must be by chance at once. Measured on sentences
 * never said (docs/benchmarks.md).
 */
const MOST_BY_CHANCE = 0.35;
/** Words between pieces that belong to none: an "and" that holds them together. */
const MOST_LOOSE_WORDS = 2;
const MAX_CELLS = 300_000;

/**
 * Finds the pieces of different statements that make up the quotation.
 *
 * @param matches statements to look in; indirect ones hold nobody's own words and are passed over, and those of other
 *   days, or that the reader does not see, only tell that a piece has more renderings
 * @param sayingsWith how many sayings have a piece
 * @returns the pieces in the order of the quotation, or null where it is not made of pieces of two or more statements
 */
export function findPieces(
  quote: readonly QuoteWord[],
  matches: readonly Match[],
  sayingsWith: SayingsWith,
): Piece[] | null {
  const runs = matches
    .filter(
      ({ candidate, words }) => candidate.kind !== "indirect" && words.length * quote.length <= MAX_CELLS,
    )
    .flatMap((match) => commonRuns(quote, match));
  const pieces: Piece[] = [];
  let loose = 0;
  for (let at = 0; at < quote.length;) {
    const longest = runs
      .filter(({ match: { candidate } }) => candidate.visible && candidate.inPeriod)
      .filter(({ quoteFrom, quoteTo }) => quoteFrom <= at && quoteTo > at)
      .map((run) => ({ ...run, sourceFrom: run.sourceFrom + at - run.quoteFrom, quoteFrom: at }))
      .filter(isTelling(quote))
      .reduce<Piece | undefined>(
        (best, run) => (best && best.quoteTo >= run.quoteTo ? best : run),
        undefined,
      );
    if (longest) {
      pieces.push(longest);
      at = longest.quoteTo;
    } else {
      loose += 1;
      at += 1;
    }
  }
  const statements = new Set(pieces.map(({ match }) => match.candidate.statementId));
  if (statements.size < 2 || loose > MOST_LOOSE_WORDS) return null;
  const sayings = pieces.map((piece) => sayingsWith(piece, runs.filter((run) => holds(run, piece)).length));
  if (sayings.every((count) => count === null)) return pieces;
  const byChance = pieces.reduce(
    (product, { quoteFrom, quoteTo }, at) =>
      product * (sayings[at] ?? 1) * WORD_TELLS ** (LEAST_PIECE_WORDS - (quoteTo - quoteFrom)),
    1,
  );
  return byChance <= MOST_BY_CHANCE ? pieces : null;
}

const holds = (run: Piece, piece: Piece): boolean =>
  run.quoteFrom <= piece.quoteFrom && piece.quoteTo <= run.quoteTo && areRenderings(run.match, piece.match);

const isTelling = (quote: readonly QuoteWord[]) => {
  return ({ quoteFrom, quoteTo }: Piece): boolean => {
    return (
      quoteTo - quoteFrom >= LEAST_PIECE_WORDS && bitsBetween(quote, quoteFrom, quoteTo) >= LEAST_PIECE_BITS
    );
  };
};

/** The longest runs of equal words, none of them inside another. */
function commonRuns(quote: readonly QuoteWord[], match: Match): Piece[] {
  const { words } = match;
  const runs: Piece[] = [];
  if (longestInCommon(quote, words) < LEAST_PIECE_WORDS) return runs;
  let lengths = new Int32Array(words.length + 1);
  for (let q = 1; q <= quote.length; q += 1) {
    const row = new Int32Array(words.length + 1);
    for (let s = 1; s <= words.length; s += 1) {
      if (quote[q - 1]!.key !== words[s - 1]!.key) continue;
      const length = lengths[s - 1]! + 1;
      row[s] = length;
      const goesOn = q < quote.length && s < words.length && quote[q]!.key === words[s]!.key;
      if (!goesOn && length >= LEAST_PIECE_WORDS) {
        runs.push({ match, quoteFrom: q - length, quoteTo: q, sourceFrom: s - length, sourceTo: s });
      }
    }
    lengths = row;
  }
  return runs;
}

/** How many words in a row the statement has, in whatever order: no run of equal words is longer. */
function longestInCommon(quote: readonly QuoteWord[], words: readonly QuoteWord[]): number {
  const theirs = new Set(words.map(({ key }) => key));
  let [longest, length] = [0, 0];
  for (const { key } of quote) {
    length = theirs.has(key) ? length + 1 : 0;
    longest = Math.max(longest, length);
  }
  return longest;
}
