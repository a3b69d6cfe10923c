/**
 * Which changes of wording turn what is said into its opposite. A place of difference turns it where it loses or gains
 * a denial, or puts a word for its opposite; two of these in one place cancel ("not guilty" and "innocent"), and so do
 * two places of which one gives back what the other took, if they govern the same words ("gave no money", "did not give
 * any money"). A denial that now governs other words turns both ("did not say he lied", "said he did not lie").
 */
import { type Denial, denialsGone, denialsOf } from "./denials.ts";
import { AUXILIARIES, CLAUSE_JOINTS, FUNCTION_WORDS, PERSONS, RAISING, SUBJECTS } from "./lexicon/lexicon.ts";
import { areForms } from "./opposites.ts";
import type { QuoteWord } from "./read-words.ts";
import { isRestated, pairAcross, type Place, readTurn, type Turn, turnsMeaning } from "./turns.ts";

/** What a change of wording does to the meaning: turns it, or says the same in other words ("unsafe", "not safe"). */
export type Turned = "negation" | "reversal" | "restated";

/** Words kept between two places that may still govern the same. */
const MOST_WORDS_BETWEEN = 4;

/**
 * Judges the places where a quotation differs from a statement.
 *
 * @param kept stretches that both texts have
 * @returns for each place what turns there, or null where no denial and no opposite is touched
 */
export function findReversals(
  source: readonly QuoteWord[],
  quote: readonly QuoteWord[],
  kept: readonly Place[],
  places: readonly Place[],
): (Turned | null)[] {
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
        .filter(({ at }) => {
          const its = quoteFrom + at - sourceFrom;
          return governsOther(source, at, quote, its) || governSwapped(source, at, held, quote, its, asked);
        }),
    );
  const unbound = partnersLost(held, asked, kept);
  return turns.map(({ place, ...turn }, at) => {
    if (unbound.some((partner) => standsIn(partner, place))) return "negation";
    // What the denial governs is put in or left out right behind it, or soon.
    const isNear = (word: number): boolean => word > 0 && word <= MOST_WORDS_BETWEEN;
    if (regoverned.some((denial) => isNear(place.sourceFrom - denial.at))) return "negation";
    if (!turning[at]) return isRestated(turns[at]!) ? "restated" : null;
    return turn.lost.length + turn.gained.length > 0 ? "negation" : "reversal";
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

/** "They aren't soldiers, they're farmers", "they're soldiers, they aren't farmers": what either denies the other states. */
function governSwapped(
  source: readonly QuoteWord[],
  at: number,
  held: readonly Denial[],
  quote: readonly QuoteWord[],
  its: number,
  asked: readonly Denial[],
): boolean {
  const [ours, theirs] = [governedBy(source, at), governedBy(quote, its)];
  if (ours === null || theirs === null || areForms(ours, theirs)) return false;
  const states = (
    words: readonly QuoteWord[],
    near: number,
    denials: readonly Denial[],
    word: string,
  ): boolean => {
    const from = Math.max(0, near - MOST_WORDS_BEFORE);
    const stands = words.slice(from, near + MOST_WORDS_BEFORE).some(({ key }) => areForms(key, word));
    return stands && !denials.some((denial) => areForms(governedBy(words, denial.at) ?? "", word));
  };
  return states(quote, its, asked, ours) && states(source, at, held, theirs);
}

/** How far from a denial the word is looked for that it governs, on either side. */
const MOST_WORDS_GOVERNED = 4;
const MOST_WORDS_BEFORE = 12;

/** The word that a denial stands before, if not an adverb or a verb of what one thinks, of which it says nothing. */
function governedBy(words: readonly QuoteWord[], at: number): string | null {
  const governed = words
    .slice(at + 1, at + 1 + MOST_WORDS_GOVERNED)
    .find(
      ({ key }) => !isAdverb(key) && ![FUNCTION_WORDS, AUXILIARIES, PERSONS].some((list) => list.has(key)),
    );
  return governed && !governed.pauseBefore && !RAISING.has(governed.key) ? governed.key : null;
}

function isBefore(words: readonly QuoteWord[], at: number, word: string): boolean {
  const near = words.slice(Math.max(0, at - MOST_WORDS_BEFORE), at + 1);
  const opening = near.findLastIndex(({ opensSentence, pauseBefore }) => opensSentence || pauseBefore);
  return near.slice(Math.max(opening, 0), -1).some(({ key }) => areForms(key, word));
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
const ADVERBS: ReadonlySet<string> = new Set(
  "just so very even still also ever yet already again now".split(" "),
);
