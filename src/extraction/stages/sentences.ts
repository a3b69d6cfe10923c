import type { RawToken } from "./words.ts";

/** A sentence never grows past this many tokens, so that no stage works on a run of unbounded length. */
const LONGEST_SENTENCE = 220;

/** Titles stand before a name: their full stop never ends a sentence. */
const TITLES = new Set(
  "mr. mrs. ms. dr. sen. sens. rep. reps. gov. govs. gen. col. lt. sgt. capt. cmdr. adm. maj. rev. hon. pres. prof. messrs. mme. st. mt. ft. vs. v. no. nos.".split(
    " ",
  ),
);
/** Words that open a sentence far more often than they follow an abbreviation inside one, when capitalised. */
const OPENERS = new Set(
  (
    "the a an he she it they we i you this that these those there his her their our my its but and or so yet in on at " +
    "for as if when while after before with by from to of since although though because however meanwhile still then now " +
    "what who how why where some many most no not one both all another earlier later asked according"
  ).split(" "),
);
/** Verbs of a clause that goes on after a quoted question or exclamation ("Really?" Smith asked). */
const CONTINUING = new Set(
  "said says asked asks added adds told tells wrote writes tweeted replied exclaimed shouted yelled".split(
    " ",
  ),
);

const CLOSERS = new Set(["”", "’", "'", '"', "''", ")", "]", "»"]);

/**
 * Groups tokens into sentences: the index of each sentence's first token, in order. A sentence ends with its
 * paragraph at the latest.
 */
export function splitSentences(text: string, tokens: readonly RawToken[]): number[] {
  const starts: number[] = [];
  let first = 0;
  const word = (k: number) => {
    const token = tokens[k];
    return token ? text.slice(token.start, token.end) : "";
  };
  for (let i = 0; i < tokens.length; i++) {
    if (i === first) starts.push(first);
    const token = tokens[i] as RawToken;
    const next = tokens[i + 1];
    if (!next || next.paragraph !== token.paragraph || i - first + 1 >= LONGEST_SENTENCE) {
      first = i + 1;
      continue;
    }
    const last = text.charAt(token.end - 1);
    if (last !== "." && last !== "?" && last !== "!" && last !== "…") continue;
    const end = endOfSentence(i, first);
    if (end > i) {
      i = end - 1;
      first = end;
    }
  }
  return starts;

  /** The token after the sentence that may end with token `at`; `at` itself where it goes on. */
  function endOfSentence(at: number, from: number): number {
    const token = tokens[at] as RawToken;
    let end = at + 1;
    let quoted = false;
    for (;;) {
      const closer = tokens[end];
      if (!closer || closer.paragraph !== token.paragraph) return end;
      const mark = word(end);
      const attached = closer.start === (tokens[end - 1] as RawToken).end;
      if (!attached || !CLOSERS.has(mark)) break;
      // A straight mark that is attached on both sides opens the next quotation only where its space is missing.
      const following = tokens[end + 1];
      if (mark === '"' && following?.start === closer.end && quoted) break;
      quoted = true;
      end++;
    }
    const next = word(end);
    const opens = /^[\p{Lu}\p{Lt}\p{N}"“‘'([#@$—–•*]/u.test(next);
    if (!opens) return at;
    const ending = word(at);
    const lower = ending.toLowerCase();
    if (token.abbreviation) {
      if (TITLES.has(lower) || quoted) return quoted ? end : at;
      if (/^\p{Lu}\.$/u.test(ending) && at > from && /^\p{Lu}/u.test(word(at - 1))) return at;
      return OPENERS.has(next.toLowerCase()) || /^["“]/u.test(next) ? end : at;
    }
    if (at === from + 1 && /^\p{N}+$/u.test(word(from))) return at;
    if (quoted && ending !== "." && continues(end)) return at;
    return end;
  }

  function continues(at: number): boolean {
    for (let k = at; k < at + 6; k++) {
      const lower = word(k).toLowerCase();
      if (CONTINUING.has(lower)) return k > at;
      if (!/^[\p{L}]/u.test(lower)) return false;
    }
    return false;
  }
}
