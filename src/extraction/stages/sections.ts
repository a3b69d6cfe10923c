import type { Token } from "./tokens.ts";

/**
 * For each paragraph the first paragraph of its section: the entries of a live blog and the parts of a newsletter stand
 * between lines that hold no letter ("___", "* * *"), and each speaks of its own people.
 */
export function sectionStarts(tokens: readonly Token[]): Int32Array {
  const starts = new Int32Array((tokens.at(-1)?.paragraph ?? -1) + 1);
  let section = 0;
  for (let i = 0; i < tokens.length;) {
    const { paragraph } = tokens[i]!;
    let divides = true;
    const first = i;
    while (i < tokens.length && tokens[i]!.paragraph === paragraph) {
      if (divides && (i - first >= LONGEST_DIVIDER || /[\p{L}\p{N}]/u.test(tokens[i]!.text))) divides = false;
      i++;
    }
    starts[paragraph] = section;
    if (divides) section = paragraph + 1;
  }
  return starts;
}

const LONGEST_DIVIDER = 12;
