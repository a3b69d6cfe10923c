/** Words contracted on one side and written out on the other: "didn't", "did not". */
import { ENDING_EXPANSIONS, EXPANSIONS } from "./lexicon/lexicon.ts";
import type { QuoteWord } from "./read-words.ts";

/** Longer places are not tried for contractions: each may double the number of readings. */
const MOST_WORDS = 8;

/** Whether two stretches say the same words, contracted or not. */
export function areContractions(a: readonly QuoteWord[], b: readonly QuoteWord[]): boolean {
  if (a.length === 0 || b.length === 0 || a.length + b.length > MOST_WORDS) return false;
  return expanded(a).some((form) => expanded(b).includes(form));
}

/** What the words are short for: "it's" may be "it is" or "it has". */
function expanded(words: readonly QuoteWord[]): string[] {
  return words.reduce<string[]>(
    (forms, { key }) => forms.flatMap((form) => longForms(key).map((long) => `${form} ${long}`)),
    [""],
  );
}

function longForms(key: string): string[] {
  const whole = EXPANSIONS.find(([short]) => short === key);
  if (whole) return [whole[1]];
  const endings = ENDING_EXPANSIONS.filter(([ending]) => key.endsWith(ending));
  return [key, ...endings.map(([ending, long]) => key.slice(0, -ending.length) + long)];
}
