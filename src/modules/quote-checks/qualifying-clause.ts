/**
 * Whether true words were cut so that what qualified them is lost: the condition behind them, the negation or the
 * hedge that governed them.
 */
import {
  AUXILIARIES,
  CLAUSE_STARTS,
  CONCESSIONS,
  CONDITIONS,
  CONDITIONS_FIRST,
  CONTINUATIONS,
  CONTRASTS,
  DENIED_BEHIND,
  HEDGE_PHRASES,
  HEDGES,
  NEGATIONS,
  RELATIVES,
  SENTENCE_HEDGE_PHRASES,
  SENTENCE_HEDGES,
  SUBJECTS,
  TRAILING_HEDGES,
} from "./lexicon/lexicon.ts";
import { isAttributedBefore, isAttributedBehind } from "./attributions.ts";
import { type Denial, denialsOf } from "./denials.ts";
import { givenBefore, isAsked, isOpenContent } from "./contents.ts";
import { clauseStart, lastPause, opensClause, pauseBehind, sentenceEnd } from "./clauses.ts";
import { isCondition, opensCondition } from "./conditions.ts";
import { boundsOfAmounts, isPartBefore } from "./amount-bounds.ts";
import { type QuoteWord, standsAt } from "./read-words.ts";
import { isMerePhrase, isPreposition, isRestricted } from "./relative-clauses.ts";

export const LOSSES = ["condition", "contrast", "negation", "hedge"] as const;
type Loss = (typeof LOSSES)[number];

/** Words of the statement, end exclusive, that the quotation leaves out although they qualify it. */
export interface LostClause {
  loss: Loss;
  from: number;
  to: number;
}

/**
 * Looks at the rest of the sentence around a stretch of a statement, and at the sentence behind it where that only
 * continues it ("Unless ...").
 *
 * @param from first word of the stretch
 * @param to word behind its last
 */
export function findLostClause(words: readonly QuoteWord[], from: number, to: number): LostClause | null {
  const bounds = boundsOfAmounts(words, from, to);
  const bound: LostClause | null = bounds && { loss: "condition", ...bounds };
  if (isMerePhrase(words, from, to)) return deniedRightBefore(words, from, to) ?? bound;
  // "No more than 40 came" denies that more came.
  const [before, behind] = [
    lostBefore(words, Math.min(from, bounds?.from ?? from)),
    lostBehind(words, from, to),
  ];
  return before?.loss === "negation" ? before : (behind ?? before ?? bound);
}

/** "In the business of rescuing speculators" states nothing, but behind "not" it was denied. */
function deniedRightBefore(words: readonly QuoteWord[], from: number, to: number): LostClause | null {
  if (from === 0) return null;
  const [at, isGone] = isPreposition(words[from])
    ? [from - 1, denialsOf(words, from - 1, from).some(({ ofVerb }) => ofVerb)]
    : [subjectDenied(words, from), to - from >= LEAST_WORDS_OF_CLAUSE];
  return isGone && at >= 0 ? { loss: "negation", from: at, to: from } : null;
}

/** Of what could be a subject with its verb. */
const LEAST_WORDS_OF_CLAUSE = 4;
/** Words of a denied whole before what it is of: "not one of", "no clause in". */
const MOST_WORDS_OF_WHOLE = 4;

/** Where a clause opens with "nothing in", "none of" or "no clause in" before a place: the words behind have its verb. Else -1. */
function subjectDenied(words: readonly QuoteWord[], from: number): number {
  if (!isPreposition(words[from - 1])) return -1;
  return (
    denialsOf(words, Math.max(0, from - MOST_WORDS_OF_WHOLE), from - 1).findLast(({ at }) =>
      opensClause(words, at),
    )?.at ?? -1
  );
}

/** Whether words left out of the middle were a qualifying clause rather than a word or two. */
export function isQualifyingClause(words: readonly QuoteWord[], from: number, to: number): boolean {
  const first = words[from];
  return (
    first !== undefined &&
    to - from >= 2 &&
    (CONDITIONS.has(first.key) || CONDITIONS_FIRST.has(first.key) || CONTRASTS.has(first.key))
  );
}

function lostBehind(words: readonly QuoteWord[], from: number, to: number): LostClause | null {
  const end = sentenceEnd(words, to);
  if (end === to) return continuedBehind(words, to);
  if (isAttributedBehind(words, to)) return { loss: "hedge", from: to, to: end };
  if (isRestricted(words, from, to)) return { loss: "condition", from: to, to: end };
  if (isDeniedPhrase(words, from, to)) return { loss: "condition", from: to, to: end };
  if (words[to]!.key === "because" && !words[to]!.pauseBefore && isDenied(words, from, to)) {
    return { loss: "condition", from: to, to: end };
  }
  let governed = true;
  for (let at = to; at < end; at += 1) {
    const { key, pauseBefore, breakBefore } = words[at]!;
    // ", and" opens a clause of its own, whose conditions are not those of the words before.
    if (pauseBefore && CLAUSE_STARTS.has(key) && !CONTRASTS.has(key) && !isCondition(words, at)) return null;
    if (pauseBefore || CLAUSE_STARTS.has(key) || SUBJECTS.has(key)) governed = false;
    const opens = at === to || pauseBefore;
    if (CONTRASTS.has(key) && opens) return { loss: "contrast", from: at, to: end };
    if (
      isCondition(words, at) ||
      (opens && !breakBefore && opensCondition(words, at, pauseBehind(words, at, end)))
    ) {
      return { loss: "condition", from: at, to: end };
    }
    if (breakBefore) return null;
    if (pauseBefore && opensPhrase(words, at, TRAILING_HEDGES)) return { loss: "hedge", from: at, to: end };
    if (governed && NEGATIONS.has(key)) return { loss: "negation", from: at, to: end };
  }
  return null;
}

/** "We will not sign the treaty in its present form" does not say that they will not sign it. */
function isDeniedPhrase(words: readonly QuoteWord[], from: number, to: number): boolean {
  if (!isPreposition(words[to]) || words[to]!.pauseBefore || restrictsNothing(words, to)) return false;
  const denials = denialsOf(words, from, to).filter(({ at, first, ofVerb, idiomWith }) => {
    // "Failed to notify them" denies as "did not notify them" does; together they deny nothing.
    const isOfAct = ofVerb || words[at + 1]?.key === "to";
    return isOfAct && at === first && idiomWith < 0 && isOneClause(words, at, to);
  });
  return denials.length === 1 && !endsAct(words, denials[0]!.at + 1);
}

/** Not to "stop publishing" is to publish. */
function endsAct(words: readonly QuoteWord[], at: number): boolean {
  const next = words[at + 1]?.key ?? "";
  return ENDINGS.has(words[at]?.key ?? "") && (next === "to" || next.endsWith("ing"));
}
const ENDINGS: ReadonlySet<string> = new Set(["stop", "cease", "quit", "hesitate", "tire"]);

/** "To anyone", "at all", "in any way": a longer phrase may well say which ones are meant. */
function restrictsNothing(words: readonly QuoteWord[], from: number): boolean {
  const { key } = words[from + 1] ?? { key: "" };
  // "In my life", "in all my years".
  const phrase = words.slice(from + 1, from + MOST_WORDS_OF_ANY);
  if (words[from]!.key === "in" && phrase.some((word) => LIFETIMES.has(word.key))) return true;
  const isAny = key.startsWith("any") || key === "all" || key === "ever";
  return isAny && sentenceEnd(words, from + 1) - from <= MOST_WORDS_OF_ANY;
}
const MOST_WORDS_OF_ANY = 4;
const LIFETIMES: ReadonlySet<string> = new Set(["life", "lives", "lifetime", "career", "years", "decades"]);

/** Whether all between is one clause, but for what two pauses set off ("will not, under any circumstances, sign"). */
function isOneClause(words: readonly QuoteWord[], from: number, to: number): boolean {
  const between = words.slice(from + 1, to);
  if (between.some(({ key }) => CLAUSE_STARTS.has(key))) return false;
  const pauses = between.filter(({ pauseBefore }) => pauseBefore);
  return pauses.length === 0 || (pauses.length === 2 && words[from + 1]!.pauseBefore);
}

/** "Nobody will lose a job because of it" does not say that nobody will lose a job. */
function isDenied(words: readonly QuoteWord[], from: number, to: number): boolean {
  const opens = words.findLastIndex(({ pauseBefore }, at) => at >= from && at < to && pauseBefore);
  return denialsOf(words, Math.max(from, opens), to).length > 0;
}

/** A next sentence that makes sense only as part of this one, or takes it back. */
function continuedBehind(words: readonly QuoteWord[], to: number): LostClause | null {
  const lost = (loss: Loss): LostClause => ({ loss, from: to, to: sentenceEnd(words, to + 1) });
  if (opensPhrase(words, to, DENIED_BEHIND)) return lost("contrast");
  return opensPhrase(words, to, CONTINUATIONS) ? lost("condition") : null;
}

function lostBefore(words: readonly QuoteWord[], from: number): LostClause | null {
  if (from === 0 || from >= words.length || words[from]!.opensSentence || RELATIVES.has(words[from]!.key))
    return null;
  const start = clauseStart(words, from);
  const lost = (loss: Loss): LostClause => ({ loss, from: start, to: from });
  // Behind "that" the whole clause governs, commas or not; elsewhere a comma ends the reach of a "not".
  const isContent = words[from - 1]!.key === "that";
  const pause = isContent ? -1 : lastPause(words, start, from);
  const denials = denialsOf(words, start, from).filter(({ at }) => at >= pause);
  // "I do not deny that" denies nothing.
  const isCancelled = denials.length === 2 && !NEGATIONS.has(words[denials[1]!.at]!.key);
  const denying = new Set(reaching(words, denials, from).map(({ at }) => at));
  const given = givenBefore(words, denials, from);
  for (let at = start; at < from; at += 1) {
    const { key } = words[at]!;
    const opens = at === start || words[at]!.pauseBefore || CLAUSE_STARTS.has(words[at - 1]!.key);
    const isConceded = CONCESSIONS.has(key) && pause <= at;
    if ((isCondition(words, at) && !isConceded) || (opens && opensCondition(words, at, pause)))
      return lost("condition");
    // "Should the vote fail, we will leave"
    if (at === start && INVERTED.has(key) && pause > at) return lost("condition");
    // "According to one caller," and "Maybe," hold for the whole sentence.
    if (at === start && (SENTENCE_HEDGES.has(key) || opensPhrase(words, at, SENTENCE_HEDGE_PHRASES)))
      return lost("hedge");
    if (at < pause || at === given || ((isCancelled || given >= 0) && denying.has(at))) continue;
    if (denying.has(at)) return lost(key === "without" ? "condition" : "negation");
    const isHedge = HEDGES.has(key) || opensPhrase(words, at, HEDGE_PHRASES);
    if (isHedge && !isOfSubject(words, at, from)) return lost("hedge");
  }
  if (given >= 0) return null;
  if (isOpenContent(words, from) || isAsked(words, start, from)) return lost("hedge");
  // "Only the rich will pay", "and only the rich will": it governs the subject.
  const opensWith = start < from - 1 && CLAUSE_STARTS.has(words[start]!.key) ? start + 1 : start;
  if (words[from - 1]!.key === "only" && from - 1 === opensWith) return lost("condition");
  // "We nearly lost the war", "half of the houses burned"
  if (NEARLY.has(words[from - 1]!.key)) return lost("hedge");
  if (isPartBefore(words, from)) return lost("condition");
  return isAttributedBefore(words, start, from) ? lost("hedge") : null;
}

const NEARLY: ReadonlySet<string> = new Set(["nearly", "almost"]);

/**
 * The denials before a place that can deny what stands there: not "no" in "no doubt", nor, of "who cannot read should not
 * sign", that of the relative clause, nor, of "not that we lack it, it is that we waste it", that which has its "that".
 */
function reaching(words: readonly QuoteWord[], denials: readonly Denial[], from: number): Denial[] {
  const pause = lastPause(words, denials[0]?.at ?? from, from - 1);
  const isBehindThat = from - 1 > pause;
  const spent = isBehindThat ? words.findLastIndex(({ key }, at) => at < pause && key === "that") : -1;
  return denials.filter(({ at, idiomWith }) => idiomWith < 0 && at >= spent && !isOfSubject(words, at, from));
}

/** Whether a place is in a relative clause, behind which the verb stands that governs the words from another place on. */
function isOfSubject(words: readonly QuoteWord[], at: number, from: number): boolean {
  const isVerb = [from - 1, from].some((near) => AUXILIARIES.has(words[near]!.key));
  return isVerb && isInRelativeClause(words, at);
}

const MOST_WORDS_OF_RELATIVE_CLAUSE = 8;

function isInRelativeClause(words: readonly QuoteWord[], place: number): boolean {
  for (let at = place - 1; at >= 0 && place - at <= MOST_WORDS_OF_RELATIVE_CLAUSE; at -= 1) {
    if (RELATIVES.has(words[at]!.key)) return true;
    if (words[at]!.pauseBefore) return false;
  }
  return false;
}

const INVERTED: ReadonlySet<string> = new Set(["should", "had", "were"]);

const opensPhrase = (words: readonly QuoteWord[], at: number, phrases: readonly string[][]): boolean =>
  phrases.some((phrase) => standsAt(words, at, phrase));
