import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readIngestCommandLine } from "../../src/cli/ingest-command-line.ts";
import { runCommand } from "../support/command.ts";
import { testDatabase } from "../support/database.ts";

const { url, query } = testDatabase();
const folder = mkdtempSync(join(tmpdir(), "ingest-"));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
const ingest = (parameters: readonly string[], input = "") =>
  runCommand("ingest.ts", parameters, { variables: { DATABASE_URL: url }, input });

const sentence = (n: number): string => `Mayor Ann Lee said on Friday that bridge ${n} would stay closed.`;

describe("npm run ingest", { timeout: 120_000 }, () => {
  it("stores what it can, names what failed and why, and says so in its exit status", async () => {
    const files = [
      write("a.txt", sentence(1)),
      write("b.html", `<title>B</title><article><p>${sentence(2)}</p></article>`),
      write("empty.txt", " \n"),
      write("menu.html", "<nav>Home</nav>"),
      write(
        "c.ndjson",
        `${JSON.stringify({ text: sentence(3), title: "Three", publisher: "Bugle" })}\n{"text"\n${JSON.stringify({ text: "nul \0" })}`,
      ),
      join(folder, "none.txt"),
    ];
    const ran = await ingest(["--publisher", "The Gazette", "--published-on", "2025-08-09", ...files]);
    expect(ran.status).toBe(1);
    expect(ran.stderr.trim().split("\n")).toEqual([
      `${files[2]} is empty`,
      `${files[3]} is a page of HTML without an article`,
      expect.stringMatching(/c\.ndjson, line 2 is not JSON: /),
      `${files[4]}, line 3 has a NUL character at offset 4`,
      `${files[5]} does not exist`,
    ]);
    expect(ran.stdout).toMatch(/^8 articles: 3 new, 0 revised, 0 unchanged, 5 failed\. \d+ statements?\.\n$/);
    const stored = await query(
      `SELECT d.title, p.name AS publisher, d.published_on::text AS day, max(s.said_on)::text AS said
         FROM documents d JOIN publishers p ON p.id = d.publisher_id JOIN statements s ON s.document_id = d.id
        GROUP BY d.id, p.name ORDER BY d.id`,
    );
    expect(stored).toEqual([
      { title: null, publisher: "The Gazette", day: "2025-08-09", said: "2025-08-08" },
      { title: "B", publisher: "The Gazette", day: "2025-08-09", said: "2025-08-08" },
      { title: "Three", publisher: "Bugle", day: "2025-08-09", said: "2025-08-08" },
    ]);

    const again = await ingest(files.slice(0, 2));
    expect(again).toMatchObject({ status: 0, stderr: "" });
    expect(again.stdout).toMatch(
      /^2 articles: 0 new, 0 revised, 2 unchanged, 0 failed\. \d+ statements?\.\n$/,
    );

    write("a.txt", sentence(4));
    expect((await ingest(files.slice(0, 1))).stdout).toMatch(
      /^1 article: 0 new, 1 revised, 0 unchanged, 0 failed\./,
    );
  });

  it("reads standard input", async () => {
    const ran = await ingest(["-", "--url", "https://gazette.example/5", "--title", "Five"], sentence(5));
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    expect(await query("SELECT title FROM documents WHERE url = 'https://gazette.example/5'")).toEqual([
      { title: "Five" },
    ]);
  });
});

describe("the command line of npm run ingest", () => {
  it("takes options for all articles, and help before anything else", () => {
    expect(readIngestCommandLine(["--publisher", "P", "a.txt", "--published-on", "2025-08-08", "-"])).toEqual(
      {
        files: ["a.txt", "-"],
        given: { publisher: "P", publishedOn: "2025-08-08" },
      },
    );
    expect(readIngestCommandLine(["--help", "a.txt"])).toBeNull();
  });

  it.each([
    [[], "No FILE is named"],
    [["--date", "x", "a.txt"], "'--date'"],
    [["--published-on", "2025-02-30", "a.txt"], "--published-on must be a date, YYYY-MM-DD"],
    [["--published-on", "Friday", "a.txt"], "--published-on must be a date, YYYY-MM-DD"],
    [["--url", "gazette", "a.txt"], "--url must be an http or https address"],
    [["--publisher", "", "a.txt"], "--publisher"],
    [["--title", "T", "a.txt", "b.txt"], "name one FILE"],
  ])("refuses %j and says what is wrong", (words, message) => {
    expect(() => readIngestCommandLine(words)).toThrow(message);
  });
});
