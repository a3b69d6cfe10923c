/**
 * Inference in a linear-chain conditional random field (Lafferty, McCallum & Pereira, 2001): the best labelling of a
 * sequence, and the probability of each label at each place.
 */
export interface Chain {
  length: number;
  labels: number;
  /** length x labels: what speaks for each label at each place. */
  nodes: Float64Array;
  /** length x labels x labels: what speaks for label b (inner) after label a; place 0 uses row `start`. */
  edges: Float64Array;
  /** The label that stands before the first place. */
  start: number;
}

/** The labelling with the highest score (Viterbi). */
export function bestLabels({ length, labels, nodes, edges, start }: Chain): Uint8Array {
  const back = new Uint8Array(length * labels);
  let scores = new Float64Array(labels).fill(-Infinity);
  let next = new Float64Array(labels);
  scores[start] = 0;
  for (let i = 0; i < length; i++) {
    for (let b = 0; b < labels; b++) {
      let best = -Infinity;
      let from = 0;
      for (let a = 0; a < labels; a++) {
        const score = scores[a]! + edges[(i * labels + a) * labels + b]!;
        if (score > best) {
          best = score;
          from = a;
        }
      }
      next[b] = best + nodes[i * labels + b]!;
      back[i * labels + b] = from;
    }
    [scores, next] = [next, scores];
  }
  const path = new Uint8Array(length);
  let label = scores.indexOf(Math.max(...scores));
  for (let i = length - 1; i >= 0; i--) {
    path[i] = label;
    label = back[i * labels + label]!;
  }
  return path;
}

/** Probabilities under the model. */
export interface Marginals {
  /** length x labels. */
  nodes: Float64Array;
  /** length x labels x labels, where asked for. */
  edges: Float64Array | null;
  logPartition: number;
}

/** The exponential of less than this is 0: transitions that may not be are not worth computing. */
const VANISHES = -750;

/** Forward and backward sums, rescaled at every place. */
export function marginals(chain: Chain, withEdges = false): Marginals {
  const { length, labels, start } = chain;
  const size = length * labels;
  // exp(node + edge), each place divided by its largest factor, whose logarithm is kept.
  const factors = new Float64Array(size * labels);
  let logPartition = 0;
  for (let i = 0; i < length; i++) {
    let top = -Infinity;
    const base = i * labels * labels;
    for (let a = 0; a < labels; a++)
      for (let b = 0; b < labels; b++) {
        const value = chain.edges[base + a * labels + b]! + chain.nodes[i * labels + b]!;
        factors[base + a * labels + b] = value;
        if (value > top) top = value;
      }
    for (let k = base; k < base + labels * labels; k++) {
      const below = factors[k]! - top;
      factors[k] = below < VANISHES ? 0 : Math.exp(below);
    }
    logPartition += top;
  }
  const forward = new Float64Array(size);
  for (let i = 0; i < length; i++) {
    const base = i * labels * labels;
    let sum = 0;
    for (let b = 0; b < labels; b++) {
      let value = 0;
      if (i === 0) value = factors[start * labels + b]!;
      else
        for (let a = 0; a < labels; a++)
          value += forward[(i - 1) * labels + a]! * factors[base + a * labels + b]!;
      forward[i * labels + b] = value;
      sum += value;
    }
    for (let b = 0; b < labels; b++) forward[i * labels + b] = forward[i * labels + b]! / sum;
    logPartition += Math.log(sum);
  }
  const nodes = new Float64Array(size);
  const edges = withEdges ? new Float64Array(size * labels) : null;
  let backward = new Float64Array(labels).fill(1);
  let previous = new Float64Array(labels);
  for (let i = length - 1; i >= 0; i--) {
    let total = 0;
    for (let b = 0; b < labels; b++) total += nodes[i * labels + b] = forward[i * labels + b]! * backward[b]!;
    for (let b = 0; b < labels; b++) nodes[i * labels + b] = nodes[i * labels + b]! / total;
    const base = i * labels * labels;
    let sum = 0;
    let mass = 0;
    for (let a = 0; a < labels; a++) {
      const before = i === 0 ? (a === start ? 1 : 0) : forward[(i - 1) * labels + a]!;
      let value = 0;
      for (let b = 0; b < labels; b++) {
        const flow = factors[base + a * labels + b]! * backward[b]!;
        value += flow;
        if (edges) mass += edges[base + a * labels + b] = before * flow;
      }
      previous[a] = value;
      sum += value;
    }
    if (edges) for (let k = base; k < base + labels * labels; k++) edges[k] = edges[k]! / mass;
    for (let a = 0; a < labels; a++) previous[a] = previous[a]! / sum;
    [backward, previous] = [previous, backward];
  }
  return { nodes, edges, logPartition };
}
