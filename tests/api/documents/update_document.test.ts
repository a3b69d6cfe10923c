import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const db = testDatabase();
const api = testApp(db);
const text = "Mayor Ann Lee said that the old bridge would stay closed for many more months.";
const reason = "The desk rang them up";

let keys: Record<"ingest" | "curate" | "confirm", string>;
beforeAll(async () => {
  keys = {
    ingest: await api.authorization("ingest"),
    curate: await api.authorization("curate"),
    confirm: await api.authorization("confirm"),
  };
});

let made = 0;
async function ingest(article: object): Promise<string> {
  const authorization = keys.ingest;
  const { body, status } = await api.request.post("/v1/documents").set({ authorization }).send(article);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.document.id;
}
const newDocument = (fields: object = {}): Promise<string> => {
  made += 1;
  return ingest({ name: `document ${made}`, text: `${text} It has been ${made} weeks.`, ...fields });
};

const read = (id: string) => api.request.get(`/v1/documents/${id}`);

async function patch(id: string, body: object, headers: Record<string, string> = {}) {
  return api.request
    .patch(`/v1/documents/${id}`)
    .set({ authorization: keys.curate, "if-match": (await read(id)).headers["etag"] ?? "*", ...headers })
    .send(body);
}

describe("PATCH /v1/documents/{id}", () => {
  it("200: changes what is sent, for the document and all its statements, and says that an editor did", async () => {
    const id = await newDocument({ publisher: "The Gazette", title: "Bridge" });
    const { status, body, headers } = await patch(id, {
      standing: "retracted",
      publisher: "The Herald",
      published_on: "2025-08-01",
      reason,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      standing: "retracted",
      publisher: { name: "The Herald" },
      published_on: "2025-08-01",
      title: "Bridge",
      origins: { publisher: "editor", published_on: "editor" },
    });
    expect(headers["etag"]).toBe((await read(id)).headers["etag"]);
    const list = await api.request.get(`/v1/statements?document=${id}`);
    expect(list.body.data[0].document).toMatchObject({
      standing: "retracted",
      publisher: { name: "The Herald" },
      published_on: "2025-08-01",
    });
  });

  it("finds statements by what has become of their documents", async () => {
    const id = await newDocument();
    await patch(id, { standing: "gone", reason });
    const listed = async (query: string): Promise<string[]> =>
      (await api.request.get(`/v1/statements?limit=100&${query}`)).body.data.map(
        (statement: { document: { id: string } }) => statement.document.id,
      );
    expect(await listed("standing=gone")).toContain(id);
    expect(await listed("standing=live,retracted")).not.toContain(id);
    expect((await api.request.get("/v1/statements?standing=lost")).status).toBe(400);
  });

  it("takes away what is null, and writes nothing where nothing differs", async () => {
    const id = await newDocument({ title: "Bridge", publisher: "The Gazette", published_on: "2025-08-01" });
    const nothing = { title: null, publisher: null, published_on: null };
    const { body, headers } = await patch(id, { ...nothing, reason });
    expect(body).toMatchObject({ ...nothing, origins: { title: null, publisher: null, published_on: null } });
    const again = await patch(id, { ...nothing, reason });
    expect([again.status, again.headers["etag"]]).toEqual([200, headers["etag"]]);
  });

  it("is logged with what changed, why, and who did it", async () => {
    const id = await newDocument();
    await patch(id, { standing: "corrected", reason });
    const events = await db.database.event.findMany({
      where: { resourceType: "documents", resourceId: BigInt(id), action: "updated" },
    });
    expect(events).toMatchObject([
      {
        actor: "key:curate",
        difference: { standing: { from: "live", to: "corrected" }, reason: { from: null, to: reason } },
      },
    ]);
  });

  it("holds against what a page says of itself later, but not against what its sender says", async () => {
    const page = (title: string, words: string): object => ({
      url: `https://news.example/${made}`,
      html: `<html><head><title>${title}</title></head><body><article><p>${text}</p><p>${words}</p></article></body></html>`,
    });
    made += 1;
    const id = await ingest(page("As printed", "First."));
    await patch(id, { title: "As the editor has it", reason });
    await ingest(page("As printed later", "Second."));
    expect((await read(id)).body).toMatchObject({ title: "As the editor has it", standing: "edited" });
    await ingest({ ...page("As printed again", "Third."), title: "As the sender has it" });
    expect((await read(id)).body.title).toBe("As the sender has it");
  });

  it.each(["corrected", "retracted", "gone"])(
    "keeps the standing %s when the text changes again",
    async (standing) => {
      const id = await newDocument({ name: `standing ${standing}` });
      await patch(id, { standing, reason });
      await ingest({ name: `standing ${standing}`, text: `${text} And more.` });
      expect((await read(id)).body).toMatchObject({ standing, revision: 2 });
    },
  );

  it("refuses, and writes nothing", async () => {
    const id = await newDocument();
    const etag = (await read(id)).headers["etag"]!;
    const change = { standing: "gone", reason };
    const url = `/v1/documents/${id}`;
    const { curate, confirm } = keys;
    expect((await api.request.patch(url).send(change)).status).toBe(401);
    expect((await patch(id, change, { authorization: confirm })).status).toBe(403);
    expect((await api.request.patch(url).set({ authorization: curate }).send(change)).status).toBe(428);
    for (const body of [
      {},
      { reason },
      { standing: "gone" },
      { standing: "lost", reason },
      { title: " ", reason },
      { published_on: "2025-02-30", reason },
      { title: "a\0b", reason },
      { url: "https://a.example", reason },
    ]) {
      expect((await patch(id, body)).status, JSON.stringify(body)).toBe(400);
    }
    expect((await read(id)).headers["etag"]).toBe(etag);
    expect((await patch(id, { title: "New", reason })).status).toBe(200);
    expect((await patch(id, change, { "if-match": etag })).status).toBe(412);
    expect((await read(id)).body.standing).toBe("live");
    expect((await patch("999999", change, { "if-match": "*" })).body.code).toBe("document_not_found");
  });
});
