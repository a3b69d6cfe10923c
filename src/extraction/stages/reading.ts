import { REPORTING_VERBS } from "../lexicon/lexicon.ts";
import type { TokenRange } from "./attributions.ts";
import type { Quotation } from "./quotations.ts";
import type { Token, TokenizedText } from "./tokens.ts";

/** A text as the later stages read it: tokens, quotations, and sentences that keep a quotation whole. */
export interface Reading extends TokenizedText {
  quotations: readonly Quotation[];
  /** For each token the index of the quotation that it stands in (marks included), or -1. */
  quotationOf: Int32Array;
  /**
   * Sentences of the article's own voice: a sentence that ends inside a quotation does not end the unit, since
   * `"We tried. We failed," he said.` is one sentence with one attribution.
   */
  units: readonly TokenRange[];
  /** For each token the index of its unit. */
  unitOf: Int32Array;
}

/** The words of a run of tokens, as they are printed. */
export const textOf = ({ text, tokens }: TokenizedText, { start, end }: TokenRange): string =>
  text.slice(tokens[start]!.start, tokens[end - 1]!.end);

/** A text without sentence ends is cut here, so that what is done for each sentence stays linear in the text. */
const LONGEST_UNIT = 1000;
const SENTENCE_END = /[.!?…]$/;

/** Joins tokens and quotations into the view that cues, contents and speakers are looked for in. */
export function readSentences(tokenized: TokenizedText, quotations: readonly Quotation[]): Reading {
  const { tokens } = tokenized;
  const quotationOf = new Int32Array(tokens.length).fill(-1);
  quotations.forEach((quotation, index) => {
    const end = Math.min(quotation.closed ? quotation.close + 1 : quotation.close, tokens.length);
    quotationOf.fill(index, quotation.open, end);
  });

  const units: TokenRange[] = [];
  const unitOf = new Int32Array(tokens.length);
  let start = 0;
  for (let i = 0; i < tokens.length; i++) {
    unitOf[i] = units.length;
    if (
      i + 1 === tokens.length ||
      i + 1 - start >= LONGEST_UNIT ||
      endsUnit(tokens, quotations, quotationOf, i)
    ) {
      units.push({ start, end: i + 1 });
      start = i + 1;
    }
  }
  return { ...tokenized, quotations, quotationOf, units, unitOf };
}

function endsUnit(
  tokens: readonly Token[],
  quotations: readonly Quotation[],
  quotationOf: Int32Array,
  i: number,
): boolean {
  const token = tokens[i]!;
  const next = tokens[i + 1]!;
  if (token.paragraph !== next.paragraph) return true;
  const quotation = quotations[quotationOf[i]!];
  if (quotation && quotationOf[i + 1] === quotationOf[i]) return false;
  if (quotation) {
    // After the closing mark: `"... it over." The crowd left.` ends, `"Is it over?" the crowd asked.` goes on.
    const last = tokens[i - 1]?.text ?? "";
    if (!SENTENCE_END.test(last) || /^[\p{Ll},;:]/u.test(next.text)) return false;
    return last.endsWith(".") || !attributionFollows(tokens, quotationOf, i + 1);
  }
  // "said so."We know," she said": a quotation opens a sentence of its own also where the space is missing.
  const unspaced = /^[.!?]$/.test(token.text) && quotationOf[i + 1] !== -1;
  return (token.sentence !== next.sentence || unspaced) && !/^[,;]/.test(next.text);
}

/** Whether the words from `i` on are "Smith said" or "said Smith", so that they belong to the quotation before them. */
function attributionFollows(tokens: readonly Token[], quotationOf: Int32Array, i: number): boolean {
  for (let j = i; j < Math.min(i + 8, tokens.length) && quotationOf[j] === -1; j++) {
    const token = tokens[j]!;
    if (token.pos !== "VERB" && token.pos !== "AUX") {
      if (token.pos === "PUNCT" && token.text !== "," && token.text !== "-") return false;
      continue;
    }
    if (!REPORTING_VERBS.get(token.lemma)?.quotation) return false;
    return !leadsInMore(tokens, quotationOf, j + 1);
  }
  return false;
}

/** Whether a content follows the verb, so that its attribution looks forward and not back: "added, “It ...". */
function leadsInMore(tokens: readonly Token[], quotationOf: Int32Array, i: number): boolean {
  const token = tokens[i];
  if (!token) return false;
  if (token.lower === "that" || token.text === ":") return true;
  const quoted = tokens[i + 2];
  return (
    token.text === "," && quotationOf[i + 1] !== -1 && quoted !== undefined && !/^\p{Ll}/u.test(quoted.text)
  );
}
