/** What the words before a clause make of it: whether they state it ("I did not know that"), or leave it open ("the idea that"). */
import { isPast } from "./conditions.ts";
import type { Denial } from "./denials.ts";
import {
  AUXILIARIES,
  DETERMINERS,
  FACTS,
  GIVEN_WHEN_DENIED,
  MISGIVINGS,
  OPEN_CONTENTS,
  PERSONS,
  RELATIVES,
  SAYINGS,
  SUBJECTS,
} from "./lexicon/lexicon.ts";
import type { QuoteWord } from "./read-words.ts";

/**
 * The word by denying which one states what follows: "no secret that", "did not know that", "never told us that". Else -1.
 * What one does not know now may not be so.
 */
export function givenBefore(words: readonly QuoteWord[], denials: readonly Denial[], from: number): number {
  const end = words[from - 1]!.key === "that" ? from - 1 : from;
  const told = toldBefore(words, end, end < from);
  const at = told < 0 ? end - 1 : told;
  const key = words[at]?.key ?? "";
  const before = words[at - 1]?.key ?? "";
  const isUnsure = key === "know" && ["don't", "cannot", "can't"].includes(before);
  // What "never crossed my mind" may not be so; what one does "not mind" is.
  const isNoun = key === "mind" && PERSONS.has(before);
  const isGiven = told >= 0 || (GIVEN_WHEN_DENIED.has(key) && !isUnsure && !isNoun);
  const [denial, ...others] = denials.filter((one) => one.at !== at);
  if (!isGiven || denial === undefined || others.length > 0) return -1;
  // "Nobody I know would sell it" does not say that somebody would.
  const isOfWhom = !denial.ofVerb && words.slice(denial.at + 1, at).some((word) => SUBJECTS.has(word.key));
  return isOfWhom ? -1 : at;
}

/** The verb where somebody is told something, without a "that" only right before a pronoun, or -1: "told the council". */
function toldBefore(words: readonly QuoteWord[], end: number, isThat: boolean): number {
  const verb = words.findLastIndex(
    ({ key }, at) => at < end && end - at <= MOST_WORDS_TOLD && TELLINGS.has(key),
  );
  const whom = words.slice(verb + 1, end);
  if (verb < 0 || whom.some(({ key, pauseBefore }) => pauseBefore || SAYINGS.has(key) || RELATIVES.has(key)))
    return -1;
  // "I never told them that it was safe" does not say that it was, as "I was never told that" does; nor does "don't tell them".
  if ((whom.length > 0 && isByOneself(words, verb)) || !wasDone(words, verb)) return -1;
  return isThat || (whom.length === 1 && PERSONS.has(whom[0]!.key)) ? verb : -1;
}

/** Whether the speaker is who does what a verb says. */
function isByOneself(words: readonly QuoteWord[], verb: number): boolean {
  const subject = words.findLast(
    ({ key, opensSentence }, at) => at < verb && (SUBJECTS.has(key) || opensSentence),
  );
  return /^(?:i|we)(?:'|$)/.test(subject?.key ?? "");
}

/** Whether a verb tells what was done, not what will be, should be or must not be. */
function wasDone(words: readonly QuoteWord[], verb: number): boolean {
  const from = Math.max(0, verb - MOST_WORDS_TO_MODAL);
  return isPast(words, from, verb + 1) && !words.slice(from, verb).some(({ key }) => MODALS.has(key));
}

const MOST_WORDS_TOLD = 4;
const TELLINGS: ReadonlySet<string> = new Set("tell told inform informed warn warned".split(" "));

/** "The idea that we sold it is absurd", "a mistake to sell it"; but "my belief that" states what follows. */
export function isOpenContent(words: readonly QuoteWord[], from: number): boolean {
  const [owner, noun, joint] = [3, 2, 1].map((before) => words[from - before]?.key ?? "");
  if (joint === "that" && OPEN_CONTENTS.has(noun!)) return owner !== "my" && owner !== "our";
  // "A crime that nobody was charged" says that nobody was.
  return joint === "to" && MISGIVINGS.has(noun!);
}

/** "Is it true that he fell?" does not say that he did, as "did you know that he fell?" and "may I say that he fell?" do. */
export function isAsked(words: readonly QuoteWord[], start: number, from: number): boolean {
  const subject = words[start + 1]?.key ?? "";
  const isOfOthers = PERSONS.has(subject)
    ? subject !== "i" && subject !== "we"
    : DETERMINERS.has(subject) || subject === "it";
  return (
    words[start]!.opensSentence &&
    AUXILIARIES.has(words[start]!.key) &&
    isOfOthers &&
    words[from - 1]!.key === "that" &&
    !GIVEN_WHEN_DENIED.has(words[from - 2]!.key)
  );
}

/**
 * "I don't know how he fell" and "not since he fell" say that he fell; "I don't see how he could", "why we should" and "not
 * when he falls" say no such thing.
 */
export function givesFact(words: readonly QuoteWord[], at: number): boolean {
  const { key } = words[at]!;
  if (key === "when" || key === "after") return isPast(words, at + 2, at + 2 + MOST_WORDS_TO_VERB);
  if (key !== "how" && key !== "why") return FACTS.has(key);
  const isThought = THOUGHT_OF.has(words[at - 1]?.key ?? "");
  return (
    !isThought && !words.slice(at + 1, at + 1 + MOST_WORDS_TO_MODAL).some((word) => MODALS.has(word.key))
  );
}

const THOUGHT_OF: ReadonlySet<string> = new Set(["see", "imagine", "conceive", "fathom"]);
const MODALS: ReadonlySet<string> = new Set("can could will would shall should may might must".split(" "));
const MOST_WORDS_TO_MODAL = 4;
const MOST_WORDS_TO_VERB = 6;
