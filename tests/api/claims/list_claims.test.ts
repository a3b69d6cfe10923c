/** GET /v1/claims */
import { beforeAll, describe, expect, it } from "vitest";
import { fillArchive, type Archive } from "../../support/archive.ts";
import { testApp } from "../../support/app.ts";
import { seededDatabase, testDatabase } from "../../support/database.ts";

interface Answer {
  readonly data: readonly { readonly id: string; readonly text: string; readonly status: unknown }[];
  readonly page: { readonly next_cursor: string | null };
}

describe("a list of claims", () => {
  const stored = testDatabase();
  const api = testApp(stored);
  let archive: Archive;

  beforeAll(async () => {
    archive = await fillArchive(stored.database);
  });

  async function get(query: Record<string, unknown>): Promise<Answer> {
    const { status, body } = await api.request.get("/v1/claims").query(query);
    expect(status, JSON.stringify(body)).toBe(200);
    return body as Answer;
  }

  it.each<[string, (archive: Archive) => Record<string, unknown>, string[]]>([
    ["nothing", () => ({}), ["the bridge was inspected", "the bridge is closed"]],
    ["status", () => ({ status: "denied" }), ["the bridge is closed"]],
    [
      "statuses",
      () => ({ status: "denied,unconfirmed" }),
      ["the bridge was inspected", "the bridge is closed"],
    ],
    ["its words, in any form", () => ({ q: "inspecting bridges" }), ["the bridge was inspected"]],
    ["who takes a stance", () => ({ speaker: "Ann Lee" }), ["the bridge is closed"]],
    ["which stance is taken", () => ({ stance: "has_not_confirmed" }), ["the bridge was inspected"]],
    ["who takes which stance", () => ({ speaker: "Ann Lee", stance: "has_not_confirmed" }), []],
    ["document", ({ documents }) => ({ document: String(documents.march) }), ["the bridge was inspected"]],
  ])("is narrowed by %s", async (_name, query, expected) => {
    expect((await get(query(archive))).data.map(({ text }) => text)).toEqual(expected);
  });

  it("shows the status with the party, the evidence and the confirmation, and who takes which stance how often", async () => {
    const { claims, confirmations, speakers, statements } = archive;
    expect((await get({ status: "unconfirmed" })).data).toMatchObject([
      {
        id: String(claims.inspected),
        status: {
          value: "unconfirmed",
          parties: [
            {
              confirmation_id: String(confirmations.notConfirmed),
              party: { id: String(speakers.board) },
              status: "not_confirmed",
              evidence: {
                quotation: "The Transport Board has not confirmed the report.",
                statement_id: String(statements.unconfirmed),
              },
            },
          ],
        },
        statement_count: 2,
        stances: [
          { value: "asserts", count: 1 },
          { value: "has_not_confirmed", count: 1 },
        ],
      },
    ]);
  });

  it("comes in pages, in either order of recording, that lose and double nothing", async () => {
    for (const sort of ["-recorded_at", "recorded_at"]) {
      const first = await get({ sort, limit: 1 });
      const second = await get({ sort, limit: 1, cursor: first.page.next_cursor });
      expect(second.page.next_cursor).toBeNull();
      expect([...first.data, ...second.data]).toEqual((await get({ sort })).data);
    }
  });

  it("shows merged claims once, under the survivor, with what was said of both", async () => {
    const { claims } = archive;
    await stored.query("UPDATE claims SET merged_into_id = $1 WHERE id = $2", [
      String(claims.inspected),
      String(claims.closed),
    ]);
    expect((await get({})).data).toMatchObject([{ id: String(claims.inspected), statement_count: 3 }]);
    for (const query of [{ speaker: "Ann Lee" }, { q: "closed" }]) {
      expect((await get(query)).data).toMatchObject([{ id: String(claims.inspected) }]);
    }
    await stored.query("UPDATE claims SET merged_into_id = NULL WHERE id = $1", [String(claims.closed)]);
  });

  it.each([
    [{ status: "true" }, "/status/0"],
    [{ stance: "shrugs" }, "/stance/0"],
    [{ document: "abc" }, "/document/0"],
    [{ sort: "text" }, "/sort"],
  ])("refuses %j and points at the fault", async (query, pointer) => {
    const { status, body } = await api.request.get("/v1/claims").query(query);
    expect([status, body]).toMatchObject([400, { errors: [{ in: "query", pointer }] }]);
  });
});

describe("the claims of the example article", () => {
  const api = testApp(seededDatabase());

  it("are one that Sheinbaum denies and one that the White House has not confirmed, each with its sentence", async () => {
    const { body } = await api.request.get("/v1/claims").query({ sort: "recorded_at" });
    expect((body as Answer).data).toMatchObject([
      {
        text: "President Donald Trump has authorized the Pentagon to use military force against Latin American drug cartels",
        status: {
          value: "denied",
          parties: [
            {
              party: { name: "Claudia Sheinbaum" },
              evidence: { quotation: expect.stringContaining("rejecting reports") as unknown },
            },
          ],
        },
      },
      {
        text: expect.stringContaining("secretly signed a directive") as unknown,
        status: {
          value: "unconfirmed",
          parties: [
            {
              party: { name: "White House" },
              evidence: { quotation: "The White House has not confirmed the existence of the directive." },
            },
          ],
        },
      },
    ]);
  });
});
