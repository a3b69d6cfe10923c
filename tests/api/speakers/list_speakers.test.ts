/** GET /v1/speakers */
import { beforeAll, describe, expect, it } from "vitest";
import { SPEAKER_SORTS } from "../../../src/modules/speakers/orders.ts";
import { fillArchive, type Archive } from "../../support/archive.ts";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const stored = testDatabase();
const api = testApp(stored);
let archive: Archive;

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly statement_count: number;
}
interface Answer {
  readonly data: readonly Listed[];
  readonly page: { readonly next_cursor: string | null };
}

beforeAll(async () => {
  archive = await fillArchive(stored.database);
  await stored.database.speaker.create({
    data: { type: "person", name: "Claudia Sánchez", key: "person:claudia sanchez" },
  });
  // Names that stand level: pages must not lose or double them.
  await stored.query(
    "INSERT INTO speakers (type, name, key) SELECT 'group', 'Residents', 'group:residents:' || n FROM generate_series(1, 9) n",
  );
});

async function get(query: Record<string, unknown>): Promise<Answer> {
  const { status, body } = await api.request.get("/v1/speakers").query(query);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as Answer;
}

const namesOf = async (query: Record<string, unknown>): Promise<string[]> =>
  (await get(query)).data.map(({ name }) => name);

describe("a list of speakers", () => {
  it("is in the order of names", async () => {
    expect(await namesOf({ type: "person,organization,anonymous" })).toEqual([
      "Ann Lee",
      "Bo Ruiz",
      "City of Arden",
      "Claudia Sánchez",
      "The Transport Board",
      "Two officials",
    ]);
  });

  it("counts each speaker's current statements, not those of earlier revisions", async () => {
    const { data } = await get({ sort: "-statement_count", limit: 2 });
    expect(data[0]).toEqual({
      id: String(archive.speakers.lee),
      name: "Ann Lee",
      type: "person",
      statement_count: 3,
    });
    expect(data[1]!.statement_count).toBe(1);
  });

  it.each(SPEAKER_SORTS)("sorted by %s loses nothing and doubles nothing", async (sort) => {
    const query = { sort, ...(sort === "relevance" ? { q: "Residents" } : {}) };
    const whole = (await get({ ...query, limit: 100 })).data.map(({ id }) => id);
    const paged: string[] = [];
    for (let cursor: string | null = null; ;) {
      const { data, page }: Answer = await get({
        ...query,
        limit: 2,
        ...(cursor === null ? {} : { cursor }),
      });
      paged.push(...data.map(({ id }) => id));
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(sort === "relevance" ? 9 : 16);
  });

  it.each([
    ["a part of a name", "ruiz", "Bo Ruiz"],
    ["an alias", "Mayor Lee", "Ann Lee"],
    ["a misspelt name", "Anne Leee", "Ann Lee"],
    ["a name without its accents", "Claudia Sanchez", "Claudia Sánchez"],
    ["a misspelt part of a name", "Trasport", "The Transport Board"],
  ])("finds %s first", async (_about, q, expected) => {
    expect((await namesOf({ q }))[0]).toBe(expected);
  });

  it("finds nothing that is not alike, and takes signs as signs", async () => {
    expect(await namesOf({ q: "Zbigniew" })).toEqual([]);
    expect(await namesOf({ q: "%" })).toEqual([]);
    expect(await namesOf({ q: "' OR 1=1 --" })).toEqual([]);
  });

  it("leaves out speakers that were merged, and counts their statements for the survivor", async () => {
    const { lee, ruiz } = archive.speakers;
    await stored.query("UPDATE speakers SET merged_into_id = $1 WHERE id = $2", [String(lee), String(ruiz)]);
    expect(await namesOf({ type: "person" })).toEqual(["Ann Lee", "Claudia Sánchez"]);
    for (const query of [{ q: "Bo Ruiz" }, { sort: "-statement_count" }]) {
      expect((await get(query)).data[0]).toMatchObject({ name: "Ann Lee", statement_count: 4 });
    }
    await stored.query("UPDATE speakers SET merged_into_id = NULL WHERE id = $1", [String(ruiz)]);
  });

  it.each([
    [{ type: "robot" }, "/type/0"],
    [{ sort: "age" }, "/sort"],
    [{ sort: "relevance" }, "/sort"],
    [{ q: "" }, "/q"],
    [{ name: "Ann" }, "/name"],
  ])("refuses %j and points at the fault", async (query, pointer) => {
    const { status, body } = await api.request.get("/v1/speakers").query(query);
    expect([status, body]).toMatchObject([400, { errors: [{ in: "query", pointer }] }]);
  });
});
