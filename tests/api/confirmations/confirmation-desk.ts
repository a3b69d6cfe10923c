/** Somebody who records confirmations: what the tests of recording them share. */
import { beforeAll, expect } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";
import { rowsIn } from "../../support/rows.ts";

export const url = { type: "url", url: "https://example.org/a", quotation: "It is so." };
export const newsroom = { type: "newsroom" };
export const about = (type: "claim" | "statement", id: bigint) => ({ type, id: String(id) });
export const by = (id: bigint) => ({ type: "speaker", id: String(id) });

/** To be called once, at the top of a test file. */
export function confirmationDesk() {
  const stored = testDatabase();
  const api = testApp(stored);
  const rows = rowsIn(stored.database);
  let authorization: string;

  beforeAll(async () => {
    authorization = await api.authorization("confirm");
  });

  const post = (body: object, key = authorization) =>
    api.request.post("/v1/confirmations").set("authorization", key).send(body);

  async function newClaim() {
    const claim = await rows.claim("the dam is safe");
    const confirm = async (status: string, extra: object = {}) => {
      const answer = await post({
        about: about("claim", claim),
        status,
        party: newsroom,
        evidence: url,
        ...extra,
      });
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
      return answer.body as { id: string };
    };
    const status = async () =>
      (await stored.database.claim.findUniqueOrThrow({ where: { id: claim } })).status;
    return { claim, confirm, status };
  }

  return { stored, api, rows, post, newClaim };
}
