import { describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { seededDatabase } from "../../support/database.ts";

const database = seededDatabase();
const api = testApp(database);

async function check(text: string, speaker?: string, period: object = {}) {
  const { body } = await api.request
    .post("/v1/quote-checks")
    .send({ text, ...(speaker !== undefined && { speaker }), ...period })
    .expect(200);
  return body;
}

describe("POST /v1/quote-checks on the example article", () => {
  it("finds words that were said, with the speaker and the place in the document", async () => {
    const words =
      "We have to start treating them as armed terrorist organizations, not simply drug dealing organizations.";
    const { verdict, matches } = await check(words, "Marco Rubio");
    expect(verdict).toBe("exact");
    const [{ statement, spans, is_speaker: isSpeaker }] = matches;
    expect(statement.speaker.name).toBe("Marco Rubio");
    expect(isSpeaker).toBe(true);
    const [revision] = await database.query<{ text: string }>("SELECT text FROM revisions");
    const text = revision!.text;
    const [{ start, end, exact, prefix, suffix }] = spans;
    expect([...text].slice(start, end).join("")).toBe(exact);
    expect([...text].slice(start - 32, start).join("")).toBe(prefix);
    expect([...text].slice(end, end + 32).join("")).toBe(suffix);
  });

  it("finds a part of the words, and points at that part", async () => {
    const { verdict, matches } = await check("treating them as armed terrorist organizations");
    expect(verdict).toBe("exact");
    expect(matches[0].spans[0].exact).toBe("treating them as armed terrorist organizations");
    expect(matches[0].spans[0].prefix.endsWith("We have to start ")).toBe(true);
  });

  it("shows the word that was left out of altered ones", async () => {
    const answer = await check("We have to start treating them as terrorist organizations");
    expect(answer).toMatchObject({ verdict: "altered", negation_flip: false, severity: "major" });
    expect(answer.matches[0].alignment).toContainEqual({
      kind: "dropped",
      statement_words: "armed",
      quotation_words: "",
    });
    expect(answer.matches[0].differences).toEqual([
      { effect: "wording", severity: "major", statement_words: "armed", quotation_words: "" },
    ]);
  });

  it("tells whose the words are when they are laid to somebody else", async () => {
    const { verdict, matches } = await check(
      "would assuredly fail to stem the flow of drugs into the United States",
      "Anna Kelly",
    );
    expect(verdict).toBe("misattributed");
    expect(matches[0].statement.speaker.name).toBe("Brandan Buck");
    expect(matches[0].is_speaker).toBe(false);
  });

  it.each([
    "Rubio",
    "Marco Rubbio",
    "Rubio, Marco",
    "@marcorubio",
    "Secretary of State Marco Rubio",
    "Secretary of State Rubio",
    "Sen. Marco Rubio of Florida",
  ])("takes %s for the speaker", async (name) => {
    const { verdict, matches } = await check("start treating them as armed terrorist organizations", name);
    expect([verdict, matches[0].is_speaker]).toEqual(["exact", true]);
  });

  it.each(["Marco Bello", "Rubén Rubio", "Secretary of State Antony Blinken", "Claudia Sheinbaum Pardo"])(
    "does not take %s for the speaker",
    async (name) => {
      const { verdict } = await check("start treating them as armed terrorist organizations", name);
      expect(verdict).toBe("misattributed");
    },
  );

  it.each(["Marco", "M", "@StateDept", "Marco Rubyo Vega"])(
    "cannot tell whether %s is the speaker",
    async (name) => {
      const { verdict, matches, explanation } = await check(
        "start treating them as armed terrorist organizations",
        name,
      );
      expect([verdict, matches[0].is_speaker]).toEqual(["exact", null]);
      expect(explanation).toContain(`It cannot be told whether "${name}" means the speaker`);
    },
  );

  it("never takes words turned into their opposite for exact", async () => {
    for (const text of [
      "There will be an invasion",
      "There will be invasion",
      "There will be an invasion.",
    ]) {
      for (const speaker of [undefined, "Sheinbaum", "Rubio"]) {
        const { verdict, negation_flip: flip } = await check(text, speaker);
        expect(verdict).not.toMatch(/^exact/);
        if (verdict !== "not_found") expect(flip).toBe(true);
      }
    }
    expect(await check("There will be an invasion", "Sheinbaum")).toMatchObject({
      verdict: "altered",
      negation_flip: true,
      severity: "critical",
    });
  });

  it("says that a paraphrase is the reporter's words", async () => {
    const { verdict, explanation } = await check("U.S. troops will not enter Mexico", "Claudia Sheinbaum");
    expect(verdict).toBe("paraphrase_only");
    expect(explanation).toMatch(/not the speaker's/);
  });

  it("says of what it does not hold that this is not the same as never said", async () => {
    const { verdict, matches, explanation } = await check(
      "The cartels have already won this war",
      "Ronald Johnson",
    );
    expect(verdict).toBe("not_found");
    expect(matches).toEqual([]);
    expect(explanation).toMatch(/never said/);
  });

  it("finds short fragments of two to five words", async () => {
    expect(await check("We are united", "Johnson")).toMatchObject({ verdict: "exact" });
    expect(await check("no invasion", "Sheinbaum")).toMatchObject({ verdict: "exact" });
    expect(await check("There will be no invasion", "Sheinbaum")).toMatchObject({ verdict: "exact" });
    expect(await check("sovereign allies")).toMatchObject({ verdict: "exact" });
    expect(await check("collaboratively")).toMatchObject({ verdict: "exact" });
  });

  it("names the statements that a stitched quotation was made of", async () => {
    const { verdict, pieces } = await check(
      "We have to start treating them as armed terrorist organizations, working collaboratively, as two sovereign allies",
    );
    expect(verdict).toBe("stitched");
    expect(pieces.map((piece: { speaker: string }) => piece.speaker)).toEqual([
      "Marco Rubio",
      "Ronald Johnson",
    ]);
  });

  it("looks only in the days that are asked for", async () => {
    const text = "We are united.";
    expect(await check(text, "Johnson", { said_from: "2025-08-08", said_to: "2025-08-08" })).toMatchObject({
      verdict: "exact",
    });
    const later = await check(text, "Johnson", { said_from: "2025-08-09" });
    expect(later.verdict).toBe("not_found");
    expect(later.nearest[0].statement.content.text).toContain("We are united");
    expect(later.explanation).toMatch(/^We hold these words, but not from the days asked about/);
  });

  it("answers several at once in their order", async () => {
    const { body } = await api.request
      .post("/v1/quote-checks")
      .send([
        { text: "We are united." },
        { text: "It is not part of any agreement, far from it." },
        { text: "Cows can fly" },
      ])
      .expect(200);
    expect(body.data.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      "exact",
      "exact",
      "not_found",
    ]);
  });

  it("keeps out what an editor has rejected", async () => {
    const { matches } = await check("far from it", "Sheinbaum");
    const [{ statement }] = matches;
    await database.query("UPDATE statements SET review = 'rejected' WHERE id = $1", [statement.id]);
    const after = await check("far from it", "Sheinbaum");
    expect(after.matches.map((match: { statement: { id: string } }) => match.statement.id)).not.toContain(
      statement.id,
    );
    await database.query("UPDATE statements SET review = 'extracted' WHERE id = $1", [statement.id]);
  });
});

describe("GET /v1/quote-checks", () => {
  it("answers as the POST does", async () => {
    const { body } = await api.request
      .get("/v1/quote-checks")
      .query({ text: "We are united.", speaker: "Ronald Johnson" })
      .expect(200);
    expect(body).toEqual(await check("We are united.", "Ronald Johnson"));
  });
});

describe("POST /v1/draft-checks", () => {
  it("finds a draft's quotations with their speakers and checks each", async () => {
    const draft =
      'Trouble ahead 🙂. "We have to start treating them as terrorist organizations," Secretary of State Marco Rubio said. ' +
      '"We are united," said U.S. Ambassador Ronald Johnson.';
    const { body } = await api.request.post("/v1/draft-checks").send({ text: draft }).expect(200);
    expect(body.data.map(({ check: { verdict } }: { check: { verdict: string } }) => verdict)).toEqual([
      "altered",
      "exact",
    ]);
    const [first] = body.data;
    expect([...draft].slice(first.start, first.end).join("")).toContain("terrorist organizations");
    expect(body).toMatchObject({ complete: true, unchecked: [] });
  });

  it("answers a draft without quotations with none", async () => {
    const { body } = await api.request
      .post("/v1/draft-checks")
      .send({ text: "Nothing happened." })
      .expect(200);
    expect(body).toEqual({ data: [], unchecked: [], complete: true });
  });
});
