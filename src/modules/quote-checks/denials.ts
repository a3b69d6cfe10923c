/**
 * Which words of a text deny: "not" and its like, and verbs that say as much ("refused to", "lacks"). A word that only
 * looks like it denies nothing: "No, we will", "not only", "nothing but".
 */
import {
  AUXILIARIES,
  DENYING_PHRASES,
  DETERMINERS,
  NEGATIONS,
  NEGATION_IDIOMS,
  PERSONS,
  UNIVERSALS,
} from "./lexicon/lexicon.ts";
import { type QuoteWord, standsAt } from "./read-words.ts";

export interface Denial {
  /** Number of the word. */
  at: number;
  /** Number of the word that says it first: "we will not, I repeat, not sell" denies once. */
  first: number;
  /** Together with this word it denies nothing: "no" with "doubt", "not" with "only". -1 for none. */
  idiomWith: number;
  /** It only carries on a denial before it ("neither ... nor"), so that it can go or come without turning anything. */
  carriesOn: boolean;
  /** Its verb is what it denies ("did not"), rather than a noun or a whole ("no money", "nobody"). */
  ofVerb: boolean;
  /** Only that it is all or always so is denied: "not every". */
  isPartial: boolean;
}

/** The denials of a text, or of a stretch of it, in order. */
export function denialsOf(words: readonly QuoteWord[], from = 0, to = words.length): Denial[] {
  const denials: Denial[] = [];
  const firsts = new Map<number, number>();
  for (let at = from; at < to; at += 1) {
    const { key } = words[at]!;
    if (!denies(words, at)) continue;
    const ofVerb =
      key === "never" || key === "cannot" || key.endsWith("n't") || (key === "not" && !isOfWhole(words, at));
    const before = saidBefore(words, at);
    const first = firsts.get(before) ?? at;
    firsts.set(at, first);
    denials.push({
      at,
      first,
      idiomWith: idiomPartner(words, at),
      carriesOn: key === "nor" && isDeniedBefore(words, at),
      ofVerb,
      isPartial: ofVerb && UNIVERSALS.has(words[at + 1]?.key ?? ""),
    });
  }
  return denials;
}

/** "Not one hour", "not a single hour". */
function isOfWhole(words: readonly QuoteWord[], at: number): boolean {
  const [next, behind] = [words[at + 1]?.key, words[at + 2]?.key];
  return (
    (next === "one" || (next === "a" && behind === "single")) && !AUXILIARIES.has(words[at - 1]?.key ?? "")
  );
}

/** Words between a denial and the same said again, for emphasis. */
const MOST_WORDS_TO_REPEAT = 4;

/** The denial that the one at a place repeats, or -1: "not, I repeat, not". */
function saidBefore(words: readonly QuoteWord[], at: number): number {
  const { key, pauseBefore } = words[at]!;
  for (let before = at - 1; before >= 0 && at - before - 1 <= MOST_WORDS_TO_REPEAT; before -= 1) {
    const next = words[before + 1]!;
    if (next.opensSentence || (before + 1 < at && AUXILIARIES.has(next.key))) return -1;
    if (words[before]!.key === key && next.pauseBefore && (pauseBefore || words[at + 1]?.pauseBefore))
      return before;
  }
  return -1;
}

/**
 * The denials that are gone where some words are: of one that was said again the first, if no word of it is kept.
 *
 * @param isGone tells of each word whether it is
 */
export function denialsGone(denials: readonly Denial[], isGone: (at: number) => boolean): Denial[] {
  const kept = new Set(denials.filter(({ at }) => !isGone(at)).map(({ first }) => first));
  return denials.filter(({ at, first }) => at === first && !kept.has(first));
}

/** Those of a stretch, of which one that is said again outside of it is not gone with it. */
export function denialsGoneWith(words: readonly QuoteWord[], from: number, to: number): Denial[] {
  const reach = MOST_WORDS_TO_REPEAT + 1;
  const near = denialsOf(words, Math.max(0, from - reach), Math.min(words.length, to + reach));
  return denialsGone(near, (at) => from <= at && at < to);
}

function denies(words: readonly QuoteWord[], at: number): boolean {
  const { key, pauseBefore, opensSentence } = words[at]!;
  const [before, next, behind] = [words[at - 1], words[at + 1], words[at + 2]];
  if (key === "no" && (pauseBefore || opensSentence) && (!next || next.pauseBefore)) return false;
  // A question put behind asks for assent: ", isn't it?"
  if (
    key.endsWith("n't") &&
    pauseBefore &&
    next &&
    (PERSONS.has(next.key) || next.key === "it" || next.key === "there") &&
    (!behind || behind.opensSentence)
  )
    return false;
  if (NEGATIONS.has(key)) return true;
  if (key === "zero") return next !== undefined && !next.pauseBefore && !/\p{N}/u.test(next.key);
  if (key === "few") return !before || before.pauseBefore || opensSentence || !DETERMINERS.has(before.key);
  if (key === "little") return before !== undefined && LEADS_TO_LITTLE.has(before.key);
  if (key === "doubt" || key === "doubts" || key === "doubted")
    return before !== undefined && (PERSONS.has(before.key) || before.key === "to");
  return phrasesFrom.get(key)?.some((phrase) => standsAt(words, at, phrase)) ?? false;
}

/** The phrases that deny, by their first words: every word of every statement is looked up in them. */
const phrasesFrom: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  DENYING_PHRASES.map(([first]) => [first!, DENYING_PHRASES.filter((phrase) => phrase[0] === first)]),
);

/** Behind these "little" says hardly any; behind an article it is small. */
const LEADS_TO_LITTLE: ReadonlySet<string> = new Set(
  "is was are were has have had having did do does with there's very too so sees saw see shows showed of made make makes gave give gives got get gets left leave leaves".split(
    " ",
  ),
);

function idiomPartner(words: readonly QuoteWord[], at: number): number {
  const [before, key, next] = [words[at - 1]?.key, words[at]!.key, words[at + 1]?.key];
  if (NEGATION_IDIOMS.some(([first, second]) => first === key && second === next)) return at + 1;
  return NEGATION_IDIOMS.some(([first, second]) => first === before && second === key) ? at - 1 : -1;
}

/** Whether a denial stands before a place in its sentence. */
export function isDeniedBefore(words: readonly QuoteWord[], at: number): boolean {
  for (let before = at; before > 0 && !words[before]!.opensSentence;) {
    before -= 1;
    if (NEGATIONS.has(words[before]!.key)) return true;
  }
  return false;
}
