import { Choices } from "../../src/extraction/model/choices.ts";
import { FeatureTable } from "../../src/extraction/model/linear-model.ts";
import { encodeTokens, type TokenCodes } from "../../src/extraction/model/token-codes.ts";
import {
  TAG_FEATURES,
  tagFeatures,
  tagSentence,
  type TaggingModel,
} from "../../src/extraction/stages/tagging.ts";
import { tagChoices } from "./collect-choices.ts";
import type { Article } from "./corpus.ts";
import { quantise } from "./model-file.ts";
import { AveragedPerceptron, FeatureCounter, seededRandom, shuffle } from "./perceptron.ts";

/** A silver sentence as numbers. */
export interface TaggedSentence {
  codes: TokenCodes;
  gold: Uint8Array;
}

export function taggedSentences(articles: readonly Article[], tags: readonly string[]): TaggedSentence[] {
  return articles.flatMap(({ text, silver }) =>
    silver.map((sentence) => ({
      codes: encodeTokens(text, sentence.start, sentence.end),
      gold: Uint8Array.from(sentence.tag, (tag) => tags.indexOf(tag)),
    })),
  );
}

export function silverTags(articles: readonly Article[]): string[] {
  return [...new Set(articles.flatMap((a) => a.silver.flatMap((s) => s.tag)))].sort();
}

/** Fits the tagger on the silver tags. */
export function trainTagger(articles: readonly Article[], tags: readonly string[], epochs = 6): TaggingModel {
  const sentences = taggedSentences(articles, tags);
  const certain = certainWords(sentences);
  const features = new Int32Array(TAG_FEATURES);
  const counter = new FeatureCounter();
  for (const { codes, gold } of sentences) {
    codes.tag.set(gold);
    for (let i = 0; i < codes.count; i++) {
      if (certain.table.find(codes.form[i] as number) >= 0) continue;
      tagFeatures(codes, i, 0, codes.count, features);
      counter.count(features, TAG_FEATURES);
    }
  }
  const perceptron = new AveragedPerceptron(counter.frequent(12), tags);
  const scores = new Float64Array(tags.length);
  const random = seededRandom(1);
  const order = [...sentences];
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const { codes, gold } of order)
      for (let i = 0; i < codes.count; i++) {
        if (certain.table.find(codes.form[i] as number) >= 0) {
          codes.tag[i] = gold[i] as number;
          continue;
        }
        tagFeatures(codes, i, 0, codes.count, features);
        perceptron.score(features, TAG_FEATURES, scores);
        let best = 0;
        for (let c = 1; c < scores.length; c++)
          if ((scores[c] as number) > (scores[best] as number)) best = c;
        if (best !== gold[i]) perceptron.update(features, TAG_FEATURES, gold[i] as number, best);
        perceptron.tick();
        codes.tag[i] = best;
      }
  }
  return {
    tags: quantise(tags, perceptron.table, perceptron.averaged()),
    certain,
    choices: new Choices(tagChoices(sentences, tags)),
  };
}

/** Words seen at least 15 times, with the same tag in all but one of 400 cases. */
function certainWords(sentences: readonly TaggedSentence[]): TaggingModel["certain"] {
  const counts = new Map<number, Map<number, number>>();
  for (const { codes, gold } of sentences)
    for (let i = 0; i < codes.count; i++) {
      const form = codes.form[i] as number;
      const tags = counts.get(form) ?? new Map<number, number>();
      counts.set(form, tags);
      tags.set(gold[i] as number, (tags.get(gold[i] as number) ?? 0) + 1);
    }
  const found: [number, number][] = [];
  for (const [form, tags] of counts) {
    const total = [...tags.values()].reduce((a, b) => a + b, 0);
    const [tag, count] = [...tags].sort((a, b) => b[1] - a[1])[0] as [number, number];
    if (total >= 15 && count >= total * 0.9975) found.push([form, tag]);
  }
  found.sort((a, b) => a[0] - b[0]);
  const table = new FeatureTable(found.length);
  const weights = new Int8Array(found.length);
  found.forEach(([form, tag], row) => {
    table.add(form);
    weights[row] = tag + 1;
  });
  return { labels: ["tag"], table, weights, scale: 1 };
}

/** Share of tokens that get the silver tag. */
export function tagAccuracy(model: TaggingModel, sentences: readonly TaggedSentence[]): number {
  let right = 0;
  let all = 0;
  for (const { codes, gold } of sentences) {
    tagSentence(model, codes, 0, codes.count);
    for (let i = 0; i < codes.count; i++) if (codes.tag[i] === gold[i]) right++;
    all += codes.count;
  }
  return right / all;
}
