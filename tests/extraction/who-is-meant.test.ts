import { describe, expect, it } from "vitest";
import { saidIn } from "./said.ts";

const lastSpeaker = (text: string): string | null => saidIn(text).at(-1)!.who;

describe("a noun means whom the article has called so", () => {
  it.each([
    [
      "in a sentence that says so",
      "Ann Lee is the Republican nominee for governor. She met Robert Ray in Dover. The nominee said prices rose.",
      "Ann Lee",
    ],
    [
      "in an apposition",
      "Ann Lee, the Republican nominee, met Robert Ray. The nominee said prices rose.",
      "Ann Lee",
    ],
    [
      "of the party that is named",
      "Democratic nominee Robert Ray debated Republican nominee Ann Lee. The GOP nominee said prices rose.",
      "Ann Lee",
    ],
    [
      "as a member of a party",
      "Ann Lee, the top Democrat on the panel, met Mayor Robert Ray. The Democrat said prices rose.",
      "Ann Lee",
    ],
    [
      "of the state of the seat, between brackets",
      "Sen. Ann Lee (D-Vt.) met Sen. Robert Ray (R-Iowa). The Vermont senator said prices rose.",
      "Ann Lee",
    ],
    [
      "of the state of the seat, between commas",
      "Sen. Ann Lee, D-Vt., met Sen. Robert Ray, R-Iowa. The Vermont senator said prices rose.",
      "Ann Lee",
    ],
    [
      "of the full rank",
      "Democratic nominee Ann Lee and vice presidential nominee Robert Ray arrived. The nominee said prices rose.",
      "Ann Lee",
    ],
    [
      "of the lower rank",
      "Ann Lee, the Democratic nominee, met Robert Ray, the Democratic vice presidential nominee. The vice presidential nominee said prices rose.",
      "Robert Ray",
    ],
    [
      "for somebody",
      "Robert Ray was arrested. An attorney for Ray, Ann Lee, arrived. Peter Cole, an attorney for the city, left. Ray's lawyer said prices rose.",
      "Ann Lee",
    ],
    [
      "as the kind of organisation that it is",
      "Ann Lee spoke to KVX, a state-run network, and to Acme, a bank. The network said prices rose.",
      "KVX",
    ],
    [
      "as the kind of organisation that it is, the other one",
      "Ann Lee works for Acme, a bank, and for KVX, a state-run network. The bank said prices rose.",
      "Acme",
    ],
    [
      "as a part of something",
      "Officials at Harbor Investigations, a division of the ministry, arrived. The agency said prices rose.",
      "Harbor Investigations",
    ],
    [
      "by a word of its name",
      "Acme, a maker of gloves, met the Allied Glove Workers of Ohio in Dover. The union said prices rose.",
      "Allied Glove Workers of Ohio",
    ],
    [
      "by a name that says what it is for",
      "The Committee to Protect Journalists met in Dover. The committee said prices rose.",
      "Committee to Protect Journalists",
    ],
  ])("%s", (_, text, name) => {
    expect(lastSpeaker(text)).toBe(name);
  });

  it.each([
    ["the office of another house", "Donald Ray spoke. The FBI director said prices rose.", "FBI director"],
    ["a spokesman whom nobody names", "Ann Lee arrived. Her spokesman said prices rose.", "Her spokesman"],
    [
      "the lawyer of somebody whose noun is no pronoun",
      "Xochitl Obrador left. Teresa Lee, Obrador's lawyer, spoke. The constructor's lawyer said prices rose.",
      "constructor's lawyer",
    ],
    ["another kind of organisation", "The Acme Bank left. The union said prices rose.", "union"],
    [
      "a senator of another state",
      "Sen. Robert Ray, R-Iowa, left. The Vermont senator said prices rose.",
      "Vermont senator",
    ],
  ])("and nobody named where he is %s", (_, text, name) => {
    expect(lastSpeaker(text)).toBe(name);
  });
});

describe("what belongs to somebody is told by whose it is", () => {
  it.each([
    [
      "the campaign that was spoken of last",
      "Ann Lee leads in Ohio, and the Lee campaign bought time. Robert Ray trails, and the Ray campaign did not. The campaign said prices rose.",
      "Ray campaign",
    ],
    [
      "his campaign",
      "The Lee campaign bought time, and the Ray campaign did not. Susan Lee left.\n\nRobert Ray arrived. His campaign said prices rose.",
      "Ray campaign",
    ],
    [
      "her campaign",
      "The Lee campaign bought time, and the Ray campaign did not. Robert Ray left.\n\nSusan Lee arrived. Her campaign said prices rose.",
      "Lee campaign",
    ],
    [
      "a wife, who has his surname",
      "Robert Ray was shot on Monday. Susan Ray called for help. Robert Ray's wife said prices rose.",
      "Susan Ray",
    ],
  ])("%s", (_, text, name) => {
    expect(lastSpeaker(text)).toBe(name);
  });
});

describe("a place speaks for its government", () => {
  it.each([
    ["the city", "Protesters gathered in Springville on Monday. The city said prices rose.", "Springville"],
    [
      "the state, not the city",
      "Protesters gathered in Chicago and all over Florida on Monday. The state said prices rose.",
      "Florida",
    ],
    ["the country", "Ann Lee flew from Boston to France. The country said prices rose.", "France"],
  ])("%s", (_, text, name) => {
    expect(lastSpeaker(text)).toBe(name);
  });
});

describe("a headline announces who is named later", () => {
  it("by his office, though the text words it otherwise", () => {
    const text =
      'Former mayor backs tax plan.\n\nA former mayor of Dover says the tax plan is good.\n\n"It will work," said Ann Lee, who led Dover from 1995 to 1999.';
    expect(new Set(saidIn(text).map(({ who }) => who))).toEqual(new Set(["Ann Lee"]));
  });

  it("by the surname alone, in capitals that hide where the name begins", () => {
    const text =
      "Curious Sailor Quizzes Lee About Her Plans\n\nSusan Lee, the mayor, met a sailor on Monday. She said prices rose.";
    expect(lastSpeaker(text)).toBe("Susan Lee");
  });

  it("but an official without a name stays anonymous", () => {
    const text = "A senior official says prices rose.\n\nAnn Lee said wages fell.";
    expect(saidIn(text).map(({ type }) => type)).toEqual(["anonymous", "person"]);
  });
});

describe("people of one surname", () => {
  it.each([
    [
      "the one whom the paragraph names in full",
      "Ann Smith, the mayor, met Robert Smith, the sheriff, on Monday.\n\nIt rained.\n\nRobert Smith arrived late. Smith said prices rose.",
      "Robert Smith",
    ],
    [
      "the one whom the text calls by the surname alone",
      "Ann Smith, the mayor, arrived. Smith spoke. Smith left.\n\nHer brother Robert Smith stayed.\n\nSmith said prices rose.",
      "Ann Smith",
    ],
    ["the wife", "Bill Clark and Hillary Clark arrived. Mrs. Clark said prices rose.", "Hillary Clark"],
    ["the husband", "Bill Clark and Hillary Clark arrived. Mr. Clark said prices rose.", "Bill Clark"],
    [
      "the husband, where only the wife has a first name",
      "President Okonkwo arrived. Mr. Okonkwo spoke. The first lady, Michelle Okonkwo, left. President Okonkwo said prices rose.",
      "Okonkwo",
    ],
    [
      "whose name is misspelt",
      "Teresa McGarrity, a voter, arrived in Dover. McGarity said prices rose.",
      "Teresa McGarrity",
    ],
  ])("%s", (_, text, name) => {
    expect(lastSpeaker(text)).toBe(name);
  });
});

describe("a pronoun means", () => {
  it.each([
    ["the latter: the last named", "Ann Lee met Robert Ray. The latter said prices rose.", "Robert Ray"],
    ["the former: the one before him", "Ann Lee met Robert Ray. The former said prices rose.", "Ann Lee"],
    ["they: the group of the sentence before", "Critics left. They said prices rose.", "Critics"],
    [
      "nobody who is named in what it says",
      'Robert Ray endorsed Susan Lee. A crowd listened to Peter Cole. "Ray is a fraud," he said.',
      "Peter Cole",
    ],
    [
      "her whom the text elsewhere calls she",
      "Xochitl Obrador, the mayor, lost her voice. Teodros Adhanom, the sheriff, lost his hat. She said prices rose.",
      "Xochitl Obrador",
    ],
    [
      "a daughter who has a first name alone",
      "Robert Ray came with his daughter, Mabel, on Monday. She said prices rose.",
      "Mabel",
    ],
    [
      "whom an apposition explains",
      "Lawmakers met Ann Lee, now the deputy mayor of Dover, who said prices rose.",
      "Ann Lee",
    ],
    [
      "somebody of its own entry in a live blog",
      "Ann Lee is in Ohio. The mayor spoke.\n\n___\n\nRobert Ray, the mayor of Dover, is in Iowa. The mayor said prices rose.",
      "Robert Ray",
    ],
  ])("%s", (_, text, name) => {
    expect(lastSpeaker(text)).toBe(name);
  });

  it.each(["They", "Both"])("two people by %s: no one speaker", (pronoun) => {
    expect(lastSpeaker(`Robert Ray and Susan Lee arrived. ${pronoun} said prices rose.`)).toBeNull();
  });
});
