import {
  gatherEvidence,
  type CueWords,
  type Evidence,
  type WordKnowledge,
} from "../../src/extraction/model/evidence.ts";
import { FeatureTable } from "../../src/extraction/model/linear-model.ts";
import { findQuotations } from "../../src/extraction/stages/quotations.ts";
import { tokenize, type SyntaxModel, type TokenizedText } from "../../src/extraction/stages/tokens.ts";
import type { Article, Spans } from "./corpus.ts";

/** The tokens of each piece of each role of an attribution: index ranges, end exclusive. */
export interface GoldTokens {
  source: [number, number][];
  cue: [number, number][];
  content: [number, number][];
}

/** An article as the models see it. */
export interface ReadArticle {
  id: string;
  tokenized: TokenizedText;
  gold: GoldTokens[];
}

export function readArticle(article: Article, syntax: SyntaxModel): ReadArticle {
  const tokenized = tokenize(article.text, syntax);
  const locate = (spans: Spans) =>
    spans.map(([start, end]) => tokensWithin(tokenized, start, end)).filter(([a, b]) => b > a);
  const gold = article.attributions.map((attribution) => ({
    source: locate(attribution.source),
    cue: locate(attribution.cue),
    content: locate(attribution.content),
  }));
  return { id: article.id, tokenized, gold };
}

/** Tokens that share a letter with a span. */
function tokensWithin({ tokens }: TokenizedText, start: number, end: number): [number, number] {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.end <= start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < tokens.length && tokens[last]!.start < end) last++;
  return [low, last];
}

/** Label of each token in the scheme of ROLE_LABELS; where roles overlap the cue wins, then the source. */
export function goldLabels({ tokenized, gold }: ReadArticle): Uint8Array {
  const labels = new Uint8Array(tokenized.tokens.length);
  const put = (ranges: [number, number][], first: number) => {
    for (const [start, end] of ranges) {
      for (let i = start; i < end; i++) labels[i] = i === start ? first : first + 1;
      // What is cut through by another role goes on as a piece of its own.
      const after = labels[end];
      if (after && after % 2 === 0 && end < labels.length && after !== first + 1) labels[end] = after - 1;
    }
  };
  for (const { content } of gold) put(content, 5);
  for (const { source } of gold) put(source, 1);
  for (const { cue } of gold) put(cue, 3);
  return labels;
}

/** Counts how readily each word form is part of a cue. */
export function countCueWords(articles: readonly ReadArticle[]): CueWords {
  const counts = new Map<number, [number, number]>();
  for (const article of articles) {
    const labels = goldLabels(article);
    article.tokenized.codes.form.forEach((form, i) => {
      const tag = article.tokenized.tokens[i]!.tag;
      if (!/^(?:VB|NN|JJ|IN|RB)/.test(tag)) return;
      const count = counts.get(form) ?? [0, 0];
      counts.set(form, count);
      count[1]++;
      if (labels[i] === 3 || labels[i] === 4) count[0]++;
    });
  }
  const found = [...counts]
    .map(([form, [cue, all]]) => {
      // Two more uses outside cues are assumed of every word, so that rare ones must prove themselves.
      const share = cue / (all + 2);
      return [form, share > 0.6 ? 4 : share > 0.35 ? 3 : share > 0.15 ? 2 : share > 0.05 ? 1 : 0] as const;
    })
    .filter(([, level]) => level > 0)
    .sort((a, b) => a[0] - b[0]);
  const table = new FeatureTable(found.length);
  found.forEach(([form]) => table.add(form));
  return { labels: ["level"], table, weights: Int8Array.from(found, ([, level]) => level), scale: 1 };
}

export function evidenceOf({ tokenized }: ReadArticle, knowledge: WordKnowledge): Evidence {
  return gatherEvidence(tokenized, findQuotations(tokenized), knowledge);
}
