/** How often the verdict on the labelled quotations is right, every one held against all the statements of the file. */
import type { Candidate } from "../../src/modules/quote-checks/match.ts";
import { askAbout, matchStatement } from "../../src/modules/quote-checks/match.ts";
import { judge, type Verdict } from "../../src/modules/quote-checks/verdict.ts";
import { type LabelledQuotation, type PairsFile, readLabelledPairs } from "./labelled-pairs.ts";

export interface VerdictAccuracy {
  quotations: number;
  right: number;
  wrong: { quotation: LabelledQuotation; verdict: Verdict }[];
  flips: number;
  /** Negation flips that were given the verdict `exact` or `exact_ignoring_form`. */
  flipsPassedAsExact: LabelledQuotation[];
  /** Negation flips without the flag. */
  flipsNotFlagged: LabelledQuotation[];
  /** Quotations with the flag that are no negation flips. */
  falselyFlagged: LabelledQuotation[];
}

/** Judges every labelled quotation. */
export function measureVerdictAccuracy(file: PairsFile = "labelled-pairs.txt"): VerdictAccuracy {
  const { statements, quotations } = readLabelledPairs(file);
  const candidates = statements.map(({ id, kind, text, speaker }): Candidate => ({
    statementId: id,
    kind,
    text,
    speakerId: speaker,
    speakerNames: [speaker],
    current: true,
    inPeriod: true,
    visible: true,
  }));
  const judged = quotations.map((quotation) => {
    const question = askAbout(quotation.text, quotation.speaker);
    const matches = candidates.map((candidate) => matchStatement(question, candidate));
    return { quotation, ...judge(question, matches) };
  });
  const wrong = judged.filter(({ quotation, verdict }) => quotation.verdict !== verdict);
  const flips = judged.filter(({ quotation }) => quotation.negationFlip);
  return {
    quotations: quotations.length,
    right: quotations.length - wrong.length,
    wrong: wrong.map(({ quotation, verdict }) => ({ quotation, verdict })),
    flips: flips.length,
    flipsPassedAsExact: flips
      .filter(({ verdict }) => verdict === "exact" || verdict === "exact_ignoring_form")
      .map(({ quotation }) => quotation),
    flipsNotFlagged: flips.filter(({ negationFlip }) => !negationFlip).map(({ quotation }) => quotation),
    falselyFlagged: judged
      .filter(({ quotation, negationFlip }) => negationFlip && !quotation.negationFlip)
      .map(({ quotation }) => quotation),
  };
}
