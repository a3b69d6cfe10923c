/** An editor at work on claims: what the tests of claims share. */
import { beforeAll, expect } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";
import { rowsIn } from "../../support/rows.ts";

interface ClaimBody {
  id: string;
  text: string;
  status: { value: string; parties: { party: { name: string } | null }[] };
  status_history: { status: string; since: string; confirmation_id: string | null }[];
  story: { stance: string; speakers: { speaker: { name: string }; statements: { id: string }[] }[] }[];
  merged_from: string[];
  merged_into: string | null;
  [field: string]: unknown;
}

/** To be called once, at the top of a test file. */
export function claimDesk() {
  const stored = testDatabase();
  const api = testApp(stored);
  const rows = rowsIn(stored.database);
  let authorization: string;

  beforeAll(async () => {
    authorization = await api.authorization("curate", "confirm");
  });

  async function read(id: bigint | string) {
    const answer = await api.request.get(`/v1/claims/${id}`);
    return { status: answer.status, etag: String(answer.headers["etag"]), body: answer.body as ClaimBody };
  }

  async function etagOf(path: string): Promise<string> {
    return String((await api.request.get(path)).headers["etag"]);
  }

  const change = (path: string, body?: object, etag?: string) =>
    api.request
      .post(path)
      .set({ authorization, ...(etag === undefined ? {} : { "if-match": etag }) })
      .send(body);

  return {
    stored,
    api,
    rows,
    read,
    etagOf,
    change,
    get authorization() {
      return authorization;
    },
    merge: async (id: bigint, into: bigint, etag?: string) =>
      change(`/v1/claims/${id}/merge`, { into: String(into) }, etag ?? (await read(id)).etag),
    split: async (id: bigint, etag?: string) =>
      change(`/v1/claims/${id}/split`, undefined, etag ?? (await read(id)).etag),
    confirm: async (claim: bigint, status: string, fields: object = {}) => {
      const answer = await change("/v1/confirmations", {
        about: { type: "claim", id: String(claim) },
        status,
        party: { type: "newsroom" },
        evidence: { type: "url", url: "https://example.org/a", quotation: "It is so." },
        ...fields,
      });
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
      return answer.body as { id: string };
    },
    link: async (statement: bigint, claim: bigint | string, fields: object = {}, etag?: string) =>
      api.request
        .put(`/v1/statements/${statement}/claim`)
        .set({ authorization, "if-match": etag ?? (await etagOf(`/v1/statements/${statement}`)) })
        .send({ claim_id: String(claim), ...fields }),
    unlink: async (statement: bigint) =>
      api.request
        .delete(`/v1/statements/${statement}/claim`)
        .set({ authorization, "if-match": await etagOf(`/v1/statements/${statement}`) }),
  };
}
