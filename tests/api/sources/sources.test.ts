/** GET /v1/sources and /v1/sources/{id} */
import { beforeAll, describe, expect, it } from "vitest";
import { SOURCE_SORTS } from "../../../src/modules/sources/orders.ts";
import { fillArchive, type Archive } from "../../support/archive.ts";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const stored = testDatabase();
const api = testApp(stored);
let archive: Archive;

interface Answer {
  readonly data: readonly { readonly id: string; readonly name: string }[];
  readonly page: { readonly next_cursor: string | null };
}

beforeAll(async () => {
  archive = await fillArchive(stored.database);
  await stored.query(
    "INSERT INTO sources (type, name, key) SELECT 'statement', 'statement', 'statement:' || n FROM generate_series(1, 6) n",
  );
});

async function get(query: Record<string, unknown>): Promise<Answer> {
  const { status, body } = await api.request.get("/v1/sources").query(query);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as Answer;
}

describe("a list of sources", () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ["type", { type: "report" }, ["Harbor Review report"]],
    ["publisher", { publisher: "Courier" }, ["Harbor Review report"]],
    ["part of the name", { q: "harbor" }, ["Harbor Review report"]],
    ["both type and publisher", { type: "publication", publisher: "Courier" }, []],
    ["a publisher nobody knows", { publisher: "Nobody" }, []],
  ])("is narrowed by %s", async (_name, query, expected) => {
    expect((await get(query)).data.map(({ name }) => name)).toEqual(expected);
  });

  it("counts the statements that came through each", async () => {
    expect((await get({ type: "report" })).data[0]).toMatchObject({
      id: String(archive.sources.review),
      type: "report",
      publisher: { id: String(archive.publishers.courier), name: "Courier" },
      url: null,
      date: "2024-05",
      statement_count: 1,
    });
  });

  it.each(SOURCE_SORTS)("sorted by %s loses nothing and doubles nothing", async (sort) => {
    const whole = (await get({ sort, limit: 100 })).data.map(({ id }) => id);
    const paged: string[] = [];
    for (let cursor: string | null = null; ;) {
      const { data, page }: Answer = await get({ sort, limit: 2, ...(cursor === null ? {} : { cursor }) });
      paged.push(...data.map(({ id }) => id));
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(7);
  });

  it.each([
    [{ type: "rumour" }, "/type/0"],
    [{ sort: "size" }, "/sort"],
  ])("refuses %j and points at the fault", async (query, pointer) => {
    const { status, body } = await api.request.get("/v1/sources").query(query);
    expect([status, body]).toMatchObject([400, { errors: [{ in: "query", pointer }] }]);
  });
});

describe("a source", () => {
  it("comes with the statements that came through it, and whose words they are", async () => {
    const { status, body } = await api.request.get(`/v1/sources/${archive.sources.review}`);
    expect([status, body]).toMatchObject([
      200,
      {
        name: "Harbor Review report",
        statements: [
          {
            id: String(archive.statements.inspection),
            text: "the bridge was inspected in March",
            speaker: { name: "Two officials", type: "anonymous" },
            document_id: String(archive.documents.may),
          },
        ],
      },
    ]);
  });

  it("is 404 where no source has the id", async () => {
    const { status, body } = await api.request.get("/v1/sources/987654321");
    expect([status, body]).toMatchObject([404, { code: "source_not_found" }]);
  });
});
