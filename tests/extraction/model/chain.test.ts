import { describe, expect, it } from "vitest";
import { bestLabels, marginals, type Chain } from "../../../src/extraction/model/chain.ts";
import { seededRandom } from "../../../bench/train/perceptron.ts";

const LENGTH = 4;
const LABELS = 3;

function randomChain(seed: number): Chain {
  const random = seededRandom(seed);
  const scores = (size: number) => Float64Array.from({ length: size }, () => random() * 4 - 2);
  return {
    length: LENGTH,
    labels: LABELS,
    nodes: scores(LENGTH * LABELS),
    edges: scores(LENGTH * LABELS * LABELS),
    start: 0,
  };
}

/** Every labelling with its score. */
function enumerate({ length, labels, nodes, edges, start }: Chain): { path: number[]; score: number }[] {
  return Array.from({ length: labels ** length }, (_, code) => {
    const path = Array.from({ length }, (__, i) => Math.floor(code / labels ** i) % labels);
    const score = path.reduce(
      (sum, label, i) =>
        sum + nodes[i * labels + label]! + edges[(i * labels + (path[i - 1] ?? start)) * labels + label]!,
      0,
    );
    return { path, score };
  });
}

describe("a linear chain", () => {
  it.each([1, 2, 3, 4, 5])("gives the best of all labellings (case %i)", (seed) => {
    const chain = randomChain(seed);
    const best = enumerate(chain).reduce((a, b) => (b.score > a.score ? b : a));
    expect([...bestLabels(chain)]).toEqual(best.path);
  });

  it.each([1, 2, 3])("gives each label's share of all labellings (case %i)", (seed) => {
    const chain = randomChain(seed);
    const all = enumerate(chain);
    const total = all.reduce((sum, { score }) => sum + Math.exp(score), 0);
    const { nodes, edges, logPartition } = marginals(chain, true);
    expect(logPartition).toBeCloseTo(Math.log(total), 9);
    const share = (holds: (path: number[]) => boolean) =>
      all.filter(({ path }) => holds(path)).reduce((sum, { score }) => sum + Math.exp(score), 0) / total;
    expect(nodes[2 * LABELS + 1]).toBeCloseTo(
      share((path) => path[2] === 1),
      9,
    );
    expect(edges![(2 * LABELS + 0) * LABELS + 2]).toBeCloseTo(
      share((path) => path[1] === 0 && path[2] === 2),
      9,
    );
  });
});
