/** What texts in nearly the same words are found by. */
import { describe, expect, it } from "vitest";
import { gappedGramsOf, gramsOf, postingsOf } from "../../../src/modules/quote-checks/grams.ts";
import { readWords } from "../../../src/modules/quote-checks/read-words.ts";

const wordsOf = (text: string) => readWords(text).words;
const hashes = (grams: readonly { hash: number }[]): number[] => grams.map(({ hash }) => hash);
const eight = "we never promised anyone cheaper bread this winter";

/** Every way to change three of the words. */
const threeChanged = (text: string): string[] => {
  const words = text.split(" ");
  const found: string[] = [];
  for (let a = 0; a < words.length; a += 1)
    for (let b = a + 1; b < words.length; b += 1)
      for (let c = b + 1; c < words.length; c += 1)
        found.push(
          words.map((word, i) => ([a, b, c].includes(i) ? `other${"abcdefghijklm"[i]}` : word)).join(" "),
        );
  return found;
};
const share = (one: readonly number[], other: readonly number[]): boolean =>
  one.some((hash) => other.includes(hash));

describe("what a statement is found by", () => {
  it("is left in part whichever three of eight words are changed", () => {
    const posted = postingsOf(wordsOf(eight));
    const changed = threeChanged(eight).map(wordsOf);
    expect(changed.some((words) => !share(hashes(gramsOf(words)), posted))).toBe(true);
    for (const words of changed) expect(share(postingsOf(words), posted)).toBe(true);
  });

  it("is left in part whichever three of thirteen words are changed, without gaps", () => {
    const thirteen = `${eight} or free coal for everyone`;
    const posted = postingsOf(wordsOf(thirteen));
    expect(gappedGramsOf(wordsOf(thirteen))).toEqual([]);
    for (const text of threeChanged(thirteen)) expect(share(postingsOf(wordsOf(text)), posted)).toBe(true);
  });

  it("is no stretch with a gap for another without", () => {
    expect(share(hashes(gappedGramsOf(wordsOf(eight))), hashes(gramsOf(wordsOf(eight))))).toBe(false);
  });
});
