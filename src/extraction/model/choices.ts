import { addScores, type LinearModel } from "./linear-model.ts";

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

/** The label with the highest score among those that come into question. */
export function bestChoice(
  model: LinearModel,
  features: Int32Array,
  count: number,
  choices: Uint8Array,
  scores: Int32Array,
): number {
  const { table, weights } = model;
  const { length } = choices;
  if (length === 1) return choices[0]!;
  const classes = model.labels.length;
  if (length * 2 > classes) {
    scores.fill(0);
    addScores(model, features, count, scores);
  } else {
    for (let k = 0; k < length; k++) scores[choices[k]!] = 0;
    for (let f = 0; f < count; f++) {
      const row = table.find(features[f]!);
      if (row < 0) continue;
      const base = row * classes;
      for (let k = 0; k < length; k++) {
        const c = choices[k]!;
        scores[c] = scores[c]! + weights[base + c]!;
      }
    }
  }
  let best = choices[0]!;
  for (let k = 1; k < length; k++) if (scores[choices[k]!]! > scores[best]!) best = choices[k]!;
  return best;
}
