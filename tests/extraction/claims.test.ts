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
    ["not_confirmed", "prices would rise", "Ann Lee has not confirmed that prices would rise."],
    ["not_confirmed", "prices would rise", "Ann Lee did not say whether prices would rise."],
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

  it.each(["MPs", "jurors", "the FBI", "Congress", "Microsoft", "the European Parliament", "Bob Ray"])(
    "does not go through %s, who publish no news",
    (listener) => {
      expect(steps(`"Prices will rise," Ann Lee told ${listener}.`).map(([type]) => type)).toEqual([
        "speaker",
        "document",
      ]);
    },
  );

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
