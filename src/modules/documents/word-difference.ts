/**
 * How two texts differ, word by word: Myers' O(ND) algorithm (Algorithmica 1, 1986) as the library `diff` has it, with
 * a bound on how much may differ. Beyond the bound whole lines are compared, and beyond that nothing but the beginning
 * and the end that both texts share, so that no pair of texts takes more than a moment.
 */
import { diffArrays } from "diff";

export const GRANULARITIES = ["word", "line", "text"] as const;
/** What was compared: every text can be compared as a whole, most by words. */
type Granularity = (typeof GRANULARITIES)[number];

export const DIFFERENCE_KINDS = ["kept", "replaced", "removed", "added"] as const;

/** A run of one text, in code points, end exclusive. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly exact: string;
}

/** A run of both texts with one fate; empty on the side that has none of it. Joined, the runs are the texts. */
interface Difference {
  readonly kind: (typeof DIFFERENCE_KINDS)[number];
  readonly from: Run;
  readonly to: Run;
}

export interface TextDifference {
  readonly granularity: Granularity;
  readonly differences: readonly Difference[];
}

/** Words, or lines, removed and added; the time grows with its square. */
const editsMost = 1000;

/** Compares two texts; white space alone makes no difference. */
export function textDifference(from: string, to: string): TextDifference {
  for (const [granularity, pattern] of [
    ["word", /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]/gu],
    ["line", /[^\n]*\S[^\n]*/gu],
  ] as const) {
    const [ours, theirs] = [piecesOf(from, pattern), piecesOf(to, pattern)];
    const changes = diffArrays(ours, theirs, {
      maxEditLength: editsMost,
      comparator: (a, b) => a.key === b.key,
    });
    if (changes !== undefined) {
      const steps = changes.map(({ removed, added, count }): Step => ({
        kept: !removed && !added,
        from: added ? 0 : count,
        to: removed ? 0 : count,
      }));
      return { granularity, differences: laidOut(ours, theirs, steps) };
    }
  }
  return asWhole(from, to);
}

/** A word or a line as it is compared, and the text from it up to the next. */
interface Piece {
  readonly key: string;
  readonly text: string;
}

function piecesOf(text: string, pattern: RegExp): Piece[] {
  const found = [...text.matchAll(pattern)];
  return found.map(({ 0: key, index }, at) => ({
    key,
    text: text.slice(at === 0 ? 0 : index, found[at + 1]?.index ?? text.length),
  }));
}

interface Step {
  readonly kept: boolean;
  /** How many pieces of each text. */
  readonly from: number;
  readonly to: number;
}

function laidOut(ours: readonly Piece[], theirs: readonly Piece[], steps: readonly Step[]): Difference[] {
  const [nextOurs, nextTheirs] = [runsOf(ours), runsOf(theirs)];
  const joined: Step[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    // Removed words and the added ones beside them are one replacement.
    if (last !== undefined && !last.kept && !step.kept) {
      joined[joined.length - 1] = { kept: false, from: last.from + step.from, to: last.to + step.to };
    } else joined.push(step);
  }
  return joined.map((step) => difference(step.kept, nextOurs(step.from), nextTheirs(step.to)));
}

/** Gives the next run of so many pieces, one after the other. */
function runsOf(pieces: readonly Piece[]): (count: number) => Run {
  let [at, start] = [0, 0];
  return (count) => {
    const exact = pieces
      .slice(at, at + count)
      .map(({ text }) => text)
      .join("");
    const run = { start, end: start + lengthOf(exact), exact };
    [at, start] = [at + count, run.end];
    return run;
  };
}

const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};

function difference(kept: boolean, from: Run, to: Run): Difference {
  const kind = kept ? "kept" : to.exact === "" ? "removed" : from.exact === "" ? "added" : "replaced";
  return { kind, from, to };
}

function asWhole(from: string, to: string): TextDifference {
  const [ours, theirs] = [Array.from(from), Array.from(to)];
  const most = Math.min(ours.length, theirs.length);
  let first = 0;
  while (first < most && ours[first] === theirs[first]) first += 1;
  let last = 0;
  while (last < most - first && ours.at(-1 - last) === theirs.at(-1 - last)) last += 1;
  const pieces = (points: readonly string[]): Run[] =>
    [
      [0, first],
      [first, points.length - last],
      [points.length - last, points.length],
    ].map(([start, end]) => ({ start: start!, end: end!, exact: points.slice(start, end).join("") }));
  const [ourRuns, theirRuns] = [pieces(ours), pieces(theirs)];
  const differences = ourRuns.map((run, at) => difference(at !== 1, run, theirRuns[at]!));
  return {
    granularity: "text",
    differences: differences.filter((one) => one.from.exact !== "" || one.to.exact !== ""),
  };
}
