/**
 * Whether a statement stands out among all that share words with a quotation. The words that a sentence never said has
 * in common with the statement likest to it, it has nearly in common with the next likest too: how much likest statements
 * share falls off evenly. The statement that a changed quotation was made from shares far more than any other, but for
 * renderings of the same saying.
 */
import { areRenderings, type Match } from "./match.ts";

/** So much less the next likest must share, in bits: measured on sentences never said (docs/benchmarks.md). */
const LEAST_MARGIN_BITS = 36;

/** @param matches all statements that were held against the quotation */
export function isUnrivalled(match: Match, matches: readonly Match[]): boolean {
  const most = match.sharedBits - LEAST_MARGIN_BITS;
  return (
    most >= 0 &&
    matches.every(
      (other) =>
        other.sharedBits <= most ||
        other.candidate.statementId === match.candidate.statementId ||
        areRenderings(match, other),
    )
  );
}
