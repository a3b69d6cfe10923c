/** What tells a saying from a stock phrase: how many of the statements held have its rarest words. */
import { describe, expect, it } from "vitest";
import type { Candidate } from "../../../src/modules/quote-checks/match.ts";
import { askAbout, matchStatement } from "../../../src/modules/quote-checks/match.ts";
import { gramsOf } from "../../../src/modules/quote-checks/grams.ts";
import { readWords } from "../../../src/modules/quote-checks/read-words.ts";
import type { Holdings } from "../../../src/modules/quote-checks/singling-out.ts";
import { judge } from "../../../src/modules/quote-checks/verdict.ts";

const held = (statementId: string, speaker: string, text: string): Candidate => ({
  statementId,
  kind: "direct",
  text,
  speakerId: speaker,
  speakerNames: [speaker],
  current: true,
  inPeriod: true,
  visible: true,
});

/** A million statements, so many of which hold each 3-gram of these words. */
const holdings = (counts: Readonly<Record<string, number>>): Holdings => ({
  statements: 1_000_000,
  countedMost: 500,
  holders: new Map(
    Object.entries(counts).flatMap(([words, count]) =>
      gramsOf(readWords(words).words).map(({ hash }) => [hash, count] as const),
    ),
  ),
});

const check = (text: string, candidates: Candidate[], known: Holdings, speaker: string | null = null) => {
  const question = askAbout(text, speaker);
  return judge(
    question,
    candidates.map((candidate) => matchStatement(question, candidate)),
    known,
  ).verdict;
};

describe("a changed quotation", () => {
  const phrase = "They were not authorized to speak publicly about the";
  const said = held("1", "Ann Lee", `${phrase} harvest of the southern islands.`);
  const asked = `${phrase} merger.`;
  /** Shares the phrase, and is about something else. */
  const another = held(
    "2",
    "Cy Dahl",
    `In Tromsund two clerks of the old port said at noon ${phrase} budget of next year.`,
  );

  it("is altered where its kept words are this statement's alone", () => {
    expect(check(asked, [said], holdings({ [phrase]: 1 }))).toBe("altered");
  });

  it("is not found where its kept words are a phrase that many statements have", () => {
    expect(check(asked, [said, another], holdings({ [phrase]: 40 }))).toBe("not_found");
    expect(check(asked, [said, another], holdings({ [phrase]: 500 }))).toBe("not_found");
  });

  it("is altered where no other statement comes near, however many have a phrase of it", () => {
    const whole = held("1", "Ann Lee", `${phrase} harvest that the storm took from the southern islands.`);
    const changed = `${phrase} harvest that the rain took from the southern islands`;
    const known = holdings({ [phrase]: 500, "the southern islands": 500 });
    expect(check(changed, [whole, another], known)).toBe("altered");
    const rival = held(
      "3",
      "Bo Berg",
      `Two bishops of an old order told us at length ${phrase} harvest that the storm took from the northern hills before noon.`,
    );
    expect(check(changed, [whole, another, rival], known)).toBe("not_found");
  });

  it("is altered where the many statements are renderings of the same words", () => {
    const renderings = Array.from({ length: 16 }, (_, i) => held(String(i + 1), "Ann Lee", said.text));
    expect(check(asked, renderings, holdings({ [phrase]: 500 }))).toBe("altered");
  });

  it("is not found where several people said a few words, for then these are nobody's in particular", () => {
    const few = "Delegates needed to clinch the nomination.";
    const changed = "Following delegates needed to clinch the nomination.";
    const speakers = ["Ann Lee", "Bo Berg", "Cy Dahl", "Di Ek"];
    const others = speakers.map((speaker, i) => held(String(i + 1), speaker, few));
    const known = holdings({ [few]: 4 });
    expect(check(changed, others, known)).toBe("not_found");
    expect(check(changed, others, known, "Bo Berg")).toBe("altered");
    const one = others.map((statement) => ({ ...statement, speakerId: "Ann Lee" }));
    expect(check(changed, one, known)).toBe("altered");
  });

  it("is altered where several documents name the speaker of many words otherwise", () => {
    const names = ["Ann Lee", "Lee", "A. Lee", "Senator Lee"];
    const others = names.map((speaker, i) => held(String(i + 1), speaker, said.text));
    expect(check(asked, others, holdings({ [phrase]: 4 }))).toBe("altered");
  });

  it("is altered where the reader does not see the other renderings, and shows none of them", () => {
    const renderings = Array.from({ length: 16 }, (_, i) => ({
      ...held(String(i + 1), "Ann Lee", said.text),
      visible: i === 7,
    }));
    const question = askAbout(asked, null);
    const matches = renderings.map((candidate) => matchStatement(question, candidate));
    const judgement = judge(question, matches, holdings({ [phrase]: 500 }));
    expect(judgement.verdict).toBe("altered");
    expect(judgement.matches.map(({ candidate }) => candidate.statementId)).toEqual(["8"]);
  });

  it("is altered where the speaker asked about said nearly this, phrase or not", () => {
    expect(check(asked, [said], holdings({ [phrase]: 500 }), "Ann Lee")).toBe("altered");
    expect(check(asked, [said, another], holdings({ [phrase]: 500 }), "Bo Berg")).toBe("not_found");
  });

  it("is altered where two phrases are kept that are seldom met in one statement", () => {
    const [one, other] = ["we are ready to negotiate with the", "as long as it takes to win"];
    const both = held("1", "Ann Lee", `${one} miners ${other}.`);
    const first = held("2", "Bo Berg", `At noon in the old port of Tromsund ${one} ferrymen of Bergvik.`);
    const second = held(
      "3",
      "Bo Berg",
      `The judges of the harbor festival wait with ${one} lamp and sing as long as it takes.`,
    );
    expect(check(`${one} union ${other}`, [both, first, second], holdings({ [one]: 50, [other]: 60 }))).toBe(
      "altered",
    );
    expect(
      check(`${one} union ${other}`, [both, first, second], holdings({ [one]: 450, [other]: 450 })),
    ).toBe("not_found");
  });
});

describe("a quotation of two pieces", () => {
  const [one, other] = ["the ferries will sail before dawn", "nobody counted the lanterns twice"];
  const candidates = [
    held("1", "Ann Lee", `Storm or no storm ${one} on Monday.`),
    held("2", "Bo Berg", `In that village ${other} in all those years.`),
  ];

  it("is stitched where each piece is one statement's own", () => {
    expect(check(`${one} and ${other}`, candidates, holdings({ [one]: 1, [other]: 1 }))).toBe("stitched");
  });

  it("is stitched where renderings that the reader does not see, or of other days, have a piece too", () => {
    const again = candidates.map((candidate, i) => ({ ...candidate, statementId: `${i + 3}` }));
    const hidden = again.map((candidate, i) => ({ ...candidate, visible: i === 0, inPeriod: i === 1 }));
    const known = holdings({ [one]: 6, [other]: 5 });
    expect(check(`${one} and ${other}`, candidates, known)).toBe("not_found");
    expect(check(`${one} and ${other}`, [...candidates, ...hidden], known)).toBe("stitched");
    expect(check(`${one} and ${other}`, hidden, known)).toBe("not_found");
  });

  it("is not found where a piece is a phrase that many statements have", () => {
    expect(check(`${one} and ${other}`, candidates, holdings({ [one]: 1, [other]: 30 }))).toBe("not_found");
  });
});

it("words that were said are exact, however many statements have their 3-grams", () => {
  const said = held("1", "Ann Lee", "They were not authorized to speak publicly about the talks.");
  expect(check("They were not authorized to speak", [said], holdings({ [said.text]: 500 }))).toBe("exact");
});
