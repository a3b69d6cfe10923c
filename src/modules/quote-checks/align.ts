/**
 * Word-level alignment of a quotation with the text of a statement: all of the quotation, any stretch of the
 * statement. Gotoh's affine-gap alignment (J. Mol. Biol. 162, 1982) with free ends on the statement's side; where
 * both are long, only between the words around 3-grams that both hold once (patience diff), so that the time grows
 * with the lengths and not with their product.
 */
import { gramsOf } from "./grams.ts";
import type { QuoteWord } from "./read-words.ts";

export const STEP_KINDS = ["kept", "replaced", "dropped", "added"] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** A run of words with one fate. Word numbers, end exclusive; an empty run where the side has no word. */
export interface Step {
  kind: StepKind;
  sourceFrom: number;
  sourceTo: number;
  quoteFrom: number;
  quoteTo: number;
}

const MATCH = 1;
const REPLACED = -0.6;
const REPLACED_BY_LIKE = -0.3;
const ADDED = -0.7;
const DROPPED_OPEN = -0.8;
const DROPPED_MORE = -0.08;
/** A gap that the text marks, by an ellipsis or by brackets, costs next to nothing. */
const MARKED_GAP = -0.02;
const MARKED_ADDED = -0.2;
/** Above this many cells (some milliseconds) the alignment goes from anchor to anchor. */
const MAX_CELLS = 300_000;

/**
 * Aligns a quotation with a statement.
 *
 * @param source words of the statement
 * @param quote words of the quotation
 * @returns the steps in order, beginning and ending with the stretch of the statement that the quotation covers
 */
export function align(source: readonly QuoteWord[], quote: readonly QuoteWord[]): Step[] {
  const moves: Move[] = [];
  if (source.length * quote.length <= MAX_CELLS)
    alignWindow(source, quote, 0, source.length, 0, quote.length, true, true, moves);
  else alignByAnchors(source, quote, moves);
  return trimmed(steps(moves, source, quote));
}

/** Word of the source and word of the quotation, -1 for none. */
type Move = readonly [number, number];

function alignByAnchors(source: readonly QuoteWord[], quote: readonly QuoteWord[], moves: Move[]): void {
  const anchors = commonAnchors(source, quote);
  const first = anchors[0];
  if (!first) {
    for (let j = 0; j < quote.length; j += 1) moves.push([-1, j]);
    return;
  }
  // Before the first and behind the last anchor the quotation can reach only so far into the statement.
  const reach = (words: number): number => 2 * words + 20;
  let s = Math.max(0, first[0] - reach(first[1]));
  let q = 0;
  let freeStart = true;
  for (const [anchorSource, anchorQuote] of anchors) {
    if (anchorSource < s || anchorQuote < q) continue;
    alignWindow(source, quote, s, anchorSource, q, anchorQuote, freeStart, false, moves);
    moves.push([anchorSource, anchorQuote]);
    [s, q, freeStart] = [anchorSource + 1, anchorQuote + 1, false];
  }
  const end = Math.min(source.length, s + reach(quote.length - q));
  alignWindow(source, quote, s, end, q, quote.length, false, true, moves);
}

/** Pairs of positions of the 3-grams that each side holds once, the longest chain of them that keeps the order. */
function commonAnchors(source: readonly QuoteWord[], quote: readonly QuoteWord[]): [number, number][] {
  const once = (words: readonly QuoteWord[]): Map<number, number> => {
    const places = new Map<number, number>();
    for (const { hash, at } of gramsOf(words)) places.set(hash, places.has(hash) ? -1 : at);
    return places;
  };
  const inSource = once(source);
  const pairs: [number, number][] = [];
  for (const [hash, at] of once(quote)) {
    const place = inSource.get(hash) ?? -1;
    if (at >= 0 && place >= 0 && source[place]!.key === quote[at]!.key) pairs.push([place, at]);
  }
  return longestRisingChain(pairs.toSorted((a, b) => a[1] - b[1]));
}

/** Patience sorting: the longest run of pairs, in quotation order, whose places in the source rise. */
function longestRisingChain(pairs: [number, number][]): [number, number][] {
  const tails: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  for (let i = 0; i < pairs.length; i += 1) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tails[middle]!]![0] < pairs[i]![0]) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[i] = tails[low - 1]!;
    tails[low] = i;
  }
  const chain: [number, number][] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i]!) chain.push(pairs[i]!);
  return chain.toReversed();
}

const PAIRED = 0;
const DROPPING = 1;
const ADDING = 2;

function alignWindow(
  source: readonly QuoteWord[],
  quote: readonly QuoteWord[],
  sourceFrom: number,
  sourceTo: number,
  quoteFrom: number,
  quoteTo: number,
  freeStart: boolean,
  freeEnd: boolean,
  moves: Move[],
): void {
  const n = sourceTo - sourceFrom;
  const m = quoteTo - quoteFrom;
  if (n * m > MAX_CELLS) {
    // Nothing in common to hold on to: the stretch was replaced as a whole.
    for (let i = sourceFrom; i < sourceTo; i += 1) moves.push([i, -1]);
    for (let j = quoteFrom; j < quoteTo; j += 1) moves.push([-1, j]);
    return;
  }
  const numbers = new Map<string, number>();
  const ours = comparables(source, sourceFrom, sourceTo, numbers);
  const theirs = comparables(quote, quoteFrom, quoteTo, numbers);
  const width = m + 1;
  const cells = (n + 1) * width;
  const score = [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)] as const;
  const from = [new Uint8Array(cells), new Uint8Array(cells), new Uint8Array(cells)] as const;
  for (const state of score) state.fill(-Infinity);
  for (let i = 0; i <= n; i += 1) {
    for (let j = 0; j <= m; j += 1) {
      const cell = i * width + j;
      if (i === 0 && j === 0) {
        score[PAIRED][cell] = 0;
        continue;
      }
      if (i > 0 && j === 0 && freeStart) score[PAIRED][cell] = 0;
      if (i > 0 && j > 0) {
        const previous = cell - width - 1;
        const gain = pairScore(ours, theirs, i - 1, j - 1);
        put(score, from, PAIRED, cell, previous, gain, gain, gain);
      }
      if (i > 0 && !(freeStart && j === 0)) {
        const marked = j < m && quote[quoteFrom + j]!.gapBefore !== "none";
        const open = marked ? MARKED_GAP : DROPPED_OPEN;
        const more = marked ? MARKED_GAP / 10 : DROPPED_MORE;
        put(score, from, DROPPING, cell, cell - width, open, more, open);
      }
      if (j > 0) {
        const gain = i < n && source[sourceFrom + i]!.gapBefore === "insertion" ? MARKED_ADDED : ADDED;
        put(score, from, ADDING, cell, cell - 1, gain, gain, gain);
      }
    }
  }
  let i = n;
  if (freeEnd) {
    let best = -Infinity;
    for (let row = 0; row <= n; row += 1) {
      const cell = row * width + m;
      const top = Math.max(score[PAIRED][cell]!, score[ADDING][cell]!);
      if (top > best) [best, i] = [top, row];
    }
  }
  let j = m;
  let state = bestState(score, i * width + m, freeEnd);
  const backwards: Move[] = [];
  while (i > 0 || j > 0) {
    if (freeStart && j === 0) break;
    const cell = i * width + j;
    const previous = from[state as 0 | 1 | 2][cell]!;
    if (state === PAIRED) backwards.push([sourceFrom + --i, quoteFrom + --j]);
    else if (state === DROPPING) backwards.push([sourceFrom + --i, -1]);
    else backwards.push([-1, quoteFrom + --j]);
    state = previous;
  }
  for (let at = backwards.length - 1; at >= 0; at -= 1) moves.push(backwards[at]!);
}

type States<T> = readonly [T, T, T];

function put(
  score: States<Float64Array>,
  from: States<Uint8Array>,
  state: 0 | 1 | 2,
  cell: number,
  previous: number,
  afterPaired: number,
  afterDropping: number,
  afterAdding: number,
): void {
  const paired = score[PAIRED][previous]! + afterPaired;
  const dropping = score[DROPPING][previous]! + afterDropping;
  const adding = score[ADDING][previous]! + afterAdding;
  const best = Math.max(paired, dropping, adding);
  if (best <= score[state][cell]!) return;
  score[state][cell] = best;
  from[state][cell] = best === paired ? PAIRED : best === dropping ? DROPPING : ADDING;
}

function bestState(score: States<Float64Array>, cell: number, freeEnd: boolean): number {
  const paired = score[PAIRED][cell]!;
  const adding = score[ADDING][cell]!;
  const dropping = freeEnd ? -Infinity : score[DROPPING][cell]!;
  if (paired >= adding && paired >= dropping) return PAIRED;
  return adding >= dropping ? ADDING : DROPPING;
}

/** What of words is compared in every cell, as numbers: comparing texts there would take most of the time. */
interface Comparables {
  keys: Int32Array;
  /** The first four letters, 0 where there are no four. */
  beginnings: Int32Array;
  /** Figures, names, or neither. */
  sorts: Uint8Array;
}

const FIGURE = 1;
const NAME = 2;

function comparables(
  words: readonly QuoteWord[],
  from: number,
  to: number,
  numbers: Map<string, number>,
): Comparables {
  const numberOf = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size + 1);
    return numbers.size;
  };
  const result = {
    keys: new Int32Array(to - from),
    beginnings: new Int32Array(to - from),
    sorts: new Uint8Array(to - from),
  };
  for (let at = from; at < to; at += 1) {
    const { key, capital, opensSentence } = words[at]!;
    result.keys[at - from] = numberOf(key);
    result.beginnings[at - from] = key.length < 4 ? 0 : numberOf(`${key.slice(0, 4)}-`);
    result.sorts[at - from] = /^\p{N}/u.test(key) ? FIGURE : capital && !opensSentence ? NAME : 0;
  }
  return result;
}

/** Words of which one probably stands for the other score better: a shared beginning, two figures, two names. */
function pairScore(source: Comparables, quote: Comparables, i: number, j: number): number {
  if (source.keys[i] === quote.keys[j]) return MATCH;
  const isAlike =
    (source.beginnings[i] !== 0 && source.beginnings[i] === quote.beginnings[j]) ||
    (source.sorts[i] !== 0 && source.sorts[i] === quote.sorts[j]);
  return isAlike ? REPLACED_BY_LIKE : REPLACED;
}

function steps(moves: readonly Move[], source: readonly QuoteWord[], quote: readonly QuoteWord[]): Step[] {
  const runs: Step[] = [];
  let s = moves.find(([i]) => i >= 0)?.[0] ?? 0;
  let q = 0;
  for (const [i, j] of moves) {
    const kind: StepKind =
      i < 0 ? "added" : j < 0 ? "dropped" : source[i]!.key === quote[j]!.key ? "kept" : "replaced";
    const [sourceTo, quoteTo] = [i < 0 ? s : i + 1, j < 0 ? q : j + 1];
    const last = runs.at(-1);
    if (last?.kind === kind) [last.sourceTo, last.quoteTo] = [sourceTo, quoteTo];
    else runs.push({ kind, sourceFrom: s, sourceTo, quoteFrom: q, quoteTo });
    [s, q] = [sourceTo, quoteTo];
  }
  return runs;
}

function trimmed(runs: Step[]): Step[] {
  const first = runs.findIndex(({ kind }) => kind !== "dropped");
  const last = runs.findLastIndex(({ kind }) => kind !== "dropped");
  return first < 0 ? [] : runs.slice(first, last + 1);
}
