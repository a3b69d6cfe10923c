/** Where a speaker lays words to others: "My opponents say that ...", "..., according to the press", "..., I am told". */
import { AUXILIARIES, SAYINGS } from "./lexicon/lexicon.ts";
import type { QuoteWord } from "./read-words.ts";

/** Words between a verb of saying and what is said: "told us that". */
const MOST_WORDS_BETWEEN = 3;
/** Longer asides say more than who said it. */
const MOST_WORDS_BEHIND = 8;

/** Whether the words from a place on are said to be what others say, by words right before them. */
export function isAttributedBefore(words: readonly QuoteWord[], start: number, from: number): boolean {
  for (let at = from - 1; at > start && from - at <= MOST_WORDS_BETWEEN + 1; at -= 1) {
    if (words[at]!.pauseBefore) return false;
    if (SAYINGS.has(words[at]!.key)) return isOthers(words, start, at);
    // "He told me personally that"
    if (!BETWEEN.has(words[at]!.key) && !words[at]!.key.endsWith("ly")) return false;
  }
  return false;
}

const BETWEEN: ReadonlySet<string> = new Set(["that", "me", "us", "you", "him", "her", "them"]);

/** Whether an aside behind a stretch names others as those who say it. */
export function isAttributedBehind(words: readonly QuoteWord[], to: number): boolean {
  if (!words[to]?.pauseBefore || words[to].key === "as") return false;
  let end = to + 1;
  while (end < words.length && !words[end]!.pauseBefore && !words[end]!.opensSentence) end += 1;
  const aside = words.slice(to, end);
  if (aside[0]!.key === "according" && aside[1]?.key === "to") return !FIRST.has(aside[2]?.key ?? "");
  if (aside.length > MOST_WORDS_BEHIND || aside.some(({ key }) => OPENS_CLAUSE.has(key))) return false;
  const verb = aside.findIndex(({ key }) => SAYINGS.has(key));
  // "Say my opponents", "my opponents say": either way it is all that the aside says.
  return (
    verb >= 0 && (verb === 0 ? !FIRST.has(aside[1]?.key ?? "") && aside.length > 1 : isOthers(aside, 0, verb))
  );
}

const OPENS_CLAUSE: ReadonlySet<string> = new Set(["and", "but", "or", "so", "that", "which", "who", "to"]);
const FIRST: ReadonlySet<string> = new Set(
  "i we you me us i'm i've i'd i'll we're we've we'd we'll let to".split(" "),
);

/** Whether the subject of a verb of saying is somebody else than the speaker and whom the speaker talks to. */
function isOthers(words: readonly QuoteWord[], start: number, verb: number): boolean {
  let subject = verb - 1;
  const isBetween = (key: string): boolean => AUXILIARIES.has(key) || ADVERBS.has(key);
  while (subject > start && isBetween(words[subject]!.key)) subject -= 1;
  const { key } = words[subject]!;
  const isTold = words[verb]!.key === "told" && (BE.has(words[verb - 1]!.key) || key.endsWith("'m"));
  return isTold || (!FIRST.has(key) && !isBetween(key));
}

const ADVERBS: ReadonlySet<string> = new Set("always often now also still never just only".split(" "));
const BE: ReadonlySet<string> = new Set(["am", "was", "are", "were", "been", "i'm", "we're"]);
