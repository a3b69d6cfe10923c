/** Which words open a condition: "if", "as long as", and "when" where it does not only tell when something was. */
import {
  CONDITION_PHRASES,
  CONDITIONS,
  CONDITIONS_FIRST,
  IRREGULAR_FORMS,
  SUBJECTS,
} from "./lexicon/lexicon.ts";
import { type QuoteWord, standsAt } from "./read-words.ts";

/** Whether a condition opens at a place, wherever in its clause that is. */
export function isCondition(words: readonly QuoteWord[], at: number): boolean {
  const { key } = words[at]!;
  // "As if" and "even if" make nothing depend on anything.
  const isComparison = key === "if" && ["as", "even"].includes(words[at - 1]?.key ?? "");
  return (
    (CONDITIONS.has(key) && !isComparison) || CONDITION_PHRASES.some((phrase) => standsAt(words, at, phrase))
  );
}

/** Whether the words up to another place, with which a clause opens, are a condition by their first word. */
export function opensCondition(words: readonly QuoteWord[], at: number, to: number): boolean {
  if (to <= at) return false;
  const isTime = opensTime(words, at);
  if (!isTime && !CONDITIONS_FIRST.has(words[at]!.key)) return false;
  // "When the siren sounded" says when it was; "when the rain stops" and "when asked", on what it depends.
  return (!isTime && words[at]!.key !== "when") || !isPast(words, at + 2, to);
}

/** "On the day that they ask", "the moment they ask", but not "the day of the vote". */
function opensTime(words: readonly QuoteWord[], at: number): boolean {
  const [article, noun, next] = words
    .slice(at + Number(words[at]!.key === "on"), at + 4)
    .map(({ key }) => key);
  if (article !== "the" || !TIMES.has(noun ?? "")) return false;
  return next === "when" || next === "the" || SUBJECTS.has(next ?? "");
}
const TIMES: ReadonlySet<string> = new Set(["day", "moment", "minute", "instant"]);

/** Whether a clause tells what was, as far as its verbs show. */
export function isPast(words: readonly QuoteWord[], from: number, to: number): boolean {
  const clause = words.slice(from, to).map(({ key }) => key);
  return clause.some(isPastVerb) && !clause.some((key) => PRESENT.has(key));
}

const isPastVerb = (key: string): boolean => key.endsWith("ed") || IRREGULAR_FORMS.has(key) || PAST.has(key);
const PAST: ReadonlySet<string> = new Set("was were had did wasn't weren't hadn't didn't".split(" "));
const PRESENT: ReadonlySet<string> = new Set("is are am has have do does can will may must".split(" "));
