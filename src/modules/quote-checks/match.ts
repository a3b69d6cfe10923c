/** One statement held against a quotation: how its words were kept, what differs, and what that makes of it. */
import type { Kind } from "../../extraction/statement.ts";
import { align, type Step } from "./align.ts";
import {
  type Difference,
  isNegationFlip,
  judgeDifferences,
  keepsWords,
  type Severity,
  severityOf,
} from "./differences.ts";
import { isOfAmount } from "./effects.ts";
import { wordBits } from "./lexicon/lexicon.ts";
import { findLostClause, isQualifyingClause, type LostClause } from "./qualifying-clause.ts";
import { likenessOf } from "./likeness.ts";
import { type QuoteWord, type ReadText, readWords } from "./read-words.ts";
import { isSpeakersOwn, reportersWords } from "./reported-words.ts";
import { bitsBetween, bitsKept, scoreOf, wordsIn, wordsInflected, wordsKept } from "./score.ts";
import { canMeanSpeaker } from "./speaker-names.ts";
import { inAmericanSpelling } from "./spelling.ts";

/** A statement that may hold the words asked about. */
export interface Candidate {
  statementId: string;
  kind: Kind;
  /** The exact words of the content, as the document prints them. */
  text: string;
  /** Null where the speaker could not be determined. */
  speakerId: string | null;
  /** All forms of the speaker's name, and the words that the document names the speaker with. */
  speakerNames: readonly string[];
  /** False when a later revision of its document took this statement's place. */
  current: boolean;
  /** Said within the dates asked for. */
  inPeriod: boolean;
  /** The reader may see it. What nobody may see still counts as held: a phrase is no rarer for it. */
  visible: boolean;
}

/** What is asked: the words, and whom they are laid to. */
export interface Question {
  text: string;
  read: ReadText;
  speaker: string | null;
}

export const RANKS = ["far", "paraphrase", "altered", "truncated", "exact_ignoring_form", "exact"] as const;
/** What one statement alone makes of the quotation. */
type Rank = (typeof RANKS)[number];

export interface Match {
  candidate: Candidate;
  words: readonly QuoteWord[];
  rank: Rank;
  /** Share of what the words tell, in bits, that was kept: 0 to 1. */
  score: number;
  /** Bits of the words kept: how little they can stand there by chance. */
  keptBits: number;
  /** The same also where so little is kept that it is not judged; there at most. */
  sharedBits: number;
  /** That it is an altered quotation rests on it that no other statement comes near. */
  isAlteredIfUnrivalled: boolean;
  /** A paraphrase by the words that both have, wherever these stand, and denying as much: its alignment tells of no denial. */
  isLikeThroughout: boolean;
  steps: Step[];
  differences: Difference[];
  severity: Severity;
  lost: LostClause | null;
  /** The speaker asked about can be this one; null when none was asked about or the statement has none. */
  isSpeaker: boolean | null;
}

/**
 * Below these a likeness may be chance: measured on sentences never said (docs/benchmarks.md). One word changed is
 * easily believed; so are a few in a long quotation; several in a short one need more of the rest to be kept, the more
 * so the less it tells.
 */
const LEAST_SCORE_OF_ONE_CHANGE = 0.68;
const LEAST_SCORE_OF_LARGELY_KEPT = 0.62;
const LEAST_SCORE_OF_CUT_ONCE = 0.55;
const LEAST_WORDS_CUT_ONCE = 6;
const LARGELY_KEPT_WORDS = 8;
const LARGELY_KEPT_SHARE = 0.8;
const leastScoreOfMore = (keptBits: number): number =>
  Math.min(0.92, Math.max(0.7, 0.92 - 0.0034 * (keptBits - 50)));
const LEAST_ALTERED_BITS = 32;
const LEAST_ALTERED_WORDS = 3;
const LEAST_PARAPHRASE_LIKENESS = 0.62;
/** A statement with a smaller share of the quotation's words is neither a match nor near ... */
const LEAST_SHARE_JUDGED = 0.4;
/** ... but as little is enough where more may be the same in form. */
const LEAST_SHARE_IN_FORM = 0.3;
/** Enough where no other statement comes near: see rivals.ts. */
const LEAST_SCORE_OF_UNRIVALLED = 0.7;

/** Reads a quotation once for all the statements it is held against. */
export function askAbout(text: string, speaker: string | null): Question {
  return { text, read: readWords(text), speaker };
}

/** Places of a statement that are judged where the words stand in several, each so many words behind the one before at most. */
const MOST_PLACES = 8;
const MOST_WORDS_TO_PLACE = 1_000;

/** Holds a statement against the quotation: where its words stand in several places, by the one that bears it out best. */
export function matchStatement(question: Question, candidate: Candidate): Match {
  const { words } = readWords(candidate.text);
  const quoted = question.read.words;
  const allBits = Math.max(bitsBetween(quoted, 0, quoted.length), 1);
  // Most candidates share three words and no more: whatever an alignment finds, it cannot keep enough of them.
  const common = bitsInCommon(quoted, words);
  const aligned = common < LEAST_SHARE_IN_FORM * allBits ? [] : align(words, quoted);
  const sharedBits = aligned.length === 0 ? common : bitsKept(words, aligned);
  const isHopeless =
    sharedBits < LEAST_SHARE_IN_FORM * allBits ||
    (sharedBits < LEAST_SHARE_JUDGED * allBits && !mayShareInForm(quoted, words));
  const shared: SharedWords = {
    candidate,
    words,
    sharedBits,
    isSpeaker:
      question.speaker === null || candidate.speakerId === null
        ? null
        : canMeanSpeaker(question.speaker, candidate.speakerNames),
  };
  if (isHopeless) return matchAt(question, shared, []);
  let best = matchAt(question, shared, aligned);
  let from = aligned.at(-1)!.sourceTo;
  for (let places = 1; best.rank !== "exact" && places < MOST_PLACES; places += 1) {
    const rest = words.slice(from, from + MOST_WORDS_TO_PLACE);
    if (bitsInCommon(quoted, rest) < sharedBits) break;
    const next = align(rest, quoted).map((step) => shifted(step, from));
    const other = matchAt(question, shared, next);
    if (RANKS.indexOf(other.rank) > RANKS.indexOf(best.rank)) best = other;
    from = next.at(-1)!.sourceTo;
  }
  return best;
}

type SharedWords = Pick<Match, "candidate" | "words" | "sharedBits" | "isSpeaker">;

const shifted = (step: Step, by: number): Step => ({
  ...step,
  sourceFrom: step.sourceFrom + by,
  sourceTo: step.sourceTo + by,
});

/** @param aligned none where too little is shared to be judged */
function matchAt(question: Question, shared: SharedWords, aligned: readonly Step[]): Match {
  const { candidate, words, sharedBits, isSpeaker } = shared;
  const { steps, differences } =
    aligned.length === 0 ? { steps: [], differences: [] } : judgeDifferences(words, question.read, aligned);
  const keptBits = bitsKept(words, steps);
  const score = scoreOf(words, question.read.words, keptBits, steps, differences);
  const match: Match = {
    candidate,
    words,
    rank: "far",
    score,
    keptBits,
    sharedBits,
    isAlteredIfUnrivalled: false,
    isLikeThroughout: false,
    steps,
    differences,
    severity: severityOf(differences),
    lost: null,
    isSpeaker,
  };
  if (steps.length === 0 && candidate.kind === "direct") return match;
  if (steps.length === 0 || !isSpeakersOwn(candidate, words, steps))
    return withParaphraseRank(question, match);
  const [from, to] = [steps[0]!.sourceFrom, steps.at(-1)!.sourceTo];
  match.lost = findLostClause(words, from, to) ?? clauseDroppedWithin(words, differences);
  match.rank = rankOf(question, match, from, to);
  match.isAlteredIfUnrivalled =
    match.rank === "far" && score >= LEAST_SCORE_OF_UNRIVALLED && keepsEnough(question, steps);
  return match;
}

/** No alignment keeps more than the words that both have. */
function bitsInCommon(quote: readonly QuoteWord[], source: readonly QuoteWord[]): number {
  const theirs = new Set(source.map(({ key }) => key));
  return quote.reduce((sum, { key }) => (theirs.has(key) ? sum + wordBits(key) : sum), 0);
}

/** Whether words that only one of the texts has may be the same as others in form: sums, or spelt otherwise. */
function mayShareInForm(quote: readonly QuoteWord[], source: readonly QuoteWord[]): boolean {
  if (quote.some(isOfAmount)) return true;
  const keys = (words: readonly QuoteWord[]): Set<string> => new Set(words.map(({ key }) => key));
  const [theirs, ours] = [keys(quote), keys(source)];
  const speltByUs = new Set([...ours].filter((key) => !theirs.has(key)).map(inAmericanSpelling));
  return [...theirs].some((key) => !ours.has(key) && speltByUs.has(inAmericanSpelling(key)));
}

function rankOf(question: Question, match: Match, from: number, to: number): Rank {
  const { differences, lost, words, candidate, steps, score, keptBits } = match;
  const onlyLeftOut = differences.every(
    (difference) => keepsWords(difference) || isDroppedClause(words, difference),
  );
  const kept = wordsKept(steps);
  const contracted = differences.filter(({ effect }) => effect === "contraction");
  const isMostlyKept = (kept + wordsIn(contracted)) * 2 > question.read.words.length;
  if (onlyLeftOut && isMostlyKept) {
    if (lost) return "truncated";
    if (contracted.length > 0) return "altered";
    const quoted = question.read.words;
    const ours = candidate.text.slice(words[from]!.start, words[to - 1]!.end);
    const theirs = question.text.slice(quoted[0]!.start, quoted.at(-1)!.end);
    const isUnmarked =
      differences.length === 0 &&
      question.read.insertedAfter.length === 0 &&
      quoted.every(({ gapBefore }) => gapBefore === "none");
    return isUnmarked && oneLine(ours) === oneLine(theirs) ? "exact" : "exact_ignoring_form";
  }
  const inflected = differences.flatMap(({ sourceFrom, sourceTo, quoteFrom, quoteTo }) =>
    wordsInflected(question.read.words.slice(quoteFrom, quoteTo), words.slice(sourceFrom, sourceTo)),
  ).length;
  const isLargelyKept =
    kept >= LARGELY_KEPT_WORDS && kept + inflected >= LARGELY_KEPT_SHARE * question.read.words.length;
  const isCutOnce = kept === question.read.words.length && differences.length === 1;
  const leastScore =
    isCutOnce && kept >= LEAST_WORDS_CUT_ONCE
      ? LEAST_SCORE_OF_CUT_ONCE
      : isLargelyKept
        ? LEAST_SCORE_OF_LARGELY_KEPT
        : wordsChanged(words, question.read.words, differences) <= 1
          ? LEAST_SCORE_OF_ONE_CHANGE
          : leastScoreOfMore(keptBits);
  return score >= leastScore && keptBits >= LEAST_ALTERED_BITS && keepsEnough(question, steps)
    ? "altered"
    : "far";
}

function keepsEnough({ read: { words } }: Question, steps: readonly Step[]): boolean {
  const kept = wordsKept(steps);
  return kept * 2 > words.length && kept >= Math.min(LEAST_ALTERED_WORDS, words.length);
}

/** Articles do not count: "an engineer" for "a teacher" is one change. */
function wordsChanged(
  source: readonly QuoteWord[],
  quote: readonly QuoteWord[],
  differences: readonly Difference[],
): number {
  const counted = (words: readonly QuoteWord[], from: number, to: number): number =>
    words.slice(from, to).filter(({ key }) => !ARTICLES.has(key)).length;
  return differences
    .filter(({ severity }) => severity !== "none")
    .reduce((sum, { sourceFrom, sourceTo, quoteFrom, quoteTo }) => {
      return sum + Math.max(1, counted(source, sourceFrom, sourceTo), counted(quote, quoteFrom, quoteTo));
    }, 0);
}

const ARTICLES: ReadonlySet<string> = new Set(["a", "an", "the"]);

const oneLine = (text: string): string => text.replace(/\s+/gu, " ");

function isDroppedClause(
  words: readonly QuoteWord[],
  { sourceFrom, sourceTo, quoteFrom, quoteTo }: Difference,
): boolean {
  return quoteFrom === quoteTo && isQualifyingClause(words, sourceFrom, sourceTo);
}

function clauseDroppedWithin(
  words: readonly QuoteWord[],
  differences: readonly Difference[],
): LostClause | null {
  const dropped = differences.find((difference) => isDroppedClause(words, difference));
  return dropped ? { loss: "condition", from: dropped.sourceFrom, to: dropped.sourceTo } : null;
}

function withParaphraseRank(question: Question, match: Match): Match {
  const { candidate, words } = match;
  const readings = candidate.kind === "mixed" ? [words, reportersWords(candidate.text, words)] : [words];
  const likeness = Math.max(match.score, ...readings.map((held) => likenessOf(question.read.words, held)));
  const flips = match.differences.some(isNegationFlip);
  const near = match.keptBits >= LEAST_ALTERED_BITS || likeness > match.score;
  const isParaphrase = likeness >= LEAST_PARAPHRASE_LIKENESS && near && !(flips && likeness === match.score);
  return {
    ...match,
    score: likeness,
    rank: isParaphrase ? "paraphrase" : "far",
    isLikeThroughout: likeness > match.score,
  };
}
