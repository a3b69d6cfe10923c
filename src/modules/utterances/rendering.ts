/** Whether two statements of one speaker render the same utterance, and how the later differs from the first. */
import type { Kind } from "../../extraction/statement.ts";
import { askAbout, type Match, matchStatement, RANKS } from "../quote-checks/match.ts";
import type { StepKind } from "../quote-checks/align.ts";

export const RENDERING_KINDS = ["verbatim", "truncated", "altered", "translated_or_paraphrased"] as const;
export type RenderingKind = (typeof RENDERING_KINDS)[number];

/** A statement's words. */
export interface Wording {
  readonly kind: Kind;
  readonly text: string;
}

/** One run of words against the first rendering's. */
export interface WordingStep {
  readonly kind: StepKind;
  readonly first_words: string;
  readonly words: string;
}

export interface RenderingOf {
  readonly kind: RenderingKind;
  readonly difference: WordingStep[];
}

/** Fewer words, or commoner ones, are said again and again without being the same act of saying. */
const LEAST_WORDS = 5;
const LEAST_BITS = 45;
const LEAST_ALTERED_SCORE = 0.8;
const LEAST_PARAPHRASE_SCORE = 0.75;

/**
 * How a statement renders the utterance that another was the first rendering of; null where it does not. Both are
 * taken to be the same speaker's. Words turned into their opposite are another utterance, however few they are.
 */
export function renderingOf(first: Wording, other: Wording): RenderingOf | null {
  const isLonger = other.text.length > first.text.length;
  const [whole, part] = isLonger ? [other, first] : [first, other];
  const match = matchWordings(whole, part);
  if (!isSameUtterance(match)) return null;
  return { kind: kindOf(match, first, other), difference: differenceFrom(first, other) };
}

/** The word-level difference of a statement from the first rendering, however little they share. */
export function differenceFrom(first: Wording, other: Wording): WordingStep[] {
  const question = askAbout(other.text, null);
  const { steps, words } = matchWordings(first, other);
  const slice = (
    text: string,
    list: readonly { start: number; end: number }[],
    from: number,
    to: number,
  ): string => (from < to ? text.slice(list[from]!.start, list[to - 1]!.end) : "");
  return steps.map(({ kind, sourceFrom, sourceTo, quoteFrom, quoteTo }) => ({
    kind,
    first_words: slice(first.text, words, sourceFrom, sourceTo),
    words: slice(other.text, question.read.words, quoteFrom, quoteTo),
  }));
}

/** How a statement that is known to render the utterance does so. */
export function kindOfRendering(first: Wording, other: Wording): RenderingKind {
  const [whole, part] = other.text.length > first.text.length ? [other, first] : [first, other];
  return kindOf(matchWordings(whole, part), first, other);
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

function isSameUtterance({ rank, score, keptBits, steps, differences }: Match): boolean {
  const kept = steps.reduce(
    (sum, step) => sum + (step.kind === "kept" ? step.quoteTo - step.quoteFrom : 0),
    0,
  );
  if (kept < LEAST_WORDS || keptBits < LEAST_BITS) return false;
  if (differences.some(({ effect }) => effect === "negation" || effect === "reversal")) return false;
  if (rank === "paraphrase") return score >= LEAST_PARAPHRASE_SCORE;
  return (
    RANKS.indexOf(rank) >= RANKS.indexOf("truncated") || (rank === "altered" && score >= LEAST_ALTERED_SCORE)
  );
}

function kindOf({ rank, words, steps }: Match, first: Wording, other: Wording): RenderingKind {
  if (first.kind === "indirect" || other.kind === "indirect" || rank === "paraphrase" || rank === "far") {
    return "translated_or_paraphrased";
  }
  if (rank === "altered") return "altered";
  const isWhole = steps[0]?.sourceFrom === 0 && steps.at(-1)?.sourceTo === words.length;
  return isWhole && rank !== "truncated" ? "verbatim" : "truncated";
}
