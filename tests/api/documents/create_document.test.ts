import { describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const db = testDatabase();
const api = testApp(db);

let made = 0;
/** An article that no other test has sent. */
const article = (): string => {
  made += 1;
  return `Mayor Ann Lee said on Friday that bridge ${made} would stay closed. "We have no money," she told reporters.`;
};

async function post(body: unknown, headers: Record<string, string> = {}) {
  return api.request
    .post("/v1/documents")
    .set("authorization", await api.authorization("ingest"))
    .set(headers)
    .send(body as object);
}

describe("POST /v1/documents", () => {
  it("201: stores an article, says where it is, and shows the editor's metadata as the editor's", async () => {
    const text = article();
    const answer = await post({
      text,
      url: "https://gazette.example/bridge?utm_source=mail",
      title: "Bridge stays closed",
      publisher: "The Gazette",
      byline: "Cy Oh",
      published_on: "2025-08-09",
    });
    expect(answer.status).toBe(201);
    expect(answer.body.unchanged).toBe(false);
    expect(answer.body.statement_count).toBeGreaterThan(0);
    expect(answer.headers["location"]).toBe(`/v1/documents/${answer.body.document.id}`);
    expect(answer.body.document).toMatchObject({
      url: "https://gazette.example/bridge",
      title: "Bridge stays closed",
      byline: "Cy Oh",
      publisher: { name: "The Gazette" },
      published_on: "2025-08-09",
      origins: { title: "editor", byline: "editor", publisher: "editor", published_on: "editor" },
      standing: "live",
      revision: 1,
      revisions: [{ number: 1, length_code_points: text.length }],
    });
    const stored = await api.request.get(answer.headers["location"]!);
    expect(stored.body).toEqual(answer.body.document);
    const statements = await api.request.get(answer.body.document.links.statements);
    expect(statements.body.data).toHaveLength(answer.body.statement_count);
    expect(statements.body.data[0].said_on.date).toBe("2025-08-08");
  });

  it("200: says that the same text is there already, and writes nothing", async () => {
    const text = article();
    const first = await post({ text });
    const again = await post({ text, title: "Another title" });
    expect(again.status).toBe(200);
    expect(again.body).toEqual({ ...first.body, unchanged: true });
    expect(again.headers["location"]).toBe(first.headers["location"]);
  });

  it("201: takes another text of the same name for the next revision", async () => {
    const first = await post({ text: article(), name: "cms-17" });
    const second = await post({ text: article(), name: "cms-17" });
    expect(second.status).toBe(201);
    expect(second.body.document).toMatchObject({
      id: first.body.document.id,
      revision: 2,
      standing: "edited",
    });
    expect(second.body.document.revisions.map(({ number }: { number: number }) => number)).toEqual([1, 2]);
  });

  it("201: takes the text and metadata out of a page, and what the sender says before what the page says", async () => {
    const answer = await post({
      html: `<!doctype html><title>Bridge | Gazette</title><meta property="og:site_name" content="The Gazette">
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge shut","datePublished":"2025-08-08T09:00:00Z"}</script>
        <nav><a href="/">Home</a></nav><article><p>${article()}</p><p>${article()}</p></article>`,
      title: "Our own title",
    });
    expect(answer.status).toBe(201);
    expect(answer.body.document).toMatchObject({
      title: "Our own title",
      publisher: { name: "The Gazette" },
      published_on: "2025-08-08",
      origins: { title: "editor", publisher: "page", published_on: "page", byline: null },
    });
    const text = await api.request.get(answer.body.document.links.text);
    expect(text.text.split("\n")).toHaveLength(2);
  });

  it("logs the key that ingested it", async () => {
    const { body } = await post({ text: article() });
    const events = await db.query(
      "SELECT e.actor, k.name FROM events e JOIN api_keys k ON k.id = e.api_key_id WHERE e.resource_id = $1 AND e.resource_type = 'documents'",
      [body.document.id],
    );
    expect(events).toEqual([{ actor: "key:ingest", name: "ingest" }]);
  });

  it("answers the repetition of an Idempotency-Key with the first answer, also at the same time", async () => {
    const authorization = await api.authorization("ingest");
    const text = article();
    const send = () =>
      api.request.post("/v1/documents").set({ authorization, "idempotency-key": "k-1" }).send({ text });
    const [one, two] = await Promise.all([send(), send()]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body).toEqual(one.body);
  });

  it("201 once and 200 otherwise: where many send one article at the same time, one wins", async () => {
    const text = article();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post({ text, url: "https://race.example/a" })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200, 200, 200, 200, 200, 201,
    ]);
    expect(new Set(answers.map(({ body }) => body.document.id)).size).toBe(1);
  });

  it.each([
    [{}, "must have either text or html"],
    [{ text: "a", html: "b" }, "must have either text or html"],
    [{ text: "" }, "/text"],
    [{ text: 7 }, "/text"],
    [{ text: "a", published_on: "2025-02-30" }, "/published_on"],
    [{ text: "a", published_on: "08/08/2025" }, "/published_on"],
    [{ text: "a", published_on: "2999-01-01" }, "/published_on"],
    [{ text: "a", url: "ftp://x.example/a" }, "/url"],
    [{ text: "a", url: "bridge" }, "/url"],
    [{ text: "a", url: `https://${"a".repeat(2000)}` }, "/url"],
    [{ text: "a", title: "nul \0" }, "/title"],
    [{ text: "a", publisher: "\ud800" }, "/publisher"],
    [{ text: "a", name: "" }, "/name"],
    [{ text: "a", publishedon: "2025-08-08" }, "publishedon"],
    [[], ""],
    ["text", ""],
  ])("400: names what is wrong with a body (%#)", async (body, named) => {
    const answer = await post(JSON.stringify(body), { "content-type": "application/json" });
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe("invalid_request");
    expect(JSON.stringify(answer.body.errors)).toContain(named);
  });

  it.each([
    [{ text: " \n " }, "The text is empty."],
    [{ text: "Lee said\0 no." }, "The text has a NUL character at offset 8."],
    [{ text: "Lee said \ud800 no." }, "The text has half a surrogate pair (U+D800) at offset 9."],
    [{ text: "\u0001\u0002\u0003\u0004" }, "The text is binary, not text."],
    [{ html: "<nav><a href='/'>Home</a></nav>" }, "The html is a page of HTML without an article."],
    [{ html: "<p>Lee said\0 no.</p>" }, "The html has a NUL character at offset 11."],
  ])("422: says why there is no article in a body (%#)", async (body, detail) => {
    const before = await db.query("SELECT count(*) FROM documents");
    const answer = await post(JSON.stringify(body), { "content-type": "application/json" });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: "unreadable_document", detail });
    expect(answer.body.errors[0].pointer).toBe(`/${Object.keys(body)[0]}`);
    expect(await db.query("SELECT count(*) FROM documents")).toEqual(before);
  });

  it("413: refuses an article that would keep everybody else waiting", async () => {
    const answer = await post({ text: "Lee said no. ".repeat(200_000) });
    expect(answer.status).toBe(413);
    expect(answer.body.errors[0].pointer).toBe("/text");
  });

  it("401 and 403: demands a key with the scope", async () => {
    expect((await api.request.post("/v1/documents").send({ text: article() })).status).toBe(401);
    const authorization = await api.authorization("curate", "confirm");
    const answer = await api.request.post("/v1/documents").set({ authorization }).send({ text: article() });
    expect(answer.status).toBe(403);
  });
});
