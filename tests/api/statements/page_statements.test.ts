/** GET /v1/statements: orders, pages and cursors. */
import { beforeAll, describe, expect, it } from "vitest";
import { STATEMENT_SORTS } from "../../../src/modules/statements/orders.ts";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";
import { rowsIn } from "../../support/rows.ts";

const stored = testDatabase();
const api = testApp(stored);
const count = 47;

interface Listed {
  readonly id: string;
  readonly confidence: number;
  readonly said_on: { readonly date: string } | null;
  readonly document: { readonly id: string; readonly published_on: string | null };
  readonly content: { readonly spans: readonly { readonly start: number }[] };
}
interface Answer {
  readonly data: readonly Listed[];
  readonly page: { readonly next_cursor: string | null; readonly has_more: boolean };
}

beforeAll(async () => {
  const rows = rowsIn(stored.database);
  const text = Array.from({ length: count }, (_, n) => `Bridge ${n} is open.`).join(" ");
  // Many equal days and confidences: pages must not lose or double what stands level.
  const documents: Awaited<ReturnType<typeof rows.document>>[] = [];
  for (const on of ["2024-01-01", "2024-01-02", null]) {
    const day = on === null ? {} : { publishedOn: new Date(on), publishedOnOrigin: "printed" as const };
    documents.push(await rows.document(text, day));
  }
  for (let n = 0; n < count; n += 1) {
    await rows.statement({
      in: documents[n % 3]!,
      content: `Bridge ${n} is open.`,
      confidence: [0.1, 0.30000001192092896, 0.9][n % 4] ?? 0.5,
      ...(n % 5 === 0 ? {} : { saidOn: new Date(`2023-12-0${n % 5}`), saidPrecision: "day" }),
    });
  }
});

async function get(query: Record<string, unknown>): Promise<Answer> {
  const { status, body } = await api.request.get("/v1/statements").query(query);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as Answer;
}

async function readToTheEnd(query: Record<string, unknown>): Promise<Listed[]> {
  const all: Listed[] = [];
  for (let cursor: string | null = null; ;) {
    const { data, page }: Answer = await get({ ...query, ...(cursor === null ? {} : { cursor }) });
    all.push(...data);
    expect(page.has_more).toBe(page.next_cursor !== null);
    if (page.next_cursor === null) return all;
    cursor = page.next_cursor;
  }
}

describe("pages of statements", () => {
  it.each(STATEMENT_SORTS)("sorted by %s lose nothing and double nothing", async (sort) => {
    const query = { sort, ...(sort === "relevance" ? { q: "bridge" } : {}) };
    const paged = (await readToTheEnd({ ...query, limit: 4 })).map(({ id }) => id);
    const whole = (await get({ ...query, limit: 100 })).data.map(({ id }) => id);
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(count);
  });

  it.each<[string, (item: Listed) => string | number]>([
    ["published_on", ({ document }) => document.published_on ?? ""],
    ["said_on", ({ said_on }) => said_on?.date ?? ""],
    ["confidence", ({ confidence }) => confidence],
    ["recorded_at", ({ id }) => Number(id)],
  ])("are in the order of %s, upwards and downwards", async (sort, valueOf) => {
    const upwards = (await get({ sort, limit: 100 })).data.map(valueOf);
    const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
    expect(upwards).toEqual(upwards.toSorted(compare));
    const downwards = (await get({ sort: `-${sort}`, limit: 100 })).data.map(valueOf);
    expect(downwards).toEqual(upwards.toReversed());
  });

  it("follow each document's text when sorted by document", async () => {
    const { data } = await get({ sort: "document", limit: 100 });
    const places = data.map(({ document, content }) => [Number(document.id), content.spans[0]!.start]);
    expect(places).toEqual(places.toSorted((a, b) => a[0]! - b[0]! || a[1]! - b[1]!));
  });

  it("go on in the order of saying when a period of saying is asked for", async () => {
    const days = (await readToTheEnd({ said_from: "2023-12", limit: 7 })).map(({ said_on }) => said_on!.date);
    expect(days).toEqual(days.toSorted().toReversed());
    expect(days).toHaveLength(37);
  });

  it("hold 20 items unless told otherwise, and 100 at most", async () => {
    expect((await get({})).data).toHaveLength(20);
    expect((await get({ limit: 3 })).data).toHaveLength(3);
    expect((await get({ limit: 100_000 })).data).toHaveLength(count);
  });

  it("may change their size from one to the next", async () => {
    const first = await get({ limit: 5 });
    const second = await get({ limit: 100, cursor: first.page.next_cursor });
    expect([...first.data, ...second.data].map(({ id }) => id)).toHaveLength(count);
  });

  it("name the next one in the Link header, with the same filters", async () => {
    const { headers, body } = await api.request.get("/v1/statements").query({ limit: 2, kind: "indirect" });
    const { next_cursor: cursor } = (body as Answer).page;
    expect(headers["link"]).toBe(
      `</v1/statements?limit=2&kind=indirect>; rel="first", ` +
        `</v1/statements?limit=2&kind=indirect&cursor=${cursor}>; rel="next"`,
    );
  });

  it.each([
    ["other filters", { kind: "indirect" }],
    ["another order", { sort: "published_on" }],
    ["facets", { facets: "kind" }],
  ])("refuse a cursor replayed with %s", async (_name, further) => {
    const { page } = await get({ limit: 2 });
    const answer = await api.request
      .get("/v1/statements")
      .query({ limit: 2, cursor: page.next_cursor, ...further });
    expect([answer.status, answer.body]).toMatchObject([400, { code: "cursor_of_another_query" }]);
  });

  it.each([
    "x",
    "WyJhYmMiLFsiMjAyNC0wMS0wMSIsIjEiXV0",
    Buffer.from("[]").toString("base64url"),
    Buffer.from("null").toString("base64url"),
  ])("refuse the cursor %s, which nobody was given", async (cursor) => {
    const { status, body } = await api.request.get("/v1/statements").query({ cursor });
    expect([status, body]).toMatchObject([400, { errors: [{ in: "query", pointer: "/cursor" }] }]);
  });

  it.each([
    ["a day that is none", ["2024-02-30", "1"]],
    ["an id that is no number", ["2024-01-01", "1; DROP TABLE statements"]],
    ["an id beyond 64 bits", ["2024-01-01", "9999999999999999999"]],
    ["too few values", ["2024-01-01"]],
    ["no values", null],
  ])("refuse a forged cursor with %s", async (_name, key) => {
    const { page } = await get({ limit: 2 });
    const [fingerprint] = JSON.parse(Buffer.from(page.next_cursor!, "base64url").toString()) as [string];
    const cursor = Buffer.from(JSON.stringify([fingerprint, key])).toString("base64url");
    const { status, body } = await api.request.get("/v1/statements").query({ limit: 2, cursor });
    expect([status, body]).toMatchObject([400, { code: "invalid_cursor" }]);
  });
});
