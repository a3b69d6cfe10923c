import type { TokenRange } from "../stages/attributions.ts";
import type { TokenizedText } from "../stages/tokens.ts";
import type { Evidence } from "./evidence.ts";
import { pair } from "./hashing.ts";
import { step } from "./role-features.ts";

/** The runs of tokens that were read as parts of attributions, each list in text order. */
export interface Segments {
  source: Segment[];
  cue: Segment[];
  content: Segment[];
}

/** A run of tokens read as one part; `certainty` is the mean probability of its tokens' labels. */
export interface Segment extends TokenRange {
  certainty: number;
}

/** Upper bound of what the feature functions of this file write. */
export const LINK_FEATURES = 48;
/** How many candidates on either side are looked at. */
const REACH = 4;

/** Indices of the ranges of `list` near `target`: in text order, a few on either side, a paragraph away at most. */
function nearby(list: readonly TokenRange[], target: TokenRange, e: Evidence): number[] {
  const first = firstFrom(list, target.start);
  const from = e.paragraphStart[target.start]!;
  const to = e.paragraphEnd[target.end - 1]!;
  const earliest = from > 0 ? e.paragraphStart[from - 1]! : 0;
  const latest = to < e.count ? e.paragraphEnd[to]! : e.count;
  const found: number[] = [];
  for (let k = Math.max(0, first - REACH); k < Math.min(list.length, first + REACH); k++)
    if (list[k]!.start >= earliest && list[k]!.start < latest) found.push(k);
  return found;
}

/** The token of a range on which the others hang: the one whose head lies outside it, the nearest to the root first. */
function topOf(range: TokenRange, head: Int32Array): number {
  for (let i = range.start; i < range.end; i++) {
    const h = head[i]!;
    if (h < range.start || h >= range.end) return topBySize(i, range, head);
  }
  return range.start;
}

function topBySize(first: number, range: TokenRange, head: Int32Array): number {
  // Punctuation often hangs outside by itself; a word that others of the range hang on is the better choice.
  let best = first;
  let bestCount = -1;
  for (let i = first; i < range.end && i < first + 40; i++) {
    const h = head[i]!;
    if (h >= range.start && h < range.end) continue;
    let count = 0;
    for (let k = range.start; k < range.end && k < range.start + 40; k++) if (head[k] === i) count++;
    if (count > bestCount) {
      best = i;
      bestCount = count;
    }
  }
  return best;
}

function contains(range: TokenRange, i: number): boolean {
  return i >= range.start && i < range.end;
}

/** Index of the first range of a list that begins at `at` or later. */
function firstFrom(list: readonly TokenRange[], at: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.start < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many ranges of a list begin in [from, to), counted up to 3. */
function countBetween(list: readonly TokenRange[], from: number, to: number): number {
  const first = firstFrom(list, from);
  let count = 0;
  while (count < 3 && first + count < list.length && list[first + count]!.start < to) count++;
  return count;
}

/**
 * Writes the features by which `other` (a source or a content, as `kind` says: 0 or 1) belongs to a cue; returns how
 * many. `rank` is how many candidates stand nearer to the target.
 */
export function linkFeatures(
  { codes, tree }: TokenizedText,
  e: Evidence,
  segments: Segments,
  cue: Segment,
  other: Segment,
  kind: 0 | 1,
  rank: number,
  out: Int32Array,
): number {
  const { form, tag } = codes;
  const { head, relation } = tree;
  const after = other.start >= cue.end;
  const gapFrom = after ? cue.end : other.end;
  const gapTo = after ? other.start : cue.start;
  const gap = Math.max(0, gapTo - gapFrom);
  const sameSentence = e.sentenceStart[cue.start] === e.sentenceStart[after ? other.start : other.end - 1];
  const sameParagraph = e.paragraphStart[cue.start] === e.paragraphStart[other.start];
  const side = (after ? 1 : 0) + (sameSentence ? 2 : 0) + (sameParagraph ? 4 : 0) + kind * 8;
  const cues = countBetween(segments.cue, gapFrom, gapTo);
  const contents = countBetween(segments.content, gapFrom, gapTo);
  const sources = countBetween(segments.source, gapFrom, gapTo);
  const between = (cues * 4 + contents) * 4 + sources;
  const quoted = e.quote[other.start]! > 0 ? (e.quote[other.start] === 1 ? 2 : 1) : 0;
  const cueTop = topOf(cue, head);
  const otherTop = topOf(other, head);
  const hangs = contains(cue, head[otherTop]!)
    ? 1
    : contains(other, head[cueTop]!)
      ? 2
      : head[otherTop] === head[cueTop]
        ? 3
        : 0;
  const up = head[otherTop]!;
  const indirect = up >= 0 && contains(cue, head[up]!) ? 1 : 0;
  const hanging = hangs * 2 + indirect;
  const cueWord = form[cueTop]!;
  const touching = gap > 0 ? form[after ? gapTo - 1 : gapFrom]! : 3;
  let n = 0;
  out[n++] = pair(1, 0, side);
  out[n++] = pair(2, 0, side * 16 + step(gap));
  out[n++] = pair(3, 0, side * 64 + between);
  out[n++] = pair(4, 0, (side * 64 + between) * 8 + hanging);
  out[n++] = pair(5, 0, side * 8 + hanging);
  out[n++] = pair(6, 0, (side * 8 + hanging) * 64 + relation[otherTop]!);
  out[n++] = pair(7, 0, (side * 8 + hanging) * 64 + relation[cueTop]!);
  out[n++] = pair(8, cueWord, side);
  out[n++] = pair(9, cueWord, side * 64 + relation[otherTop]!);
  out[n++] = pair(10, touching, side * 16 + step(gap));
  out[n++] = pair(11, 0, side * 8 + Math.min(7, rank));
  out[n++] = pair(12, 0, (side * 8 + Math.min(7, rank)) * 64 + between);
  out[n++] = pair(13, 0, (side * 4 + quoted) * 64 + between);
  out[n++] = pair(14, 0, (side * 64 + tag[cueTop]!) * 64 + tag[otherTop]!);
  out[n++] = pair(15, 0, (side * 4 + quoted) * 64 + tag[cueTop]!);
  out[n++] = pair(16, form[other.start]!, side);
  out[n++] = pair(17, form[otherTop]!, side * 8 + hanging);
  out[n++] = pair(18, cueWord, (side * 4 + quoted) * 16 + step(gap));
  out[n++] = pair(19, 0, e.subject[cueTop]! >= 0 && contains(other, e.subject[cueTop]!) ? side + 64 : side);
  const clauseSame = e.clause[cueTop] === e.clause[otherTop] ? 1 : 0;
  out[n++] = pair(20, 0, (side * 2 + clauseSame) * 64 + between);
  out[n++] = pair(21, form[cue.end - 1]!, side);
  out[n++] = pair(22, cue.end < e.count ? form[cue.end]! : 3, side);
  // Whether the other stands in a sentence with a cue of its own.
  const s = e.sentenceStart[other.start]!;
  const own = Math.min(2, countBetween(segments.cue, s, e.sentenceEnd[other.start]!));
  const cueOwn = Math.min(
    2,
    countBetween(
      kind ? segments.content : segments.source,
      e.sentenceStart[cue.start]!,
      e.sentenceEnd[cue.start]!,
    ),
  );
  out[n++] = pair(23, 0, ((side * 4 + own) * 4 + cueOwn) * 4 + quoted);
  out[n++] = pair(24, 0, (((side * 4 + own) * 4 + cueOwn) * 64 + between) | 0x100000);
  out[n++] = pair(
    25,
    0,
    (side * 2 + (other.start === s ? 1 : 0)) * 2 + (cue.start === e.sentenceStart[cue.start] ? 1 : 0),
  );
  // What else could be the cue's content: the nearest on either side of it.
  const following = firstFrom(segments.content, cue.start);
  const left = segments.content[following - 1];
  const right = segments.content[following];
  const which = other === left ? 0 : other === right ? 1 : after ? 3 : 2;
  const rivals = (which * 16 + rivalState(e, cue, left)) * 16 + rivalState(e, cue, right);
  out[n++] = pair(28, 0, (rivals * 4 + quoted) * 2 + kind);
  out[n++] = pair(29, 0, ((rivals * 4 + quoted) * 2 + kind) * 64 + relation[otherTop]!);
  out[n++] = pair(30, cueWord, (rivals * 4 + quoted) * 2 + kind);
  out[n++] = pair(31, 0, (rivals * 8 + hanging) * 4 + quoted + (kind ? 0x100000 : 0));
  const certainty = Math.floor(cue.certainty * 7.99) * 8 + Math.floor(other.certainty * 7.99);
  out[n++] = pair(26, 0, side * 64 + certainty);
  out[n++] = pair(27, 0, (side * 8 + hanging) * 64 + certainty);
  return n;
}

/** How a content stands to a cue: 0 for none; else whether it is quoted, in the cue's sentence, and next to it. */
function rivalState(e: Evidence, cue: Segment, content: Segment | undefined): number {
  if (!content || e.paragraphStart[content.start] !== e.paragraphStart[cue.start]) return 0;
  const gap = content.start >= cue.end ? content.start - cue.end : cue.start - content.end;
  const same = e.sentenceStart[content.start] === e.sentenceStart[cue.start];
  return 1 + (e.quote[content.start] ? 1 : 0) + (same ? 2 : 0) + (gap < 2 ? 4 : gap < 8 ? 8 : 0);
}

/** The features of leaving a source or content without a cue (kind 1), or a cue without a source (kind 0). */
export function noLinkFeatures(
  { codes }: TokenizedText,
  e: Evidence,
  target: Segment,
  kind: 0 | 1,
  candidates: number,
  out: Int32Array,
): number {
  let n = 0;
  out[n++] = pair(50, 0, kind);
  out[n++] = pair(51, 0, kind * 16 + Math.min(9, candidates));
  out[n++] = pair(52, codes.form[target.start]!, kind);
  out[n++] = pair(53, codes.form[target.end - 1]!, kind);
  out[n++] = pair(54, 0, (kind * 4 + e.quote[target.start]!) * 16 + step(target.end - target.start));
  out[n++] = pair(55, codes.form[target.end - 1]!, (kind * 64 + codes.tag[target.start]!) | 0x10000);
  const certainty = Math.floor(target.certainty * 15.99);
  out[n++] = pair(57, 0, kind * 16 + certainty);
  out[n++] = pair(
    58,
    0,
    ((kind * 4 + e.quote[target.start]!) * 16 + step(target.end - target.start)) * 16 + certainty,
  );
  out[n++] = pair(59, codes.form[target.start]!, kind * 16 + (certainty >> 2));
  out[n++] = pair(56, target.start > 0 ? codes.form[target.start - 1]! : 3, kind);
  return n;
}

/** Which ranges belong together: for each cue its source (-1 for none), for each content its cue (-1 for none). */
export interface Links {
  sourceOfCue: number[];
  cueOfContent: number[];
  /** Probability of each choice under the model. */
  sourceProbability: number[];
  contentProbability: number[];
}

/** Visits each choice that linking consists of: the target, its candidates and the kind of link. */
export function eachChoice(
  segments: Segments,
  e: Evidence,
  visit: (kind: 0 | 1, target: number, candidates: number[]) => void,
): void {
  segments.cue.forEach((cue, k) => visit(0, k, nearby(segments.source, cue, e)));
  segments.content.forEach((content, k) => visit(1, k, nearby(segments.cue, content, e)));
}

/** How many of the candidates stand nearer to the target than candidate `at`. */
export function rankOf(
  at: number,
  candidates: readonly number[],
  list: readonly TokenRange[],
  target: TokenRange,
): number {
  const distance = (range: TokenRange) =>
    range.start >= target.end ? range.start - target.end : target.start - range.end;
  const mine = distance(list[candidates[at]!]!);
  let nearer = 0;
  for (let k = 0; k < candidates.length; k++)
    if (k !== at && distance(list[candidates[k]!]!) < mine) nearer++;
  return nearer;
}
