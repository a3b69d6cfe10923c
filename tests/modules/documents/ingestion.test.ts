import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { extractStatements } from "../../../src/extraction/extract-statements.ts";
import type { ExtractedSpeaker, Extraction } from "../../../src/extraction/statement.ts";
import { createIngestionService } from "../../../src/modules/documents/ingestion.ts";
import { seedExample } from "../../../src/modules/documents/seed-example.ts";
import { testDatabase } from "../../support/database.ts";

const { database, query } = testDatabase();
const actor = { apiKeyId: null, name: "cli" };
const ingestion = createIngestionService({ database, extract: extractStatements, engineVersion: "test" });

const exampleText = readFileSync(new URL("../../../prisma/seed/article.txt", import.meta.url), "utf8");
const exampleOptions = { publishedOn: "2025-08-08", publisher: "Newsweek" };

/** A service whose engine finds, in any text, that each of these said its first word. */
const finding = (...speakers: Pick<ExtractedSpeaker, "name" | "type">[]) =>
  createIngestionService({ database, extract: () => foundIn(speakers), engineVersion: "test" });

const foundIn = (speakers: readonly Pick<ExtractedSpeaker, "name" | "type">[], end = 1): Extraction => ({
  speakers: speakers.map((speaker) => ({ ...speaker, aliases: [] })),
  statements: speakers.map((_, speaker) => ({
    kind: "indirect",
    speaker,
    attributedAs: null,
    position: null,
    stance: "asserts",
    medium: "unspecified",
    audience: null,
    place: null,
    saidOn: null,
    chain: [],
    confidence: 0.5,
    source: [],
    cue: [],
    content: [{ start: 0, end }],
    sentence: { start: 0, end },
    claim: null,
  })),
  claims: [],
  confirmations: [],
});

const tables = (
  "documents revisions statements statement_spans speakers speaker_aliases positions sources statement_relays " +
  "claims confirmations publishers events versions"
).split(" ");

/** How many rows every table has. */
async function counts(): Promise<Record<string, number>> {
  const [row] = await query<Record<string, string>>(
    `SELECT ${tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(", ")}`,
  );
  return Object.fromEntries(Object.entries(row!).map(([table, count]) => [table, Number(count)]));
}

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
    const before = await counts();
    for (const again of [
      { text, name: "a" },
      { text },
      { text, name: "another name" },
      { text: `\uFEFF${text}`, name: "a" },
    ]) {
      expect(await ingestion.ingest(again, actor)).toEqual({ ...first, outcome: "unchanged" });
    }
    expect(await counts()).toEqual(before);
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
      `SELECT p.start, p."end", p.exact, p.prefix, p.suffix FROM statement_spans p
         JOIN statements s ON s.id = p.statement_id WHERE s.document_id = $1`,
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

describe("ingesting at the same time", () => {
  it("stores an article once, however many send it", async () => {
    const text = article();
    const before = await counts();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, sender) =>
        ingestion.ingest(
          sender % 2 === 0 ? { text, name: "raced" } : { text, name: `raced ${sender}` },
          actor,
        ),
      ),
    );
    expect(answers.filter(({ outcome }) => outcome === "created")).toHaveLength(1);
    expect(answers.filter(({ outcome }) => outcome === "unchanged")).toHaveLength(7);
    const after = await counts();
    expect(after["documents"]).toBe(before["documents"]! + 1);
    expect(after["revisions"]).toBe(before["revisions"]! + 1);
  });

  it("numbers the different texts of one document without a gap", async () => {
    const texts = Array.from({ length: 6 }, article);
    await Promise.all(texts.map((text) => ingestion.ingest({ text, url: "https://race.example/y" }, actor)));
    const revisions = await query<{ number: number }>(
      `SELECT r.number FROM revisions r JOIN documents d ON d.id = r.document_id
        WHERE d.url = 'https://race.example/y' ORDER BY r.number`,
    );
    expect(revisions.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    const [current] = await query<{ count: string }>(
      `SELECT count(DISTINCT revision_id) FROM statements s JOIN documents d ON d.id = s.document_id
        WHERE d.url = 'https://race.example/y' AND s.superseded_at IS NULL`,
    );
    expect(current!.count).toBe("1");
  });

  it("does not get documents with the same speakers into each other's way", async () => {
    const texts = Array.from(
      { length: 6 },
      (_, n) =>
        `${article()} Cy Oh of the Harbor Council said no ${n}. Di Poe of the Road Council said yes ${n}.`,
    );
    const answers = await Promise.all(texts.map((text) => ingestion.ingest({ text }, actor)));
    expect(answers.every(({ outcome }) => outcome === "created")).toBe(true);
  });
});

describe("ingesting what fails midway", () => {
  let before: Record<string, number>;
  beforeEach(async () => {
    before = await counts();
  });

  /** The engine's findings for an article, changed so that a later query of the transaction must fail. */
  const broken = (change: (found: Extraction) => Extraction) =>
    createIngestionService({
      database,
      extract: (...given) => change(extractStatements(...given)),
      engineVersion: "test",
    });

  it.each<[string, (found: Extraction) => Extraction]>([
    [
      "a span beyond the text",
      (found) => ({
        ...found,
        statements: found.statements.map((statement) => ({
          ...statement,
          cue: [{ start: 9_000, end: 9_004 }],
        })),
      }),
    ],
    [
      "a confidence that is none",
      (found) => ({
        ...found,
        statements: found.statements.map((statement) => ({ ...statement, confidence: 2 })),
      }),
    ],
    [
      "spans out of order",
      (found) => ({
        ...found,
        statements: found.statements.map((statement) => ({
          ...statement,
          content: [
            { start: 10, end: 20 },
            { start: 0, end: 5 },
          ],
        })),
      }),
    ],
    [
      "evidence without words",
      (found) => ({
        ...found,
        confirmations: found.confirmations.map((confirmation) => ({
          ...confirmation,
          evidence: { start: 5, end: 5 },
        })),
      }),
    ],
  ])("leaves nothing of it behind (%s)", async (_, change) => {
    await expect(broken(change).ingest({ text: article(), name: "broken" }, actor)).rejects.toThrow();
    expect(await counts()).toEqual(before);
  });

  it("leaves the revision before it as it was", async () => {
    const text = article();
    await ingestion.ingest({ text, name: "whole" }, actor);
    before = await counts();
    const failing = broken((found) => ({
      ...found,
      statements: found.statements.map((statement) => ({ ...statement, confidence: -1 })),
    }));
    await expect(failing.ingest({ text: article(), name: "whole" }, actor)).rejects.toThrow();
    expect(await counts()).toEqual(before);
    expect(await ingestion.ingest({ text, name: "whole" }, actor)).toMatchObject({
      outcome: "unchanged",
      revision: 1,
    });
  });
});

describe("ingesting strange texts", () => {
  const words = "and then they went on along the river towards the sea ";
  it.each([
    ["no statement", "Rain fell all day."],
    ["10,000 quotation marks", '"'.repeat(10_000)],
    ["10,000 opening quotation marks", "“ ".repeat(10_000)],
    ["no end of a sentence", `He said ${words.repeat(500)}`],
    ["one line", "Mayor Ann Lee said no. ".repeat(2000)],
    ["characters of every plane", "Lee said: “\u0001 \u{10FFFF} \uFFFE \u200F مرحبا”."],
  ])("stores %s", async (_, text) => {
    const stored = await ingestion.ingest({ text }, actor);
    expect(stored.outcome).toBe("created");
    const [revision] = await query("SELECT text FROM revisions WHERE document_id = $1", [stored.documentId]);
    expect(revision).toEqual({ text });
  });

  it("stores a statement of more words than an index holds", async () => {
    const text = Array.from({ length: 20_000 }, (_, n) => `${"long".repeat(16)}${n}`).join(" ");
    const endless = createIngestionService({
      database,
      extract: () => foundIn([{ name: "Ann Lee", type: "person" }], text.length),
      engineVersion: "test",
    });
    const { documentId } = await endless.ingest({ text }, actor);
    const [statement] = await query(
      "SELECT content_text = $2 AS whole FROM statements WHERE document_id = $1",
      [documentId, text],
    );
    expect(statement).toEqual({ whole: true });
  });

  it("stores speakers with names of any length", async () => {
    const endless = finding({ name: "Ann Lee ".repeat(5000), type: "person" }, { name: "🎉", type: "group" });
    await expect(endless.ingest({ text: "Named at length" }, actor)).resolves.toMatchObject({
      statements: 2,
    });
  });

  it.each([
    [{ text: "" }, "is empty"],
    [{ text: "\n \t" }, "is empty"],
    [{ text: "Lee said\0 no." }, "has a NUL character at offset 8"],
    [{ text: "Lee said \uD800 no." }, "has half a surrogate pair (U+D800) at offset 9"],
    [{ text: "a".repeat(20e6) }, "has 20 MB, more than the 10 MB that one article may have"],
    [{ html: "<p>\uDFFF" }, "has half a surrogate pair (U+DFFF) at offset 3"],
    [{ html: "<nav>Home</nav>" }, "is a page of HTML without an article"],
  ])("refuses others and stores nothing (%#)", async (input, message) => {
    const before = await counts();
    await expect(ingestion.ingest(input, actor)).rejects.toThrow(message);
    expect(await counts()).toEqual(before);
  });
});
