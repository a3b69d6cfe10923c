import type { TokenRange } from "./attributions.ts";
import { isCapitalised } from "./capitals.ts";
import type { Reading } from "./reading.ts";
import type { Token } from "./tokens.ts";

/** "ST. LOUIS, Mo., Nov. 3, 2026 (Reuters) -": the longest dateline that is looked for, in tokens. */
const LONGEST = 20;
/** "ST." of "ST. LOUIS —" may pass for a sentence. */
const ABBREVIATED = 2;
/** Words after a dateline of which one begins small, where it is no headline in capitals. */
const WORDS_AFTER = 12;
const DASH = /^(?:―|—|–|-|--|\|)$/;
const ALL_CAPITALS = /^\p{Lu}[\p{Lu}.’'-]+$/u;
/** What stands in a dateline beside its names and numbers. */
const MARK = /^[,./()]$/;

/**
 * Where the dateline of a sentence ends: after the dash of "LEEDS —", "LONDON, March 3 (Reuters) -", "Paris (AFP) –".
 * The start of the sentence where it has none. What it names, the place and the agency, says nothing in the sentence.
 */
export function endOfDateline({ tokens }: Pick<Reading, "tokens">, { start, end }: TokenRange): number {
  if (tokens[start - 1 - ABBREVIATED]?.paragraph === tokens[start]!.paragraph) return start;
  let dash = start;
  while (dash < Math.min(end, start + LONGEST) && isPartOfDateline(tokens, dash, start)) dash++;
  const after = tokens[dash + 1];
  if (dash === start || dash + 1 >= end || !DASH.test(tokens[dash]!.text) || !after) return start;
  const inCapitals = ALL_CAPITALS.test(tokens[start]!.text);
  // "Paris (AFP) –", "Beijing, Nov. 3 —": a place that is not in capitals has its agency or its day.
  const closed = tokens[dash - 1]!.text === ")" || /^\d/.test(tokens[dash - 1]!.text);
  // "NATO — the alliance — said": an aside begins small.
  const opens = !/^\p{Ll}/u.test(after.text);
  const continues = tokens.slice(dash + 1, dash + 1 + WORDS_AFTER).some(({ text }) => /^\p{Ll}/u.test(text));
  return (inCapitals || closed) && opens && continues ? dash + 1 : start;
}

function isPartOfDateline(tokens: readonly Token[], at: number, start: number): boolean {
  const { text } = tokens[at]!;
  if (at === start) return isCapitalised(text);
  return isCapitalised(text) || /^\d/.test(text) || MARK.test(text) || (text === "-" && touches(tokens, at));
}

/** "PORT-AU-PRINCE": a hyphen between two letters is no dash. */
const touches = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]!.start === tokens[at - 1]!.end && tokens[at + 1]?.start === tokens[at]!.end;
