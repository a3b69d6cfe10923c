/**
 * Which changes of wording turn what is said into its opposite. A place of difference turns it where it loses or gains
 * a denial, or puts a word for its opposite; two of these in one place cancel ("not guilty" and "innocent"), and so do
 * two places of which one gives back what the other took, if they govern the same words ("gave no money", "did not give
 * any money"). A denial that now governs other words turns both ("did not say he lied", "said he did not lie").
 */
import { type Denial, denialsGone, denialsOf } from "./denials.ts";
import {
  AUXILIARIES,
  CLAUSE_JOINTS,
  FUNCTION_WORDS,
  NEGATIONS,
  OPERATORS,
  RAISING,
  SUBJECTS,
} from "./lexicon/lexicon.ts";
import { areForms, areOpposite, saysTheSame, type SidedWord, sidedWord } from "./opposites.ts";
import type { QuoteWord } from "./read-words.ts";

/** Where a quotation leaves a statement's words. Word numbers, end exclusive. */
export interface Place {
  sourceFrom: number;
  sourceTo: number;
  quoteFrom: number;
  quoteTo: number;
}

export type Reversal = "negation" | "reversal";

interface Turn {
  place: Place;
  lost: Denial[];
  gained: Denial[];
  /** Pairs of opposites, the statement's word first. */
  opposites: [SidedWord, SidedWord][];
  /** The words of either side that have no opposite on the other. */
  ours: SidedWord[];
  theirs: SidedWord[];
}

/** Longer places say something else altogether; to pair their words would be chance, and take long. */
const MOST_WORDS_PAIRED = 24;
/** Words kept between two places that may still govern the same. */
const MOST_WORDS_BETWEEN = 4;

/**
 * Judges the places where a quotation differs from a statement.
 *
 * @param kept stretches that both texts have
 * @returns for each place what turns there, or null
 */
export function findReversals(
  source: readonly QuoteWord[],
  quote: readonly QuoteWord[],
  kept: readonly Place[],
  places: readonly Place[],
): (Reversal | null)[] {
  const [held, asked] = [denialsOf(source), denialsOf(quote)];
  const lost = denialsGone(held, (at) =>
    places.some(({ sourceFrom, sourceTo }) => sourceFrom <= at && at < sourceTo),
  );
  const gained = denialsGone(asked, (at) =>
    places.some(({ quoteFrom, quoteTo }) => quoteFrom <= at && at < quoteTo),
  );
  const turns = places.map((place) => readTurn(source, quote, place, lost, gained));
  for (let at = 1; at < turns.length; at += 1) {
    const [one, other] = [turns[at - 1]!, turns[at]!];
    if (liesNear(source, one.place, other.place)) pairAcross(one, other);
  }
  const turning = turns.map(turnsMeaning);
  let open = -1;
  for (let at = 0; at < turns.length; at += 1) {
    if (!turning[at]) continue;
    if (open >= 0 && cancel(source, quote, turns[open]!, turns[at]!)) {
      turning[open] = turning[at] = false;
      open = -1;
    } else open = at;
  }
  const regoverned = kept
    .filter(({ sourceFrom, sourceTo, quoteFrom, quoteTo }) => sourceTo - sourceFrom === quoteTo - quoteFrom)
    .flatMap(({ sourceFrom, quoteFrom, sourceTo }) =>
      held
        .filter(({ at, ofVerb }) => ofVerb && sourceFrom <= at && at < sourceTo)
        .filter(({ at }) => governsOther(source, at, quote, quoteFrom + at - sourceFrom)),
    );
  const unbound = partnersLost(held, asked, kept);
  return turns.map(({ place, ...turn }, at) => {
    if (unbound.some((partner) => standsIn(partner, place))) return "negation";
    // What the denial governs is put in or left out right behind it, or soon.
    const { sourceFrom, sourceTo } = place;
    if (regoverned.some((denial) => sourceTo <= denial.at && denial.at - sourceTo <= MOST_WORDS_BETWEEN))
      return "negation";
    if (regoverned.some((denial) => denial.at < sourceFrom && sourceFrom - denial.at <= MOST_WORDS_BETWEEN))
      return "negation";
    return turning[at] ? (turn.lost.length + turn.gained.length > 0 ? "negation" : "reversal") : null;
  });
}

/**
 * Words that kept a denial from denying in one of the texts, and are missing in the other, which has the denial too:
 * "not only" and "not".
 */
function partnersLost(
  held: readonly Denial[],
  asked: readonly Denial[],
  kept: readonly Place[],
): { source: number; quote: number }[] {
  const lost: { source: number; quote: number }[] = [];
  for (const ours of held) {
    const stretch = kept.find(({ sourceFrom, sourceTo }) => sourceFrom <= ours.at && ours.at < sourceTo);
    const theirs = stretch && asked.find(({ at }) => at - stretch.quoteFrom === ours.at - stretch.sourceFrom);
    if (theirs && ours.ofVerb && ours.idiomWith < 0 !== theirs.idiomWith < 0)
      lost.push({ source: ours.idiomWith, quote: theirs.idiomWith });
  }
  return lost;
}

function standsIn(
  { source, quote }: { source: number; quote: number },
  { sourceFrom, sourceTo, quoteFrom, quoteTo }: Place,
): boolean {
  return (sourceFrom <= source && source < sourceTo) || (quoteFrom <= quote && quote < quoteTo);
}

/** Whether a denial that both texts have governs in one what stands before it in the other. */
function governsOther(
  source: readonly QuoteWord[],
  at: number,
  quote: readonly QuoteWord[],
  its: number,
): boolean {
  const [ours, theirs] = [governedBy(source, at), governedBy(quote, its)];
  if (ours === null || theirs === null || areForms(ours, theirs)) return false;
  return isBefore(quote, its, ours) || isBefore(source, at, theirs);
}

/** How far from a denial the word is looked for that it governs, on either side. */
const MOST_WORDS_GOVERNED = 4;
const MOST_WORDS_BEFORE = 12;

/** The word that a denial stands before, if not an adverb or a verb of what one thinks, of which it says nothing. */
function governedBy(words: readonly QuoteWord[], at: number): string | null {
  const governed = words
    .slice(at + 1, at + 1 + MOST_WORDS_GOVERNED)
    .find(({ key }) => !isAdverb(key) && !FUNCTION_WORDS.has(key));
  return governed && !governed.pauseBefore && !RAISING.has(governed.key) ? governed.key : null;
}

function isBefore(words: readonly QuoteWord[], at: number, word: string): boolean {
  const near = words.slice(Math.max(0, at - MOST_WORDS_BEFORE), at + 1);
  const opening = near.findLastIndex(({ opensSentence, pauseBefore }) => opensSentence || pauseBefore);
  return near.slice(Math.max(opening, 0), -1).some(({ key }) => areForms(key, word));
}

function readTurn(
  source: readonly QuoteWord[],
  quote: readonly QuoteWord[],
  place: Place,
  held: readonly Denial[],
  asked: readonly Denial[],
): Turn {
  const { sourceFrom, sourceTo, quoteFrom, quoteTo } = place;
  const turn: Turn = {
    place,
    lost: isAside(source, place) ? [] : denialsWithin(held, sourceFrom, sourceTo),
    gained: denialsWithin(asked, quoteFrom, quoteTo),
    opposites: [],
    ours: [],
    theirs: [],
  };
  if (sourceTo - sourceFrom > MOST_WORDS_PAIRED || quoteTo - quoteFrom > MOST_WORDS_PAIRED) return turn;
  const theirs = quote.slice(quoteFrom, quoteTo).map(({ key }) => key);
  const common = new Set<string>();
  const ours = source.slice(sourceFrom, sourceTo).map(({ key }) => key);
  for (const key of ours) if (theirs.includes(key)) common.add(key);
  const sided = (keys: readonly string[]): SidedWord[] =>
    keys.filter((key) => !common.has(key)).map(sidedWord);
  [turn.ours, turn.theirs] = [sided(ours), sided(theirs)];
  pairUp(turn, turn);
  const isPaired = (word: QuoteWord | undefined): boolean =>
    turn.opposites.some((pair) => pair.some(({ key }) => key === word?.key));
  const isReplaced = (word: QuoteWord, by: readonly SidedWord[]): boolean =>
    !NEGATIONS.has(word.key) && by.some((other) => saysTheSame(sidedWord(word.key), other));
  turn.lost = turn.lost.filter(({ at }) => !isPaired(source[at]) && !isReplaced(source[at]!, turn.theirs));
  turn.gained = turn.gained.filter(({ at }) => !isPaired(quote[at]) && !isReplaced(quote[at]!, turn.ours));
  return turn;
}

function denialsWithin(denials: readonly Denial[], from: number, to: number): Denial[] {
  const isWithin = (at: number): boolean => from <= at && at < to;
  return denials.filter(({ at, idiomWith }) => isWithin(at) && !isWithin(idiomWith));
}

/** A stretch left out whole, between pauses or said again right behind, governed nothing but itself. */
function isAside(source: readonly QuoteWord[], { sourceFrom, sourceTo, quoteFrom, quoteTo }: Place): boolean {
  if (quoteFrom !== quoteTo) return false;
  const [first, behind] = [source[sourceFrom], source[sourceTo]];
  const isBroken = source.slice(sourceFrom + 1, sourceTo + 1).some(({ pauseBefore }) => pauseBefore);
  const isRepeated = sourceTo - sourceFrom > 1 && first?.key === behind?.key && isBroken;
  // "We will, under no circumstances, sell": between a verb's words a pause parts nothing.
  const isParted = first?.pauseBefore === true && behind?.pauseBefore === true;
  const isWithinVerb = AUXILIARIES.has(source[sourceFrom - 1]?.key ?? "");
  return isRepeated || (sourceTo - sourceFrom > 2 && isParted && !isWithinVerb);
}

/** Takes pairs of opposites out of the words of one turn and of another, or of the same. */
function pairUp(one: Turn, other: Turn): void {
  for (const ours of one.ours) {
    const theirs = other.theirs.find((word) => areOpposite(ours, word));
    if (!theirs) continue;
    one.opposites.push([ours, theirs]);
    other.theirs = other.theirs.filter((word) => word !== theirs);
  }
  one.ours = one.ours.filter((word) => !one.opposites.some(([ours]) => ours === word));
}

/** Where words changed their place, a word and its opposite may stand in two: "close the gate", "keep the gate open". */
function pairAcross(one: Turn, other: Turn): void {
  const isOneSided = ({ place }: Turn): boolean =>
    place.sourceFrom === place.sourceTo || place.quoteFrom === place.quoteTo;
  if (!isOneSided(one) && !isOneSided(other)) return;
  pairUp(one, other);
  pairUp(other, one);
}

function turnsMeaning({ lost, gained, opposites }: Turn): boolean {
  const denials = [...lost, ...gained];
  const counted = denials.filter(({ carriesOn }) => !carriesOn);
  // "No hospital" says more than "not every hospital".
  const [ours, theirs] = [lost.at(0), gained.at(0)];
  if (counted.length === 2 && ours && theirs && ours.isPartial !== theirs.isPartial)
    return !ours.ofVerb || !theirs.ofVerb;
  if (opposites.some(isTooAndEnough)) return counted.length % 2 === 0;
  const isOdd = (counted.length + pairsCounted(opposites)) % 2 === 1;
  return isOdd && counted.length === denials.length;
}

/** "Too weak to stand" is "not strong enough to stand", whatever its adjective. */
const isTooAndEnough = ([ours, theirs]: [SidedWord, SidedWord]): boolean =>
  ours.key === "enough" ? theirs.key === "too" : ours.key === "too" && theirs.key === "enough";

/** Opposites cancel only where one governs the other, as "less safe" and "more dangerous" do; two things can both turn. */
function pairsCounted(opposites: readonly [SidedWord, SidedWord][]): number {
  const governing = opposites.filter(([ours]) => OPERATORS.has(ours.key)).length;
  return opposites.length > 1 && governing === 0 ? 1 : opposites.length;
}

function liesNear(
  source: readonly QuoteWord[],
  { sourceTo: from }: Place,
  { sourceFrom: to }: Place,
): boolean {
  return (
    to - from <= MOST_WORDS_BETWEEN &&
    !source.slice(from, to + 1).some((word, i) => (i > 0 || from < to) && word.pauseBefore)
  );
}

/** Whether what the first place turns, the second turns back. */
function cancel(source: readonly QuoteWord[], quote: readonly QuoteWord[], one: Turn, other: Turn): boolean {
  const isDenied = ({ lost, gained }: Turn): boolean => lost.length + gained.length > 0;
  if (!isDenied(one) && !isDenied(other)) return areSwapped(source, one, other);
  const sameWay =
    (one.lost.length > 0 && other.lost.length > 0) || (one.gained.length > 0 && other.gained.length > 0);
  if (sameWay && one.opposites.length + other.opposites.length === 0) return false;
  const between = source.slice(one.place.sourceTo, other.place.sourceFrom);
  if (source.slice(one.place.sourceTo, other.place.sourceFrom + 1).some(({ pauseBefore }) => pauseBefore))
    return false;
  const reach = [
    ...source.slice(one.place.sourceFrom, other.place.sourceFrom),
    ...quote.slice(one.place.quoteFrom, other.place.quoteFrom),
  ];
  // To deny that one believes it is to believe that it is not so.
  if (reach.some(({ key }) => RAISING.has(key))) return true;
  if (between.length > MOST_WORDS_BETWEEN) return false;
  if (between.some(({ key }) => CLAUSE_JOINTS.has(key) || SUBJECTS.has(key))) return false;
  // "Not impossible" and "impossible not to": the two denials changed their places.
  if (denialsOf(source, one.place.sourceTo, other.place.sourceFrom).length > 0) return false;
  const moved = [...one.lost, ...one.gained, ...other.lost, ...other.gained];
  return !(
    moved.length > 1 &&
    moved.every(({ ofVerb }) => ofVerb) &&
    between.some(({ key }) => !isAdverb(key))
  );
}

/** "Open or closed" is "closed or open". */
function areSwapped(source: readonly QuoteWord[], one: Turn, other: Turn): boolean {
  const [[ours, theirs] = [], [others, its] = []] = [one.opposites[0], other.opposites[0]];
  const between = source.slice(one.place.sourceTo, other.place.sourceFrom);
  return (
    ours?.key === its?.key &&
    theirs?.key === others?.key &&
    between.every(({ key }) => ["and", "or", "nor"].includes(key))
  );
}

const isAdverb = (key: string): boolean => key.endsWith("ly") || ADVERBS.has(key);
const ADVERBS: ReadonlySet<string> = new Set(["just", "so", "very", "even", "still", "also", "ever"]);
