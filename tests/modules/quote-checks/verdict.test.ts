import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Kind } from "../../../src/extraction/statement.ts";
import { askAbout, type Candidate, matchStatement } from "../../../src/modules/quote-checks/match.ts";
import { judge } from "../../../src/modules/quote-checks/verdict.ts";

function held(statementId: string, speaker: string | null, text: string, kind: Kind = "direct"): Candidate {
  return {
    statementId,
    kind,
    text,
    speakerId: speaker,
    speakerNames: speaker ? [speaker] : [],
    current: true,
    inPeriod: true,
    visible: true,
  };
}

const said = held(
  "1",
  "Ann Lee",
  "We must sell 12 of the ships to Norway before the winter, and we will not apologize.",
);
const check = (text: string, speaker: string | null = null, candidates = [said]) => {
  const question = askAbout(text, speaker);
  return judge(
    question,
    candidates.map((candidate) => matchStatement(question, candidate)),
  );
};

describe("a change is called by what it does", () => {
  it.each([
    ["We must sell 21 of the ships to Norway before the winter", "number", "critical"],
    ["We must sell 12 of the ships to Sweden before the winter", "name", "critical"],
    ["We must not sell 12 of the ships to Norway before the winter", "negation", "critical"],
    ["We must buy 12 of the ships to Norway before the winter", "reversal", "critical"],
    ["We may sell 12 of the ships to Norway before the winter", "certainty", "major"],
    ["They must sell 12 of the ships to Norway before the winter", "person", "major"],
    ["We must sell 12 of the boats to Norway before the winter", "wording", "major"],
    ["We must sell 12 of those ships to Norway before the winter", "function_word", "minor"],
    ["We must sell 12 of the ship to Norway before the winter", "inflection", "minor"],
  ])("%s", (text, effect, severity) => {
    const { verdict, matches } = check(text);
    expect(verdict).toBe("altered");
    expect(matches[0]!.differences.map((difference) => difference.effect)).toEqual([effect]);
    expect(matches[0]!.severity).toBe(severity);
  });
});

it.each([
  [
    "The old bridge is unsafe, and the report is incomplete.",
    "The old bridge is not safe, and the report is incomplete.",
  ],
  ["Nobody in this town wanted the captain to leave.", "No one in this town wanted the captain to leave."],
  [
    "My brother is not guilty, and the whole town knows it.",
    "My brother is innocent, and the whole town knows it.",
  ],
  ["The talks were anything but friendly last night.", "The talks were far from friendly last night."],
  ["The U.S. will not send its ships to the gulf.", "The United States will not send its ships to the gulf."],
])("a denial or a name in other words is a small change: %s | %s", (text, quoted) => {
  const { verdict, negationFlip, matches } = check(quoted, null, [held("1", "Ann Lee", text)]);
  expect([verdict, negationFlip, matches[0]!.severity]).toEqual(["altered", false, "minor"]);
});

it("a paraphrase may deny two things at once", () => {
  const text =
    "The government would not talk with the captors of the two engineers and would not pay any ransom.";
  const { verdict, negationFlip } = check(
    "The government will not talk with those who hold the two engineers or pay any ransom.",
    null,
    [held("1", "Ann Lee", text, "indirect")],
  );
  expect([verdict, negationFlip]).toEqual(["paraphrase_only", false]);
});

it("what a reporter says beside quoted words is a paraphrase by itself", () => {
  const text =
    'the bank was "not in the business of rescuing gamblers" and would leave rates at five percent until spring';
  const { verdict, negationFlip } = check("The bank will leave rates at five percent until spring.", null, [
    held("1", "Ann Lee", text, "mixed"),
  ]);
  expect([verdict, negationFlip]).toEqual(["paraphrase_only", false]);
});

describe("a lost or added negation is never exact and always flagged", () => {
  it.each([
    ["we will apologize"],
    ["and we will ... apologize"],
    ["and we will [of course] apologize"],
    ["We must sell 12 of the ships to Norway before the winter, and we will apologize."],
    ["We must [not] sell 12 of the ships to Norway before the winter"],
  ])("%s", (text) => {
    const { verdict, negationFlip } = check(text);
    expect(verdict).not.toMatch(/^exact/);
    expect(verdict === "not_found" || negationFlip).toBe(true);
  });
});

it("words of a speaker who could not be determined are nobody else's", () => {
  expect(check("will not apologize", "Bo Ek", [held("1", null, "We will not apologize.")]).verdict).toBe(
    "exact",
  );
});

it("the same words by one speaker in two documents are not ambiguous", () => {
  const twice = [said, { ...said, statementId: "2" }];
  expect(check("we will not apologize", null, twice)).toMatchObject({ verdict: "exact" });
});

describe("words of several speakers", () => {
  const words = "We will rebuild the old market hall before the winter";
  const by = (...speakers: (string | null)[]) =>
    speakers.map((speaker, n) => held(String(n + 1), speaker, `${words}.`));
  const verdictOf = (speaker: string | null, candidates: Candidate[]) => {
    const { verdict, matches } = check(words, speaker, candidates);
    return [verdict, ...matches.map(({ candidate }) => candidate.statementId)];
  };

  it.each<[string | null, string]>([
    [null, "ambiguous,1,2"],
    ["Hollis", "ambiguous,1,2"],
    ["Martin Hollis", "exact,1"],
    ["Sandra Hollis", "exact,2"],
    ["Sandra", "exact,2"],
    ["Barack Obama", "misattributed,1,2"],
  ])("are %s's as far as the name tells", (speaker, expected) => {
    expect(verdictOf(speaker, by("Martin Hollis", "Sandra Hollis")).join()).toBe(expected);
  });

  it("are one speaker's where one document names nobody else more fully", () => {
    expect(verdictOf("Hollis", by("Martin Hollis", "Hollis"))).toEqual(["exact", "1", "2"]);
    expect(verdictOf(null, by("Hollis", "Martin Hollis"))).toEqual(["exact", "1", "2"]);
    expect(verdictOf("Hollis", by("Hollis", "Martin Hollis", "Sandra Hollis"))[0]).toBe("ambiguous");
  });

  it("rest on the speaker whom the name surely means", () => {
    expect(verdictOf("Martin Hollis", by(null, "Martina Hollis", "Martin Hollis"))).toEqual([
      "exact",
      "3",
      "1",
      "2",
    ]);
    const exact = held("2", null, `${words}.`);
    const inOtherForm = held(
      "1",
      "Martin Hollis",
      "We will re-build the old market hall, before the winter.",
    );
    expect(verdictOf("Martin Hollis", [exact, inOtherForm])).toEqual(["exact_ignoring_form", "1", "2"]);
  });
});

it("a statement out of the period asked for is only named as near", () => {
  const { verdict, nearest } = check("we will not apologize", null, [{ ...said, inPeriod: false }]);
  expect(verdict).toBe("not_found");
  expect(nearest.map(({ candidate }) => candidate.statementId)).toEqual(["1"]);
});

it("what nobody said has no matches, and what comes near is kept apart", () => {
  const { verdict, matches, nearest } = check(
    "We must sell 12 of the trains and buses to whoever pays for them before spring",
  );
  expect(verdict).toBe("not_found");
  expect(matches).toEqual([]);
  expect(nearest).toHaveLength(1);
});

it("the pieces of a stitched quotation name their statements in order", () => {
  const other = held("2", "Bo Ek", "My country has bought more grain than it can ever eat.");
  const { verdict, pieces } = check(
    "We must sell 12 of the ships and more grain than it can ever eat",
    null,
    [other, said],
  );
  expect(verdict).toBe("stitched");
  expect(
    pieces.map(({ match, quoteFrom, quoteTo }) => [match.candidate.statementId, quoteFrom, quoteTo]),
  ).toEqual([
    ["1", 0, 7],
    ["2", 8, 15],
  ]);
});

it("any words against any statement get one of the verdicts, with a score from 0 to 1 and every word accounted for", () => {
  const word = fc.oneof(
    fc.constantFrom(
      "not",
      "12",
      "Norway",
      "if",
      "don't",
      "...",
      "[the ships]",
      "“",
      "we",
      "sell",
      "—",
      "%",
      "🙂",
      "\ud800",
    ),
    fc.string({ unit: "binary", maxLength: 5 }),
  );
  const text = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(" "));
  const kind = fc.constantFrom<Kind>("direct", "indirect", "mixed");
  fc.assert(
    fc.property(text, text, kind, fc.constantFrom(null, "Ann Lee", "Bo"), (asked, statement, as, speaker) => {
      const question = askAbout(asked, speaker);
      const { matches, nearest } = judge(
        question,
        [held("1", "Ann Lee", statement, as), said].map((candidate) => matchStatement(question, candidate)),
      );
      for (const { score, steps } of [...matches, ...nearest]) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        const covered = steps.reduce((sum, step) => sum + step.quoteTo - step.quoteFrom, 0);
        expect([0, question.read.words.length]).toContain(covered);
      }
    }),
  );
});

describe("words that stand in several places are judged by the one that bears them out best", () => {
  it.each([
    [
      "Some people say we will close the harbor in May. So let me be clear: we will close the harbor in May.",
      "we will close the harbor in May",
      "exact",
    ],
    [
      "If the rains fail we will close the harbor in May. And if they do not? Then we will close the harbor in May.",
      "we will close the harbor in May",
      "exact",
    ],
    ["The dam was safe, I was told. And yes, the dam was safe.", "the dam was safe", "exact"],
    ["I never said the dam was safe. But was it? The dam was safe.", "The dam was safe", "exact"],
    [
      "We will CLOSE the harbor in May. Yes, we will close the harbor in May.",
      "we will close the harbor in May",
      "exact",
    ],
    [
      "We will close the harbor in May if it rains, we will close the harbor in May if it snows.",
      "we will close the harbor in May",
      "truncated",
    ],
  ])("of one statement: %s | %s", (text, quotation, verdict) => {
    const { verdict: given, negationFlip } = check(quotation, null, [held("1", "Ann Lee", text)]);
    expect({ verdict: given, negationFlip }).toEqual({ verdict, negationFlip: false });
  });

  it("of one statement that quotes some of its words: those between the marks", () => {
    const text =
      "those who say the old dam is safe agree with the minister: “the old dam is safe for a century”";
    expect(check("the old dam is safe", null, [held("1", "Ann Lee", text, "mixed")]).verdict).toBe("exact");
  });

  it("of two statements of one speaker", () => {
    const candidates = [
      held("1", "Ann Lee", "I never said the old dam was safe in winter."),
      held("2", "Ann Lee", "I have been there, and the old dam was safe in winter."),
    ];
    for (const speaker of [null, "Ann Lee", "Lee"]) {
      const { verdict, negationFlip, matches } = check("the old dam was safe in winter", speaker, candidates);
      expect({ verdict, negationFlip, first: matches[0]!.candidate.statementId }).toEqual({
        verdict: "exact",
        negationFlip: false,
        first: "2",
      });
    }
  });
});
