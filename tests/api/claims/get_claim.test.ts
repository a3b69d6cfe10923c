/** GET /v1/claims/{id} */
import { beforeAll, describe, expect, it } from "vitest";
import { fillArchive, type Archive } from "../../support/archive.ts";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";
import { rowsIn } from "../../support/rows.ts";

const stored = testDatabase();
const api = testApp(stored);
let archive: Archive;

beforeAll(async () => {
  archive = await fillArchive(stored.database);
});

async function get(id: unknown): Promise<Record<string, unknown>> {
  const { status, body } = await api.request.get(`/v1/claims/${String(id)}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as Record<string, unknown>;
}

describe("a claim", () => {
  it("tells its story by stance and speaker, in the order of time", async () => {
    const { claims, speakers, statements, documents } = archive;
    const rows = rowsIn(stored.database);
    const text = "The board confirmed the inspection. Later the board confirmed it again.";
    const earlier = await rows.document(text, {
      identityKey: "file:earlier",
      publishedOn: new Date("2024-02-01"),
      publishedOnOrigin: "printed",
    });
    const board = {
      in: earlier,
      speakerId: speakers.board,
      stance: "confirms",
      claimId: claims.inspected,
    } as const;
    const again = await rows.statement({
      ...board,
      content: "again",
      saidOn: new Date("2024-06-01"),
      saidPrecision: "day",
    });
    const confirmed = await rows.statement({ ...board, content: "the inspection" });

    const claim = await get(claims.inspected);
    expect(claim["story"]).toMatchObject([
      {
        stance: "confirms",
        speakers: [
          {
            speaker: { id: String(speakers.board) },
            statements: [
              {
                id: String(confirmed),
                text: "the inspection",
                said_on: null,
                document: { published_on: "2024-02-01" },
              },
              { id: String(again), said_on: "2024-06-01" },
            ],
          },
        ],
      },
      {
        stance: "asserts",
        speakers: [
          {
            speaker: { name: "Two officials" },
            statements: [
              {
                id: String(statements.inspection),
                said_on: "2024-03",
                document: { id: String(documents.may), publisher: "Courier" },
              },
            ],
          },
        ],
      },
      { stance: "has_not_confirmed", speakers: [{ speaker: { name: "The Transport Board" } }] },
    ]);
    expect(claim).toMatchObject({
      statement_count: 4,
      story_complete: true,
      merged_into: null,
      merged_from: [],
    });
  });

  it("links to all statements on it", async () => {
    const { links } = await get(archive.claims.closed);
    const { body } = await api.request.get((links as { statements: string }).statements);
    expect((body as { data: { id: string }[] }).data.map(({ id }) => id)).toEqual([
      String(archive.statements.denial),
    ]);
  });

  it("answers under the id of whatever was merged into it, and says so", async () => {
    const { closed, inspected } = archive.claims;
    await stored.query("UPDATE claims SET merged_into_id = $1 WHERE id = $2", [
      String(inspected),
      String(closed),
    ]);
    expect(await get(closed)).toMatchObject({ id: String(inspected), merged_into: String(inspected) });
    expect(await get(inspected)).toMatchObject({ merged_into: null, merged_from: [String(closed)] });
    const { body } = await api.request.get(`/v1/statements/${archive.statements.denial}`);
    expect(body).toMatchObject({ claim: { id: String(inspected) } });
    await stored.query("UPDATE claims SET merged_into_id = NULL WHERE id = $1", [String(closed)]);
  });

  it("tells the first 500 statements, and says that there are more", async () => {
    const { id } = await stored.database.claim.create({ data: { text: "the bridge is old" } });
    await stored.query(`
      SET session_replication_role = replica;
      INSERT INTO statements (revision_id, document_id, ordinal, kind, stance, medium, content_text, sentence_start,
                              sentence_end, confidence, claim_id)
      SELECT revision_id, document_id, 100 + n, 'direct', 'asserts', 'spoken', content_text, 0, 10, 0.5, ${id}
        FROM statements, generate_series(1, 501) n WHERE id = ${archive.statements.sound}`);
    const { story, story_complete: complete, statement_count: count } = await get(id);
    const told = (story as { speakers: { statements: unknown[] }[] }[])[0]!.speakers[0]!.statements;
    expect([told.length, complete, count]).toEqual([500, false, 501]);
  });

  it("is 404 where no claim has the id", async () => {
    const { status, body } = await api.request.get("/v1/claims/987654321");
    expect([status, body]).toMatchObject([404, { code: "claim_not_found" }]);
  });
});
