import { describe, expect, it } from "vitest";
import { saidIn } from "./said.ts";

const lastSpeaker = (text: string) => {
  const { who, type } = saidIn(text).at(-1)!;
  return [who, type];
};

describe("a speaker is resolved over the whole article", () => {
  it.each([
    ["a surname", "Ann Lee arrived on Monday. Lee said prices rose.", "Ann Lee"],
    ["a surname with a form of address", "Ann Lee arrived on Monday. Ms. Lee said prices rose.", "Ann Lee"],
    [
      "a surname before the full name",
      "Lee said prices rose.\n\nAnn Lee, the mayor, arrived on Monday. Lee said wages fell.",
      "Ann Lee",
    ],
    ["a surname with a title", "Ann Lee arrived on Monday. Senator Lee said prices rose.", "Ann Lee"],
    ["he", "Robert Ray arrived on Monday. He said prices rose.", "Robert Ray"],
    ["she, past a man", "Susan Lee met Robert Ray on Monday. She said prices rose.", "Susan Lee"],
    ["he, past a woman", "Susan Lee met Robert Ray on Monday. He said prices rose.", "Robert Ray"],
    [
      "he, the subject rather than the object",
      "Robert Ray met Peter Cole on Monday. He said prices rose.",
      "Robert Ray",
    ],
    [
      "he, the one who spoke last",
      'Peter Cole left. "Prices rose," said Robert Ray. He added, "Wages fell."',
      "Robert Ray",
    ],
    [
      "he, nearer",
      "Robert Ray left.\n\nIt rained.\n\nPeter Cole arrived. He said prices rose.",
      "Peter Cole",
    ],
    [
      "she, by a form of address",
      "Ms. Okonkwo-Bright arrived with Robert Ray. She said prices rose.",
      "Okonkwo-Bright",
    ],
    ["he, by a role", "Kofi Mensah, a spokesman for the bank, arrived. He said prices rose.", "Kofi Mensah"],
    ["the ambassador", "Ambassador Ann Lee met Robert Ray. The ambassador said prices rose.", "Ann Lee"],
    [
      "the senator, by an apposition",
      "Ann Lee, a senator from Ohio, met Robert Ray. The senator said prices rose.",
      "Ann Lee",
    ],
    [
      "the lawyer, who is called an attorney",
      "Ann Lee, an attorney, met Mayor Robert Ray. The lawyer said prices rose.",
      "Ann Lee",
    ],
    ["namesakes by the form of address", "Susan Ray met Robert Ray. Mr. Ray said prices rose.", "Robert Ray"],
    ["namesakes by the first name", "Susan Ray met Robert Ray. Susan Ray said prices rose.", "Susan Ray"],
    ["who, as the one before it", "The crowd cheered Susan Lee, who said prices rose.", "Susan Lee"],
    [
      "a name with a particle",
      "Ludwig van Dorn arrived on Monday. Van Dorn said prices rose.",
      "Ludwig van Dorn",
    ],
    [
      "a name with a nickname",
      'Robert "Bob" Ray arrived on Monday. Ray said prices rose.',
      'Robert "Bob" Ray',
    ],
    ["the name in a title of several words", "Deputy Prime Minister Ann Lee said prices rose.", "Ann Lee"],
    ["the fuller form", "Ann Lee said prices rose. Ann B. Lee said wages fell.", "Ann B. Lee"],
  ])("%s", (_, text, name) => {
    expect(lastSpeaker(text)).toEqual([name, "person"]);
  });

  it("keeps one speaker for all her names, with the other forms as aliases", () => {
    const text =
      "Susan Lee said prices rose. Lee said wages fell. She said it rained. Ms. Lee said it was late.";
    expect(new Set(saidIn(text).map(({ who }) => who))).toEqual(new Set(["Susan Lee"]));
  });
});

describe("nobody is a speaker", () => {
  it.each([
    "No one has confirmed the visit.",
    "Nobody confirmed the visit.",
    "None of the officials would confirm the visit.",
    "No government has confirmed the visit.",
    "Neither side has confirmed the visit.",
  ])("in: %s", (text) => {
    expect(saidIn(text).map(({ who }) => who)).toEqual([null]);
  });
});

describe("the type of a speaker", () => {
  it.each([
    ["person", "Susan Lee said prices rose."],
    ["organization", "The White House said prices rose."],
    ["organization", "The Justice Department said prices rose."],
    ["organization", "The World Health Organization said prices rose."],
    ["organization", "NATO said prices rose."],
    ["group", "Critics said prices rose."],
    ["group", "Several lawmakers said prices rose."],
    ["group", "Residents said prices rose."],
    ["anonymous", "Sources said prices rose."],
    ["anonymous", "Two people familiar with the matter said prices rose."],
    ["anonymous", "A senior official said prices rose."],
    ["anonymous", "An aide who spoke on condition of anonymity said prices rose."],
    ["anonymous", "A person briefed on the talks said prices rose."],
    ["anonymous", "The minister, who declined to be named, said that prices rose."],
    ["anonymous", "One neighbour, who did not want to be named, said prices rose."],
    ["anonymous", "Sources within the ministry told the paper that prices rose."],
    ["anonymous", "Sources inside the ministry said prices rose."],
  ])("is %s in: %s", (type, text) => {
    expect(saidIn(text)[0]!.type).toBe(type);
  });

  it("is unknown, not anonymous, where nobody can be determined", () => {
    expect(saidIn("She said prices rose.").map(({ who, type }) => [who, type])).toEqual([[null, null]]);
  });
});

describe("the position of a speaker", () => {
  it.each([
    ["Secretary of State", null, "Secretary of State Ann Lee said prices rose."],
    ["Sen.", null, "Sen. Ann Lee said prices rose."],
    ["U.S. Ambassador to Mexico", null, "U.S. Ambassador to Mexico Ann Lee said prices rose."],
    ["White House spokesperson", "White House", "White House spokesperson Ann Lee said prices rose."],
    ["trade policy fellow", "Acme Institute", "Acme Institute trade policy fellow Ann Lee said prices rose."],
    ["spokeswoman", "Acme Institute", "Ann Lee, a spokeswoman for the Acme Institute, said prices rose."],
    ["director", "Acme Institute", "Ann Lee, director of the Acme Institute, said prices rose."],
    ["mayor", null, "Ann Lee, the mayor, said prices rose."],
    ["mayor", null, "Ann Lee, who is the mayor, said prices rose."],
    ["Chief Financial Officer", null, "Chief Financial Officer Dr. Ann Lee said prices rose."],
    ["Admiral", null, "Admiral Sir Robert Ray said prices rose."],
    ["director", null, "In an interview with the director Ann Lee said prices rose."],
    ["former governor", null, "After the defeat of former governor Ann Lee, prices rose, Lee said."],
    ["Gov.", null, "Sen. Robert Ray and Gov. Ann Lee arrived. Lee said prices rose."],
    ["Chairman and chief executive", null, "Chairman and chief executive Ann Lee said prices rose."],
    ["Republican hopeful", null, "Republican hopeful Ann Lee said prices rose."],
    ["Hospital chief", null, "Hospital chief Dr. Ann Lee said prices rose."],
    [
      "chief economist for Africa",
      "Acme Bank",
      "Ann Lee, chief economist for Africa at the Acme Bank, said prices rose.",
    ],
    ["ambassador to Mexico", null, "Ann Lee, ambassador to Mexico, said prices rose."],
    ["economist", null, "Ann Lee, an economist in London, said prices rose."],
  ])("is %s at %s in: %s", (title, organization, text) => {
    expect(saidIn(text)[0]!.statement.position).toEqual({ title, organization });
  });

  it.each([
    ["a form of address", "Ms. Lee said prices rose."],
    ["a doctor's", "Dr. Ann Lee said prices rose."],
    ["what somebody is like", "Her deputy, Robert Ray, was less hopeful. Ray said prices rose."],
    ["what somebody is like, between commas", "Robert Ray, less hopeful, said prices rose."],
  ])("is none for %s", (_, text) => {
    expect(saidIn(text)[0]!.statement.position).toBeNull();
  });

  it("holds for what she says under another name", () => {
    const text = "Secretary of State Ann Lee arrived. Lee said prices rose.";
    expect(saidIn(text)[0]!.statement.position?.title).toBe("Secretary of State");
  });
});
