/**
 * What a place of difference does to what is said: which denials it loses and gains, which words it puts for their
 * opposites, and whether that turns the meaning.
 */
import { type Denial, isDeniedBefore } from "./denials.ts";
import { AUXILIARIES, FUNCTION_WORDS, NEGATIONS, OPERATORS } from "./lexicon/lexicon.ts";
import { areOpposite, saysTheSame, type SidedWord, sidedWord } from "./opposites.ts";
import type { QuoteWord } from "./read-words.ts";

/** Where a quotation leaves a statement's words. Word numbers, end exclusive. */
export interface Place {
  sourceFrom: number;
  sourceTo: number;
  quoteFrom: number;
  quoteTo: number;
}

export interface Turn {
  place: Place;
  lost: Denial[];
  gained: Denial[];
  /** The words that deny on either side, whether or not others make up for them. */
  denying: string[];
  /** Pairs of opposites, the statement's word first. */
  opposites: [SidedWord, SidedWord][];
  /** The words of either side that have no opposite on the other. */
  ours: SidedWord[];
  theirs: SidedWord[];
}

/** Longer places say something else altogether; to pair their words would be chance, and take long. */
const MOST_WORDS_PAIRED = 24;

/** Reads a place, given the denials that are gone from either text. */
export function readTurn(
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
    denying: [],
    opposites: [],
    ours: [],
    theirs: [],
  };
  if (sourceTo - sourceFrom > MOST_WORDS_PAIRED || quoteTo - quoteFrom > MOST_WORDS_PAIRED) return turn;
  turn.denying = [
    ...turn.lost.map(({ at }) => source[at]!.key),
    ...turn.gained.map(({ at }) => quote[at]!.key),
  ];
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
  if (isDistributed(source.slice(sourceFrom, sourceTo), quote, place.quoteFrom, quoteTo)) turn.lost = [];
  if (isDistributed(quote.slice(quoteFrom, quoteTo), source, sourceFrom, sourceTo)) turn.gained = [];
  turn.lost = turn.lost.filter(({ at }) => !isPaired(source[at]) && !isReplaced(source[at]!, turn.theirs));
  turn.gained = turn.gained.filter(({ at }) => !isPaired(quote[at]) && !isReplaced(quote[at]!, turn.ours));
  return turn;
}

/**
 * "Would not sell and would not rent" is "would not sell or rent", and "no food, no water and no way out" is "no food,
 * water or way out": what "or" joins, the denial before it denies too.
 */
function isDistributed(
  ours: readonly QuoteWord[],
  others: readonly QuoteWord[],
  from: number,
  to: number,
): boolean {
  const reach = ours.length > 1 ? to : to + MOST_WORDS_OF_ITEM;
  const isJoined = others.slice(from, reach).some(({ key }) => key === "or" || key === "nor");
  const isItem = ours.length === 1 || ours.some(({ key }) => key === "and");
  return isJoined && isItem && isDeniedBefore(others, from);
}

/** Words of one thing in a list, with the "or" behind it. */
const MOST_WORDS_OF_ITEM = 4;

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
  return isRepeated || (sourceTo - sourceFrom > 2 && isParenthesis(source, sourceFrom, sourceTo));
}

/** Whether pauses set a stretch off: "We will, under no circumstances, sell" has none, for nothing parts a verb's words. */
export function isParenthesis(words: readonly QuoteWord[], from: number, to: number): boolean {
  const isWithinVerb = AUXILIARIES.has(words[from - 1]?.key ?? "");
  const isSetOff = words[from]?.pauseBefore === true && words[to]?.pauseBefore === true;
  return isSetOff && !isWithinVerb && !deniesVerb(words, from, to);
}

/** "The law, under no circumstances, permits that": whatever pauses set it off, it denies the verb. */
function deniesVerb(words: readonly QuoteWord[], from: number, to: number): boolean {
  const aside = words.slice(from, Math.min(to, from + 3)).map(({ key }) => key);
  return DENIALS_OF_VERBS.has(aside.join(" "));
}
const DENIALS_OF_VERBS: ReadonlySet<string> = new Set([
  "under no circumstances",
  "under no condition",
  "under no conditions",
  "on no account",
  "in no way",
  "by no means",
  "at no time",
  "at no point",
]);

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
export function pairAcross(one: Turn, other: Turn): void {
  const isOneSided = ({ place }: Turn): boolean =>
    place.sourceFrom === place.sourceTo || place.quoteFrom === place.quoteTo;
  if (!isOneSided(one) && !isOneSided(other)) return;
  pairUp(one, other);
  pairUp(other, one);
}

/** Whether what a place does turns the meaning, by itself. */
export function turnsMeaning({ lost, gained, opposites }: Turn): boolean {
  const denials = [...lost, ...gained];
  const counted = denials.filter(({ carriesOn }) => !carriesOn);
  // "No hospital" says more than "not every hospital".
  const [ours, theirs] = [lost.at(0), gained.at(0)];
  if (counted.length === 2 && ours && theirs && ours.isPartial !== theirs.isPartial)
    return !ours.ofVerb || !theirs.ofVerb;
  // "Nothing but trouble" is trouble, and "anything but trouble" is none.
  if (counted.length === 2 && ours && theirs && ours.idiomWith < 0 !== theirs.idiomWith < 0) return true;
  return (counted.length + pairsCounted(opposites)) % 2 === 1;
}

/** Opposites cancel only where one governs the other, as "less safe" and "more dangerous" do; two things can both turn. */
function pairsCounted(opposites: readonly [SidedWord, SidedWord][]): number {
  const governing = opposites.filter(([ours]) => OPERATORS.has(ours.key)).length;
  return opposites.length > 1 && governing === 0 ? 1 : opposites.length;
}

/**
 * Whether a place that turns nothing says the same in other words, as "not safe" does for "unsafe": each word of it
 * denies, has an opposite or one that says as much on the other side, or tells nothing.
 */
export function isRestated({ denying, opposites, ours, theirs }: Turn): boolean {
  if (denying.length + opposites.length === 0) return false;
  const isLeft = ({ key }: SidedWord): boolean =>
    !denying.includes(key) && !FUNCTION_WORDS.has(key) && !BESIDE_DENIALS.has(key);
  const haveLikes = (words: readonly SidedWord[], others: readonly SidedWord[]): boolean =>
    words.filter(isLeft).every((one) => others.some((other) => saysTheSame(one, other)));
  return haveLikes(ours, theirs) && haveLikes(theirs, ours);
}

/** "No one", "anything but", "not any". */
const BESIDE_DENIALS: ReadonlySet<string> = new Set(["one", "single", "but", "any", "ever"]);
