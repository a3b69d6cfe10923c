import {
  readParagraph,
  type AttributionModel,
  type RoleReading,
} from "../../src/extraction/model/attribution-model.ts";
import type { WordKnowledge } from "../../src/extraction/model/evidence.ts";
import { ROLE_LABELS } from "../../src/extraction/model/roles.ts";
import { scoreSequence, trainCrf, type CrfWeights } from "./crf.ts";
import { crossFit } from "./folds.ts";
import { quantise } from "./model-file.ts";
import type { ReadArticle } from "./role-data.ts";
import { trainLinking } from "./train-linking.ts";
import { roleOptions, roleSequences } from "./train-roles.ts";

/** Features of the random field must have been seen this often. */
const MINIMUM = 8;
const FOLDS = 3;

/** Fits the models that find attributions, on articles read with a syntax that was fitted on others. */
export function trainAttributions(
  articles: readonly ReadArticle[],
  words: WordKnowledge,
  report: (line: string) => void,
): AttributionModel & { readings: RoleReading[] } {
  const data = roleSequences(articles, words, MINIMUM);
  const options = roleOptions(data, 8, 0.05, 1e-3, 0.5);
  report(`roles: ${data.nodeTable.size} features`);
  type Part = (typeof data.articles)[number];
  const fit = (parts: Part[]) =>
    trainCrf(
      parts.flatMap((part) => part.sequences),
      options,
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
  const readings = crossFit(data.articles, FOLDS, fit, read);
  report("roles: cross-fitted");
  const weights = fit(data.articles);
  report("roles: fitted");
  const links = trainLinking(
    articles,
    data.articles.map(({ evidence }) => evidence),
    readings,
  );
  report(`links: ${links.table.size} features`);
  const edgeLabels = ROLE_LABELS.flatMap((before) => ROLE_LABELS.map((label) => `${before} ${label}`));
  return {
    words,
    nodes: quantise(ROLE_LABELS, data.nodeTable, weights.nodes),
    edges: quantise(edgeLabels, data.edgeTable, weights.edges),
    links: quantise(["belongs"], links.table, links.weights),
    readings,
  };
}
