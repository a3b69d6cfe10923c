/** Whether two statements of one speaker render the same utterance, and how one differs from the other. */
import type { Kind } from "../../extraction/statement.ts";
import { type Step, type StepKind } from "../quote-checks/align.ts";
import { isNegationFlip } from "../quote-checks/differences.ts";
import { standsForOther } from "../quote-checks/insertions.ts";
import { askAbout, type Match, matchStatement, RANKS } from "../quote-checks/match.ts";
import { type ReadText, readWords, wordsBetween } from "../quote-checks/read-words.ts";
import { wordsKept } from "../quote-checks/score.ts";

export const RENDERING_KINDS = ["verbatim", "truncated", "altered", "translated_or_paraphrased"] as const;
export type RenderingKind = (typeof RENDERING_KINDS)[number];

/** A statement's words. */
export interface Wording {
  readonly kind: Kind;
  readonly text: string;
}

/** One run of words against the reference's. */
interface WordingStep {
  readonly kind: StepKind;
  readonly reference_words: string;
  readonly words: string;
}

export interface RenderingOf {
  readonly kind: RenderingKind;
  readonly difference: readonly WordingStep[];
}

/** Fewer words, or commoner ones, are said again and again without being the same act of saying. */
const LEAST_WORDS = 5;
const LEAST_BITS = 45;
const LEAST_ALTERED_SCORE = 0.8;
const LEAST_PARAPHRASE_SCORE = 0.75;

/**
 * Whether two statements, taken to be the same speaker's, are nearly the same words. Words turned into their opposite
 * are another utterance, however few they are.
 */
export const areOneUtterance = (a: Wording, b: Wording): boolean => likenessOf(a, b) === "same";

/** Whether two statements are nearly the same words, but that one says the opposite of the other. */
export const areOpposites = (a: Wording, b: Wording): boolean => likenessOf(a, b) === "opposite";

function likenessOf(a: Wording, b: Wording): "same" | "opposite" | "other" {
  const [whole, part] = b.text.length > a.text.length ? [b, a] : [a, b];
  const { rank, score, keptBits, steps, differences } = matchWordings(whole, part);
  if (wordsKept(steps) < LEAST_WORDS || keptBits < LEAST_BITS) return "other";
  if (differences.some(isNegationFlip)) return "opposite";
  const isSame =
    rank === "paraphrase"
      ? score >= LEAST_PARAPHRASE_SCORE
      : RANKS.indexOf(rank) >= RANKS.indexOf("truncated") ||
        (rank === "altered" && score >= LEAST_ALTERED_SCORE);
  return isSame ? "same" : "other";
}

/** A text's words without their form: texts that differ in case, marks, accents and the like have the same. */
export function formOf(text: string): string {
  const { words } = readWords(text);
  return words.length === 0 ? text.trim() : words.map(({ key }) => key).join(" ");
}

/** How a statement renders the words of the reference, and the word-level difference: all of both, in order. */
export function renderingOf(reference: Wording, other: Wording): RenderingOf {
  const match = matchWordings(reference, other);
  const [held, read] = [readWords(reference.text), readWords(other.text)];
  return {
    kind: kindOf(reference, other, match, read),
    difference: wholly(match, read).map(({ kind, sourceFrom, sourceTo, quoteFrom, quoteTo }) => ({
      kind,
      reference_words: wordsBetween(reference.text, held, sourceFrom, sourceTo),
      words: wordsBetween(other.text, read, quoteFrom, quoteTo),
    })),
  };
}

function matchWordings(whole: Wording, part: Wording): Match {
  return matchStatement(askAbout(part.text, null), {
    statementId: "",
    kind: whole.kind,
    text: whole.text,
    speakerId: null,
    speakerNames: [],
    current: true,
    inPeriod: true,
    visible: true,
  });
}

function kindOf(reference: Wording, other: Wording, { words, steps }: Match, ours: ReadText): RenderingKind {
  if (reference.kind === "indirect" || other.kind === "indirect") return "translated_or_paraphrased";
  if (formOf(reference.text) === formOf(other.text)) return "verbatim";
  // What was said before and after all that the reference has does not change what became of the reference's words.
  const [first, last] = [steps[0], steps.at(-1)];
  const from = first?.kind === "added" && first.sourceFrom === 0 ? first.quoteTo : 0;
  const to = last?.kind === "added" && last.sourceTo === words.length ? last.quoteFrom : ours.words.length;
  const text = from < to ? wordsBetween(other.text, ours, from, to) : other.text;
  const match = matchWordings(reference, { ...other, text });
  if (match.rank === "far" || match.rank === "paraphrase") return "translated_or_paraphrased";
  if (match.rank === "altered") return "altered";
  return isCut(match, readWords(text)) ? "truncated" : "verbatim";
}

/** Whether words are missing that nothing in brackets stands for. */
function isCut(match: Match, read: ReadText): boolean {
  return wholly(match, read).some(({ kind }) => kind === "dropped");
}

/** The steps with the words at both ends that the alignment does not reach: those were cut off. */
function wholly({ words, steps }: Match, read: ReadText): Step[] {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) {
    // They have too little in common for an alignment to say anything.
    return [
      {
        kind: "replaced",
        sourceFrom: 0,
        sourceTo: words.length,
        quoteFrom: 0,
        quoteTo: read.words.length,
      },
    ];
  }
  const dropped = (sourceFrom: number, sourceTo: number, quote: number): Step[] =>
    sourceFrom < sourceTo
      ? [{ kind: "dropped", sourceFrom, sourceTo, quoteFrom: quote, quoteTo: quote }]
      : [];
  return [
    ...dropped(0, first.sourceFrom, 0),
    ...steps,
    ...dropped(last.sourceTo, words.length, read.words.length),
  ].map((step) => (standsForOther(words, read, step) ? { ...step, kind: "replaced" } : step));
}
