import { PLACE_KINDS } from "../lexicon/lexicon.ts";
import type { NameMention } from "./names.ts";
import type { Reading } from "./reading.ts";

/** Names back among which "the city" looks for a place, and how many sentences. */
const NAMES_BACK = 60;
const SENTENCES_BACK = 30;
/** What a sentence of distance costs, in doublings of frequency. */
const DISTANCE = 0.35;
/** What it is worth to stand in the same sentence, in the same measure. */
const HERE = 2;

/**
 * Index of the last name before `until` of a place of the kind that a noun asks for, or -1: "the city", "the state".
 *
 * @param isUnknown whether a name means nobody as far as is known
 */
export function lastPlace(
  { tokens, unitOf }: Reading,
  names: readonly NameMention[],
  until: number,
  noun: string,
  at: number,
  isUnknown: (name: number) => boolean,
): number {
  const printed = new Map<string, number>();
  let best = -1;
  let bestScore = -Infinity;
  for (let k = until - 1; k >= Math.max(0, until - NAMES_BACK); k--) {
    const { type, start, end } = names[k]!;
    const sentences = unitOf[at]! - unitOf[start]!;
    if (sentences > SENTENCES_BACK) break;
    const words = tokens.slice(start, end).map(({ lower }) => lower);
    // "in Springville": what the lists do not know is a place where something happens.
    const isPlace = type === "place" || (IN.has(tokens[start - 1]?.lower ?? "") && isUnknown(k));
    if (!isPlace || !isOfKind(words, noun)) continue;
    const key = words.join(" ");
    printed.set(key, (printed.get(key) ?? 0) + 1);
    const score = Math.log2(printed.get(key)!) - sentences * DISTANCE + (sentences === 0 ? HERE : 0);
    if (score > bestScore) [best, bestScore] = [k, score];
  }
  return best;
}

function isOfKind(words: readonly string[], noun: string): boolean {
  const kind = PLACE_KINDS.get(words.join(" "));
  if (noun === "state") return kind === "state";
  if (noun === "country" || noun === "nation" || noun === "kingdom" || noun === "republic")
    return kind === "country";
  if (
    noun === "city" ||
    noun === "town" ||
    noun === "village" ||
    noun === "capital" ||
    noun === "municipality"
  )
    return kind === undefined && !OTHER_KINDS.has(words.at(-1)!);
  return words.at(-1) === noun;
}

const IN = new Set(["in", "near"]);

/** Last words of places that are no towns. */
const OTHER_KINDS = new Set([
  "uptown",
  "downtown",
  "county",
  "province",
  "island",
  "islands",
  "river",
  "street",
  "avenue",
  "europe",
  "asia",
]);
