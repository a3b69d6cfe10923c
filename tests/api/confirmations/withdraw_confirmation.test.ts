import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";
import { rowsIn } from "../../support/rows.ts";

const stored = testDatabase();
const api = testApp(stored);
const rows = rowsIn(stored.database);
let authorization: string;

beforeAll(async () => {
  authorization = await api.authorization("confirm");
});

async function confirm(claim: bigint, fields: object = {}) {
  const answer = await api.request
    .post("/v1/confirmations")
    .set("authorization", authorization)
    .send({
      about: { type: "claim", id: String(claim) },
      status: "denied",
      party: { type: "newsroom" },
      evidence: { type: "url", url: "https://example.org/a", quotation: "It is not so." },
      ...fields,
    });
  expect(answer.status).toBe(201);
  return answer.body as { id: string };
}

const withdraw = (id: string, body: object = { note: "wrong claim" }) =>
  api.request.post(`/v1/confirmations/${id}/withdrawal`).set("authorization", authorization).send(body);

const statusOf = async (id: bigint) =>
  (await stored.database.claim.findUniqueOrThrow({ where: { id } })).status;

describe("POST /v1/confirmations/{id}/withdrawal", () => {
  it("adds a record that makes the mistaken one count for nothing, and keeps both", async () => {
    const claim = await rows.claim("the bridge is open");
    const { id } = await confirm(claim);
    const answer = await withdraw(id);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      status: "withdrawn",
      supersedes: id,
      note: "wrong claim",
      party: null,
    });
    expect(await statusOf(claim)).toBe("unchecked");
    const old = await api.request.get(`/v1/confirmations/${id}`);
    expect(old.body).toMatchObject({ status: "denied", superseded_by: (answer.body as { id: string }).id });
    const events = await stored.database.event.findMany({
      where: { resourceType: "confirmations", resourceId: BigInt(id) },
    });
    expect(events.map(({ action }) => action)).toEqual(["created", "withdrawn"]);
  });

  it("can itself be superseded by recording the withdrawn thing anew", async () => {
    const claim = await rows.claim("the bridge is open");
    const { id } = await confirm(claim);
    const { id: withdrawal } = (await withdraw(id)).body as { id: string };
    await confirm(claim, { supersedes: withdrawal });
    expect(await statusOf(claim)).toBe("denied");
  });

  it.each([
    ["a record that is superseded", 409, "already_superseded"],
    ["a withdrawal", 409, "already_withdrawn"],
  ])("refuses to withdraw %s", async (what, status, code) => {
    const { id } = await confirm(await rows.claim("the bridge is open"));
    const { id: withdrawal } = (await withdraw(id)).body as { id: string };
    const answer = await withdraw(what === "a withdrawal" ? withdrawal : id);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
  });

  it("refuses a record that does not exist, and one without a reason", async () => {
    expect((await withdraw("999999")).body).toMatchObject({ status: 404, code: "confirmation_not_found" });
    const { id } = await confirm(await rows.claim("the bridge is open"));
    expect((await withdraw(id, {})).body).toMatchObject({ status: 400, code: "invalid_request" });
  });

  it("lets exactly one of several withdraw it", async () => {
    const { id } = await confirm(await rows.claim("the bridge is open"));
    const answers = await Promise.all([withdraw(id), withdraw(id), withdraw(id)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  });
});
