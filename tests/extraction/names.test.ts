import { describe, expect, it } from "vitest";
import { saidIn } from "./said.ts";

const speakers = (text: string) => saidIn(text).map(({ who, type }) => [who, type]);

describe("letters after a name", () => {
  it.each([
    ["KC", "Barrister Nora Field KC said wages fell."],
    ["QC", "Nora Field QC, defending, said wages fell."],
    ["MP", "Nora Field MP said wages fell."],
    ["MD", "Nora Field MD said wages fell."],
    ["M.D., between commas", "Nora Field, M.D., said wages fell."],
    ["PhD", "Nora Field PhD said wages fell."],
    ["OBE, and a form of address", "Dame Nora Field DBE said wages fell."],
    ["several", "Nora Field KC MP said wages fell."],
  ])("%s are no part of it", (_, sentence) => {
    expect(speakers(`${sentence} Field said it rained.`)).toEqual([
      ["Nora Field", "person"],
      ["Nora Field", "person"],
    ]);
  });

  it("tell a person by a name that no list knows", () => {
    expect(speakers("Xochitl Obrador KC said wages fell. Obrador said it rained.")).toEqual([
      ["Xochitl Obrador", "person"],
      ["Xochitl Obrador", "person"],
    ]);
  });

  it.each(["Paul Stone Jr.", "Paul Stone, Jr.,", "Paul Stone Sr.", "Paul Stone III"])(
    "which tell son from father stay: %s",
    (name) => {
      const [first, second] = speakers(`${name} said wages fell. Stone said it rained.`);
      expect(first).toEqual([name.replace(/,$/, ""), "person"]);
      expect(second).toEqual(first);
    },
  );

  it.each([
    ["a party's member of parliament", "Labour MP Nora Field said wages fell.", "Nora Field"],
    ["one of a place", "Nora Field, MP for Dover, said wages fell.", "Nora Field"],
    ["an office that nobody holds by name", "The MP said wages fell.", "MP"],
  ])("but are a title of %s", (_, text, who) => {
    expect(speakers(text)).toEqual([[who, "person"]]);
  });
});

describe("between commas after an office stands who holds it", () => {
  it.each([
    ["whose name no list knows", "The minister, Xochitl Obrador, said wages fell.", "Xochitl Obrador"],
    [
      "of an organisation",
      "A spokesman for the ministry, Xochitl Obrador, said wages fell.",
      "Xochitl Obrador",
    ],
    ["in capitals", "The Acme Group's CEO, Nora Field, said wages fell.", "Nora Field"],
    [
      "though another has a like office",
      'Prime Minister Paul Stone spoke. "We tried," the foreign minister, Xochitl Obrador, said.',
      "Xochitl Obrador",
    ],
    ["after another title", "The mayor, Green Party leader Nora Field, said wages fell.", "Nora Field"],
  ])("%s", (_, text, who) => {
    expect(speakers(text).at(-1)).toEqual([who, "person"]);
  });

  it("but not the firm that is named beside him", () => {
    const [[who]] = speakers("The mayor, Acme Holdings, and others said wages fell.") as [[string]];
    expect(who).not.toBe("Acme Holdings");
  });
});

describe("a word of office in the name of an organisation or a place", () => {
  it.each([
    "Justice Department",
    "Department of Justice",
    "Justice Ministry",
    "General Motors",
    "King County",
    "Defence Officers Association",
  ])("is part of it: %s", (name) => {
    expect(speakers(`The ${name} said wages fell.`.replace("The General", "General"))).toEqual([
      [name, "organization"],
    ]);
  });

  it.each([
    ["Senator Banks", "Banks"],
    ["Mr. Banks", "Banks"],
    ["Mayor Park", "Park"],
    ["Attorney General Nora Field", "Nora Field"],
    ["Supreme Court Justice Nora Field", "Nora Field"],
    ["Justice Department lawyer Nora Field", "Nora Field"],
    ["Department of Justice spokesman Nora Field", "Nora Field"],
  ])("is a title before a person: %s", (printed, name) => {
    expect(speakers(`${printed} said wages fell.`)).toEqual([[name, "person"]]);
  });
});
