import { FeatureTable } from "../../src/extraction/model/linear-model.ts";

/** A small seeded generator (mulberry32, public domain): training must give the same model every time. */
export function seededRandom(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function shuffle(items: unknown[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
}

/** Counts features and keeps those seen often enough. */
export class FeatureCounter {
  #table = new FeatureTable(1 << 20);
  #counts = new Uint16Array(1 << 21);

  count(features: Int32Array, length: number): void {
    for (let f = 0; f < length; f++) {
      const row = this.#table.add(features[f] as number);
      if (row >= this.#counts.length) {
        const larger = new Uint16Array(this.#counts.length * 2);
        larger.set(this.#counts);
        this.#counts = larger;
      }
      if ((this.#counts[row] as number) < 65535) this.#counts[row] = (this.#counts[row] as number) + 1;
    }
  }

  /** A table of the features seen at least `minimum` times. */
  frequent(minimum: number): FeatureTable {
    const kept = new FeatureTable(this.#table.size);
    this.#table.hashes().forEach((hash, row) => {
      if ((this.#counts[row] as number) >= minimum) kept.add(hash);
    });
    return kept;
  }
}

/** A multi-class perceptron whose weights are averaged over all its updates (Freund & Schapire, 1999). */
export class AveragedPerceptron {
  readonly weights: Float32Array;
  readonly #totals: Float64Array;
  readonly #classes: number;
  #clock = 1;

  constructor(
    readonly table: FeatureTable,
    readonly labels: readonly string[],
  ) {
    this.#classes = labels.length;
    this.weights = new Float32Array(table.size * this.#classes);
    this.#totals = new Float64Array(table.size * this.#classes);
  }

  score(features: Int32Array, count: number, scores: Float64Array): void {
    scores.fill(0);
    const classes = this.#classes;
    for (let f = 0; f < count; f++) {
      const row = this.table.find(features[f] as number);
      if (row < 0) continue;
      for (let c = 0; c < classes; c++)
        scores[c] = (scores[c] as number) + (this.weights[row * classes + c] as number);
    }
  }

  update(features: Int32Array, count: number, right: number, wrong: number): void {
    for (let f = 0; f < count; f++) {
      const row = this.table.find(features[f] as number);
      if (row < 0) continue;
      this.#bump(row * this.#classes + right, 1);
      this.#bump(row * this.#classes + wrong, -1);
    }
  }

  tick(): void {
    this.#clock++;
  }

  /** The average of the weights over all ticks so far. */
  averaged(): Float64Array {
    return Float64Array.from(this.weights, (w, k) => w - (this.#totals[k] as number) / this.#clock);
  }

  #bump(k: number, by: number): void {
    this.weights[k] = (this.weights[k] as number) + by;
    this.#totals[k] = (this.#totals[k] as number) + by * this.#clock;
  }
}
