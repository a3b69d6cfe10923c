import { describe, expect, it } from "vitest";
import { extractStatements } from "../../src/extraction/extract-statements.ts";

/** What the article shows about its contested claims: who found what, on which words. */
function findings(text: string) {
  const { claims, confirmations, statements, speakers } = extractStatements(text);
  const letters = [...text];
  return confirmations.map(({ claim, status, statement, evidence }) => ({
    claim: claims[claim]!.text.replace(/^that /, ""),
    status,
    by: speakers[statements[statement]!.speaker!]!.name,
    evidence: letters.slice(evidence.start, evidence.end).join(""),
  }));
}

describe("a contested claim", () => {
  it.each([
    ["denied", "prices would rise", "Ann Lee denied that prices would rise."],
    ["denied", "prices would rise", "Ann Lee denied reports that prices would rise."],
    ["denied", "prices would rise", "Ann Lee rejected claims that prices would rise."],
    ["confirmed", "prices would rise", "Ann Lee confirmed that prices would rise."],
    ["confirmed", "prices would rise", "Ann Lee acknowledged that prices would rise."],
    ["confirmed", "prices would rise", '"I can confirm that prices would rise," said Ann Lee.'],
    ["not_confirmed", "prices would rise", "Ann Lee has not confirmed that prices would rise."],
    ["not_confirmed", "prices would rise", "Ann Lee did not say whether prices would rise."],
    ["not_confirmed", "prices would rise", "Ann Lee refused to admit that prices would rise."],
  ])("is %s (%s), with the sentence as evidence, in: %s", (status, claim, text) => {
    expect(findings(text)).toEqual([{ claim, status, by: "Ann Lee", evidence: text }]);
  });

  it("has the dependent clause alone as evidence where the sentence says more", () => {
    const text = "Ann Lee said wages fell, denying reports that prices would rise.";
    expect(findings(text)).toEqual([
      {
        claim: "prices would rise",
        status: "denied",
        by: "Ann Lee",
        evidence: "denying reports that prices would rise",
      },
    ]);
  });

  it.each([
    ["prices would rise", 'Ann Lee called the claim that prices would rise "baseless."'],
    ["prices would rise", "Ann Lee dismissed claims that prices would rise as utter nonsense."],
    ["prices would rise", '"The claim that prices would rise is simply not true," Ann Lee said.'],
    ["prices would rise", '"There is no truth to reports that prices would rise," Ann Lee said.'],
    ["prices would rise", "Ann Lee denied reports that prices would rise, but said wages fell."],
    ["prices would rise", "Ann Lee denied that prices would rise and called the reports fiction."],
    ["she took bribes", "Ann Lee denied allegations that she took bribes."],
    ["she was leaving", "Ann Lee denied speculation she was leaving."],
    ["prices would rise", "Ann Lee denied on Monday that prices would rise."],
    ["the raid took place", "Ann Lee denied that the raid took place."],
    ["prices would rise", '"We categorically deny that prices would rise," Ann Lee said.'],
    ["taking bribes from a builder", "Ann Lee denied taking bribes from a builder."],
    ["knowing that prices would rise", "Ann Lee denied knowing that prices would rise."],
    ["any role in the 2019 attack on Norland", "Ann Lee denied any role in the 2019 attack on Norland."],
  ])("is what is denied and understood by itself (%s), not the denial, in: %s", (claim, text) => {
    expect(findings(text).map((found) => [found.claim, found.status, found.by])).toEqual([
      [claim, "denied", "Ann Lee"],
    ]);
  });

  it.each([
    ["a denial without what it denies", '"That story is false," Ann Lee said.'],
    ["what only points elsewhere", "Ann Lee denied this."],
    ["somebody's account", "Ann Lee disputed his account."],
    ["a question", "Ann Lee would not confirm what was discussed."],
    ["a question with a condition in it", "Ann Lee would not say when, or if, the bank will close."],
    ["a thing", "Ann Lee confirmed an inquiry."],
    ["a number of something", "Ann Lee has not confirmed the number of deaths."],
    ["a report of which something else is told", "Ann Lee denied a report that was published on Monday."],
    ["what somebody brought up", "Ann Lee denied the claims that the newspaper made on Monday."],
    ["a noun with a clause behind it", "Ann Lee confirmed the meeting because the press had asked."],
    ["a condition", '"If that story is false, we will say so," Ann Lee said.'],
    ["a denial that is not made", '"Nobody says the report is false," Ann Lee said.'],
    ["what is no lie", '"That is not a lie," Ann Lee said.'],
    ["somebody whom nobody knows outside the article", "Ann Lee confirmed that he had died."],
    ["somebody for whom a lawyer speaks", "Ann Lee, a lawyer, denied that her client had lied."],
    [
      "somebody to whom a speaker without a name belongs",
      "The journalist's editor denied that she was held.",
    ],
    ["words of her own", '"Prices will fall," Ann Lee denied.'],
    ["a refusal that she tells of", "Ann Lee said he refused to follow her orders."],
  ])("is not made of %s", (_, text) => {
    expect(extractStatements(text).claims).toEqual([]);
  });

  const story = "Bob Ray said the bank had paid bribes. ";
  const story2 = "The Boston Globe reported that the army had bombed a school. ";
  it.each([
    ["the army had bombed a school", "denied", `${story2}"That story is false," Ann Lee said.`],
    ["the army had bombed a school", "not_confirmed", `${story2}Ann Lee has not confirmed the report.`],
    ["the army had bombed a school", "not_confirmed", `${story2}Ann Lee refused to confirm or deny it.`],
    ["the army had bombed a school", "not_confirmed", `${story2}"We cannot confirm that," Ann Lee said.`],
    ["the bank had paid bribes", "denied", `${story}Ann Lee dismissed the allegation as nonsense.`],
    ["the bank had paid bribes", "denied", `${story}Ann Lee called that a lie.`],
    ["the bank had paid bribes", "denied", `${story}Ann Lee called the claim "simply false."`],
    ["paying bribes", "denied", "Bob Ray accused Ann Lee of paying bribes. Lee denied the accusation."],
  ])("is what was said just before (%s), where a statement points to it: %s", (claim, status, text) => {
    const { claims } = extractStatements(text);
    expect(findings(text)).toMatchObject([{ claim, status, by: "Ann Lee" }]);
    expect(claims.map(({ statements }) => statements)).toEqual([[0, 1]]);
  });

  it.each([
    [
      "two things were said",
      `${story}Joe Poe said wages fell and Sue Gee said prices rose. "That is a lie," Ann Lee said.`,
    ],
    ["the speaker said it", 'Ann Lee said the bank had paid bribes. "That is false," Lee said.'],
    [
      "what was said tells of a denial",
      "Bob Ray said the bank had denied the deal. Ann Lee called the claim false.",
    ],
    [
      "allegations were not told",
      "The league said an inquiry had begun. Ann Lee called the allegations baseless.",
    ],
    ["something else stands between", `${story}The crowd cheered. "That is a lie," Ann Lee said.`],
    [
      "it means somebody whom nobody knows",
      'Bob Ray said he had paid bribes. "That is a lie," Ann Lee said.',
    ],
    [
      "it was said of a thing that it was wrong",
      "Bob Ray said the arrest was illegal. Ann Lee confirmed the arrest.",
    ],
  ])("is not guessed where %s", (_, text) => {
    expect(extractStatements(text).claims).toEqual([]);
  });

  it.each([
    ["the opposite", "Bob Ray said the bank had not paid the nurses.", "the bank had paid the nurses"],
    ["another number", "Bob Ray said three miners were killed.", "two miners were killed"],
    ["something like it", "Bob Ray said the army struck a command centre.", "the house was a command centre"],
  ])("is not what somebody said who said %s", (_, said, claim) => {
    const { claims } = extractStatements(`${said} Ann Lee confirmed that ${claim}.`);
    expect(claims.map(({ text, statements }) => [text, statements])).toEqual([[claim, [1]]]);
  });

  const met = "Bob Ray denied that the mayor had met Joe Poe.";
  const metInParis = "Bob Ray denied that the mayor had met Joe Poe in Paris.";
  it.each([
    ["confirmed with more words", `${met} Ann Lee confirmed that the mayor had met Joe Poe in Paris.`, 1],
    ["confirmed with fewer words", `${metInParis} Ann Lee confirmed that the mayor had met Joe Poe.`, 2],
    ["denied with fewer words", `${metInParis} Ann Lee denied that the mayor had met Joe Poe.`, 1],
    ["denied with more words", `${met} Ann Lee denied that the mayor had met Joe Poe in Paris.`, 2],
    ["confirmed of somebody else", `${met} Ann Lee confirmed that the mayor had met Sue Gee.`, 2],
  ])("that is denied and then %s is one only where one follows from the other", (_, text, count) => {
    expect(extractStatements(text).claims).toHaveLength(count);
  });

  it("is one that parties disagree on, also where one of them calls itself 'they'", () => {
    const text =
      "The Taliban denied that they had attacked the convoy. Ann Lee confirmed that the Taliban had attacked the convoy.";
    const claim = "they had attacked the convoy";
    expect(findings(text)).toMatchObject([
      { claim, status: "denied", by: "Taliban" },
      { claim, status: "confirmed", by: "Ann Lee" },
    ]);
  });

  it("is what an earlier speaker asserted where a noun phrase takes it up", () => {
    const text =
      "Bob Ray said the bank had signed a merger agreement. The bank has not confirmed the merger.";
    const { claims, statements } = extractStatements(text);
    expect(claims).toHaveLength(1);
    expect(claims[0]!.text).toBe("the bank had signed a merger agreement");
    expect(claims[0]!.statements).toEqual([0, 1]);
    expect(statements.map(({ claim }) => claim)).toEqual([0, 0]);
  });

  it("is not there where nobody confirms or denies anything", () => {
    expect(extractStatements("Ann Lee said prices would rise. Bob Ray said wages fell.")).toMatchObject({
      claims: [],
      confirmations: [],
    });
  });
});

describe("the chain of a statement", () => {
  const steps = (text: string, options = {}) =>
    extractStatements(text, options).statements[0]!.chain.map(({ type, name, anonymous }) => [
      type,
      name,
      anonymous,
    ]);

  it("leads from the speaker to the article", () => {
    expect(steps("Ann Lee said prices would rise.")).toEqual([
      ["speaker", "Ann Lee", false],
      ["document", "this article", false],
    ]);
  });

  it("goes through the report that cites a withheld source", () => {
    expect(
      steps("The move followed a Boston Globe report citing officials who said prices would rise."),
    ).toEqual([
      ["speaker", "officials", true],
      ["report", "Boston Globe report", false],
      ["document", "this article", false],
    ]);
  });

  it.each([
    ["Prices will rise, the Boston Globe reported on Sunday, citing two officials.", "two officials"],
    ["The Boston Globe reported, citing two officials, that prices would rise.", "two officials"],
    ["Citing two officials, the Boston Globe said that prices would rise.", "two officials"],
    [
      "Prices will rise, the Boston Globe reported, citing people familiar with the talks.",
      "people familiar with the talks",
    ],
  ])("leads from those who are cited through who reports it, in one statement: %s", (text, cited) => {
    expect(extractStatements(text).statements).toHaveLength(1);
    expect(steps(text)).toEqual([
      ["speaker", cited, true],
      ["publication", "Boston Globe", false],
      ["document", "this article", false],
    ]);
    expect(steps(text, { publisher: "Boston Globe" })).toEqual([
      ["speaker", cited, true],
      ["document", "this article", false],
    ]);
  });

  it.each([
    ["The ministry said the attack had failed, citing intelligence officials.", "ministry"],
    ["Ann Lee said crime was down, citing police.", "Ann Lee"],
    ["The Boston Globe said it would close, citing a lack of readers.", "The Boston Globe"],
    ["The Boston Globe reported that crime was down, citing police data.", "The Boston Globe"],
  ])("begins with whoever speaks for himself, whoever or whatever is cited: %s", (text, speaker) => {
    expect(steps(text)).toEqual([
      ["speaker", speaker, false],
      ["document", "this article", false],
    ]);
  });

  it("goes through a statement that was handed out", () => {
    expect(steps("Ann Lee said in a statement that prices would rise.")).toContainEqual([
      "statement",
      "statement",
      false,
    ]);
  });

  it.each(["the Guardian", "Interfax", "the Associated Press", "Sky News", "Der Spiegel"])(
    "goes through %s, which was told",
    (outlet) => {
      const [, relay] = steps(`"Prices will rise," Ann Lee told ${outlet}.`);
      expect(relay).toEqual(["publication", outlet.replace(/^the /, ""), false]);
    },
  );

  it.each([
    "MPs",
    "jurors",
    "the FBI",
    "Congress",
    "Microsoft",
    "the European Parliament",
    "Bob Ray",
    "Nora Hill",
    "Post Office staff",
  ])("does not go through %s, who publish no news", (listener) => {
    expect(steps(`"Prices will rise," Ann Lee told ${listener}.`).map(([type]) => type)).toEqual([
      "speaker",
      "document",
    ]);
  });

  it("goes through the publication that was written to, or that held an interview", () => {
    const relays = [
      "In a statement to the Boston Globe, Ann Lee said that prices would rise.",
      "In an interview with the Boston Globe, Ann Lee said that prices would rise.",
    ].map((text) => steps(text).slice(1, -1));
    expect(relays).toEqual([
      [
        ["statement", "statement", false],
        ["publication", "Boston Globe", false],
      ],
      [["publication", "Boston Globe", false]],
    ]);
  });

  it("goes through the publication that was told, unless that is the article's own", () => {
    const text = '"Prices will rise," Ann Lee told the Boston Globe.';
    expect(steps(text)).toContainEqual(["publication", "Boston Globe", false]);
    expect(steps(text, { publisher: "Boston Globe" })).not.toContainEqual([
      "publication",
      "Boston Globe",
      false,
    ]);
  });
});
