import type { LinearModel } from "./linear-model.ts";

/** Stands for whatever has no choices of its own. */
export const ANY = 0x5eed;

/**
 * Which labels come into question at all for a word or a tag: most have a few of forty, and only those need be scored.
 * The model file holds 1 for each label that does.
 */
export class Choices {
  readonly #rows: Uint8Array[];

  constructor(readonly model: LinearModel) {
    const classes = model.labels.length;
    const known = new Map<string, Uint8Array>();
    this.#rows = Array.from({ length: model.table.size }, (_, row) => {
      const weights = model.weights.subarray(row * classes, (row + 1) * classes);
      const labels = Uint8Array.from([...weights.keys()].filter((c) => weights[c] === 1));
      const key = labels.join(" ");
      const same = known.get(key) ?? labels;
      known.set(key, same);
      return same;
    });
  }

  /** The labels that come into question, in ascending order; never empty. */
  of(hash: number): Uint8Array {
    const { table } = this.model;
    const row = table.find(hash);
    return this.#rows[row < 0 ? table.find(ANY) : row]!;
  }
}

/**
 * The label with the highest score among those that come into question.
 *
 * @param rows room for `count` numbers, overwritten
 */
export function bestChoice(
  { labels, table, weights }: LinearModel,
  features: Int32Array,
  count: number,
  choices: Uint8Array,
  rows: Int32Array,
): number {
  let best = choices[0]!;
  if (choices.length === 1) return best;
  const known = table.findAll(features, count, rows);
  const classes = labels.length;
  let most = -Infinity;
  for (let k = 0; k < choices.length; k++) {
    const label = choices[k]!;
    let score = 0;
    for (let r = 0; r < known; r++) score += weights[rows[r]! * classes + label]!;
    if (score > most) {
      most = score;
      best = label;
    }
  }
  return best;
}
