import { beforeEach, describe, expect, it } from "vitest";
import { extractStatements } from "../../../src/extraction/extract-statements.ts";
import type { Extraction } from "../../../src/extraction/statement.ts";
import { createIngestionService } from "../../../src/modules/documents/ingestion.ts";
import { testDatabase } from "../../support/database.ts";
import { countRows, foundIn } from "./findings.ts";

const db = testDatabase();
const { database, query } = db;
const actor = { apiKeyId: null, name: "cli" };
const ingestion = createIngestionService({ database, extract: extractStatements, engineVersion: "test" });

let made = 0;
/** An article that no other test has. */
const article = (): string => {
  made += 1;
  return `Mayor Ann Lee said on Friday that bridge ${made} would stay closed. “We have no money,” she told reporters. The council has not confirmed that bridge ${made} would stay closed.`;
};

describe("ingesting at the same time", () => {
  it("stores an article once, however many send it", async () => {
    const text = article();
    const before = await countRows(db);
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
    const after = await countRows(db);
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
    before = await countRows(db);
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
    expect(await countRows(db)).toEqual(before);
  });

  it("leaves the revision before it as it was", async () => {
    const text = article();
    await ingestion.ingest({ text, name: "whole" }, actor);
    before = await countRows(db);
    const failing = broken((found) => ({
      ...found,
      statements: found.statements.map((statement) => ({ ...statement, confidence: -1 })),
    }));
    await expect(failing.ingest({ text: article(), name: "whole" }, actor)).rejects.toThrow();
    expect(await countRows(db)).toEqual(before);
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
    const speakers = [
      { name: "Ann Lee ".repeat(5000), type: "person" },
      { name: "🎉", type: "group" },
    ] as const;
    const endless = createIngestionService({
      database,
      extract: () => foundIn(speakers),
      engineVersion: "test",
    });
    await expect(endless.ingest({ text: "Named at length" }, actor)).resolves.toMatchObject({
      statements: 2,
    });
  });

  it.each([
    [{ text: "" }, "is empty"],
    [{ text: "\n \t" }, "is empty"],
    [{ text: "Lee said\0 no." }, "has a NUL character at offset 8"],
    [{ text: "Lee said \uD800 no." }, "has half a surrogate pair (U+D800) at offset 9"],
    [{ text: "a".repeat(20e6) }, "has more than the 10 MB that one article may have"],
    [{ html: "<p>\uDFFF" }, "has half a surrogate pair (U+DFFF) at offset 3"],
    [{ html: "<nav>Home</nav>" }, "is a page of HTML without an article"],
  ])("refuses others and stores nothing (%#)", async (input, message) => {
    const before = await countRows(db);
    await expect(ingestion.ingest(input, actor)).rejects.toThrow(message);
    expect(await countRows(db)).toEqual(before);
  });
});
