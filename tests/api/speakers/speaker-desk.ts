/** An editor at work on speakers: what the tests of editing them share. */
import { beforeAll } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";
import { rowsIn } from "../../support/rows.ts";

interface SpeakerBody {
  id: string;
  name: string;
  aliases: string[];
  external_ids: { scheme: string; value: string }[];
  positions: { id: string; title: string }[];
  merged_from: string[];
  merged_into: string | null;
  statement_count: number;
  code?: string;
}

/** To be called once, at the top of a test file. */
export function speakerDesk() {
  const stored = testDatabase();
  const api = testApp(stored);
  const rows = rowsIn(stored.database);
  let authorization: string;

  beforeAll(async () => {
    authorization = await api.authorization("curate");
  });

  async function read(path: string) {
    const answer = await api.request.get(path);
    return { status: answer.status, etag: String(answer.headers["etag"]), body: answer.body as SpeakerBody };
  }

  /** Sends a change of what is at `of`, with its `ETag` unless another one is given. */
  async function change(
    method: "patch" | "post",
    path: string,
    body?: object,
    ifMatch?: string | null,
    of = path,
  ) {
    const etag = ifMatch === undefined ? (await read(of)).etag : ifMatch;
    const headers = { authorization, ...(etag === null ? {} : { "if-match": etag }) };
    const answer = await api.request[method](path).set(headers).send(body);
    return { status: answer.status, headers: answer.headers, body: answer.body as SpeakerBody };
  }

  const speakerPath = (id: bigint | string) => `/v1/speakers/${id}`;
  return {
    stored,
    api,
    rows,
    read: (id: bigint | string) => read(speakerPath(id)),
    readPath: read,
    create: (path: string, body: object) => change("post", path, body, null),
    patch: (path: string, body: object, etag?: string | null) => change("patch", path, body, etag),
    update: (id: bigint | string, body: object, etag?: string | null) =>
      change("patch", speakerPath(id), body, etag),
    merge: (id: bigint, into: bigint, etag?: string) =>
      change("post", `${speakerPath(id)}/merge`, { into: String(into) }, etag, speakerPath(id)),
    unmerge: (id: bigint, etag?: string) =>
      change("post", `${speakerPath(id)}/unmerge`, undefined, etag, speakerPath(id)),
  };
}

export const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
