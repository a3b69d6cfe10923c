import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { align } from "../../../src/modules/quote-checks/align.ts";
import { readWords } from "../../../src/modules/quote-checks/read-words.ts";

/** The alignment as one reads it: kept words plain, [-dropped-], {+added+}, replaced as both. */
function aligned(source: string, quotation: string): string {
  const [ours, theirs] = [readWords(source).words, readWords(quotation).words];
  const text = (words: typeof ours, from: number, to: number): string =>
    words
      .slice(from, to)
      .map(({ key }) => key)
      .join(" ");
  return align(ours, theirs)
    .map(({ kind, sourceFrom, sourceTo, quoteFrom, quoteTo }) => {
      const [left, right] = [text(ours, sourceFrom, sourceTo), text(theirs, quoteFrom, quoteTo)];
      if (kind === "kept") return left;
      return (left && `[-${left}-]`) + (right && `{+${right}+}`);
    })
    .join(" ");
}

describe("the alignment shows what became of every word", () => {
  it.each([
    ["We will win this race.", "we will win", "we will win"],
    ["We will not win this race.", "We will win this race", "we will [-not-] win this race"],
    ["There will be no invasion.", "There will be an invasion", "there will be [-no-]{+an+} invasion"],
    ["They voted for it twice.", "They secretly voted for it twice", "they {+secretly+} voted for it twice"],
    [
      "We will, if Congress agrees, raise taxes next year.",
      "We will raise taxes next year",
      "we will [-if congress agrees-] raise taxes next year",
    ],
    [
      "Before that we ate. Then he sold the old house to a bank.",
      "he sold the house",
      "he sold the [-old-] house",
    ],
  ])("%s | %s", (source, quotation, expected) => {
    expect(aligned(source, quotation)).toBe(expected);
  });
});

it("long texts are aligned from anchor to anchor, with the same result", () => {
  const words = Array.from({ length: 3000 }, (_, i) =>
    [...String(i)].map((digit) => "abcdefghij"[Number(digit)]).join(""),
  );
  const changed = words.with(1500, "other").filter((_, i) => i !== 2200);
  const steps = align(readWords(words.join(" ")).words, readWords(changed.join(" ")).words);
  expect(steps.map(({ kind }) => kind)).toEqual(["kept", "replaced", "kept", "dropped", "kept"]);
  expect(steps[1]).toMatchObject({ sourceFrom: 1500, quoteFrom: 1500 });
  expect(steps[3]).toMatchObject({ sourceFrom: 2200, sourceTo: 2201, quoteFrom: 2200, quoteTo: 2200 });
});

it("every word of the quotation stands in exactly one step, and kept words are equal", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(text, text, (source, quotation) => {
      const [ours, theirs] = [readWords(source.join(" ")).words, readWords(quotation.join(" ")).words];
      let [s, q] = [-1, 0];
      for (const step of align(ours, theirs)) {
        expect(step.quoteFrom).toBe(q);
        if (s >= 0) expect(step.sourceFrom).toBe(s);
        [s, q] = [step.sourceTo, step.quoteTo];
        if (step.kind === "kept") {
          expect(quotation.slice(step.quoteFrom, step.quoteTo)).toEqual(
            source.slice(step.sourceFrom, step.sourceTo),
          );
        }
      }
      expect(q).toBe(quotation.length);
    }),
  );
});
