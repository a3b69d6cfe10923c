import type { ModelRows } from "./linear-model.ts";

/** Numbers that a feature takes: its hash, then eight weights, four to a number. */
const WIDTH = 3;
/** Added to each weight: sums of numbers that are never negative fit side by side into one. */
const RAISED = 128;
const PLACES_PER_FEATURE = 1.1;
const FEATURES_PER_GROUP = 2;

/** The group whose displacement tells the place of a hash. */
const groupOf = (hash: number, shift: number): number => Math.imul(hash, 0x85ebca6b) >>> shift;

/** Where the numbers of a hash begin; `spread` is how many places there are for each number of 32 bits. */
const placeOf = (hash: number, displacement: number, spread: number): number =>
  (((Math.imul(hash ^ Math.imul(displacement, 0x632be5ab), 0x9e3779b1) >>> 0) * spread) | 0) * WIDTH;

/**
 * A linear model of at most eight classes, for what is asked tens of times a word. Every feature has a place of its own,
 * told by its hash and the displacement of its group ("Hash, displace, and compress", Belazzougui, Botelho &
 * Dietzfelbinger, 2009), and its weights lie beside it: a look-up neither searches nor branches, so that the processor
 * waits for the memory of many at once.
 */
export class PackedModel {
  readonly labels: readonly string[];
  readonly scale: number;
  readonly #places: Int32Array;
  readonly #displacements: Uint16Array;
  readonly #groupShift: number;
  readonly #spread: number;

  constructor({ labels, hashes, weights, scale }: ModelRows) {
    this.labels = labels;
    this.scale = scale;
    const size = Math.ceil(hashes.length * PLACES_PER_FEATURE);
    const groupBits = Math.max(1, Math.round(Math.log2(hashes.length / FEATURES_PER_GROUP)));
    this.#groupShift = 32 - groupBits;
    this.#spread = size / 2 ** 32;
    this.#places = new Int32Array(size * WIDTH);
    this.#displacements = displace(hashes, this.#places, this.#groupShift, this.#spread);
    const classes = labels.length;
    for (let row = 0; row < hashes.length; row++) {
      const hash = hashes[row]! || 1;
      const place = placeOf(hash, this.#displacements[groupOf(hash, this.#groupShift)]!, this.#spread);
      for (let c = 0; c < classes; c++)
        this.#places[place + 1 + (c >> 2)]! |= (weights[row * classes + c]! + RAISED) << (8 * (c & 3));
    }
  }

  /** Writes to `scores`, which has eight entries, the sums of each class over the first `count` features (of 256). */
  score(features: Int32Array, count: number, scores: Int32Array): void {
    const places = this.#places;
    const displacements = this.#displacements;
    const shift = this.#groupShift;
    const spread = this.#spread;
    let known = 0;
    let sums02 = 0;
    let sums13 = 0;
    let sums46 = 0;
    let sums57 = 0;
    for (let f = 0; f < count; f++) {
      const hash = features[f]! || 1;
      const place = placeOf(hash, displacements[groupOf(hash, shift)]!, spread);
      // All ones where the feature is known, else zero: a branch here would be guessed wrong every fifth time.
      const difference = places[place]! ^ hash;
      const mask = ~((difference | -difference) >> 31);
      const low = places[place + 1]! & mask;
      const high = places[place + 2]! & mask;
      known -= mask;
      sums02 = (sums02 + (low & 0xff00ff)) | 0;
      sums13 = (sums13 + ((low >>> 8) & 0xff00ff)) | 0;
      sums46 = (sums46 + (high & 0xff00ff)) | 0;
      sums57 = (sums57 + ((high >>> 8) & 0xff00ff)) | 0;
    }
    const raised = known * RAISED;
    scores[0] = (sums02 & 0xffff) - raised;
    scores[1] = (sums13 & 0xffff) - raised;
    scores[2] = (sums02 >>> 16) - raised;
    scores[3] = (sums13 >>> 16) - raised;
    scores[4] = (sums46 & 0xffff) - raised;
    scores[5] = (sums57 & 0xffff) - raised;
    scores[6] = (sums46 >>> 16) - raised;
    scores[7] = (sums57 >>> 16) - raised;
  }
}

/** Writes each hash to a place of its own, the largest groups first; gives the displacements of the groups. */
function displace(hashes: Int32Array, places: Int32Array, shift: number, spread: number): Uint16Array {
  const groups = 2 ** (32 - shift);
  const starts = new Int32Array(groups + 1);
  for (let row = 0; row < hashes.length; row++) starts[groupOf(hashes[row]! || 1, shift) + 1]!++;
  let largest = 0;
  for (let group = 0; group < groups; group++) {
    largest = Math.max(largest, starts[group + 1]!);
    starts[group + 1]! += starts[group]!;
  }
  const grouped = new Int32Array(hashes.length);
  const next = starts.slice();
  for (let row = 0; row < hashes.length; row++) {
    const hash = hashes[row]! || 1;
    grouped[next[groupOf(hash, shift)]!++] = hash;
  }

  const displacements = new Uint16Array(groups);
  for (let size = largest; size > 0; size--)
    for (let group = 0; group < groups; group++) {
      const start = starts[group]!;
      if (starts[group + 1]! - start !== size) continue;
      let displacement = 0;
      while (!settle(start, start + size, displacement))
        if (++displacement > 0xffff) throw new Error("these features cannot be told apart by their hashes");
      displacements[group] = displacement;
    }
  return displacements;

  /** Writes the hashes of a group to their places, if all of these are free. */
  function settle(start: number, end: number, displacement: number): boolean {
    for (let k = start; k < end; k++) {
      const place = placeOf(grouped[k]!, displacement, spread);
      if (places[place] === 0) {
        places[place] = grouped[k]!;
        continue;
      }
      while (--k >= start) places[placeOf(grouped[k]!, displacement, spread)] = 0;
      return false;
    }
    return true;
  }
}
