/** GET /v1/speakers/{id} */
import { beforeAll, describe, expect, it } from "vitest";
import { fillArchive, type Archive } from "../../support/archive.ts";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const stored = testDatabase();
const api = testApp(stored);
let archive: Archive;

beforeAll(async () => {
  archive = await fillArchive(stored.database);
  const { lee } = archive.speakers;
  await stored.database.speakerExternalId.create({
    data: { scheme: "wikidata", value: "Q42", speakerId: lee },
  });
  await stored.database.speakerAlias.create({
    data: { speakerId: lee, name: "Withdrawn Lee", withdrawnAt: new Date("2024-01-01") },
  });
});

async function get(id: unknown): Promise<Record<string, unknown>> {
  const { status, body } = await api.request.get(`/v1/speakers/${String(id)}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as Record<string, unknown>;
}

describe("a speaker", () => {
  it("comes with names, identifiers, positions and what it says how often", async () => {
    const { speakers, positions } = archive;
    expect(await get(speakers.lee)).toMatchObject({
      id: String(speakers.lee),
      name: "Ann Lee",
      type: "person",
      statement_count: 3,
      aliases: ["Mayor Lee"],
      external_ids: [{ scheme: "wikidata", value: "Q42" }],
      positions: [
        {
          id: String(positions.mayor),
          title: "Mayor of Arden",
          organization: { id: String(speakers.city), name: "City of Arden" },
          valid_from: null,
          valid_until: null,
          statement_count: 1,
        },
      ],
      stances: [
        { value: "asserts", count: 2 },
        { value: "denies", count: 1 },
      ],
      kinds: [
        { value: "indirect", count: 2 },
        { value: "direct", count: 1 },
      ],
      merged_from: [],
      merged_into: null,
    });
  });

  it("links to all that it said", async () => {
    const { links } = await get(archive.speakers.lee);
    const { body } = await api.request.get((links as { statements: string }).statements);
    expect((body as { data: unknown[] }).data).toHaveLength(3);
  });

  it("answers under the id of whoever was merged into it, through any number of merges, and says so", async () => {
    const { lee, ruiz, critics } = archive.speakers;
    const merge = (from: bigint, into: bigint | null) =>
      stored.query("UPDATE speakers SET merged_into_id = $1 WHERE id = $2", [
        into === null ? null : String(into),
        String(from),
      ]);
    await merge(critics, ruiz);
    await merge(ruiz, lee);
    for (const old of [ruiz, critics]) {
      expect(await get(old)).toMatchObject({ id: String(lee), merged_into: String(lee), statement_count: 5 });
    }
    const survivor = await get(lee);
    expect(survivor).toMatchObject({
      merged_into: null,
      merged_from: [String(critics), String(ruiz)].toSorted(),
    });
    expect(survivor["aliases"]).toEqual(["Bo Ruiz", "Critics", "Mayor Lee"]);
    expect(survivor["positions"]).toHaveLength(2);
    await merge(ruiz, null);
    await merge(critics, null);
    expect(await get(critics)).toMatchObject({ id: String(critics), merged_into: null });
  });

  it("is 404 where no speaker has the id, and 400 where the id is none", async () => {
    const unknown = await api.request.get("/v1/speakers/987654321");
    expect([unknown.status, unknown.body]).toMatchObject([404, { code: "speaker_not_found" }]);
    expect((await api.request.get("/v1/speakers/lee")).status).toBe(400);
  });
});
