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

/** A pair of quotation marks: token indices of the marks, `close` being exclusive of nothing when it is unclosed. */
export interface QuotedRun {
  /** Index of the opening mark. */
  open: number;
  /** Index of the closing mark, or of the first token after the quotation where no mark closes it. */
  close: number;
}

/** Finds the attributions of a text with the learnt model. */
export function tagAttributions(_tokenized: TokenizedText, _quotations: readonly QuotedRun[]): Attribution[] {
  return [];
}
