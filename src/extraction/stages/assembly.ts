import type { ExtractedStatement, Extraction, Kind, Span } from "../statement.ts";
import type { Attribution, TokenRange } from "./attributions.ts";
import type { TokenChainStep } from "./chains.ts";
import type { Circumstance } from "./circumstances/circumstances.ts";
import type { FoundClaims } from "./claims.ts";
import type { FoundCorrection } from "./corrections.ts";
import type { ResolvedSpeakers } from "./coreference.ts";
import { textOf, type Reading } from "./reading.ts";

export interface Stages {
  attributions: readonly Attribution[];
  resolved: ResolvedSpeakers;
  circumstances: readonly Circumstance[];
  chains: readonly TokenChainStep[][];
  claims: FoundClaims;
  corrections: readonly FoundCorrection[];
}

/** Shares of quoted words from which on a content is verbatim, and up to which it is paraphrase. */
const DIRECT_FROM = 0.95;
const INDIRECT_TO = 0.02;

/** Turns what the stages found into statements whose offsets count code points. */
export function assemble(
  reading: Reading,
  stages: Stages,
  codePoint: (offset: number) => number,
): Extraction {
  const { tokens } = reading;
  const span = (range: TokenRange): Span => ({
    start: codePoint(tokens[range.start]!.start),
    end: codePoint(tokens[range.end - 1]!.end),
  });
  const printed = (range: TokenRange): string => textOf(reading, range);
  const claimOf = new Map(
    stages.claims.claims.flatMap((claim, index) =>
      claim.statements.map((statement) => [statement, index] as const),
    ),
  );

  const statements = stages.circumstances.map((circumstance, k): ExtractedStatement => {
    const attribution = stages.attributions[k]!;
    return {
      kind: kindOf(reading, circumstance.content),
      speaker: circumstance.speaker,
      attributedAs: circumstance.source ? printed(circumstance.source) : null,
      position: circumstance.position,
      stance: circumstance.stance,
      medium: circumstance.medium,
      audience: circumstance.audienceRange ? printed(circumstance.audienceRange) : null,
      place: circumstance.place ? printed(circumstance.place) : null,
      saidOn: circumstance.saidOn,
      chain: stages.chains[k]!.map(({ range, ...step }) => ({ ...step, span: range ? span(range) : null })),
      confidence: attribution.confidence,
      source: attribution.source.map(span),
      cue: attribution.cue.map(span),
      content: circumstance.content.map((range) => span(unquoted(reading, range))),
      sentence: span(circumstance.sentence),
      claim: claimOf.get(k) ?? null,
    };
  });
  return {
    speakers: stages.resolved.speakers.map(({ name, type, aliases }) => ({ name, type, aliases })),
    statements,
    claims: stages.claims.claims.map(({ range, statements: about }) => ({
      text: printed(unquoted(reading, range)),
      span: span(unquoted(reading, range)),
      statements: about,
    })),
    confirmations: stages.claims.confirmations.map(({ evidence, ...rest }) => ({
      ...rest,
      evidence: span(evidence),
    })),
    corrections: stages.corrections.map(({ start, end, kind }) => ({
      kind,
      span: { start: codePoint(start), end: codePoint(end) },
    })),
  };
}

/** A piece that is one quotation from mark to mark stands without its marks. */
function unquoted({ quotationOf, quotations }: Reading, range: TokenRange): TokenRange {
  const quotation = quotations[quotationOf[range.start]!];
  if (!quotation || quotation.open !== range.start) return range;
  const end = quotation.closed && range.end === quotation.close + 1 ? range.end - 1 : range.end;
  return end <= quotation.close && end > range.start + 1 ? { start: range.start + 1, end } : range;
}

/** By the share of words between quotation marks: all, none, or some. */
function kindOf({ tokens, quotationOf }: Reading, content: readonly TokenRange[]): Kind {
  let words = 0;
  let quoted = 0;
  for (const range of content)
    for (let i = range.start; i < range.end; i++) {
      if (tokens[i]!.pos === "PUNCT") continue;
      words++;
      if (quotationOf[i] !== -1) quoted++;
    }
  const share = words === 0 ? 0 : quoted / words;
  return share > DIRECT_FROM ? "direct" : share < INDIRECT_TO ? "indirect" : "mixed";
}
