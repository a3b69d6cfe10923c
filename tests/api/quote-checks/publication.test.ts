/** Quote checks where only reviewed statements are published. */
import { beforeAll, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const stored = testDatabase();
const api = testApp(stored, { publication: "reviewed" });
let accepted: string;

beforeAll(async () => {
  const authorization = await api.authorization("ingest", "curate");
  for (const edition of ["north", "south", "east", "west", "late", "early"]) {
    const text = `“Our basalt turbines never collapsed in Sunday storms,” Mayor Ann Lee said in the ${edition} of town.`;
    await api.request.post("/v1/documents").set({ authorization }).send({ text }).expect(201);
  }
  const { body } = await api.request.get("/v1/statements?limit=100").set({ authorization }).expect(200);
  const ids = (body as { data: { id: string }[] }).data.map(({ id }) => id);
  expect(ids).toHaveLength(6);
  accepted = ids[2]!;
  await api.request
    .post(`/v1/statements/${accepted}/reviews`)
    .set({ authorization, "if-match": "*" })
    .send({ decision: "accepted" })
    .expect(201);
});

const check = async (text: string) => {
  const { body } = await api.request.post("/v1/quote-checks").send({ text }).expect(200);
  const { verdict, matches } = body as { verdict: string; matches: { statement: { id: string } }[] };
  return { verdict, ids: matches.map(({ statement }) => statement.id) };
};

it("a changed quotation of words that are published once, and held six times, is altered", async () => {
  expect(await check("Our basalt turbines never collapsed in Wednesday storms")).toEqual({
    verdict: "altered",
    ids: [accepted],
  });
});

it("words that were said rest on what is published only", async () => {
  expect(await check("Our basalt turbines never collapsed in Sunday storms")).toEqual({
    verdict: "exact",
    ids: [accepted],
  });
});

it("what is held but not published is not told of", async () => {
  await api.request
    .post(`/v1/statements/${accepted}/reviews`)
    .set({ authorization: await api.authorization("curate"), "if-match": "*" })
    .send({ decision: "rejected", reason: "Not said there" })
    .expect(201);
  const { body } = await api.request
    .post("/v1/quote-checks")
    .send({ text: "Our basalt turbines never collapsed in Sunday storms" })
    .expect(200);
  expect(body).toMatchObject({ verdict: "not_found", matches: [], nearest: [] });
  expect((body as { explanation: string }).explanation).toMatch(
    /^We publish no statement with these words\./,
  );
});
