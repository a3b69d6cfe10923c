import { describe, expect, it } from "vitest";
import { extractStatements } from "../../src/extraction/extract-statements.ts";
import { saidIn } from "./said.ts";

describe("text that is no news", () => {
  it.each([
    ["nothing", ""],
    ["white space", " \n\t\n "],
    ["a shopping list", "- flour\n- two eggs\n- a pinch of salt"],
    [
      "a recipe",
      "Preheat the oven to 180 degrees. Mix flour and sugar. Add the eggs one at a time. Bake for forty minutes.",
    ],
    ["a table", "Team  W  L\nLions  4  2\nBears  3  3\nHawks  1  5"],
    ["code", "const total = items.reduce((sum, item) => sum + item.price, 0);\nconsole.log(total);"],
    ["an address", "Harbour Office\n12 Quay Street\nDublin 1"],
    ["numbers", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10."],
    ["weather", "Cloudy with rain in the west. Highs of 14 degrees. Winds light to moderate."],
    ["a text without letters", "!!! ??? ... --- *** \u{1F389}"],
    ["a title in quotation marks", 'The museum shows "The Night Watch" until Sunday.'],
    ["a quoted nickname", 'The "Iron Bridge" reopened on Monday.'],
  ])("yields no statement: %s", (_, text) => {
    expect(saidIn(text).map(({ what }) => what)).toEqual([]);
  });
});

describe("offsets", () => {
  it("count code points and give back the words exactly", () => {
    const text = "🎉🎉 Party time. “Prices will rise 🎈,” Ann Lee said Friday.";
    const [statement] = extractStatements(text).statements;
    const letters = [...text];
    const printed = statement!.content.map(({ start, end }) => letters.slice(start, end).join(""));
    expect(printed.join("")).toContain("Prices will rise 🎈");
    expect(statement!.source.map(({ start, end }) => letters.slice(start, end).join(""))).toEqual([
      "Ann Lee",
    ]);
  });

  it("are in order, inside the text and not empty, for every span of a mixed text", () => {
    const text =
      'He said "no.\n\n"Yes," she said, "maybe," and left. According to Ann Lee, it rained.\n\nLEE: Yes?\n\nRAY: No.';
    const { statements } = extractStatements(text);
    const spans = statements.flatMap(({ source, cue, content, sentence }) => [
      ...source,
      ...cue,
      ...content,
      sentence,
    ]);
    expect(spans.length).toBeGreaterThan(0);
    for (const { start, end } of spans) {
      expect(start).toBeLessThan(end);
      expect(end).toBeLessThanOrEqual([...text].length);
    }
  });

  it("do not move with the kind of line ends", () => {
    const text = 'Ann Lee arrived.\r\n\r\n"Prices rose," she said.\r\n';
    const [said] = saidIn(text);
    expect([said!.who, said!.what]).toEqual(["Ann Lee", "Prices rose"]);
  });
});

describe("whatever words are strung together", () => {
  const WORDS =
    `" “ ” ' ‘ ’ said says told who which that it he she they Ann Lee Mr. Sen. the of according to citing a report in Boston on Friday , . ! ? : ; — ( ) denied not neither nor has declined comment and but though adding 🎉 LEE RAY 's ’s The New York Times poll prices rose Aug. 3 2019 U.S. I her his campaign call reach rule out be`.split(
      " ",
    );

  /** A small generator with a fixed seed, so that a failure comes again. */
  function* texts(count: number): Generator<string> {
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    for (let n = 0; n < count; n++) {
      let text = "";
      for (let length = next(60); length >= 0; length--)
        text += WORDS[next(WORDS.length)]! + (next(8) === 0 ? "\n" : next(10) === 0 ? "" : " ");
      yield text;
    }
  }

  it.each([
    "According to Ann Lee, “no.”",
    'Sen. Ann Lee (R-Ohio), the mayor, said, "No," as Bob Ray put it, in Dover, citing his lawyer, who called it a “lie.”',
  ])("reads a text that breaks off anywhere: %s", (text) => {
    for (let end = 0; end <= text.length; end++)
      expect(() => extractStatements(text.slice(0, end)), text.slice(0, end)).not.toThrow();
  });

  it("gives spans that are in order, inside the text and not empty, and a content for every statement", () => {
    for (const text of texts(1500)) {
      const length = [...text].length;
      for (const { source, cue, content, sentence, confidence } of extractStatements(text).statements) {
        expect(content, text).not.toEqual([]);
        for (const { start, end } of [...source, ...cue, ...content, sentence]) {
          expect(start, text).toBeLessThan(end);
          expect(end, text).toBeLessThanOrEqual(length);
        }
        const starts = content.map(({ start }) => start);
        expect(starts, text).toEqual(starts.toSorted((a, b) => a - b));
        expect(confidence, text).toBeGreaterThanOrEqual(0);
        expect(confidence, text).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe("extraction ends, with sane results, on", () => {
  const sentence = '"Prices will rise," Ann Lee told reporters in Boston on Friday. She said wages fell. ';
  it.each([
    ["a text of one line of 2 MB", sentence.repeat(24_000), 10_000],
    ["a text with no sentence end", "Ann Lee said prices would rise and ".repeat(6_000), 1],
    ["ten thousand opening marks", "“Prices ".repeat(10_000), 0],
    ["ten thousand straight marks", '" '.repeat(10_000), 0],
    ["ten thousand single marks", "'a ".repeat(10_000), 0],
    ["ten thousand quotations", '"No," he said. '.repeat(10_000), 5_000],
    ["ten thousand paragraphs", "Ann Lee said no.\n".repeat(10_000), 5_000],
    ["ten thousand namesakes", Array.from({ length: 10_000 }, (_, i) => `A${i} Lee said no.`).join(" "), 1],
    [
      "six thousand words beside one name",
      Array.from(
        { length: 6_000 },
        (_, i) => `The a${i} b${i} senator Ann Lee spoke. The Ohio senator said no.`,
      ).join(" "),
      5_000,
    ],
    [
      "a surname of 50,000 letters, misspelt",
      `Ann Ab${"cd".repeat(25_000)} spoke. Ab${"cd".repeat(25_000)}e said it rained.`,
      1,
    ],
    ["one word of 200,000 letters", "a".repeat(200_000), 0],
    ["200,000 spaces", " ".repeat(200_000), 0],
    ["brackets", "(".repeat(50_000), 0],
    ["commas", ",".repeat(50_000), 0],
    ["dashes", "— ".repeat(50_000), 0],
    ["nested subjects", "who said ".repeat(20_000), 0],
    ["names only", "Ann Lee ".repeat(50_000), 0],
    ["according to", "according to ".repeat(20_000), 0],
    ["citing", "citing reports ".repeat(20_000), 0],
  ])(
    "%s",
    (_, text, atLeast) => {
      const { statements } = extractStatements(text, { publishedOn: "2025-08-08" });
      expect(statements.length).toBeGreaterThanOrEqual(atLeast);
    },
    120_000,
  );
});
