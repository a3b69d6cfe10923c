import { describe, expect, it } from "vitest";
import { finds, saidIn } from "./said.ts";

describe("a quotation is attributed", () => {
  finds([
    ["to the subject after it", '"Prices will rise," Ann Lee said.', "Ann Lee", "Prices will rise"],
    ["to the subject after the verb", '"Prices will rise," said Ann Lee.', "Ann Lee", "Prices will rise"],
    ["to the subject before it", 'Ann Lee said, "Prices will rise."', "Ann Lee", "Prices will rise"],
    ["after a colon", 'Ann Lee said: "Prices will rise."', "Ann Lee", "Prices will rise"],
    ["between curly marks", "“Prices will rise,” Ann Lee said.", "Ann Lee", "Prices will rise"],
    ["between British marks", "‘Prices will rise,’ Ann Lee said.", "Ann Lee", "Prices will rise"],
    ["between straight British marks", "'Prices won't rise,' Ann Lee said.", "Ann Lee", "Prices won't rise"],
    [
      "to an office and the name between commas, who told somebody",
      '"Prices will rise," the foreign minister, Ann Lee, told the Globe.',
      "Ann Lee",
      "Prices will rise",
    ],
    [
      "to an office and a name that interrupt it",
      '"Prices," a spokeswoman, Ann Lee, told reporters on Monday, "will rise."',
      "Ann Lee",
      "Prices",
      "will rise",
    ],
    ["when it asks", '"Will prices rise?" Ann Lee asked.', "Ann Lee", "Will prices rise"],
    ["when it exclaims", '"Prices will rise!" Ann Lee shouted.', "Ann Lee", "Prices will rise"],
    ["across an interruption", '"Prices," Ann Lee said, "will rise."', "Ann Lee", "Prices", "will rise"],
    [
      "across the sentence that follows",
      '"Prices will rise," Ann Lee said. "They always do."',
      "Ann Lee",
      "Prices will rise",
      "They always do",
    ],
    [
      "when it has several sentences",
      '"Prices will rise. They always do," Ann Lee said.',
      "Ann Lee",
      "Prices will rise. They always do",
    ],
    [
      "across paragraphs",
      '"Prices will rise.\n\n"They always do," Ann Lee said.',
      "Ann Lee",
      "Prices will rise",
      "They always do",
    ],
    [
      "to somebody with an apposition",
      '"Prices will rise," said Ann Lee, a spokeswoman for the bank.',
      "Ann Lee",
      "Prices will rise",
    ],
    [
      "to somebody with an apposition before the verb",
      'Ann Lee, a spokeswoman for the bank, said, "Prices will rise."',
      "Ann Lee",
      "Prices will rise",
    ],
    [
      "to somebody with a title",
      '"Prices will rise," Treasury Secretary Ann Lee said.',
      "Ann Lee",
      "Prices will rise",
    ],
    [
      "to somebody with an abbreviated title",
      '"Prices will rise," Sen. Ann Lee said.',
      "Ann Lee",
      "Prices will rise",
    ],
    [
      "to somebody with party and state",
      '"Prices will rise," Rep. Ann Lee (D-Ohio) said.',
      "Ann Lee",
      "Prices will rise",
    ],
    [
      "to somebody with a middle initial",
      '"Prices will rise," Ann B. Lee said.',
      "Ann B. Lee",
      "Prices will rise",
    ],
    [
      "with a quotation inside",
      "\"He told me 'never' and left,\" Ann Lee said.",
      "Ann Lee",
      "He told me 'never' and left",
    ],
    ["when a day follows", '"Prices will rise," Ann Lee said Friday.', "Ann Lee", "Prices will rise"],
    [
      "when it is told to somebody",
      '"Prices will rise," Ann Lee told reporters in Boston.',
      "Ann Lee",
      "Prices will rise",
    ],
    ["by a verb that no list holds", '"Prices will rise," Ann Lee thundered.', "Ann Lee", "Prices will rise"],
    [
      'by "according to"',
      'Prices "will surely rise," according to Ann Lee.',
      "Ann Lee",
      'Prices "will surely rise',
    ],
    ["by a tweet", '"Prices will rise," Ann Lee tweeted.', "Ann Lee", "Prices will rise"],
    ["by a signature", '"Prices will rise." — Ann Lee', "Ann Lee", "Prices will rise"],
    [
      "to the one who adds",
      'Ann Lee said prices would rise. She added, "They always do."',
      "Ann Lee",
      "They always do",
    ],
    ["without a space after its mark", '"Prices will rise,"Ann Lee said.', "Ann Lee", "Prices will rise"],
    [
      "after a paraphrase in its paragraph",
      'The bank may wait until the spring, Ann Lee said. "We would rather be late than wrong about it."',
      "Ann Lee",
      "The bank may wait until the spring",
      "We would rather be late than wrong about it",
    ],
    [
      "in a paragraph of its own after a paraphrase",
      'Ann Lee defended the delay on Monday.\n\n"We would rather be late than wrong about it."\n\nThe hall emptied.',
      "Ann Lee",
      "the delay",
      "We would rather be late than wrong about it",
    ],
    [
      "as far as its own closing comma",
      "Ann Lee had said, “Perhaps,” when a reporter pressed her.",
      "Ann Lee",
      "Perhaps",
    ],
    [
      "to a second speaker who answers it",
      "When somebody at the back shouted, “Louder,” Ann Lee joked, again with a smile, “Patience, friend!”",
      "Ann Lee",
      "Patience, friend",
    ],
    [
      "inside an excerpt whose paragraphs open with a mark",
      '"The hall was cold and nobody spoke.\n\n"“Prices will rise,” Ann Lee said, and sat down.',
      "Ann Lee",
      "Prices will rise",
    ],
    [
      "as what somebody is called",
      "Ann Lee has been mocking Bob Ray as a “petty crook.”",
      "Ann Lee",
      "Bob Ray as a “petty crook",
    ],
    [
      "as what something is branded",
      "France branded the militia a “gang of thieves.”",
      "France",
      "the militia a “gang of thieves",
    ],
    [
      "as one puts it, before",
      'The permit is a "ticket to ruin," as Ann Lee put it.',
      "Ann Lee",
      'The permit is a "ticket to ruin',
    ],
    [
      "as one puts it, after",
      "It keeps him from looking, as Ann Lee put it in a short essay, “a fixer” of small deals.",
      "Ann Lee",
      "a fixer",
    ],
  ]);
});

describe("speech that no verb attributes", () => {
  const transcript = "LEE: Will prices rise?\n\nRAY: They will.\n\nLEE: How fast?\n\nRAY: Very fast, I fear.";
  finds([
    ["is found in a transcript", transcript, "LEE", "Will prices rise"],
    ["is found for each turn of a transcript", transcript, "RAY", "Very fast, I fear"],
  ]);

  finds([
    [
      "is found in a headline over an article that speaks of the same person",
      "Lee: Prices will rise next year\n\nAnn Lee arrived in Boston on Monday.",
      "Ann Lee",
      "Prices will rise next year",
    ],
    ["is found in a quoted transcript", transcript.replace(/^(?=[A-Z]+:)/gm, "“"), "LEE", "How fast"],
  ]);

  it("is not found in a list with headings", () => {
    const list = "Cost: ten dollars.\n\nTime: two hours.\n\nDifficulty: easy.\n\nYield: four portions.";
    expect(saidIn(list).filter(({ cue }) => cue === ":")).toEqual([]);
  });
});

describe("the kind of a statement", () => {
  it.each([
    ["direct", '"Prices will rise," Ann Lee said.'],
    ["direct", '"Prices," Ann Lee said, "will rise."'],
    ["mixed", 'Ann Lee said prices would rise "very fast" this year.'],
    ["indirect", "Ann Lee said prices would rise."],
    ["indirect", "Prices will rise soon, according to Ann Lee."],
  ])("is %s for %s", (kind, text) => {
    expect(saidIn(text).map(({ statement }) => statement.kind)).toEqual([kind]);
  });
});

describe("the words that name a speaker", () => {
  it.each([
    ["The mayor Wednesday said prices would rise.", "The mayor"],
    ["The mayor on Wednesday said prices would rise.", "The mayor"],
    ["Ann Lee last week said that prices would rise.", "Ann Lee"],
    ["CBS This Morning said that prices would rise.", "CBS This Morning"],
  ])("end before the day in %s", (text, as) => {
    expect(saidIn(text).map((said) => said.as)).toEqual([as]);
  });
});
