/** Whose words they are where the document does not print it beside them. */
import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const api = testApp(testDatabase());
const words = "The gates of the harbor stay closed until the flood is over";

beforeAll(async () => {
  const authorization = await api.authorization("ingest");
  const text =
    `White House spokeswoman Lena Ortmann met reporters on Monday. The river had risen all night.\n\n` +
    `"${words}," Ortmann said.`;
  await api.request.post("/v1/documents").set({ authorization }).send({ text }).expect(201);
});

describe("words of somebody who speaks for an organisation", () => {
  it.each([
    ["Lena Ortmann", "exact", true],
    ["White House", "exact", null],
    ["the White House", "exact", null],
    ["Cato Institute", "misattributed", false],
    ["Jane White", "misattributed", false],
  ])("laid to %s are %s", async (speaker, verdict, isSpeaker) => {
    const { body } = await api.request.post("/v1/quote-checks").send({ text: words, speaker }).expect(200);
    expect([body.verdict, body.matches[0].is_speaker]).toEqual([verdict, isSpeaker]);
  });
});
