import { describe, expect, it } from "vitest";
import { splitSentences } from "../../../src/extraction/stages/sentences.ts";
import { splitWords } from "../../../src/extraction/stages/words.ts";

const wordsOf = (text: string) => splitWords(text).map(({ start, end }) => text.slice(start, end));

function sentencesOf(text: string): string[] {
  const tokens = splitWords(text);
  const firsts = splitSentences(text, tokens);
  return firsts.map((first, s) =>
    text.slice(tokens[first]!.start, tokens[(firsts[s + 1] ?? tokens.length) - 1]!.end),
  );
}

describe("a text is cut into words", () => {
  it.each([
    [
      "clitics stand apart",
      "He can't say we've won; it's Ann's.",
      "He|ca|n't|say|we|'ve|won|;|it|'s|Ann|'s|.",
    ],
    ["typographic apostrophes too", "She doesn’t know, she’ll ask.", "She|does|n’t|know|,|she|’ll|ask|."],
    ["names keep their apostrophe", "O'Neill and D’Arcy", "O'Neill|and|D’Arcy"],
    ["abbreviations keep their full stop", "Mr. Lee of the U.S. Senate", "Mr.|Lee|of|the|U.S.|Senate"],
    ["initials keep theirs", "J. K. Lee spoke", "J.|K.|Lee|spoke"],
    [
      "numbers stay whole",
      "It cost $1,200.50, or 5% of 3.5 million.",
      "It|cost|$|1,200.50|,|or|5|%|of|3.5|million|.",
    ],
    ["hyphenated words stay whole", "a two-year-old law", "a|two-year-old|law"],
    ["dashes stand apart", "it—she said--works", "it|—|she|said|--|works"],
    [
      "addresses and handles stay whole",
      "See https://example.org/a.b, @ann_lee, ann@example.org.",
      "See|https://example.org/a.b|,|@ann_lee|,|ann@example.org|.",
    ],
    [
      "a full stop without its space parts two words",
      "It ended.Then it began.",
      "It|ended|.|Then|it|began|.",
    ],
    ["a domain is one word", "She wrote on example.com today.", "She|wrote|on|example.com|today|."],
    ["ellipses are one mark", "Well... no. . . yes…", "Well|...|no|. . .|yes|…"],
    ["doubled marks are one quotation mark", "''Yes,'' he said.", "''|Yes|,|''|he|said|."],
    ["an emoji is one mark", "Great 👩‍🚀 news 👍🏽!", "Great|👩‍🚀|news|👍🏽|!"],
  ])("%s", (_, text, expected) => {
    expect(wordsOf(text).join("|")).toBe(expected);
  });

  it("every character that is not white space is in exactly one token, in order", () => {
    const text = "“Hm,” said O'Neill—then:\n\n\t'90s? $5…  http://x.y/?a=b (sic) 東京 \u{1F600}x";
    expect(wordsOf(text).join("")).toBe(text.replaceAll(/\s/g, ""));
  });

  it("a line is a paragraph unless it only continues a hard-wrapped one", () => {
    const text =
      "A line of a hard-wrapped text that is cut where its eightieth column\nis reached goes on.\nA new line.";
    expect(splitWords(text).at(-1)!.paragraph).toBe(1);
  });
});

describe("words are grouped into sentences", () => {
  it.each([
    ["at full stops", "One is here. Two is there.", 2],
    ["after a title never", "He met Mr. Lee and Sen. Ann Roe. They spoke.", 2],
    ["after an abbreviation where a new sentence opens", "She left the U.S. The law passed.", 2],
    ["not after an abbreviation within one", "The U.S. Senate voted.", 1],
    ["with the closing mark", '"It works." She left.', 2],
    ["not where a quoted question goes on in its clause", '"Does it work?" she asked. "Yes."', 2],
    ["not before the speaker of a quoted question", '"Does it work?" Ann Lee asked.', 1],
    ["where the space is missing", "It ended.Then it began.", 2],
    ["at the end of a line without full stop", "A headline\nThe story begins.", 2],
  ])("%s", (_, text, count) => {
    expect(sentencesOf(text)).toHaveLength(count);
  });

  it("no sentence outgrows its bound, whatever the text", () => {
    const text = "word ".repeat(1000);
    const longest = Math.max(...sentencesOf(text).map((sentence) => sentence.split(" ").length));
    expect(longest).toBeLessThanOrEqual(220);
  });
});
