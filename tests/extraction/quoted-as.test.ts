import { describe, expect, it } from "vitest";
import { saidIn } from "./said.ts";

const chain = (text: string) =>
  saidIn(text).map(({ who, what, statement }) => [
    who,
    what,
    ...statement.chain
      .filter(({ type }) => type !== "speaker" && type !== "document")
      .map(({ type, name }) => `${type}: ${name}`),
  ]);

describe("who is quoted as saying something says it, through whoever quotes", () => {
  it.each([
    [
      "with a name",
      "The Daily Herald quoted Nora Field as saying that wages fell.",
      "Nora Field",
      "publication: Daily Herald",
    ],
    [
      "with an office and a name",
      "State radio quoted the admiral, Paul Stone, as saying that wages fell.",
      "Paul Stone",
      "publication: State radio",
    ],
    [
      "by an office, named later",
      "State radio quoted the admiral as saying that wages fell. Admiral Paul Stone left.",
      "Paul Stone",
      "publication: State radio",
    ],
    ["by a report", "The report quotes Nora Field as saying wages fell.", "Nora Field", "report: report"],
    [
      "who is not named",
      "Reuters cited two officials as saying wages fell.",
      "two officials",
      "publication: Reuters",
    ],
    [
      "in the passive",
      "Nora Field was quoted by state radio as saying that wages fell.",
      "Nora Field",
      "publication: state radio",
    ],
    [
      "after the words",
      '"wages fell," state radio quoted Nora Field as saying.',
      "Nora Field",
      "publication: state radio",
    ],
  ])("%s", (_, text, who, relay) => {
    expect(chain(text)).toEqual([[who, "wages fell", relay]]);
  });

  it.each([
    "Nora Field was quoted as saying that wages fell.",
    "He quoted Nora Field as saying that wages fell.",
    "The mayor quoted Nora Field as saying that wages fell.",
    "Paul Stone quoted Nora Field as saying that wages fell.",
  ])("through nobody who publishes it: %s", (text) => {
    expect(chain(text)).toEqual([["Nora Field", "wages fell"]]);
  });

  it.each([
    ["quotes no words", "State radio quoted Nora Field as a sign of progress.", "State radio"],
    ["quotes a letter", "Nora Field quoted from the letter and said that wages fell.", "Nora Field"],
  ])("but nobody is quoted where somebody %s", (_, text, who) => {
    expect(saidIn(text).map((said) => said.who)).toContain(who);
    expect(saidIn(text)).toHaveLength(1);
  });
});

describe("a claim that takes up the words before it", () => {
  it.each([
    ["a charge", "Quillon accused Acme of hiding losses, a charge Acme denied.", "Quillon", "Acme"],
    [
      "an allegation that",
      "Nora Field said Acme hid losses, an allegation that Acme denied.",
      "Nora Field",
      "Acme",
    ],
    [
      "a claim, with words of its own",
      "Nora Field said Acme hid losses, a false claim Acme has repeatedly denied.",
      "Nora Field",
      "Acme",
    ],
    [
      "a claim of somebody unnamed",
      "Nora Field said Acme hid losses, a claim the company rejects.",
      "Nora Field",
      "company",
    ],
  ])("%s: both speak, and the one it belongs to is no part of it", (_, text, first, second) => {
    expect(saidIn(text).map(({ who }) => who)).toEqual([first, second]);
    expect(saidIn(text)[1]!.what).toMatch(/(?:hid|hiding) losses$/);
    expect(saidIn(text)[0]!.what).toMatch(/losses$/);
  });

  it("is told of what the article says itself", () => {
    expect(
      saidIn("Ray Holt hid the money, a charge Holt denied.").map(({ who, what }) => [who, what]),
    ).toEqual([["Ray Holt", "Ray Holt hid the money"]]);
  });

  it.each([
    ["an office", "Wages fell, the actress Nora Field said.", "Nora Field"],
    ["a report of a day", "A report Tuesday said wages fell.", "report"],
  ])("but %s before a name is no claim", (_, text, who) => {
    expect(saidIn(text).map((said) => said.who)).toEqual([who]);
  });
});
