import { readFileSync } from "node:fs";

/** A logistic regression: one weight for each measure, in the order of `MEASURES`. */
export type ConfidenceModel = number[];

/** What the probability that an attribution is right is read off. */
export const MEASURES = [
  "constant",
  "least certain content link",
  "source link",
  "has a source",
  "has a cue",
  "certainty of the cue",
  "certainty of the least certain content",
  "content is quoted",
  "content in one piece",
  "cue and content in one sentence",
  "readiness of the cue word",
  "content is short",
] as const;

export function readConfidenceModel(): ConfidenceModel {
  return JSON.parse(readFileSync(new URL("confidence.json", import.meta.url), "utf8")) as ConfidenceModel;
}

export function confidenceOf(model: ConfidenceModel, measures: readonly number[]): number {
  return 1 / (1 + Math.exp(-measures.reduce((sum, value, k) => sum + value * model[k]!, 0)));
}
