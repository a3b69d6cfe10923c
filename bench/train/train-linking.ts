import type { RoleReading } from "../../src/extraction/model/attribution-model.ts";
import type { Evidence } from "../../src/extraction/model/evidence.ts";
import type { FeatureTable } from "../../src/extraction/model/linear-model.ts";
import {
  eachChoice,
  LINK_FEATURES,
  linkFeatures,
  noLinkFeatures,
  rankOf,
  type Segments,
} from "../../src/extraction/model/linking.ts";
import { segmentsOf } from "../../src/extraction/model/roles.ts";
import { FeatureCounter, seededRandom, shuffle } from "./perceptron.ts";
import type { ReadArticle } from "./role-data.ts";

/** One choice among candidates, the last of which is "none": the rows of each one's features, and which are right. */
interface Choice {
  candidates: Int32Array[];
  right: boolean[];
}

/** Fits the linking model: a softmax over the candidates of each choice. Returns one weight per feature. */
export function trainLinking(
  articles: readonly ReadArticle[],
  evidences: readonly Evidence[],
  /** What the tagger, fitted on other articles, reads in each article. */
  readings: readonly RoleReading[],
  epochs = 8,
  rate = 0.1,
  l2 = 1e-3,
): { table: FeatureTable; weights: Float32Array } {
  const counter = new FeatureCounter();
  const raw: { candidates: Int32Array[]; right: boolean[] }[] = [];
  articles.forEach((article, a) => {
    const evidence = evidences[a]!;
    const segments = segmentsOf(readings[a]!.labels, readings[a]!.certainty);
    const owners = ownersOf(article, segments);
    const features = new Int32Array(LINK_FEATURES);
    eachChoice(segments, evidence, (kind, target, candidates) => {
      const range = (kind === 0 ? segments.cue : segments.content)[target]!;
      const list = kind === 0 ? segments.source : segments.cue;
      const mine = (kind === 0 ? owners.cue : owners.content)[target]!;
      // A cue that is none has no right source, and teaches nothing about sources.
      if (kind === 0 && mine.size === 0) return;
      const theirs = kind === 0 ? owners.source : owners.cue;
      const choice: Choice = { candidates: [], right: [] };
      candidates.forEach((candidate, at) => {
        const rank = rankOf(at, candidates, list, range);
        const cue = kind === 0 ? range : list[candidate]!;
        const other = kind === 0 ? list[candidate]! : range;
        const count = linkFeatures(article.tokenized, evidence, segments, cue, other, kind, rank, features);
        counter.count(features, count);
        choice.candidates.push(features.slice(0, count));
        choice.right.push([...theirs[candidate]!].some((owner) => mine.has(owner)));
      });
      const count = noLinkFeatures(article.tokenized, evidence, range, kind, candidates.length, features);
      counter.count(features, count);
      choice.candidates.push(features.slice(0, count));
      choice.right.push(!choice.right.includes(true));
      raw.push(choice);
    });
  });
  const table = counter.frequent(3);
  for (const choice of raw)
    choice.candidates = choice.candidates.map((features) =>
      Int32Array.from([...features].map((hash) => table.find(hash)).filter((row) => row >= 0)),
    );
  const weights = new Float32Array(table.size);
  const squares = new Float32Array(table.size).fill(0.1);
  const random = seededRandom(5);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(raw, random);
    for (const { candidates, right } of raw) {
      const scores = candidates.map((rows) => rows.reduce((sum, row) => sum + weights[row]!, 0));
      const top = Math.max(...scores);
      const odds = scores.map((score) => Math.exp(score - top));
      const all = odds.reduce((a, b) => a + b, 0);
      const good = odds.reduce((a, b, k) => a + (right[k] ? b : 0), 0);
      candidates.forEach((rows, k) => {
        const slope = odds[k]! / all - (right[k] ? odds[k]! / good : 0);
        if (Math.abs(slope) < 1e-3) return;
        for (const row of rows) {
          const g = slope + l2 * weights[row]!;
          squares[row] = squares[row]! + g * g;
          weights[row] = weights[row]! - (rate * g) / Math.sqrt(squares[row]);
        }
      });
    }
  }
  return { table, weights };
}

/** For each segment the attributions that it is part of. */
export function ownersOf({ gold }: ReadArticle, segments: Segments): Record<keyof Segments, Set<number>[]> {
  const owners = (role: keyof Segments) =>
    segments[role].map(({ start, end }) => {
      const found = new Set<number>();
      gold.forEach((attribution, a) => {
        if (attribution[role].some(([from, to]) => from < end && to > start)) found.add(a);
      });
      return found;
    });
  return { source: owners("source"), cue: owners("cue"), content: owners("content") };
}
