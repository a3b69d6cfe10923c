/**
 * Whether a statement stands out among all that share words with a quotation. The words that a sentence never said has
 * in common with the statement likest to it, it has nearly in common with the next likest too: how much likest statements
 * share falls off evenly. The statement that a changed quotation was made from shares far more than any other, but for
 * renderings of the same saying.
 */
import type { Match } from "./match.ts";

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

/** Of the different words of two statements, the least share that is common to both where they render the same saying. */
const LEAST_RENDERING_SHARE = 0.7;

/**
 * Different words that two speakers' statements must share to be one saying, by somebody whom two documents name otherwise:
 * shorter phrases are said by two people.
 */
const LEAST_WORDS_OF_TWO_SPEAKERS = 10;

/** Whether two statements are alike throughout, and not only in the words of the quotation. */
export function areRenderings(a: Match, b: Match): boolean {
  const [ours, theirs] = [a, b].map(({ words }) => new Set(words.map(({ key }) => key))) as [
    Set<string>,
    Set<string>,
  ];
  const common = [...ours].filter((key) => theirs.has(key)).length;
  const [one, other] = [a.candidate.speakerId, b.candidate.speakerId];
  if (one !== null && other !== null && one !== other && common < LEAST_WORDS_OF_TWO_SPEAKERS) return false;
  return 2 * common >= LEAST_RENDERING_SHARE * (ours.size + theirs.size);
}
