import {
  assembleLinked,
  readRoles,
  link,
  readAttributionModel,
  type AttributionModel,
} from "../model/attribution-model.ts";
import { confidenceOf } from "../model/confidence.ts";
import { gatherEvidence } from "../model/evidence.ts";
import { segmentsOf } from "../model/roles.ts";
import type { TokenizedText } from "./tokens.ts";

/** A run of tokens, by index into `TokenizedText.tokens`, end exclusive. */
export interface TokenRange {
  start: number;
  end: number;
}

/** One attribution as the model reads it: each role is one or more runs of tokens; source and cue may be empty. */
export interface Attribution {
  cue: TokenRange[];
  source: TokenRange[];
  content: TokenRange[];
  /** Probability that this attribution is right, 0 to 1. */
  confidence: number;
}

/** A pair of quotation marks: token indices of the marks, see each. */
export interface QuotedRun {
  /** Index of the opening mark. */
  open: number;
  /** Index of the closing mark, or of the first token after the quotation where no mark closes it. */
  close: number;
}

const shippedModel = readAttributionModel();

/**
 * Finds the attributions of a text with the learnt model: labels each token as part of a source, cue or content (a
 * conditional random field over each paragraph), then links sources and contents to cues.
 */
export function tagAttributions(
  tokenized: TokenizedText,
  quotations: readonly QuotedRun[],
  model: AttributionModel = shippedModel,
): Attribution[] {
  const evidence = gatherEvidence(tokenized, quotations, model.words);
  const { labels, certainty } = readRoles(model, tokenized, evidence);
  const segments = segmentsOf(labels, certainty);
  const links = link(model.links, tokenized, evidence, segments);
  return assembleLinked(evidence, segments, links).map(({ cue, source, contents, measures }) => ({
    cue: cue ? [cue] : [],
    source: source ? [source] : [],
    content: contents,
    confidence: confidenceOf(model.confidence, measures),
  }));
}
