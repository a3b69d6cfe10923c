import { describe, expect, it } from "vitest";
import { findQuotations } from "../../src/extraction/stages/quotations.ts";
import { tokenize } from "../../src/extraction/stages/tokens.ts";

const inner = (text: string): string[] =>
  findQuotations(tokenize(text)).map((quotation) => text.slice(quotation.inner.start, quotation.inner.end));

describe("quotation marks", () => {
  it.each([
    ["curly", "“We are ready,” the mayor said.", ["We are ready,"]],
    ["straight", '"We are ready," the mayor said.', ["We are ready,"]],
    ["British curly single", "‘We are ready,’ the mayor said.", ["We are ready,"]],
    ["British straight single", "'We are ready,' the mayor said.", ["We are ready,"]],
    ["typewriter", "``We are ready,'' the mayor said.", ["We are ready,"]],
    ["doubled straight single", "''We are ready,'' the mayor said.", ["We are ready,"]],
    ["low and high", "„Wir sind bereit“, sagte er.", ["Wir sind bereit"]],
    ["angle", "«We are ready,» the mayor said.", ["We are ready,"]],
    ["single angle", "‹We are ready,› the mayor said.", ["We are ready,"]],
    ["corner", "The mayor said 「we are ready」 and 『so are you』.", ["we are ready", "so are you"]],
    ["angle, with single angle ones in them", "«He said ‹no› twice,» she said.", ["He said ‹no› twice,"]],
    ["two in one sentence", '"No," she said, "not yet."', ["No,", "not yet."]],
    ["one word", 'He called the plan "madness" on Monday.', ["madness"]],
    ["at the very end of the text", 'She said: "No."', ["No."]],
    ["with no space before the next word", 'She said "no".He left.', ["no"]],
    ["after a dash", 'The answer — "never" — came at once.', ["never"]],
    ["after a bracket", 'The mayor ("a fool") left.', ["a fool"]],
    ["after a tag", `<p>"We are ready," <a href="https://example.org">she</a> said.</p>`, ["We are ready,"]],
    ["with a quotation in it", "“She told me ‘no’ twice,” he said.", ["She told me ‘no’ twice,"]],
    ["with a straight quotation in it", `"She told me 'no' twice," he said.`, ["She told me 'no' twice,"]],
    [
      "British, with a double quotation in it",
      "‘She told me “no” twice,’ he said.",
      ["She told me “no” twice,"],
    ],
    [
      "with apostrophes",
      "‘We don’t know what they’re after,’ she said.",
      ["We don’t know what they’re after,"],
    ],
    [
      "with straight apostrophes",
      "'We don't know what they're after,' she said.",
      ["We don't know what they're after,"],
    ],
    [
      "with a plural possessive",
      "‘The workers’ rights are gone,’ she said.",
      ["The workers’ rights are gone,"],
    ],
    ["with an elision", "'It was the '90s,' she said.", ["It was the '90s,"]],
    ["with an inch mark", `The 6'2" player said "no" again.`, ["no"]],
    ["straight, with curly ones in them", '"He said “never” to me," she said.', ["He said “never” to me,"]],
    ["curly, in a paragraph that a straight one opens", '"“Never,” she said, and left.', ["Never,"]],
    ["opened by a straight and closed by a curly mark", '"We are ready,” she said.', ["We are ready,"]],
    ["closed by an opening mark", "He called it “a lie“ on Monday, and “a fraud“.", ["a lie", "a fraud"]],
    ["straight, with no space on either side", `He left."We know,"she said.`, ["We know,"]],
    ["of several sentences", '"One. Two! Three?" he asked.', ["One. Two! Three?"]],
    ["of two words with a hyphen", 'He praised "on-the-job" training.', ["on-the-job"]],
  ])("are paired when they are %s", (_, text, expected) => {
    expect(inner(text)).toEqual(expected);
  });

  it.each([
    ["apostrophes", "The workers' hall isn't the mayor's, it's ours."],
    ["curly apostrophes", "The workers’ hall isn’t the mayor’s."],
    ["elisions", "Rock 'n' roll was big in the '60s, 'til it wasn't."],
    ["no marks", "Nothing is quoted here."],
    ["feet", "The 5' wall stood."],
    ["breadcrumbs", "Home › News › Politics"],
  ])("are not seen in %s", (_, text) => {
    expect(inner(text)).toEqual([]);
  });

  it("run over paragraphs that each open with a mark and close only at the end", () => {
    const text = "“First part.\n\n“Second part.\n\n“Third part,” he said.";
    const quotations = findQuotations(tokenize(text));
    expect(quotations.map(({ closed, continues }) => [closed, continues])).toEqual([
      [false, false],
      [false, true],
      [true, true],
    ]);
    expect(inner(text)).toEqual(["First part.", "Second part.", "Third part,"]);
  });

  it("end with the paragraph where none closes", () => {
    expect(inner('She said: "It goes on.\n\nThe hall emptied.')).toEqual(["It goes on."]);
  });

  it("end with their sentence where another opens before they close", () => {
    expect(inner('He called it "a shame and left. "I will go," he said.')).toEqual([
      "a shame and left.",
      "I will go,",
    ]);
  });

  it("do not carry over from a paragraph left open to one that opens without a mark", () => {
    const text = '"It goes on.\n\nThe hall emptied. "I am going," he said.';
    expect(inner(text)).toEqual(["It goes on.", "I am going,"]);
  });

  it("keep their offsets behind astral characters", () => {
    const text = "🎉🎉 “Yes,” she said.";
    const [quotation] = findQuotations(tokenize(text));
    expect(text.slice(quotation!.start, quotation!.end)).toBe("“Yes,”");
  });

  it("give token runs that begin and end at the marks", () => {
    const tokenized = tokenize('She said "not yet" twice.');
    const [quotation] = findQuotations(tokenized);
    expect(tokenized.tokens[quotation!.open]!.text).toBe('"');
    expect(tokenized.tokens[quotation!.close]!.text).toBe('"');
  });
});
