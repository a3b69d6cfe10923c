import { DEMONYMS, PLACES, wordClass } from "../lexicon/lexicon.ts";
import type { Token } from "./tokens.ts";

const RANKS = wordClass("rank of an office");
const PAST = wordClass("no longer in office");
const FIELDS = wordClass("field of an office");
const TOLD_BY_FIELD = wordClass("office told by its field");
const OF_STATE = wordClass("office of one state");
const HANDED_ON = new Set([...OF_STATE, ...wordClass("office that is handed on")]);

const isOver = (word: string): boolean => PAST.has(word);

/** The words before a role that tell which office it is: its rank, its field, and that it is over. */
export function wordsOfOffice(tokens: readonly Token[], from: number, role: number): string[] {
  const words: string[] = [];
  for (let i = role - 1; i >= from; i--) {
    const { lower, tag, text } = tokens[i]!;
    // "Acme's manager": a possessor tells whose office it is.
    if (/^(?:['’]s?|,)$/.test(text)) break;
    const names = DEMONYMS.has(lower) || PLACES.has(lower);
    if (RANKS.has(lower) || PAST.has(lower) || FIELDS.has(lower) || (tag.startsWith("NN") && !names))
      words.unshift(lower);
  }
  // "secretary of state", "head of news".
  if (!/^(?:of|for)$/.test(tokens[role + 1]?.lower ?? "")) return words;
  for (let i = role + 2; i < Math.min(tokens.length, role + 2 + FIELD_AFTER); i++) {
    const { lower, tag, pos } = tokens[i]!;
    if (tag.startsWith("NN")) words.push(lower);
    else if (pos !== "DET" && pos !== "ADJ") break;
  }
  return words;
}

/** Words after "of" among which the field of an office is looked for. */
const FIELD_AFTER = 4;

/**
 * Whether what is called by one office cannot hold the other: "the president" is no former president, "the health
 * secretary" no shadow health secretary, "the defence minister" no prime minister and no finance minister.
 *
 * @param asked words of the office that is asked for, the role left out
 * @param office an office that the text gives somebody, the role at its end
 */
export function isOtherOffice(asked: readonly string[], office: string): boolean {
  const held = office.split(" ");
  const role = held.pop()!;
  for (const rank of RANKS) if (asked.includes(rank) !== held.includes(rank)) return true;
  // A former pollster is still the pollster, a former president not the president.
  if (HANDED_ON.has(role) && held.some(isOver) && !asked.some(isOver)) return true;
  const field = (words: readonly string[]): string[] =>
    words.filter((word) => !RANKS.has(word) && !PAST.has(word));
  const [wanted, given] = [field(asked), field(held)];
  return (
    TOLD_BY_FIELD.has(role) &&
    wanted.length > 0 &&
    given.length > 0 &&
    !wanted.some((word) => given.includes(word))
  );
}

/** Whether an office of state is asked for, and one that somebody holds still: the senator is no mayor. */
export const holdsAnother = (asked: readonly string[], role: string, offices: Iterable<string>): boolean =>
  OF_STATE.has(role) &&
  !asked.some(isOver) &&
  [...offices].some((held) => {
    const words = held.split(" ");
    return OF_STATE.has(words.at(-1)!) && !words.some(isOver);
  });
