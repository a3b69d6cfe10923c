import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readWords, wordsBetween } from "../../../src/modules/quote-checks/read-words.ts";

const keys = (text: string): string[] => readWords(text).words.map(({ key }) => key);

describe("words are the same whatever their form", () => {
  it.each([
    ["case", "The White House", "the WHITE house"],
    ["accents", "José Muñoz in São Paulo", "Jose Munoz in Sao Paulo"],
    ["curly and straight apostrophes", "don’t", "don't"],
    ["an apostrophe left out", "dont", "don't"],
    ["hyphens and dashes", "co-operation—at last", "co operation - at last"],
    ["dots of abbreviations", "the U.S. troops", "the US troops"],
    ["quotation marks and punctuation", "“Never!” he said.", "Never he said"],
    ["separators in numbers", "3,412 patients", "3412 patients"],
    ["the percent sign", "40%", "40 percent"],
    ["the ampersand", "law & order", "law and order"],
    ["letters that an editor put in brackets", "[T]he troops march[ed]", "the troops marched"],
    [
      "soft hyphens and characters without width",
      "har\u00adbor win\u200bter \ufeffwall",
      "harbor winter wall",
    ],
    ["composed and decomposed letters", "caf\u00e9", "cafe\u0301"],
  ])("%s", (_form, one, other) => {
    expect(keys(one)).toEqual(keys(other));
  });

  it.each([
    ["a decimal point is part of a number", "2.5 million", "25 million"],
    ["a contraction is not the word it looks like", "we're here", "were here"],
    ["a currency is a word", "$5", "€5"],
  ])("but %s", (_form, one, other) => {
    expect(keys(one)).not.toEqual(keys(other));
  });
});

it("an insertion in brackets is a gap and no words, unless it negates", () => {
  const { words } = readWords("We will tell [the president] tomorrow");
  expect(words.map(({ key }) => key)).toEqual(["we", "will", "tell", "tomorrow"]);
  expect(words.at(-1)!.gapBefore).toBe("insertion");
  expect(keys("We will [not] go")).toEqual(["we", "will", "not", "go"]);
});

it("the words put in are kept beside the word before which they stand, and shown where none are said", () => {
  const text = "We will tell [the president] tomorrow [or later]";
  const read = readWords(text);
  expect(read.words[3]!.insertedBefore.map(({ key }) => key)).toEqual(["the", "president"]);
  expect(read.insertedAfter.map(({ key }) => key)).toEqual(["or", "later"]);
  expect(wordsBetween(text, read, 3, 3)).toBe("the president");
  expect(wordsBetween(text, read, 2, 4)).toBe("tell [the president] tomorrow");
  expect(wordsBetween(text, read, 4, 4)).toBe("or later");
});

it.each([
  ["a hyphen before a word that no compound ends with is a dash", "There was no deal-that is a lie", "that"],
  ["a hyphen in a compound is none", "It is a well-known lie", null],
])("%s", (_what, text, behind) => {
  expect(readWords(text).words.find(({ breakBefore }) => breakBefore)?.key ?? null).toBe(behind);
});

it.each([
  [
    "a comma ends a sentence before a joining word with a capital",
    "not while I govern, If they ask, no",
    "if",
  ],
  ["not before one without", "not while I govern, if they ask, no", null],
  ["nor where every word has one", "We Will Not Sell, If They Ask", null],
])("%s", (_what, text, opening) => {
  const [, ...others] = readWords(text).words;
  expect(others.find(({ opensSentence }) => opensSentence)?.key ?? null).toBe(opening);
});

it("an ellipsis is a gap, in any of its forms", () => {
  for (const text of ["one … two", "one ... two", "one . . . two"]) {
    expect(readWords(text).words[1]).toMatchObject({ key: "two", gapBefore: "ellipsis" });
  }
  expect(readWords("one two...").gapAfter).toBe("ellipsis");
});

it("a dot after a title ends no sentence", () => {
  const opening = readWords("He met Mr. Smith. They talked.").words.filter(
    ({ opensSentence }) => opensSentence,
  );
  expect(opening.map(({ key }) => key)).toEqual(["he", "they"]);
});

it("every word's place in any text reproduces the word as printed", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.constantFrom("", "[T]he end", "«naïve»", "مرحبا 👩‍🚀 "),
      (text, extra) => {
        const whole = text + extra;
        let end = 0;
        for (const word of readWords(whole).words) {
          expect(word.start).toBeGreaterThanOrEqual(end);
          end = word.end;
          expect(keys(whole.slice(word.start, word.end)).join("")).toContain(word.key.slice(0, 1));
        }
        expect(end).toBeLessThanOrEqual(whole.length);
      },
    ),
  );
});
