/** GET /v1/statements/{id}: all that a statement answers. */
import { beforeAll, describe, expect, it } from "vitest";
import { fillArchive, type Archive } from "../../support/archive.ts";
import { testApp } from "../../support/app.ts";
import { seededDatabase, testDatabase } from "../../support/database.ts";

describe("a statement", () => {
  const stored = testDatabase();
  const api = testApp(stored);
  let archive: Archive;

  beforeAll(async () => {
    archive = await fillArchive(stored.database);
  });

  const get = async (id: unknown) => {
    const { status, body } = await api.request.get(`/v1/statements/${String(id)}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body as Record<string, unknown>;
  };

  it("answers who, as printed, in what position, to whom, where, when and how, in whose words", async () => {
    const { statements, speakers, positions } = archive;
    expect(await get(statements.safe)).toMatchObject({
      kind: "indirect",
      stance: "asserts",
      speaker: { id: String(speakers.lee), name: "Ann Lee", type: "person" },
      anonymous: false,
      attributed_as: {
        text: "Mayor Ann Lee",
        spans: [
          {
            start: 0,
            end: 13,
            exact: "Mayor Ann Lee",
            prefix: "",
            suffix: " said Friday that the bridge is ",
          },
        ],
      },
      position: {
        id: String(positions.mayor),
        title: "Mayor of Arden",
        organization: { id: String(speakers.city), name: "City of Arden", type: "organization" },
      },
      said_on: { as_printed: "Friday", date: "2024-03-01", precision: "day" },
      medium: "spoken",
      cue: { text: "said", spans: [{ start: 14, end: 18 }] },
      content: { text: "that the bridge is safe", spans: [{ start: 26, end: 49 }] },
      claim: null,
      status: { value: "unchecked", parties: [] },
      attribution_status: { value: "unchecked", parties: [] },
      confidence: 0.9,
      review: "extracted",
      superseded: null,
    });
    expect(await get(statements.bolts)).toMatchObject({
      kind: "direct",
      medium: "interview",
      audience: "reporters",
      place: "the pier",
      position: null,
      said_on: null,
    });
  });

  it("shows the words in their surroundings, where the document has them", async () => {
    const { sentence, content, document } = await get(archive.statements.bolts);
    const [{ text }] = (await stored.query<{ text: string }>(
      "SELECT text FROM revisions WHERE document_id = $1",
      [(document as { id: string }).id],
    )) as [{ text: string }];
    const points = [...text];
    for (const { start, end, exact } of [sentence, ...(content as { spans: unknown[] }).spans] as {
      start: number;
      end: number;
      exact: string;
    }[]) {
      expect(points.slice(start, end).join("")).toBe(exact);
    }
  });

  it("knows its document, with publisher, address, day and revision", async () => {
    const { documents, publishers } = archive;
    expect((await get(archive.statements.safe))["document"]).toEqual({
      id: String(documents.march),
      title: "Bridge",
      publisher: { id: String(publishers.herald), name: "The Daily Herald" },
      url: "https://herald.example/bridge",
      published_on: "2024-03-02",
      standing: "live",
      revision: 1,
    });
  });

  it("shows unknown days as null, never as a day", async () => {
    const { document, said_on, chain } = await get(archive.statements.sound);
    expect([document, said_on]).toMatchObject([
      { published_on: null, publisher: null, title: null, url: null },
      null,
    ]);
    expect(JSON.stringify(chain)).not.toContain("infinity");
  });

  it("shows a day only as precisely as it is known", async () => {
    const { said_on } = await get(archive.statements.inspection);
    expect(said_on).toEqual({ as_printed: "March", date: "2024-03", precision: "month" });
  });

  it("names the whole chain, from the speaker through every relay to the document", async () => {
    const { speakers, sources, publishers, documents, statements } = archive;
    const courier = { id: String(publishers.courier), name: "Courier" };
    expect((await get(statements.inspection))["chain"]).toEqual([
      {
        type: "speaker",
        id: String(speakers.officials),
        name: "Two officials",
        anonymous: true,
        publisher: null,
        url: null,
        date: "2024-03",
      },
      {
        type: "report",
        id: String(sources.review),
        name: "Harbor Review report",
        anonymous: false,
        publisher: courier,
        url: null,
        date: "2024-05",
      },
      {
        type: "document",
        id: String(documents.may),
        name: null,
        anonymous: false,
        publisher: courier,
        url: null,
        date: "2024-05-10",
      },
    ]);
  });

  it("tells an undetermined speaker from an anonymous one", async () => {
    expect(await get(archive.statements.unknown)).toMatchObject({
      speaker: null,
      anonymous: false,
      attributed_as: null,
      chain: [{ type: "speaker", id: null, name: null, anonymous: false }, { type: "document" }],
    });
    expect(await get(archive.statements.inspection)).toMatchObject({
      speaker: { type: "anonymous" },
      anonymous: true,
    });
  });

  it("carries the status of its claim with the party, its evidence and the confirmation behind it", async () => {
    const { statements, claims, speakers, confirmations, documents } = archive;
    const statement = await get(statements.inspection);
    expect(statement["claim"]).toEqual({ id: String(claims.inspected), text: "the bridge was inspected" });
    expect(statement["status"]).toMatchObject({
      value: "unconfirmed",
      parties: [
        {
          confirmation_id: String(confirmations.notConfirmed),
          party: { id: String(speakers.board), name: "The Transport Board", type: "organization" },
          status: "not_confirmed",
          evidence: {
            quotation: "The Transport Board has not confirmed the report.",
            statement_id: String(statements.unconfirmed),
            document_id: String(documents.march),
            revision: 1,
          },
          origin: "extracted",
        },
      ],
    });
  });

  it("keeps was it said apart from is it so, and drops what was superseded", async () => {
    const { statements, speakers } = archive;
    const about = {
      statementId: statements.fall,
      origin: "extracted",
      evidenceStatementId: statements.fall,
    } as const;
    const first = await stored.database.confirmation.create({
      data: { ...about, status: "denied", partyId: speakers.board },
    });
    const second = await stored.database.confirmation.create({
      data: { ...about, status: "confirmed", partyId: speakers.critics, supersedesId: first.id },
    });
    await stored.database.statement.update({
      where: { id: statements.fall },
      data: { attributionStatus: "confirmed" },
    });
    expect(await get(statements.fall)).toMatchObject({
      status: { value: "unchecked", parties: [] },
      attribution_status: {
        value: "confirmed",
        parties: [{ confirmation_id: String(second.id), evidence: { quotation: "the bridge may fall" } }],
      },
    });
  });

  it("keeps its address when a later revision takes its place, and says what carries it on", async () => {
    const { statements, documents } = archive;
    const text = "We checked every bolt twice.";
    const [revision] = await stored.query<{ id: string }>(
      `INSERT INTO revisions (document_id, number, sha256, text, length_code_points, engine_version)
       VALUES ($1, 2, encode(sha256(convert_to($2, 'UTF8')), 'hex'), $2, char_length($2), 'test') RETURNING id`,
      [String(documents.march), text],
    );
    await stored.database.reAnchoring.create({
      data: {
        statementId: statements.gone,
        revisionId: BigInt(revision!.id),
        outcome: "altered",
        continuedById: statements.bolts,
      },
    });
    expect((await get(statements.gone))["superseded"]).toEqual({
      at: "2024-03-03T00:00:00.000Z",
      by: String(statements.bolts),
    });
  });

  it("has an ETag, and is not sent again to whom has it", async () => {
    const path = `/v1/statements/${archive.statements.safe}`;
    const { headers } = await api.request.get(path);
    expect((await api.request.get(path).set("if-none-match", headers["etag"]!)).status).toBe(304);
  });

  it.each(["0", "-1", "abc", "1.5", "9223372036854775808", "%00"])("refuses the id %s", async (id) => {
    const { status, body } = await api.request.get(`/v1/statements/${id}`);
    expect([status, body]).toMatchObject([400, { code: "invalid_request" }]);
  });

  it("is 404 where no statement has the id", async () => {
    const { status, body } = await api.request.get("/v1/statements/9223372036854775807");
    expect([status, body]).toMatchObject([404, { code: "statement_not_found" }]);
  });
});

describe("in the example article", () => {
  const api = testApp(seededDatabase());

  const list = async (query: Record<string, unknown>) => {
    const { status, body } = await api.request.get("/v1/statements").query(query);
    expect(status).toBe(200);
    return (body as { data: Record<string, unknown>[] }).data;
  };

  it("what the anonymous sources said came through the New York Times, and the White House has not confirmed it", async () => {
    const [directive, ...others] = await list({ anonymous: "true" });
    expect(others).toEqual([]);
    expect(directive).toMatchObject({
      speaker: { name: "sources", type: "anonymous" },
      chain: [
        { type: "speaker", anonymous: true },
        { type: "report", publisher: { name: "New York Times" } },
        { type: "document", publisher: { name: "Newsweek" } },
      ],
      status: {
        value: "unconfirmed",
        parties: [
          {
            party: { name: "White House" },
            status: "not_confirmed",
            evidence: { quotation: "The White House has not confirmed the existence of the directive." },
          },
        ],
      },
    });
  });

  it("Sheinbaum's denial stands behind the status of what she denies", async () => {
    const [denial, ...others] = await list({ speaker: "Claudia Sheinbaum", stance: "denies" });
    expect(others).toEqual([]);
    expect(denial).toMatchObject({
      position: { title: "Mexican President" },
      said_on: { as_printed: "Friday", date: "2025-08-08" },
      status: { value: "denied", parties: [{ party: { name: "Claudia Sheinbaum" }, status: "denied" }] },
    });
    const { parties } = denial!["status"] as { parties: { evidence: { quotation: string } }[] };
    expect(parties[0]!.evidence.quotation).toContain(
      "rejecting reports that President Donald Trump has authorized",
    );
  });
});
