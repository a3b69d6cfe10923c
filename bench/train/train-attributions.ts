import {
  assembleLinked,
  link,
  readParagraph,
  type AttributionModel,
  type Linked,
  type RoleReading,
} from "../../src/extraction/model/attribution-model.ts";
import type { Evidence, WordKnowledge } from "../../src/extraction/model/evidence.ts";
import type { LinearModel } from "../../src/extraction/model/linear-model.ts";
import { ROLE_LABELS, segmentsOf } from "../../src/extraction/model/roles.ts";
import { scoreSequence, trainCrf, type CrfWeights } from "./crf.ts";
import { crossFit } from "./folds.ts";
import { quantise } from "./model-file.ts";
import type { GoldTokens, ReadArticle } from "./role-data.ts";
import { trainConfidence } from "./train-confidence.ts";
import { trainLinking } from "./train-linking.ts";
import { roleOptions, roleSequences } from "./train-roles.ts";

/** Features of the random field must have been seen this often. */
const MINIMUM = 12;
const FOLDS = 3;
const EPOCHS = 8;
/** The random field is the mean of fits that differ in the order of articles and in what was hidden: it wavers less. */
const SEEDS = [4, 5, 6];

/** An article with what the random field, fitted on others, made of it. */
interface Reread {
  article: ReadArticle;
  evidence: Evidence;
  reading: RoleReading;
}

/** Fits the models that find attributions, on articles read with a syntax that was fitted on others. */
export function trainAttributions(
  articles: readonly ReadArticle[],
  words: WordKnowledge,
  report: (line: string) => void,
): Omit<AttributionModel, "nodes"> & { nodes: LinearModel } {
  const data = roleSequences(articles, words, MINIMUM);
  const options = roleOptions(data, EPOCHS, 0.05, 1e-3, 0.5);
  report(`roles: ${data.nodeTable.size} features`);
  type Part = (typeof data.articles)[number];
  const fit = (parts: Part[], epochs: number, seed = SEEDS[0]!) =>
    trainCrf(
      parts.flatMap((part) => part.sequences),
      { ...options, epochs, seed },
    );
  const read = (weights: CrfWeights, { sequences, firsts, evidence }: Part): RoleReading => {
    const reading = {
      labels: new Uint8Array(evidence.count),
      certainty: new Float32Array(evidence.count).fill(1),
    };
    sequences.forEach((sequence, s) =>
      readParagraph(scoreSequence(sequence, weights, options), firsts[s]!, reading),
    );
    return reading;
  };
  const readings = crossFit(data.articles, FOLDS, (parts) => fit(parts, 6), read);
  report("roles: cross-fitted");
  const weights = meanOf(SEEDS.map((seed) => fit(data.articles, EPOCHS, seed)));
  report("roles: fitted");
  const evidences = data.articles.map(({ evidence }) => evidence);
  const fitted = fitLinking(articles, evidences, readings);
  report(`links: ${fitted.links.table.size} features`);
  const edgeLabels = ROLE_LABELS.flatMap((before) => ROLE_LABELS.map((label) => `${before} ${label}`));
  return {
    words,
    nodes: quantise(ROLE_LABELS, data.nodeTable, weights.nodes),
    edges: quantise(edgeLabels, data.edgeTable, weights.edges),
    ...fitted,
  };
}

function meanOf(fits: readonly CrfWeights[]): CrfWeights {
  const mean = (part: keyof CrfWeights): Float32Array =>
    fits[0]![part].map((_, k) => fits.reduce((sum, fit) => sum + fit[part][k]!, 0) / fits.length);
  return { nodes: mean("nodes"), edges: mean("edges") };
}

/** Fits linking and confidence on what random fields, fitted on other articles, read in each article. */
export function fitLinking(
  articles: readonly ReadArticle[],
  evidences: readonly Evidence[],
  readings: readonly RoleReading[],
): Pick<AttributionModel, "links" | "confidence"> {
  const reread = articles.map((article, a) => ({
    article,
    evidence: evidences[a]!,
    reading: readings[a]!,
  }));
  const linked = crossFit(reread, FOLDS, fitLinks, linkedIn).flatMap((found, a) =>
    found.map((attribution) => ({ attribution, gold: articles[a]!.gold })),
  );
  const confidence = trainConfidence(
    linked.map(({ attribution }) => attribution.measures),
    linked.map(({ attribution, gold }) => isRight(attribution, gold)),
  );
  return { links: fitLinks(reread), confidence };
}

function fitLinks(reread: readonly Reread[]): LinearModel {
  const { table, weights } = trainLinking(
    reread.map(({ article }) => article),
    reread.map(({ evidence }) => evidence),
    reread.map(({ reading }) => reading),
  );
  return quantise(["belongs"], table, weights);
}

function linkedIn(links: LinearModel, { article, evidence, reading }: Reread): Linked[] {
  const segments = segmentsOf(reading.labels, reading.certainty);
  return assembleLinked(evidence, segments, link(links, article.tokenized, evidence, segments));
}

/** Whether some annotated attribution shares at least half of the content (by words of both) and a word of the source. */
export function isRight({ contents, source }: Linked, gold: readonly GoldTokens[]): boolean {
  const mine = new Set<number>();
  for (const { start, end } of contents) for (let i = start; i < end; i++) mine.add(i);
  return gold.some((attribution) => {
    let common = 0;
    let size = 0;
    for (const [start, end] of attribution.content)
      for (let i = start; i < end; i++) {
        size++;
        if (mine.has(i)) common++;
      }
    if (common / (mine.size + size - common) < 0.5) return false;
    if (!attribution.source.length) return true;
    return (
      source !== null && attribution.source.some(([start, end]) => start < source.end && end > source.start)
    );
  });
}
