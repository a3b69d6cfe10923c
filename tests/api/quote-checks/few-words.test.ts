/** One or two words, which hundreds of statements have in some place. */
import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const api = testApp(testDatabase());

beforeAll(async () => {
  const authorization = await api.authorization("ingest");
  const others = Array.from(
    { length: 150 },
    (_, nth) => `"They lied to us on day ${nth + 1}," said Peter Quill.`,
  );
  const text = [
    ...others,
    '"The minister lied again," said Rosa Lindqvist.',
    '"She lied, plain and simple," said Omar Haddad.',
  ].join("\n\n");
  await api.request.post("/v1/documents").set({ authorization }).send({ text }).expect(201);
});

const check = async (question: object) =>
  (await api.request.post("/v1/quote-checks").send(question).expect(200)).body;

describe("of so few words", () => {
  it("the statement that has them in a row is found among hundreds that have one of them", async () => {
    const { verdict, matches } = await check({ text: "She lied" });
    expect([verdict, matches[0].statement.speaker.name]).toEqual(["exact", "Omar Haddad"]);
  });

  it("the statement of who is said to have said them is found among hundreds by others", async () => {
    const { verdict, matches } = await check({ text: "lied", speaker: "Rosa Lindqvist" });
    expect(verdict).toMatch(/^(exact|truncated)$/);
    expect(matches[0].statement.speaker.name).toBe("Rosa Lindqvist");
  });

  it("nobody is told that none is held, as not all can be read", async () => {
    const { verdict, explanation } = await check({ text: "He lied" });
    expect(verdict).toBe("not_found");
    expect(explanation).toContain("only some are looked through");
  });
});
