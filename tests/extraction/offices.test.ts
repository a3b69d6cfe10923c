import { describe, expect, it } from "vitest";
import { saidIn } from "./said.ts";

const lastSpeaker = (text: string): string | null => saidIn(text).at(-1)!.who;

describe("an office means who holds it, and nobody who holds another", () => {
  it.each([
    ["another rank", "Deputy Mayor Nora Field spoke. The mayor said wages fell.", "mayor"],
    [
      "the prime minister",
      "Prime Minister Paul Stone left. The finance minister said wages fell.",
      "finance minister",
    ],
    [
      "another field",
      "Finance Minister Paul Stone left. The justice minister said wages fell.",
      "justice minister",
    ],
    [
      "another field, told after it",
      "Secretary of State Nora Field left. The secretary of defense said wages fell.",
      "secretary of defense",
    ],
    [
      "another business",
      "Campaign manager Nora Field left. The store manager said wages fell.",
      "store manager",
    ],
    ["who held it once", "Former Governor Paul Stone left. The governor said wages fell.", "governor"],
    [
      "who held it once, as an apposition says",
      "Paul Stone, a former mayor of Dover, left. The mayor said wages fell.",
      "mayor",
    ],
    [
      "the opposition's",
      "The education secretary arrived. The shadow education secretary, Paul Stone, left. The education secretary said wages fell.",
      "education secretary",
    ],
    ["an office of another kind", "Senator Nora Field left. The mayor said wages fell.", "mayor"],
    [
      "another country",
      "French Finance Minister Nora Field left. The German finance minister said wages fell.",
      "German finance minister",
    ],
  ])("not %s", (_, text, name) => {
    expect(lastSpeaker(text)).toBe(name);
  });

  it("not the shadow minister who is named after it", () => {
    const text =
      "The education secretary said wages fell. The shadow education secretary, Paul Stone, said it rained.";
    expect(saidIn(text).map(({ who }) => who)).toEqual(["education secretary", "Paul Stone"]);
  });

  it.each([
    ["the same rank", "Deputy Mayor Nora Field spoke. The deputy mayor said wages fell."],
    ["the same field", "Finance Minister Nora Field left. The finance minister said wages fell."],
    ["no field", "Finance Minister Nora Field left. The minister said wages fell."],
    [
      "the same field, told after it",
      "Secretary of State Nora Field left. The secretary of state said wages fell.",
    ],
    ["a country", "The foreign minister, Nora Field, left. The French foreign minister said wages fell."],
    ["that it is over", "Former Governor Nora Field left. The former governor said wages fell."],
    ["that it is over since", "Governor Nora Field left. The former governor said wages fell."],
    ["a trade, which is not handed on", "Former pollster Nora Field left. The pollster said wages fell."],
    [
      "another of her offices",
      "Nora Field, a former mayor of Dover and now a senator, left. The senator said wages fell.",
    ],
    [
      "the shadow office",
      "Shadow Home Secretary Nora Field left. The shadow home secretary said wages fell.",
    ],
  ])("but her who is given it, by %s", (_, text) => {
    expect(lastSpeaker(text)).toBe("Nora Field");
  });
});

describe("a noun for an organisation means none that is named only later", () => {
  it.each([
    [
      "after a name that may be meant",
      'The senate wrote to Quillon. "We will answer," the company said. The Acme Bank forecast growth.',
      ["company"],
    ],
    [
      "after a name that has spoken",
      'Quillon said wages fell. "We will answer," the company said. The Acme Bank said it rained.',
      ["Quillon", "Quillon", "Acme Bank"],
    ],
    ["where it tells whose it is", "His office said wages fell. The Office of Weights left.", ["His office"]],
    ["where the place is part of it", "A court in Leeds said wages fell.", ["court in Leeds"]],
  ])("%s", (_, text, names) => {
    expect(
      saidIn(text)
        .map(({ who }) => who)
        .slice(0, names.length),
    ).toEqual(names);
  });

  it.each([
    [
      "by whose it is in a headline",
      "Glove workers' union says wages fell.\n\nThe Union of Quillon Workers met in Dover.",
      "Union of Quillon Workers",
    ],
    [
      "in a headline",
      "Company says wages fell.\n\nQuillon Corp. left Dover. Quillon Corp. closed.",
      "Quillon Corp.",
    ],
    [
      "in a first sentence",
      "The company said wages fell.\n\nQuillon Corp. left Dover. Quillon Corp. closed.",
      "Quillon Corp.",
    ],
  ])("but for what announces it %s", (_, text, name) => {
    expect(saidIn(text)[0]!.who).toBe(name);
  });
});
