import { wordClass } from "../lexicon/lexicon.ts";
import type { TokenRange } from "./attributions.ts";
import type { Reading } from "./reading.ts";

const OPEN_VERBS = new Set(["confirm", "verify", "corroborate", "say", "specify", "rule"]);
const SPEAKERS = new Set(["i", "we", "he", "she", "it", "they"]);
const NEGATIONS = new Set(["not", "n't", "never", "neither", "unable"]);
const QUESTION_WORDS = wordClass("question word");
/** How far the verb may stand from the pronoun: "we have not yet been able to independently confirm". */
const GROUP_REACH = 9;
/** Longer contents say more than that something is left open. */
const LONGEST = 40;

/**
 * What a content leaves open that says no more than that its speaker cannot or will not confirm it: "the report" in "she
 * could not confirm the report", "we have yet to confirm the report". Null for any other content; empty where the
 * verb has no object.
 */
export function leftOpenIn({ tokens }: Reading, content: readonly TokenRange[]): TokenRange | null {
  const [range] = content;
  if (!range || content.reduce((sum, { start, end }) => sum + end - start, 0) > LONGEST) return null;
  const end = endOfWords(tokens, range);
  let i = range.start;
  while (i < end && (tokens[i]!.pos === "PUNCT" || tokens[i]!.pos === "CCONJ" || tokens[i]!.lower === "that"))
    i++;
  if (!SPEAKERS.has(tokens[i]?.lower ?? "")) return null;
  const verb = verbLeftOpen(tokens, i + 1, Math.min(end, i + GROUP_REACH));
  if (verb === null) return null;
  let start = verb + 1;
  const { lemma } = tokens[verb]!;
  if (lemma === "say" && !QUESTION_WORDS.has(tokens[start]?.lower ?? "")) return null;
  if (lemma === "rule") return tokens[start]?.lower === "out" ? { start: start + 1, end } : null;
  if (/^n?or$/.test(tokens[start]?.lower ?? "") && tokens[start + 1]?.lemma === "deny") start += 2;
  return { start: Math.min(start, end), end };
}

/** The verb of "could not confirm", "has yet to confirm", "is not able to confirm"; null where it is another's or no such. */
function verbLeftOpen(tokens: Reading["tokens"], from: number, to: number): number | null {
  let negated = false;
  for (let i = from; i < to; i++) {
    const { lower, lemma, pos, tag } = tokens[i]!;
    if (NEGATIONS.has(lower) || (lower === "yet" && tokens[i + 1]?.lower === "to")) negated = true;
    else if (OPEN_VERBS.has(lemma) && pos === "VERB")
      // "it could not be confirmed" tells nobody who could not.
      return negated && !(tag === "VBN" && tokens[i - 1]!.lemma === "be") ? i : null;
    else if (pos !== "AUX" && pos !== "ADV" && !/^(?:to|able|have|has|had|'ve)$/.test(lower)) return null;
  }
  return null;
}

function endOfWords(tokens: Reading["tokens"], { start, end }: TokenRange): number {
  while (end > start && tokens[end - 1]!.pos === "PUNCT") end--;
  return end;
}
