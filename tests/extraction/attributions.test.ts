import { describe, expect, it } from "vitest";
import { bare, saidIn } from "./said.ts";

type Case = [construction: string, text: string, who: string | null, ...what: string[]];

/** Each case says who is found to have said what; other statements of the text have cases of their own. */
function finds(cases: Case[]): void {
  it.each(cases)("%s", (_, text, who, ...what) => {
    const found = saidIn(text).map((said) => [said.who, said.what]);
    expect(found).toContainEqual([who, what.map(bare).join(" … ")]);
  });
}

describe("a quotation is attributed", () => {
  finds([
    ["to the subject after it", '"Prices will rise," Ann Lee said.', "Ann Lee", "Prices will rise"],
    ["to the subject after the verb", '"Prices will rise," said Ann Lee.', "Ann Lee", "Prices will rise"],
    ["to the subject before it", 'Ann Lee said, "Prices will rise."', "Ann Lee", "Prices will rise"],
    ["after a colon", 'Ann Lee said: "Prices will rise."', "Ann Lee", "Prices will rise"],
    ["between curly marks", "“Prices will rise,” Ann Lee said.", "Ann Lee", "Prices will rise"],
    ["between British marks", "‘Prices will rise,’ Ann Lee said.", "Ann Lee", "Prices will rise"],
    ["between straight British marks", "'Prices won't rise,' Ann Lee said.", "Ann Lee", "Prices won't rise"],
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
  ]);
});

describe("a paraphrase is attributed", () => {
  finds([
    ['after "that"', "Ann Lee said that prices would rise.", "Ann Lee", "that prices would rise"],
    ['without "that"', "Ann Lee said prices would rise.", "Ann Lee", "prices would rise"],
    ["after a day", "Ann Lee said Friday that prices would rise.", "Ann Lee", "prices would rise"],
    [
      "after a statement",
      "Ann Lee said in a statement that prices would rise.",
      "Ann Lee",
      "prices would rise",
    ],
    [
      "after whoever was told",
      "Ann Lee told reporters that prices would rise.",
      "Ann Lee",
      "prices would rise",
    ],
    ["after a pronoun who was told", "Ann Lee told him prices would rise.", "Ann Lee", "prices would rise"],
    [
      "with some words quoted",
      'Ann Lee said prices would rise "very fast" this year.',
      "Ann Lee",
      'prices would rise "very fast" this year',
    ],
    ["around the speaker", "Prices, Ann Lee said, will rise soon.", "Ann Lee", "Prices", "will rise soon"],
    ["before the speaker", "Prices will rise soon, Ann Lee said.", "Ann Lee", "Prices will rise soon"],
    ["before an inverted verb", "Prices will rise soon, said Ann Lee.", "Ann Lee", "Prices will rise soon"],
    [
      'before "according to"',
      "Prices will rise soon, according to Ann Lee.",
      "Ann Lee",
      "Prices will rise soon",
    ],
    [
      'after "according to"',
      "According to Ann Lee, prices will rise soon.",
      "Ann Lee",
      "prices will rise soon",
    ],
    [
      "to a participle",
      "Ann Lee left the hall, saying that prices would rise.",
      "Ann Lee",
      "prices would rise",
    ],
    [
      "to a second participle",
      "Ann Lee said wages fell, adding that prices would rise.",
      "Ann Lee",
      "prices would rise",
    ],
    [
      "before a second participle",
      "Ann Lee said wages fell, adding that prices would rise.",
      "Ann Lee",
      "wages fell",
    ],
    [
      "to a second verb",
      "Ann Lee said wages fell but stressed that prices would rise.",
      "Ann Lee",
      "prices would rise",
    ],
    [
      "before a second verb",
      "Ann Lee said wages fell but stressed that prices would rise.",
      "Ann Lee",
      "wages fell",
    ],
    [
      "to a second speaker",
      "Ann Lee said wages fell, and Bob Ray said prices would rise.",
      "Bob Ray",
      "prices would rise",
    ],
    [
      "before a second speaker",
      "Ann Lee said wages fell, and Bob Ray said prices would rise.",
      "Ann Lee",
      "wages fell",
    ],
    [
      "to a relative clause",
      "The paper cited aides who said prices would rise.",
      "aides",
      "prices would rise",
    ],
    ["to a report", "A Tribune report said prices would rise.", "Tribune", "prices would rise"],
    ["in the present", "Ann Lee says prices are rising.", "Ann Lee", "prices are rising"],
    ["in the perfect", "Ann Lee has said prices will rise.", "Ann Lee", "prices will rise"],
    ["with an adverb", "Ann Lee repeatedly said prices would rise.", "Ann Lee", "prices would rise"],
    ["as a question", "Ann Lee asked whether prices would rise.", "Ann Lee", "whether prices would rise"],
    ["as a demand", "Ann Lee urged the bank to cut rates.", "Ann Lee", "the bank to cut rates"],
    ["as a promise", "Ann Lee promised to cut rates.", "Ann Lee", "to cut rates"],
    ["as an accusation", "Ann Lee accused the bank of lying.", "Ann Lee", "the bank of lying"],
    ["as a call", "Ann Lee called for lower rates.", "Ann Lee", "lower rates"],
    ["as a warning", "Ann Lee warned that prices would rise.", "Ann Lee", "prices would rise"],
    ["as a denial", "Ann Lee denied that prices would rise.", "Ann Lee", "prices would rise"],
    [
      "as a denial of reports",
      "Ann Lee denied reports that prices would rise.",
      "Ann Lee",
      "reports that prices would rise",
    ],
    [
      'without the sentence\'s "But"',
      "But prices will rise soon, Ann Lee said.",
      "Ann Lee",
      "prices will rise soon",
    ],
    [
      "without the dateline",
      "LONDON — Prices will rise soon, Ann Lee said.",
      "Ann Lee",
      "Prices will rise soon",
    ],
    [
      'without an added "though"',
      "Ann Lee said wages fell, though she noted that prices rose.",
      "Ann Lee",
      "wages fell",
    ],
    ["to several speakers", "Ann Lee and Bob Ray said prices would rise.", "Bob Ray", "prices would rise"],
    ["to a group", "Critics say prices will rise.", "Critics", "prices will rise"],
    [
      "to an organisation",
      "The Acme Foundation said prices would rise.",
      "Acme Foundation",
      "prices would rise",
    ],
    [
      "in a live blog",
      "10:15 a.m.\n\nAnn Lee says prices will rise.\n\n___\n\n9:40 a.m.\n\nIt rained.",
      "Ann Lee",
      "prices will rise",
    ],
    [
      "under a byline",
      "By Bob Ray\n\nBOSTON (AP) — Ann Lee said Monday that prices would rise.",
      "Ann Lee",
      "prices would rise",
    ],
    [
      "after a title in quotation marks",
      'On "The Morning Show," Ann Lee said prices would rise.',
      "Ann Lee",
      "prices would rise",
    ],
    [
      "to withheld sources",
      "Two officials familiar with the talks said prices would rise.",
      "Two officials familiar with the talks",
      "prices would rise",
    ],
    [
      "to whoever said it inside another's statement",
      "Ann Lee said Bob Ray had told her that prices would rise.",
      "Bob Ray",
      "prices would rise",
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
