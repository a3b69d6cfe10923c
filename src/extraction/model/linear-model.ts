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

  /** A table in whose rows distinct hashes stand as they are given. */
  static of(hashes: Int32Array): FeatureTable {
    const table = new FeatureTable(hashes.length);
    for (const hash of hashes) table.#put(hash || 1, table.size++);
    return table;
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

  /** Writes the rows of those of the first `count` features that the model knows to `rows`; gives how many they are. */
  findAll(features: Int32Array, count: number, rows: Int32Array): number {
    let known = 0;
    for (let f = 0; f < count; f++) {
      const row = this.find(features[f]!);
      if (row >= 0) rows[known++] = row;
    }
    return known;
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

/** A linear model as a file holds it. */
export interface ModelRows {
  labels: readonly string[];
  /** The hash of each row's feature. */
  hashes: Int32Array;
  weights: Int8Array;
  scale: number;
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
export function readModelRows(file: URL): ModelRows {
  const bytes = brotliDecompressSync(readFileSync(file));
  const headerEnd = bytes.indexOf(10);
  const { labels, scale, rows } = JSON.parse(bytes.toString("utf8", 0, headerEnd)) as ModelHeader;
  const hashes = new Int32Array(rows);
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
    hashes[row] = hash;
  }
  const classes = labels.length;
  const weights = new Int8Array(rows * classes);
  for (let c = 0; c < classes; c++)
    for (let row = 0; row < rows; row++) weights[row * classes + c] = ((bytes[at++] as number) << 24) >> 24;
  return { labels, hashes, weights, scale };
}

/** Reads a model file as one that is asked for single features. */
export function readLinearModel(file: URL): LinearModel {
  const { labels, hashes, weights, scale } = readModelRows(file);
  return { labels, table: FeatureTable.of(hashes), weights, scale };
}
