import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const db = testDatabase();
const api = testApp(db);

const texts = ["Ann Lee said 🎉 no.", "Ann Lee said 🎉 yes.\nCritics said no."];
let id: string;

beforeAll(async () => {
  const authorization = await api.authorization("ingest");
  for (const text of texts) {
    const { body } = await api.request.post("/v1/documents").set({ authorization }).send({ text, name: "a" });
    id = body.document.id;
  }
});

describe("GET /v1/documents/{id}", () => {
  it("200: shows every revision with its hash and length in code points", async () => {
    const { status, body } = await api.request.get(`/v1/documents/${id}`);
    expect(status).toBe(200);
    expect(body.revision).toBe(2);
    expect(
      body.revisions.map(({ sha256, length_code_points }: Record<string, unknown>) => [
        sha256,
        length_code_points,
      ]),
    ).toEqual(
      texts.map((text) => [createHash("sha256").update(text).digest("hex"), Array.from(text).length]),
    );
    expect(body.counts.statements).toBe(body.statement_count);
    expect(body.statement_count).toBe(body.revisions[1].statement_count);
  });

  it("304: is not sent again to who has it", async () => {
    const { headers } = await api.request.get(`/v1/documents/${id}`);
    const again = await api.request.get(`/v1/documents/${id}`).set("if-none-match", headers["etag"]!);
    expect(again.status).toBe(304);
  });

  it.each(["/v1/documents/999999", "/v1/documents/999999/text"])("404: %s is nothing", async (path) => {
    const answer = await api.request.get(path);
    expect(answer.status).toBe(404);
    expect(answer.body.code).toBe("document_not_found");
  });

  it.each(["0", "-1", "x", "1.5", "99999999999999999999"])("400: %s is no id", async (wrong) => {
    expect((await api.request.get(`/v1/documents/${wrong}`)).status).toBe(400);
  });
});

describe("GET /v1/documents/{id}/text", () => {
  it("200: is the plain text of the current revision, byte for byte", async () => {
    const answer = await api.request.get(`/v1/documents/${id}/text`);
    expect(answer.headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(answer.text).toBe(texts[1]);
    expect(answer.headers["vary"]).toContain("Accept");
  });

  it("200: is JSON with the hash to who accepts JSON, of any revision", async () => {
    const answer = await api.request
      .get(`/v1/documents/${id}/text?revision=1`)
      .set("accept", "application/json");
    expect(answer.body).toEqual({
      text: texts[0],
      sha256: createHash("sha256").update(texts[0]!).digest("hex"),
      revision: 1,
      length_code_points: Array.from(texts[0]!).length,
    });
  });

  it("404: has no third revision", async () => {
    const answer = await api.request.get(`/v1/documents/${id}/text?revision=3`);
    expect(answer.status).toBe(404);
    expect(answer.body.code).toBe("revision_not_found");
  });

  it.each(["0", "x", "1.5", "99999999999"])("400: %s is no revision", async (revision) => {
    expect((await api.request.get(`/v1/documents/${id}/text?revision=${revision}`)).status).toBe(400);
  });

  it("406: has no other form", async () => {
    expect((await api.request.get(`/v1/documents/${id}/text`).set("accept", "image/png")).status).toBe(406);
  });
});
