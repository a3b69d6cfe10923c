import { CORRECTION_PHRASES } from "../lexicon/lexicon.ts";
import type { CorrectionKind } from "../statement.ts";
import type { Quotation } from "./quotations.ts";
import type { Sentence, TokenizedText } from "./tokens.ts";

/** Where a text prints that it was changed. Offsets count UTF-16 units, end exclusive. */
export interface FoundCorrection {
  start: number;
  end: number;
  kind: CorrectionKind;
}

/** Nobody prints a longer beginning of a sentence before its verb; it bounds what a pattern reads. */
const OPENING = 200;

const anyOf = (name: string): string =>
  `(?:${CORRECTION_PHRASES.get(name)!
    .map((phrase) => phrase.replace(/[-.]/g, "\\$&").replace(/ /g, "\\s+").replace(/'/g, "['’]"))
    .join("|")})`;

const SELF = `(?:this|our)\\s+${anyOf("text")}`;
const LEAD = `(?:[[(*_—–-]\\s*)*(?:(?:because of|due to|owing to)\\s[^,\\n]{1,80},\\s+)?(?:in\\s+)?`;
const PART = `(?:the|a)\\s+${anyOf("part")}\\s+(?:of|on|to|in|for|with|accompanying)\\s+`;
/** "An earlier version of this article", "A photo caption in an earlier version of this article". */
const EARLIER_VERSION = new RegExp(
  `^${LEAD}(?:${PART})?(?:an?|the)\\s+${anyOf("earlier")}\\s+versions?\\s+of\\s+${SELF}\\b`,
  "iu",
);
/** "This story has been updated", "The headline of this article was corrected". */
const SELF_CHANGED = new RegExp(
  `^${LEAD}(?:${PART})?${SELF}\\s+(?:has been|was|is|have been)\\s+(?:since\\s+|now\\s+|later\\s+|also\\s+)?${anyOf("changed")}\\b`,
  "iu",
);
const REGRET =
  /^(?:we|the \p{Lu}[\p{L}' ’]{1,40}) (?:regrets?|apologi[sz]es?\sfor) (?:the|this|these|any) errors?\b/iu;
const LABELS = ["correction", "update", "editors_note"] as const satisfies readonly CorrectionKind[];
const DATE = String.raw`[\s,(]+(?:[\p{L}.]{1,9}\s+)?\d[\p{L}\p{N}., /]{0,30}\)?`;
/** A label, perhaps a date, and the mark that ends it: "Correction (Aug. 8, 2025):". */
const LABEL = new RegExp(
  `^[[(*_\\s]*(?:${LABELS.map((label) => `(${anyOf(label)})`).join("|")})(?:${DATE})?\\s*(?::|—|–|\\s-\\s)`,
  "iu",
);
const ERROR = new RegExp(`\\b${anyOf("error")}\\b`, "iu");
const SELF_ANYWHERE = new RegExp(`\\b(?:${SELF}|${anyOf("earlier")}\\s+version)\\b`, "iu");

/**
 * Finds the corrections, updates and editor's notes that a text prints about itself: paragraphs behind a label, and
 * sentences about "this article". What stands inside quotation marks is somebody else's. Linear in the text.
 */
export function findCorrections(
  { text, sentences }: Pick<TokenizedText, "text" | "sentences">,
  quotations: readonly Pick<Quotation, "start" | "end">[],
): FoundCorrection[] {
  const found: FoundCorrection[] = [];
  let quotation = 0;
  let before = 0;
  for (const sentence of sentences) {
    const opens = before === 0 || text.slice(before, sentence.start).includes("\n");
    before = sentence.end;
    if (sentence.start < (found.at(-1)?.end ?? 0)) continue;
    while (quotation < quotations.length && quotations[quotation]!.end <= sentence.start) quotation += 1;
    const quoted = (quotations[quotation]?.start ?? Infinity) <= sentence.start;
    const correction = quoted
      ? null
      : ((opens ? labelled(text, sentence) : null) ?? aboutItself(text, sentence));
    if (correction !== null) found.push(correction);
  }
  return found;
}

/** The paragraph that the sentence opens, where it opens with a label. */
function labelled(text: string, { start }: Sentence): FoundCorrection | null {
  const label = LABEL.exec(text.slice(start, start + OPENING));
  if (label === null) return null;
  const line = text.indexOf("\n", start);
  const words = text.slice(start, line < 0 ? text.length : line).trimEnd();
  const kind = LABELS[label.slice(1).findIndex((one) => one !== undefined)]!;
  const corrects = kind !== "correction" && SELF_ANYWHERE.test(words) && ERROR.test(words);
  return { start, end: start + words.length, kind: corrects ? "correction" : kind };
}

function aboutItself(text: string, { start, end }: Sentence): FoundCorrection | null {
  const opening = text.slice(start, Math.min(end, start + OPENING));
  if (REGRET.test(opening)) return { start, end, kind: "correction" };
  if (!EARLIER_VERSION.test(opening) && !SELF_CHANGED.test(opening)) return null;
  return { start, end, kind: ERROR.test(text.slice(start, end)) ? "correction" : "update" };
}
