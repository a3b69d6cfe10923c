import { codePointsOf } from "./code-points.ts";
import { tagAttributions } from "./stages/attributions.ts";
import { assemble } from "./stages/assembly.ts";
import { chainOf } from "./stages/chains.ts";
import { readCircumstances } from "./stages/circumstances/circumstances.ts";
import { creditCited } from "./stages/cited.ts";
import { findClaims } from "./stages/claims.ts";
import { resolveSpeakers } from "./stages/coreference.ts";
import { findCorrections } from "./stages/corrections.ts";
import { findCues } from "./stages/cues.ts";
import { findLabelledSpeech } from "./stages/labelled-speech.ts";
import { mergeAttributions } from "./stages/merging.ts";
import { findQuotations } from "./stages/quotations.ts";
import { readSentences } from "./stages/reading.ts";
import { attributeByRules } from "./stages/ruled-attributions.ts";
import { addStandingQuotations } from "./stages/standing-quotations.ts";
import { tokenize } from "./stages/tokens.ts";
import type { Extraction, ExtractionOptions } from "./statement.ts";

/**
 * Finds every attributed statement of a news text: who said what, in which words, how, when, where and to whom, and
 * who confirmed or denied it.
 *
 * Pure and linear in the length of the text. Text without statements gives empty lists; nothing is thrown.
 *
 * @param text any string; offsets of the result count its Unicode code points
 */
export function extractStatements(text: string, options: ExtractionOptions = {}): Extraction {
  const tokenized = tokenize(text);
  const quotations = findQuotations(tokenized);
  const reading = readSentences(tokenized, quotations);
  const cues = findCues(reading);
  const labelled = findLabelledSpeech(reading);
  const ruled = attributeByRules(reading, cues);
  const tagged = tagAttributions(tokenized, quotations);
  const merged = mergeAttributions(reading, labelled, ruled, tagged);
  const attributions = creditCited(reading, addStandingQuotations(reading, merged));
  const resolved = resolveSpeakers(
    reading,
    attributions.map(({ source }) => source[0] ?? null),
  );
  const circumstances = readCircumstances(reading, attributions, resolved, options);
  const chains = circumstances.map((circumstance) => chainOf(reading, resolved, circumstance));
  const claims = findClaims(reading, circumstances);
  const corrections = findCorrections(tokenized, quotations);
  return assemble(
    reading,
    { attributions, resolved, circumstances, chains, claims, corrections },
    codePointsOf(text),
  );
}
