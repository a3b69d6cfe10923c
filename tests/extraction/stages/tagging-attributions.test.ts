import { describe, expect, it } from "vitest";
import { tagAttributions, type TokenRange } from "../../../src/extraction/stages/attributions.ts";
import { findQuotations } from "../../../src/extraction/stages/quotations.ts";
import { tokenize } from "../../../src/extraction/stages/tokens.ts";

/** What the learnt tagger finds in a text, as the words of each part. */
function found(text: string) {
  const tokenized = tokenize(text);
  const words = (ranges: TokenRange[]) =>
    ranges
      .map(({ start, end }) => text.slice(tokenized.tokens[start]!.start, tokenized.tokens[end - 1]!.end))
      .join(" … ");
  return tagAttributions(tokenized, findQuotations(tokenized)).map(
    ({ source, cue, content, confidence }) => ({
      source: words(source),
      cue: words(cue),
      content: words(content),
      confidence,
    }),
  );
}

describe("the learnt tagger finds", () => {
  it.each([
    [
      '"Prices will rise next year," the minister said.',
      "the minister",
      "said",
      '"Prices will rise next year,"',
    ],
    [
      "The minister said that prices would rise next year.",
      "The minister",
      "said",
      "that prices would rise next year",
    ],
    [
      "Prices will rise next year, according to a new study.",
      "a new study",
      "according to",
      "Prices will rise next year",
    ],
    [
      '"We will win," Ann Lee told reporters on Monday. "We always do."',
      "Ann Lee",
      "told",
      '"We will win," … "We always do."',
    ],
  ])("%s", (text, source, cue, content) => {
    expect(found(text)).toContainEqual({ source, cue, content, confidence: expect.any(Number) as number });
  });

  it("nothing where nobody says anything", () => {
    expect(found("The train arrives at nine. Mix the flour with two eggs.\n\nTotal: 15 km")).toEqual([]);
  });

  it("parts that lie in the text, do not run into each other, and a confidence between 0 and 1", () => {
    const text = `“No,” she said—“never!”\n\n“And yet …\n\nSMITH: It's 'fine', he told us.Then he left. ${'He said "x" and '.repeat(200)}`;
    const tokenized = tokenize(text);
    for (const { source, cue, content, confidence } of tagAttributions(
      tokenized,
      findQuotations(tokenized),
    )) {
      for (const { start, end } of [...source, ...cue, ...content]) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(tokenized.tokens.length);
      }
      expect(content.length).toBeGreaterThan(0);
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThan(1);
    }
  });
});

describe("a text in one endless line", () => {
  it("is read in stretches, with what the same sentences hold elsewhere", () => {
    const sentence = '"Prices will rise," Ann Lee said. The minister said that wages would fall. ';
    const many = found(sentence.repeat(150));
    const cues = many.filter(({ cue }) => cue === "said");
    expect(cues.length).toBeGreaterThan(290);
  });
});
