import type { ConfidenceModel } from "../../src/extraction/model/confidence.ts";

/** Fits the weights by Newton's method with a little ridge, which makes them unique. */
export function trainConfidence(
  rows: readonly number[][],
  right: readonly boolean[],
  ridge = 1,
): ConfidenceModel {
  const size = rows[0]?.length ?? 0;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < 25; round++) {
    const gradient = weights.map((weight) => -ridge * weight);
    const curvature = weights.map((_, a) => weights.map((__, b) => (a === b ? ridge : 0)));
    rows.forEach((row, r) => {
      const p = 1 / (1 + Math.exp(-row.reduce((sum, value, k) => sum + value * weights[k]!, 0)));
      for (let a = 0; a < size; a++) {
        gradient[a] = gradient[a]! + ((right[r] ? 1 : 0) - p) * row[a]!;
        for (let b = 0; b < size; b++) curvature[a]![b] = curvature[a]![b]! + p * (1 - p) * row[a]! * row[b]!;
      }
    });
    const move = solve(curvature, gradient);
    weights = weights.map((weight, k) => weight + move[k]!);
  }
  return weights.map((weight) => Math.round(weight * 1e4) / 1e4);
}

/** Solves a small positive definite system by Gaussian elimination. */
function solve(matrix: number[][], vector: number[]): number[] {
  const rows = matrix.map((row, r) => [...row, vector[r]!]);
  const size = rows.length;
  for (let k = 0; k < size; k++)
    for (let r = k + 1; r < size; r++) {
      const factor = rows[r]![k]! / rows[k]![k]!;
      for (let c = k; c <= size; c++) rows[r]![c] = rows[r]![c]! - factor * rows[k]![c]!;
    }
  const solution = new Array<number>(size).fill(0);
  for (let k = size - 1; k >= 0; k--) {
    let sum = rows[k]![size]!;
    for (let c = k + 1; c < size; c++) sum -= rows[k]![c]! * solution[c]!;
    solution[k] = sum / rows[k]![k]!;
  }
  return solution;
}
