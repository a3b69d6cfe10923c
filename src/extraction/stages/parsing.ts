import { bestChoice, Choices } from "../model/choices.ts";
import { mix, pair } from "../model/hashing.ts";
import { readLinearModel, readModelRows, type LinearModel } from "../model/linear-model.ts";
import { PackedModel } from "../model/packed-model.ts";
import type { TokenCodes } from "../model/token-codes.ts";

/**
 * Greedy dependency parsing: the arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez & Satta, 2011) over an averaged
 * perceptron fitted with a dynamic oracle (Goldberg & Nivre, 2013), then a second perceptron that names the
 * relations of the finished tree. Two transitions a word, so linear in the sentence.
 */
export interface ParsingModel {
  transitions: PackedModel;
  relations: LinearModel;
  /** The relations that come into question for the two ends of an arc. */
  choices: Choices;
}

export const SHIFT = 0;
export const LEFT = 1;
export const RIGHT = 2;
export const TRANSITION_FEATURES = 32;
export const RELATION_FEATURES = 21;

/** The tree of a text: per token its head (-1 at a root) and the index of its relation's label. */
export interface Tree {
  head: Int32Array;
  relation: Uint8Array;
}

/** Parser state over one sentence; token indices are those of the text. */
export class ParserState {
  readonly stack: number[] = [];
  front: number;
  readonly head: Int32Array;
  readonly #leftmost: Int32Array;
  readonly #leftmost2: Int32Array;
  readonly #rightmost: Int32Array;
  readonly #leftCount: Uint8Array;
  readonly #rightCount: Uint8Array;

  constructor(
    readonly codes: TokenCodes,
    readonly from: number,
    readonly to: number,
    /** Filled with heads; may span more than the sentence. */
    heads: Int32Array,
  ) {
    this.front = from;
    this.head = heads;
    const size = to - from;
    this.#leftmost = new Int32Array(size).fill(-1);
    this.#leftmost2 = new Int32Array(size).fill(-1);
    this.#rightmost = new Int32Array(size).fill(-1);
    this.#leftCount = new Uint8Array(size);
    this.#rightCount = new Uint8Array(size);
  }

  /** All words read, and one left whose head is the root. */
  get finished(): boolean {
    return this.front === this.to && this.stack.length === 0;
  }

  /** Bit set of the transitions that may be taken: at the end of the sentence `LEFT` makes the top a root. */
  allowed(): number {
    const depth = this.stack.length;
    if (this.front === this.to) return depth > 1 ? 1 << RIGHT : 1 << LEFT;
    return 1 | (depth > 0 ? 1 << LEFT : 0) | (depth > 1 ? 1 << RIGHT : 0);
  }

  apply(transition: number): void {
    const { stack, from } = this;
    if (transition === SHIFT) {
      stack.push(this.front++);
      return;
    }
    const child = stack.pop() as number;
    const head = transition === LEFT ? this.front : (stack[stack.length - 1] as number);
    if (head === this.to) {
      this.head[child] = -1;
      return;
    }
    this.head[child] = head;
    const h = head - from;
    if (child < head) {
      this.#leftmost2[h] = this.#leftmost[h] as number;
      this.#leftmost[h] = child;
      this.#leftCount[h] = Math.min(7, (this.#leftCount[h] as number) + 1);
    } else {
      this.#rightmost[h] = child;
      this.#rightCount[h] = Math.min(7, (this.#rightCount[h] as number) + 1);
    }
  }

  /** Writes the features of the state. */
  features(out: Int32Array): void {
    const { codes, stack, from, to, front } = this;
    const { form, tag } = codes;
    const leftmost = this.#leftmost;
    const rightmost = this.#rightmost;
    const depth = stack.length;
    const s0 = depth > 0 ? (stack[depth - 1] as number) : -1;
    const s1 = depth > 1 ? (stack[depth - 2] as number) : -1;
    const s2 = depth > 2 ? (stack[depth - 3] as number) : -1;
    const left0 = s0 < 0 ? -1 : (leftmost[s0 - from] as number);
    const right0 = s0 < 0 ? -1 : (rightmost[s0 - from] as number);
    const left1 = s1 < 0 ? -1 : (leftmost[s1 - from] as number);
    const right1 = s1 < 0 ? -1 : (rightmost[s1 - from] as number);
    const leftB = front < to ? (leftmost[front - from] as number) : -1;
    const ws0 = s0 < 0 ? 7 : (form[s0] as number);
    const ws1 = s1 < 0 ? 7 : (form[s1] as number);
    const wb0 = front < to ? (form[front] as number) : 7;
    const wb1 = front + 1 < to ? (form[front + 1] as number) : 7;
    const ts0 = s0 < 0 ? 63 : (tag[s0] as number);
    const ts1 = s1 < 0 ? 63 : (tag[s1] as number);
    const ts2 = s2 < 0 ? 63 : (tag[s2] as number);
    const tb0 = front < to ? (tag[front] as number) : 63;
    const tb1 = front + 1 < to ? (tag[front + 1] as number) : 63;
    const tb2 = front + 2 < to ? (tag[front + 2] as number) : 63;
    const tl0 = left0 < 0 ? 63 : (tag[left0] as number);
    const tr0 = right0 < 0 ? 63 : (tag[right0] as number);
    const tl1 = left1 < 0 ? 63 : (tag[left1] as number);
    const tr1 = right1 < 0 ? 63 : (tag[right1] as number);
    const tlB = leftB < 0 ? 63 : (tag[leftB] as number);
    const gap = s0 < 0 || front >= to ? 0 : Math.min(8, front - s0);
    const gapBelow = s1 < 0 ? 0 : Math.min(8, s0 - s1);
    const valency0 =
      s0 < 0 ? 0 : (this.#leftCount[s0 - from] as number) * 8 + (this.#rightCount[s0 - from] as number);
    const valency1 =
      s1 < 0 ? 0 : (this.#leftCount[s1 - from] as number) * 8 + (this.#rightCount[s1 - from] as number);
    const s0b0 = ts0 * 64 + tb0;
    const s1s0 = ts1 * 64 + ts0;
    out[0] = pair(1, ws0, ts0);
    out[1] = pair(2, 0, ts0 * 64 + valency0);
    out[2] = pair(3, wb0, tb0);
    out[3] = pair(4, 0, tb0 * 8 + (front < to ? (this.#leftCount[front - from] as number) : 0));
    out[4] = pair(5, wb1, 0);
    out[5] = pair(6, 0, tb1);
    out[6] = pair(7, ws1, ts1);
    out[7] = pair(8, ws0, wb0);
    out[8] = pair(9, ws0, tb0);
    out[9] = pair(10, wb0, ts0);
    out[10] = pair(11, ws1, ws0);
    out[11] = pair(12, ws1, ts0);
    out[12] = pair(13, ws0, ts1);
    out[13] = pair(14, 0, s1s0 * 16 + gapBelow);
    out[14] = pair(15, 0, s0b0 * 64 + tb1);
    out[15] = pair(16, 0, s1s0 * 64 + tb0);
    out[16] = pair(17, 0, s1s0 * 64 + ts2);
    out[17] = pair(18, 0, (tb0 * 64 + tb1) * 64 + tb2);
    out[18] = pair(19, 0, s0b0 * 64 + tl0);
    out[19] = pair(20, 0, s0b0 * 64 + tr0);
    out[20] = pair(21, 0, s0b0 * 64 + tlB);
    out[21] = pair(22, 0, s1s0 * 64 + tl1);
    out[22] = pair(23, 0, s1s0 * 64 + tr1);
    out[23] = pair(24, 0, s1s0 * 64 + tr0);
    out[24] = pair(25, 0, s0b0 * 16 + gap);
    out[25] = pair(26, ws0, valency0);
    out[26] = pair(27, 0, (ts1 * 64 + valency1) * 64 + tb0);
    out[27] = pair(28, right0 < 0 ? 7 : (form[right0] as number), s0b0);
    out[28] = pair(29, ws1, s0b0);
    out[29] = pair(30, ws0, tb0 * 64 + tb1);
    out[30] = pair(31, wb0, s1s0);
    out[31] = pair(32, leftB < 0 ? 7 : (form[leftB] as number), s0b0);
  }
}

/** What an arc looks like from afar: the tags at its ends, its direction and length. */
export function arcKey({ tag }: TokenCodes, head: Int32Array, i: number): number {
  const h = head[i]!;
  if (h < 0) return mix(31, tag[i]!);
  return mix(32, ((tag[i]! * 64 + tag[h]!) * 2 + (h < i ? 1 : 0)) * 8 + Math.min(7, Math.abs(h - i)));
}

/** Writes the features by which the relation of token `i` to its head is named. */
export function relationFeatures(
  codes: TokenCodes,
  tree: Tree,
  i: number,
  from: number,
  to: number,
  lastChild: Int32Array,
  out: Int32Array,
): void {
  const { form, tag, suffix3 } = codes;
  const h = tree.head[i] as number;
  const word = form[i] as number;
  const mine = tag[i] as number;
  const headWord = h < 0 ? 11 : (form[h] as number);
  const headTag = h < 0 ? 62 : (tag[h] as number);
  const direction = h < 0 ? 2 : h < i ? 1 : 0;
  const distance = h < 0 ? 0 : Math.min(7, Math.abs(h - i));
  const tags = (mine * 64 + headTag) * 4 + direction;
  // The sibling before: the last child of this head that has been named already.
  const sibling = h < 0 ? -1 : (lastChild[h - from] as number);
  const siblingRelation = sibling < 0 ? 63 : (tree.relation[sibling] as number);
  const child = lastChild[i - from] as number;
  const childWord = child < 0 ? 13 : (form[child] as number);
  const first = i > from ? (form[i - 1] as number) : 17;
  out[0] = mix(1, tags);
  out[1] = mix(mix(2, word), direction);
  out[2] = mix(mix(3, headWord), direction);
  out[3] = mix(mix(4, word), headTag * 4 + direction);
  out[4] = mix(mix(5, headWord), mine * 4 + direction);
  out[5] = mix(mix(6, word), headWord);
  out[6] = mix(7, tags * 8 + distance);
  out[7] = mix(8, tags * 64 + siblingRelation);
  out[8] = mix(mix(9, headWord), (siblingRelation * 64 + mine) * 4 + direction);
  out[9] = mix(10, tags * 64 + tagAt(tag, i - 1, from, to));
  out[10] = mix(11, tags * 64 + tagAt(tag, i + 1, from, to));
  out[11] = mix(12, tags * 64 + tagAt(tag, h < 0 ? to : h + 1, from, to));
  out[12] = mix(13, tags * 64 + tagAt(tag, h < 0 ? to : h - 1, from, to));
  out[13] = mix(mix(14, first), tags);
  out[14] = mix(mix(15, childWord), tags);
  out[15] = mix(16, tags * 64 + tagAt(tag, child, from, to));
  out[16] = mix(mix(17, suffix3[i] as number), headTag * 4 + direction);
  out[17] = mix(mix(18, sibling < 0 ? 19 : (form[sibling] as number)), tags);
  out[18] = mix(mix(19, first), mine * 64 + headTag);
  out[19] = mix(
    20,
    h < 0 ? 77 : (tree.head[h] as number) < 0 ? 78 : (tag[tree.head[h] as number] as number) * 4096 + tags,
  );
  out[20] = mix(mix(21, h < 0 || h + 1 >= to ? 23 : (form[h + 1] as number)), tags);
}

/** The tag at `k`; 63 outside the sentence [`from`, `to`). */
function tagAt(tag: Uint8Array, k: number, from: number, to: number): number {
  return k < from || k >= to ? 63 : tag[k]!;
}

export function readParsingModel(): ParsingModel {
  return {
    transitions: new PackedModel(readModelRows(new URL("../model/transitions.bin", import.meta.url))),
    relations: readLinearModel(new URL("../model/relations.bin", import.meta.url)),
    choices: new Choices(readLinearModel(new URL("../model/relation-choices.bin", import.meta.url))),
  };
}

/** Parses the tokens [`from`, `to`), which are one sentence, into `tree`. */
export function parseSentence(
  model: ParsingModel,
  codes: TokenCodes,
  from: number,
  to: number,
  tree: Tree,
): void {
  const state = new ParserState(codes, from, to, tree.head);
  const features = new Int32Array(TRANSITION_FEATURES);
  const scores = new Int32Array(8);
  while (!state.finished) {
    const allowed = state.allowed();
    let transition = 31 - Math.clz32(allowed);
    // With one choice only there is nothing to score.
    if (allowed !== 1 << transition) {
      state.features(features);
      model.transitions.score(features, TRANSITION_FEATURES, scores);
      transition = bestAllowed(scores, allowed);
    }
    state.apply(transition);
  }
  nameRelations(model, codes, from, to, tree);
}

export function bestAllowed(scores: ArrayLike<number>, allowed: number): number {
  let best = -1;
  for (let k = 0; k < 3; k++)
    if (allowed & (1 << k) && (best < 0 || (scores[k] as number) > (scores[best] as number))) best = k;
  return best;
}

function nameRelations(model: ParsingModel, codes: TokenCodes, from: number, to: number, tree: Tree): void {
  const features = new Int32Array(RELATION_FEATURES);
  const rows = new Int32Array(RELATION_FEATURES);
  const lastChild = new Int32Array(to - from).fill(-1);
  for (let i = from; i < to; i++) {
    const choices = model.choices.of(arcKey(codes, tree.head, i));
    if (choices.length > 1) relationFeatures(codes, tree, i, from, to, lastChild, features);
    tree.relation[i] = bestChoice(model.relations, features, RELATION_FEATURES, choices, rows);
    const head = tree.head[i] as number;
    if (head >= 0) lastChild[head - from] = i;
  }
}
