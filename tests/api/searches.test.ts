/** What is typed into a search, whatever it is, gets an answer. */
import { expect, it } from "vitest";
import { testApp } from "../support/app.ts";
import { seededDatabase } from "../support/database.ts";

const api = testApp(seededDatabase());

it.each(
  ["statements", "claims", "speakers", "documents", "sources"].flatMap((list) =>
    ["-", "- ", '-"', "(", "!", "or ", "<->", "%_", "*:", "\\", "'"].map((sign) => [list, sign] as const),
  ),
)("GET /v1/%s answers a run of %j", async (list, sign) => {
  const { status, body } = await api.request
    .get(`/v1/${list}`)
    .query({ q: `taxes ${sign.repeat(60)}`.slice(0, 200) });
  expect(status, JSON.stringify(body)).toBe(200);
});
