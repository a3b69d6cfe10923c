import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";

/** Row number of each feature hash: open addressing over one typed array, so that a lookup touches one cache line. */
export class FeatureTable {
  #slots: Int32Array;
  #shift: number;
  size = 0;

  constructor(expected: number) {
    const bits = Math.max(4, Math.ceil(Math.log2(Math.max(1, expected) * 2)));
    this.#slots = new Int32Array(2 << bits);
    this.#shift = 32 - bits;
  }

  /** Row of a feature, -1 where the model does not know it. */
  find(hash: number): number {
    const slots = this.#slots;
    const key = hash || 1;
    let slot = (Math.imul(key, 0x9e3779b1) >>> this.#shift) << 1;
    for (;;) {
      const found = slots[slot] as number;
      if (found === key) return slots[slot + 1] as number;
      if (found === 0) return -1;
      slot += 2;
      if (slot === slots.length) slot = 0;
    }
  }

  /** Row of a feature, which gets the next free one where it has none. */
  add(hash: number): number {
    const row = this.find(hash);
    if (row >= 0) return row;
    if ((this.size + 1) * 4 > this.#slots.length * 1.4) this.#grow();
    this.#put(hash || 1, this.size);
    return this.size++;
  }

  /** Hashes in the order of their rows. */
  hashes(): Int32Array {
    const hashes = new Int32Array(this.size);
    for (let slot = 0; slot < this.#slots.length; slot += 2)
      if (this.#slots[slot] !== 0) hashes[this.#slots[slot + 1] as number] = this.#slots[slot] as number;
    return hashes;
  }

  #put(key: number, row: number): void {
    const slots = this.#slots;
    let slot = (Math.imul(key, 0x9e3779b1) >>> this.#shift) << 1;
    while (slots[slot] !== 0) {
      slot += 2;
      if (slot === slots.length) slot = 0;
    }
    slots[slot] = key;
    slots[slot + 1] = row;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    this.#shift--;
    for (let slot = 0; slot < old.length; slot += 2)
      if (old[slot] !== 0) this.#put(old[slot] as number, old[slot + 1] as number);
  }
}

/** A linear classifier over hashed features: one signed byte per feature and class, times a scale. */
export interface LinearModel {
  labels: readonly string[];
  table: FeatureTable;
  /** Row after row, one weight per label. */
  weights: Int8Array;
  /** What one unit of a weight is worth. */
  scale: number;
}

/** Adds the weights of the first `count` features to `scores`, which has one entry per label. */
export function addScores(model: LinearModel, features: Int32Array, count: number, scores: Int32Array): void {
  const { table, weights } = model;
  const classes = scores.length;
  for (let f = 0; f < count; f++) {
    const row = table.find(features[f] as number);
    if (row < 0) continue;
    const base = row * classes;
    for (let c = 0; c < classes; c++) scores[c] = (scores[c] as number) + (weights[base + c] as number);
  }
}

/**
 * A linear model of at most eight classes with its weights beside the hashes: what is asked tens of times a word finds
 * hash and weights in one cache line.
 */
export class PackedModel {
  readonly labels: readonly string[];
  readonly scale: number;
  readonly #slots: Int32Array;
  readonly #shift: number;

  constructor({ labels, table, weights, scale }: LinearModel) {
    this.labels = labels;
    this.scale = scale;
    const classes = labels.length;
    const bits = Math.max(4, Math.ceil(Math.log2(Math.max(1, table.size) * 1.6)));
    this.#shift = 32 - bits;
    this.#slots = new Int32Array(3 << bits);
    const slots = this.#slots;
    table.hashes().forEach((key, row) => {
      let slot = (Math.imul(key, 0x9e3779b1) >>> this.#shift) * 3;
      while (slots[slot] !== 0) slot = (slot + 3) % slots.length;
      slots[slot] = key;
      for (let c = 0; c < classes; c++)
        slots[slot + 1 + (c >> 2)]! |= (weights[row * classes + c]! & 255) << (8 * (c & 3));
    });
  }

  /** Writes to `scores`, which has eight entries, the sums of each class over the first `count` features. */
  score(features: Int32Array, count: number, scores: Int32Array): void {
    const slots = this.#slots;
    const shift = this.#shift;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    let s5 = 0;
    let s6 = 0;
    let s7 = 0;
    for (let f = 0; f < count; f++) {
      const key = features[f]! || 1;
      let slot = (Math.imul(key, 0x9e3779b1) >>> shift) * 3;
      for (;;) {
        const found = slots[slot]!;
        if (found === key) {
          const low = slots[slot + 1]!;
          const high = slots[slot + 2]!;
          s0 += (low << 24) >> 24;
          s1 += (low << 16) >> 24;
          s2 += (low << 8) >> 24;
          s3 += low >> 24;
          s4 += (high << 24) >> 24;
          s5 += (high << 16) >> 24;
          s6 += (high << 8) >> 24;
          s7 += high >> 24;
          break;
        }
        if (found === 0) break;
        slot += 3;
        if (slot === slots.length) slot = 0;
      }
    }
    scores[0] = s0;
    scores[1] = s1;
    scores[2] = s2;
    scores[3] = s3;
    scores[4] = s4;
    scores[5] = s5;
    scores[6] = s6;
    scores[7] = s7;
  }
}

/** What a model file holds besides its numbers. */
interface ModelHeader {
  labels: string[];
  scale: number;
  rows: number;
}

/**
 * Reads a model file: brotli over a JSON header line, the feature hashes in ascending order as varint differences, then
 * the weights label by label (which compresses far better than row by row).
 */
export function readLinearModel(file: URL): LinearModel {
  const bytes = brotliDecompressSync(readFileSync(file));
  const headerEnd = bytes.indexOf(10);
  const { labels, scale, rows } = JSON.parse(bytes.toString("utf8", 0, headerEnd)) as ModelHeader;
  const table = new FeatureTable(rows);
  let at = headerEnd + 1;
  let hash = -0x80000000;
  for (let row = 0; row < rows; row++) {
    let difference = 0;
    let factor = 1;
    let byte: number;
    do {
      byte = bytes[at++] as number;
      difference += (byte & 127) * factor;
      factor *= 128;
    } while (byte > 127);
    hash += difference;
    table.add(hash);
  }
  const classes = labels.length;
  const weights = new Int8Array(rows * classes);
  for (let c = 0; c < classes; c++)
    for (let row = 0; row < rows; row++) weights[row * classes + c] = ((bytes[at++] as number) << 24) >> 24;
  return { labels, table, weights, scale };
}
