/** GET /v1/statements: full-text search, marked matches and facets. */
import { beforeAll, describe, expect, it } from "vitest";
import { fillArchive, type Archive } from "../../support/archive.ts";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const stored = testDatabase();
const api = testApp(stored);
let archive: Archive;

beforeAll(async () => {
  archive = await fillArchive(stored.database);
});

interface Found {
  readonly id: string;
  readonly content: { readonly text: string };
  readonly highlight?: { readonly content: string; readonly attributed_as: string | null };
}

async function get(query: Record<string, unknown>) {
  const { status, body } = await api.request.get("/v1/statements").query(query);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as { data: Found[]; facets?: { counts: Record<string, unknown> } };
}

const idsOf = (found: readonly Found[]): bigint[] => found.map(({ id }) => BigInt(id));

describe("a search", () => {
  it.each<[string, string, (keyof Archive["statements"])[]]>([
    ["words in any form", "inspecting", ["inspection"]],
    ["all the words", "bridge safe", ["safe", "sound"]],
    ["a phrase", '"bridge is safe"', ["safe"]],
    ["one of two words", "bolts OR closed", ["bolts", "denial"]],
    ["words without another", "bridge -inspected -safe -closed", ["fall"]],
    ["the speaker's name too", "Ruiz", ["sound"]],
    ["nothing for words that are in every text", "the", []],
    ["unbalanced quotation marks as far as they go", '"bolt', ["bolts"]],
    ["nothing for signs alone", "&|!():*", []],
  ])("finds %s", async (_name, q, expected) => {
    const { data } = await get({ q });
    expect(new Set(idsOf(data))).toEqual(new Set(expected.map((label) => archive.statements[label])));
  });

  it("puts the words said before the name of who said them", async () => {
    const rows = await stored.query<{ id: string }>(
      "INSERT INTO speakers (type, name, key) VALUES ('person', 'Inspected Jones', 'person:inspected jones') RETURNING id",
    );
    await stored.query("UPDATE statements SET speaker_id = $1 WHERE id = $2", [
      rows[0]!.id,
      String(archive.statements.unknown),
    ]);
    const { data } = await get({ q: "inspected" });
    expect(idsOf(data)).toEqual([archive.statements.inspection, archive.statements.unknown]);
    expect(idsOf((await get({ q: "inspected", sort: "confidence" })).data)).toEqual([
      archive.statements.unknown,
      archive.statements.inspection,
    ]);
  });

  it("marks what matched", async () => {
    const { data } = await get({ q: "bolt" });
    expect(data[0]!.highlight).toEqual({
      content: "We checked every <mark>bolt</mark>,",
      attributed_as: "she",
    });
  });

  it("escapes everything but its own marks, so that a page may show them as they are", async () => {
    const { data } = await get({ q: "sound" });
    expect(data[0]!.content.text).toBe('the bridge <b>safe & "sound"</b>');
    expect(data[0]!.highlight!.content).toBe(
      "the bridge &lt;b&gt;safe &amp; &quot;<mark>sound</mark>&quot;&lt;/b&gt;",
    );
  });

  it("marks nothing where nothing is searched for", async () => {
    const { data } = await get({ limit: 1 });
    expect(data[0]).not.toHaveProperty("highlight");
  });
});

describe("facets", () => {
  it("count the matches by the values asked for, the commonest first", async () => {
    const { facets } = await get({
      facets: "kind,stance,speaker,publisher,anonymous",
      limit: 1,
      said_to: "2025",
    });
    expect(facets).toEqual({
      counted: 3,
      complete: true,
      counts: {
        kind: [{ value: "indirect", name: null, count: 3 }],
        stance: [
          { value: "asserts", name: null, count: 2 },
          { value: "denies", name: null, count: 1 },
        ],
        speaker: [
          { value: String(archive.speakers.lee), name: "Ann Lee", count: 2 },
          { value: String(archive.speakers.officials), name: "Two officials", count: 1 },
        ],
        publisher: [
          { value: String(archive.publishers.courier), name: "Courier", count: 2 },
          { value: String(archive.publishers.herald), name: "The Daily Herald", count: 1 },
        ],
        anonymous: [
          { value: "false", name: null, count: 2 },
          { value: "true", name: null, count: 1 },
        ],
      },
    });
  });

  it("give values that filter to exactly as many statements", async () => {
    const names = [
      "kind",
      "stance",
      "medium",
      "status",
      "attribution_status",
      "review",
      "anonymous",
      "speaker",
      "publisher",
      "document",
    ];
    const { facets } = await get({ facets: names.join(",") });
    for (const name of names) {
      const values = facets!.counts[name] as { value: string; count: number }[];
      expect(values.length, name).toBeGreaterThan(0);
      for (const { value, count } of values) {
        expect((await get({ [name]: value })).data, `${name}=${value}`).toHaveLength(count);
      }
    }
  });

  it("are the same on every page, and absent unless asked for", async () => {
    const first = (await api.request.get("/v1/statements").query({ facets: "kind", limit: 2 })).body as {
      facets: unknown;
      page: { next_cursor: string };
    };
    const second = await get({ facets: "kind", limit: 2, cursor: first.page.next_cursor });
    expect(second.facets).toEqual(first.facets);
    expect(await get({})).not.toHaveProperty("facets");
  });

  it("say when they counted only the latest 10,000", async () => {
    await stored.query(`
      SET session_replication_role = replica;
      INSERT INTO statements (revision_id, document_id, ordinal, kind, stance, medium, content_text, sentence_start,
                              sentence_end, confidence)
      SELECT revision_id, document_id, 100 + n, 'direct', 'asserts', 'spoken', content_text, 0, 10, 0.5
        FROM statements, generate_series(1, 10000) n WHERE id = ${archive.statements.sound}`);
    const { facets } = await get({ facets: "kind", limit: 1, document: String(archive.documents.undated) });
    expect(facets).toMatchObject({ counted: 10_000, complete: false });
  });
});
