/** An editor at work on one small article: what the tests of reviews share. */
import { beforeAll, expect } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";
import { rowsIn, type StoredText } from "../../support/rows.ts";

export const text =
  "😀 Mayor Ann Lee told reporters on Friday that the tunnel is safe. She denied that it leaks.";

export interface StatementBody {
  review: string;
  speaker: { id: string; name: string } | null;
  position: { title: string; organization: { name: string } | null } | null;
  content: { text: string; spans: { start: number; end: number; prefix: string }[] };
  [field: string]: unknown;
}

/** Where words stand in a text, in code points. */
export const placeIn = (whole: string) => (words: string) => {
  const start = Array.from(whole.slice(0, whole.indexOf(words))).length;
  return { start, end: start + Array.from(words).length };
};

/** To be called once, at the top of a test file; what is not a function is there only while tests run. */
export function reviewDesk() {
  const stored = testDatabase();
  const api = testApp(stored);
  const rows = rowsIn(stored.database);
  let authorization: string;
  let document: StoredText;
  let mayor: bigint;

  beforeAll(async () => {
    authorization = await api.authorization("curate");
    document = await rows.document(text);
    mayor = await rows.speaker("Ann Lee");
  });

  async function read(id: bigint) {
    const answer = await api.request.get(`/v1/statements/${id}`);
    return { etag: String(answer.headers["etag"]), body: answer.body as StatementBody };
  }

  const post = (id: bigint | string, body: object, etag: string, key = authorization) =>
    api.request.post(`/v1/statements/${id}/reviews`).set({ authorization: key, "if-match": etag }).send(body);

  async function review(id: bigint, body: object) {
    const answer = await post(id, body, (await read(id)).etag);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body as { id: string; correction: Record<string, { from: unknown; to: unknown }> };
  }

  return {
    stored,
    api,
    rows,
    read,
    post,
    review,
    correct: (id: bigint, correction: object) => review(id, { decision: "corrected", correction }),
    newStatement: (fields: object = {}) =>
      rows.statement({
        in: document,
        content: "the tunnel is safe",
        cue: "told",
        attributedAs: "Mayor Ann Lee",
        speakerId: mayor,
        saidAsPrinted: "Friday",
        ...fields,
      }),
    get authorization() {
      return authorization;
    },
    get mayor() {
      return mayor;
    },
  };
}
