import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { extractStatements } from "../../../src/extraction/extract-statements.ts";
import type { ExtractedSpeaker } from "../../../src/extraction/statement.ts";
import { createIngestionService } from "../../../src/modules/documents/ingestion.ts";
import { seedExample } from "../../../src/modules/documents/seed-example.ts";
import { testDatabase } from "../../support/database.ts";
import { foundIn, countRows } from "./findings.ts";

const db = testDatabase();
const { database, query } = db;
const actor = { apiKeyId: null, name: "cli" };
const ingestion = createIngestionService({ database, extract: extractStatements, engineVersion: "test" });

const exampleText = readFileSync(new URL("../../../prisma/seed/article.txt", import.meta.url), "utf8");
const exampleOptions = { publishedOn: "2025-08-08", publisher: "Newsweek" };

/** A service whose engine finds, in any text, that each of these said its first word. */
const finding = (...speakers: Pick<ExtractedSpeaker, "name" | "type">[]) =>
  createIngestionService({ database, extract: () => foundIn(speakers), engineVersion: "test" });

let made = 0;
/** An article that no other test has. */
const article = (): string => {
  made += 1;
  return `Mayor Ann Lee said on Friday that bridge ${made} would stay closed. “We have no money,” she told reporters. The council has not confirmed that bridge ${made} would stay closed.`;
};

describe("ingesting an article", () => {
  it("stores the statements of the example with their speakers, chains, claims and confirmations", async () => {
    const seeded = await seedExample(ingestion);
    expect(seeded).toMatchObject({ outcome: "created", revision: 1 });
    expect(seeded.statements).toBe(extractStatements(exampleText, exampleOptions).statements.length);
    const claims = await query<{ text: string; status: string; party: string; quotation: string }>(
      `SELECT l.text, l.status, s.name AS party, c.evidence_quotation AS quotation
         FROM claims l JOIN confirmations c ON c.claim_id = l.id JOIN speakers s ON s.id = c.party_id ORDER BY l.start`,
    );
    expect(claims.map(({ status, party }) => ({ status, party }))).toEqual([
      { status: "denied", party: "Claudia Sheinbaum" },
      { status: "unconfirmed", party: "White House" },
    ]);
    expect(claims[1]!.quotation).toBe("The White House has not confirmed the existence of the directive.");
    const [relayed] = await query<{ speaker: string; anonymous: boolean; relay: string; publisher: string }>(
      `SELECT s.name AS speaker, t.anonymous, o.name AS relay, p.name AS publisher
         FROM statement_relays r JOIN statements t ON t.id = r.statement_id JOIN speakers s ON s.id = t.speaker_id
         JOIN sources o ON o.id = r.source_id JOIN publishers p ON p.id = o.publisher_id`,
    );
    expect(relayed).toEqual({
      speaker: "sources",
      anonymous: true,
      relay: "New York Times report",
      publisher: expect.stringContaining("New York Times") as string,
    });
    const [document] = await query(
      `SELECT p.name, publisher_origin, published_on::text, published_on_origin, title, standing
         FROM documents d JOIN publishers p ON p.id = d.publisher_id`,
    );
    expect(document).toEqual({
      name: "Newsweek",
      publisher_origin: "editor",
      published_on: "2025-08-08",
      published_on_origin: "editor",
      title: null,
      standing: "live",
    });
  });

  it("changes nothing when it is repeated", async () => {
    const text = article();
    const first = await ingestion.ingest({ text, name: "a" }, actor);
    const before = await countRows(db);
    for (const again of [
      { text, name: "a" },
      { text },
      { text, name: "another name" },
      { text: `\uFEFF${text}`, name: "a" },
    ]) {
      expect(await ingestion.ingest(again, actor)).toEqual({ ...first, outcome: "unchanged" });
    }
    expect(await countRows(db)).toEqual(before);
  });

  it("is not extracted anew when it is repeated", async () => {
    const text = article();
    let extractions = 0;
    const counting = createIngestionService({
      database,
      extract: (...given) => {
        extractions += 1;
        return extractStatements(...given);
      },
      engineVersion: "test",
    });
    await counting.ingest({ text }, actor);
    await counting.ingest({ text }, actor);
    expect(extractions).toBe(1);
  });

  it("keeps one text under two addresses as two documents", async () => {
    const text = article();
    const one = await ingestion.ingest({ text, url: "https://a.example/x" }, actor);
    const other = await ingestion.ingest({ text, url: "https://b.example/x" }, actor);
    expect(other.outcome).toBe("created");
    expect(other.documentId).not.toBe(one.documentId);
    expect((await ingestion.ingest({ text }, actor)).documentId).toBe(one.documentId);
  });

  it.each([
    "https://news.example/bridge?utm_source=x&id=1#top",
    "HTTPS://News.Example:443/bridge/?id=1&fbclid=y",
    " https://news.example/bridge?id=1 ",
  ])("knows a document again by its address written as %s", async (url) => {
    const { documentId } = await ingestion.ingest(
      { text: article(), url: "https://news.example/bridge?id=1" },
      actor,
    );
    expect(await ingestion.ingest({ text: article(), url }, actor)).toMatchObject({
      documentId,
      outcome: "revised",
    });
  });

  it("names one speaker once in all documents, and groups and surnames in each anew", async () => {
    const people = finding(
      { name: "Bo Diaz", type: "person" },
      { name: "Harbor Council", type: "organization" },
      { name: "Diaz", type: "person" },
      { name: "Critics", type: "group" },
      { name: "two officials", type: "anonymous" },
    );
    const documents = [
      await people.ingest({ text: "Road 1" }, actor),
      await people.ingest({ text: "Road 2" }, actor),
      await finding({ name: "BO  DÍAZ", type: "person" }).ingest({ text: "Road 3" }, actor),
    ];
    const found = await query<{ name: string; count: string }>(
      `SELECT name, count(*) FROM speakers WHERE id IN (SELECT speaker_id FROM statements WHERE document_id = ANY ($1))
        GROUP BY name ORDER BY name`,
      [documents.map(({ documentId }) => documentId)],
    );
    expect(found).toEqual([
      { name: "Bo Diaz", count: "1" },
      { name: "Critics", count: "2" },
      { name: "Diaz", count: "2" },
      { name: "Harbor Council", count: "1" },
      { name: "two officials", count: "2" },
    ]);
    expect(
      await query(
        "SELECT a.name FROM speaker_aliases a JOIN speakers s ON s.id = a.speaker_id WHERE s.name = 'Bo Diaz'",
      ),
    ).toEqual([{ name: "BO  DÍAZ" }]);
  });

  it("anchors every span in the very words of the text, whatever the text is written in", async () => {
    const text =
      "El alcalde 🎉🎉 opened. Mayor José Núñez 🇲🇽 said the café “Ü🎈” would close.\n\n“Não 🎉,” he told reporters. Núñez denied that the café 🎈 was unsafe.";
    const { documentId } = await ingestion.ingest({ text, name: "emoji" }, actor);
    const points = Array.from(text);
    const spans = await query<{ start: number; end: number; exact: string; prefix: string; suffix: string }>(
      `SELECT p.* FROM statement_anchors a JOIN statements s ON s.id = a.statement_id,
              unnest(ARRAY[a.content, a.cue, a.attributed_as]) anchor,
              json_to_recordset(anchor -> 'spans') AS p(start int, "end" int, exact text, prefix text, suffix text)
        WHERE s.document_id = $1`,
      [documentId],
    );
    expect(spans.length).toBeGreaterThan(5);
    for (const { start, end, exact, prefix, suffix } of spans) {
      expect(exact).toBe(points.slice(start, end).join(""));
      expect(prefix).toBe(points.slice(Math.max(0, start - 32), start).join(""));
      expect(suffix).toBe(points.slice(end, end + 32).join(""));
    }
  });
});

describe("ingesting a changed text", () => {
  it("adds a revision, supersedes the statements before it, and keeps everything", async () => {
    const text = article();
    const first = await ingestion.ingest(
      { text, name: "changing", title: "First", publisher: "Gazette" },
      actor,
    );
    const second = await ingestion.ingest(
      { text: `${text} She said no.`, name: "changing", title: "Second" },
      actor,
    );
    expect(second).toMatchObject({ outcome: "revised", documentId: first.documentId, revision: 2 });
    expect(second.statements).toBe(first.statements + 1);
    const statements = await query<{ number: number; current: boolean; count: string }>(
      `SELECT r.number, s.superseded_at IS NULL AS current, count(*) FROM statements s
         JOIN revisions r ON r.id = s.revision_id WHERE s.document_id = $1 GROUP BY 1, 2 ORDER BY 1`,
      [first.documentId],
    );
    expect(statements).toEqual([
      { number: 1, current: false, count: String(first.statements) },
      { number: 2, current: true, count: String(second.statements) },
    ]);
    const [document] = await query(
      `SELECT title, standing, p.name FROM documents d JOIN publishers p ON p.id = d.publisher_id WHERE d.id = $1`,
      [first.documentId],
    );
    expect(document).toEqual({ title: "Second", standing: "edited", name: "Gazette" });
  });

  it("keeps a claim that stands in both texts, and lets its confirmation supersede the one before", async () => {
    const text = article();
    const { documentId } = await ingestion.ingest({ text, name: "claimed" }, actor);
    await ingestion.ingest({ text: `Corrected. ${text}`, name: "claimed" }, actor);
    const confirmations = await query<{ claim_id: string; supersedes_id: string | null; id: string }>(
      `SELECT c.claim_id, c.supersedes_id, c.id FROM confirmations c JOIN revisions r ON r.id = c.evidence_revision_id
        WHERE r.document_id = $1 ORDER BY c.id`,
      [documentId],
    );
    expect(confirmations).toHaveLength(2);
    expect(confirmations[1]).toMatchObject({
      claim_id: confirmations[0]!.claim_id,
      supersedes_id: confirmations[0]!.id,
    });
  });

  it("takes a return to the first text for a third revision", async () => {
    const texts = [article(), article()];
    await ingestion.ingest({ text: texts[0]!, name: "back and forth" }, actor);
    await ingestion.ingest({ text: texts[1]!, name: "back and forth" }, actor);
    expect(await ingestion.ingest({ text: texts[0]!, name: "back and forth" }, actor)).toMatchObject({
      outcome: "revised",
      revision: 3,
    });
  });

  it("is logged with who did it", async () => {
    const { documentId } = await ingestion.ingest({ text: article(), name: "logged" }, actor);
    await ingestion.ingest({ text: article(), name: "logged" }, { apiKeyId: null, name: "key:desk" });
    const events = await query(
      `SELECT action, actor, difference -> 'revision' AS revision FROM events
        WHERE resource_type = 'documents' AND resource_id = $1 ORDER BY id`,
      [documentId],
    );
    expect(events).toEqual([
      { action: "ingested", actor: "cli", revision: { from: null, to: 1 } },
      { action: "revised", actor: "key:desk", revision: { from: 1, to: 2 } },
    ]);
  });
});
