import { bestLabels, marginals, type Chain } from "../../src/extraction/model/chain.ts";
import { seededRandom, shuffle } from "./perceptron.ts";

/** One training sequence: rows of the features of each place, and the right labels. */
export interface Sequence {
  length: number;
  /** Rows of node features, place after place; place i has those from `nodeStart[i]` to `nodeStart[i + 1]`. */
  nodeRows: Int32Array;
  nodeStart: Int32Array;
  /** Rows of edge features, `edgeRows.length / length` for each place; -1 for none. */
  edgeRows: Int32Array;
  gold: Uint8Array;
}

export interface CrfOptions {
  labels: number;
  start: number;
  nodeCount: number;
  edgeCount: number;
  /** Which label may follow which: labels x labels, 1 where it may. */
  allowed: Uint8Array;
  epochs: number;
  rate: number;
  /** Strength of the pull towards zero. */
  l2: number;
  seed: number;
  /** Share of a token's features that is hidden at each step, so that no single word is leant on. */
  dropout: number;
}

export interface CrfWeights {
  nodes: Float32Array;
  edges: Float32Array;
}

/** Fills a chain with the scores of a sequence. */
export function scoreSequence(sequence: Sequence, weights: CrfWeights, options: CrfOptions): Chain {
  const { labels, allowed, start } = options;
  const { length, nodeRows, nodeStart, edgeRows } = sequence;
  const nodes = new Float64Array(length * labels);
  const edges = new Float64Array(length * labels * labels);
  const square = labels * labels;
  const perPlace = edgeRows.length / length;
  for (let i = 0; i < length; i++) {
    for (let f = nodeStart[i]!; f < nodeStart[i + 1]!; f++) {
      const row = nodeRows[f]! * labels;
      for (let c = 0; c < labels; c++)
        nodes[i * labels + c] = nodes[i * labels + c]! + weights.nodes[row + c]!;
    }
    const base = i * square;
    for (let f = i * perPlace; f < (i + 1) * perPlace; f++) {
      if (edgeRows[f]! < 0) continue;
      const row = edgeRows[f]! * square;
      for (let k = 0; k < square; k++) edges[base + k] = edges[base + k]! + weights.edges[row + k]!;
    }
    for (let k = 0; k < square; k++) if (!allowed[k]) edges[base + k] = -1e4;
  }
  return { length, labels, nodes, edges, start };
}

/** Fits the weights by stochastic gradient steps, one sequence at a time, with AdaGrad step sizes (Duchi et al., 2011). */
export function trainCrf(
  sequences: readonly Sequence[],
  options: CrfOptions,
  report?: (line: string) => void,
): CrfWeights {
  const { labels, start, rate, l2 } = options;
  const square = labels * labels;
  const weights: CrfWeights = {
    nodes: new Float32Array(options.nodeCount * labels),
    edges: new Float32Array(options.edgeCount * square),
  };
  const nodeSquares = new Float32Array(weights.nodes.length).fill(1e-3);
  const edgeSquares = new Float32Array(weights.edges.length).fill(1e-3);
  const nodeSums = new Float32Array(weights.nodes.length);
  const edgeSums = new Float32Array(weights.edges.length);
  let kept = 0;
  const random = seededRandom(options.seed);
  const order = [...sequences];
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    for (const complete of order) {
      const sequence = dropFeatures(complete, options.dropout, random);
      const { length, gold, nodeRows, nodeStart, edgeRows } = sequence;
      const chain = scoreSequence(sequence, weights, options);
      const { nodes, edges, logPartition } = marginals(chain, true);
      loss += logPartition;
      const perPlace = edgeRows.length / length;
      for (let i = 0; i < length; i++) {
        const previous = i === 0 ? start : gold[i - 1]!;
        const edge = i * square + previous * labels + gold[i]!;
        loss -= chain.nodes[i * labels + gold[i]!]! + chain.edges[edge]!;
        nodes[i * labels + gold[i]!] = nodes[i * labels + gold[i]!]! - 1;
        edges![edge] = edges![edge]! - 1;
      }
      for (let i = 0; i < length; i++) {
        const base = i * labels;
        let large = false;
        for (let c = 0; c < labels; c++) if (Math.abs(nodes[base + c]!) > 0.002) large = true;
        if (!large) continue;
        for (let f = nodeStart[i]!; f < nodeStart[i + 1]!; f++) {
          const row = nodeRows[f]! * labels;
          for (let c = 0; c < labels; c++) {
            const k = row + c;
            const g = nodes[base + c]! + l2 * weights.nodes[k]!;
            nodeSquares[k] = nodeSquares[k]! + g * g;
            weights.nodes[k] = weights.nodes[k]! - (rate * g) / Math.sqrt(nodeSquares[k]);
          }
        }
        for (let f = i * perPlace; f < (i + 1) * perPlace; f++) {
          if (edgeRows[f]! < 0) continue;
          const row = edgeRows[f]! * square;
          for (let c = 0; c < square; c++) {
            const g = edges![i * square + c]! + l2 * weights.edges[row + c]!;
            if (g === 0) continue;
            edgeSquares[row + c] = edgeSquares[row + c]! + g * g;
            weights.edges[row + c] = weights.edges[row + c]! - (rate * g) / Math.sqrt(edgeSquares[row + c]!);
          }
        }
      }
    }
    if (epoch >= options.epochs / 2) {
      kept++;
      for (let k = 0; k < nodeSums.length; k++) nodeSums[k] = nodeSums[k]! + weights.nodes[k]!;
      for (let k = 0; k < edgeSums.length; k++) edgeSums[k] = edgeSums[k]! + weights.edges[k]!;
    }
    report?.(`epoch ${epoch + 1}: loss ${(loss / sequences.length).toFixed(4)}`);
  }
  // The mean over the later epochs wavers less than any one of them.
  return {
    nodes: nodeSums.map((sum) => (sum / kept) * (1 - options.dropout)),
    edges: edgeSums.map((sum) => sum / kept),
  };
}

function dropFeatures(sequence: Sequence, share: number, random: () => number): Sequence {
  if (share === 0) return sequence;
  const { length, nodeRows, nodeStart } = sequence;
  const rows = new Int32Array(nodeRows.length);
  const starts = new Int32Array(length + 1);
  let count = 0;
  for (let i = 0; i < length; i++) {
    for (let f = nodeStart[i]!; f < nodeStart[i + 1]!; f++)
      if (random() >= share) rows[count++] = nodeRows[f]!;
    starts[i + 1] = count;
  }
  return { ...sequence, nodeRows: rows, nodeStart: starts };
}

export function decodeSequence(sequence: Sequence, weights: CrfWeights, options: CrfOptions): Uint8Array {
  return bestLabels(scoreSequence(sequence, weights, options));
}
