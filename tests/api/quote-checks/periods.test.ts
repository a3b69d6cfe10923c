/** Quote checks of words said in certain days. */
import { beforeAll, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const api = testApp(testDatabase());
const words = "The harbour wall will stand for another hundred winters";

beforeAll(async () => {
  const authorization = await api.authorization("ingest");
  const text = `“${words},” Edgar Moll said in March 2026.`;
  await api.request
    .post("/v1/documents")
    .set({ authorization })
    .send({ text, published_on: "2026-07-01" })
    .expect(201);
});

it.each([
  [{ said_from: "2026-03-15", said_to: "2026-03-20" }, 1],
  [{ said_from: "2026-03-31" }, 1],
  [{ said_to: "2026-03-01" }, 1],
  [{ said_from: "2026-04-01" }, 0],
  [{ said_to: "2026-02-28" }, 0],
])("what was said in March is looked for in %j as the list of statements does", async (period, held) => {
  const list = await api.request.get("/v1/statements").query({ q: "harbour", ...period });
  expect(list.body.data).toHaveLength(held);
  const check = await api.request.post("/v1/quote-checks").send({ text: words, ...period });
  expect(check.body.verdict).toBe(held === 1 ? "exact" : "not_found");
});
