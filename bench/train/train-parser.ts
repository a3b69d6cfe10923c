import {
  bestAllowed,
  LEFT,
  parseSentence,
  ParserState,
  RELATION_FEATURES,
  relationFeatures,
  RIGHT,
  SHIFT,
  TRANSITION_FEATURES,
  type ParsingModel,
  type Tree,
} from "../../src/extraction/stages/parsing.ts";
import { Choices } from "../../src/extraction/model/choices.ts";
import type { LinearModel } from "../../src/extraction/model/linear-model.ts";
import { PackedModel } from "../../src/extraction/model/packed-model.ts";
import { tagSentence, type TaggingModel } from "../../src/extraction/stages/tagging.ts";
import { encodeTokens, type TokenCodes } from "../../src/extraction/model/token-codes.ts";
import { relationChoices } from "./collect-choices.ts";
import type { Article } from "./corpus.ts";
import { quantise } from "./model-file.ts";
import { AveragedPerceptron, FeatureCounter, seededRandom, shuffle } from "./perceptron.ts";

/** A sentence with its silver tree; the tags are the tagger's own, since those are what the parser will see. */
export interface ParsedSentence {
  codes: TokenCodes;
  gold: Tree;
}

export function silverRelations(articles: readonly Article[]): string[] {
  return [...new Set(articles.flatMap((a) => a.silver.flatMap((s) => s.relation)))].sort();
}

export function parsedSentences(
  articles: readonly Article[],
  tagging: TaggingModel,
  relations: readonly string[],
): ParsedSentence[] {
  return articles.flatMap(({ text, silver }) =>
    silver.map((sentence) => {
      const codes = encodeTokens(text, sentence.start, sentence.end);
      tagSentence(tagging, codes, 0, codes.count);
      return {
        codes,
        gold: {
          head: Int32Array.from(sentence.head),
          relation: Uint8Array.from(sentence.relation, (r) => Math.max(0, relations.indexOf(r))),
        },
      };
    }),
  );
}

/**
 * Gold arcs that each transition would put out of reach (Goldberg & Nivre, 2013); `LEFT` with an empty buffer makes a
 * root. Heads of -1 stand for the root, which waits behind the last word.
 */
export function transitionCosts(state: ParserState, gold: Int32Array, costs: Float64Array): void {
  const { stack, front, to } = state;
  costs.fill(0);
  const depth = stack.length;
  const s0 = depth ? (stack[depth - 1] as number) : -1;
  const s1 = depth > 1 ? (stack[depth - 2] as number) : -1;
  const headOf = (k: number) => ((gold[k] as number) < 0 ? to : (gold[k] as number));
  let lost = 0;
  if (s0 >= 0) {
    for (let d = front; d < to; d++) if (headOf(d) === s0) lost++;
    const head = headOf(s0);
    costs[LEFT] = lost + ((head === s1 && s1 >= 0) || head > front ? 1 : 0);
    costs[RIGHT] = lost + (head >= front ? 1 : 0);
  }
  if (front < to) {
    let shift = 0;
    const head = headOf(front);
    for (let k = 0; k < depth; k++) {
      if (headOf(stack[k] as number) === front) shift++;
      if (k < depth - 1 && stack[k] === head) shift++;
    }
    costs[SHIFT] = shift;
  }
}

/** A parsing model, with its transitions also as they are written to a file. */
export interface TrainedParser extends ParsingModel {
  linearTransitions: LinearModel;
}

/** Fits transitions and relations on the silver trees. */
export function trainParser(
  sentences: readonly ParsedSentence[],
  relations: readonly string[],
  epochs = 8,
  minimum = 4,
): TrainedParser {
  const linear = trainTransitions(sentences, epochs, minimum);
  return {
    transitions: new PackedModel({ ...linear, hashes: linear.table.hashes() }),
    linearTransitions: linear,
    relations: trainRelations(sentences, relations),
    choices: new Choices(relationChoices(sentences, relations)),
  };
}

function trainTransitions(
  sentences: readonly ParsedSentence[],
  epochs: number,
  minimum: number,
): LinearModel {
  const features = new Int32Array(TRANSITION_FEATURES);
  const costs = new Float64Array(3);
  const scores = new Float64Array(3);
  const counter = new FeatureCounter();
  for (const { codes, gold } of sentences)
    walk(codes, gold, (state) => {
      state.features(features);
      counter.count(features, TRANSITION_FEATURES);
      return cheapest(costs, state.allowed());
    });
  const perceptron = new AveragedPerceptron(counter.frequent(minimum), ["shift", "left", "right"]);
  const random = seededRandom(2);
  const order = [...sentences];
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const { codes, gold } of order)
      walk(codes, gold, (state) => {
        const allowed = state.allowed();
        state.features(features);
        perceptron.score(features, TRANSITION_FEATURES, scores);
        const predicted = bestAllowed(scores, allowed);
        perceptron.tick();
        const low = Math.min(...[0, 1, 2].filter((k) => allowed & (1 << k)).map((k) => costs[k] as number));
        if ((costs[predicted] as number) === low) return predicted;
        let right = -1;
        for (let k = 0; k < 3; k++)
          if (
            allowed & (1 << k) &&
            costs[k] === low &&
            (right < 0 || (scores[k] as number) > (scores[right] as number))
          )
            right = k;
        perceptron.update(features, TRANSITION_FEATURES, right, predicted);
        // Later epochs mostly follow the parser's own mistakes, so that it learns to go on from them.
        return epoch > 0 && random() < 0.9 ? predicted : right;
      });
  }
  return quantise(perceptron.labels, perceptron.table, perceptron.averaged());

  function walk(codes: TokenCodes, gold: Tree, choose: (state: ParserState) => number): void {
    const state = new ParserState(codes, 0, codes.count, new Int32Array(codes.count));
    while (!state.finished) {
      const allowed = state.allowed();
      if ((allowed & (allowed - 1)) === 0) {
        state.apply(31 - Math.clz32(allowed));
        continue;
      }
      transitionCosts(state, gold.head, costs);
      state.apply(choose(state));
    }
  }
}

function cheapest(costs: Float64Array, allowed: number): number {
  return bestAllowed(
    Array.from(costs, (c) => -c),
    allowed,
  );
}

function trainRelations(
  sentences: readonly ParsedSentence[],
  relations: readonly string[],
  epochs = 5,
): ParsingModel["relations"] {
  const features = new Int32Array(RELATION_FEATURES);
  const scores = new Float64Array(relations.length);
  const counter = new FeatureCounter();
  const each = (sentence: ParsedSentence, visit: (gold: number) => number) => {
    const { codes, gold } = sentence;
    const tree = { head: gold.head, relation: new Uint8Array(codes.count) };
    const lastChild = new Int32Array(codes.count).fill(-1);
    for (let i = 0; i < codes.count; i++) {
      relationFeatures(codes, tree, i, 0, codes.count, lastChild, features);
      tree.relation[i] = visit(gold.relation[i] as number);
      const head = gold.head[i] as number;
      if (head >= 0) lastChild[head] = i;
    }
  };
  for (const sentence of sentences)
    each(sentence, (gold) => {
      counter.count(features, RELATION_FEATURES);
      return gold;
    });
  const perceptron = new AveragedPerceptron(counter.frequent(20), relations);
  const random = seededRandom(3);
  const order = [...sentences];
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const sentence of order)
      each(sentence, (gold) => {
        perceptron.score(features, RELATION_FEATURES, scores);
        let best = 0;
        for (let c = 1; c < scores.length; c++)
          if ((scores[c] as number) > (scores[best] as number)) best = c;
        if (best !== gold) perceptron.update(features, RELATION_FEATURES, gold, best);
        perceptron.tick();
        return best;
      });
  }
  return quantise(relations, perceptron.table, perceptron.averaged());
}

/** Shares of tokens with the silver head, and with head and relation, punctuation not counted. */
export function parseAccuracy(
  model: ParsingModel,
  sentences: readonly ParsedSentence[],
): { heads: number; labelled: number } {
  const punctuation = model.relations.labels.indexOf("punct");
  let heads = 0;
  let labelled = 0;
  let all = 0;
  for (const { codes, gold } of sentences) {
    const tree = { head: new Int32Array(codes.count), relation: new Uint8Array(codes.count) };
    parseSentence(model, codes, 0, codes.count, tree);
    for (let i = 0; i < codes.count; i++) {
      if (gold.relation[i] === punctuation) continue;
      all++;
      if (tree.head[i] !== gold.head[i]) continue;
      heads++;
      if (tree.relation[i] === gold.relation[i]) labelled++;
    }
  }
  return { heads: heads / all, labelled: labelled / all };
}
