import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "extract-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

function extract(args: string[], input = ""): { status: number | null; lines: unknown[]; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "src/cli/extract.ts", ...args],
    {
      encoding: "utf8",
      input,
    },
  );
  const lines =
    stdout.trim() && !stdout.startsWith("Prints")
      ? stdout
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as unknown)
      : [];
  return { status, lines, stderr: stderr + (stdout.startsWith("Prints") ? stdout : "") };
}

const ARTICLE = '"Prices will rise," Finance Minister Ann Lee told reporters in Boston on Friday.\n';

describe("npm run extract", { timeout: 60_000 }, () => {
  it("prints one line of JSON in the documented shape for each file", () => {
    const { status, lines } = extract(["--published-on", "2025-08-08", file("prices.txt", ARTICLE)]);
    expect(status).toBe(0);
    expect(lines).toEqual([
      {
        id: "prices",
        statements: [
          {
            kind: "direct",
            speaker: { name: "Ann Lee", type: "person" },
            attributed_as: "Finance Minister Ann Lee",
            position: { title: "Finance Minister", organization: null },
            stance: expect.any(String) as unknown,
            medium: "spoken",
            audience: "reporters",
            place: "Boston",
            said_on: { as_printed: "Friday", date: "2025-08-08", precision: "day" },
            chain: [
              { type: "speaker", name: "Ann Lee", anonymous: false, publisher: null, span: [20, 44] },
              { type: "document", name: "this article", anonymous: false, publisher: null, span: null },
            ],
            confidence: expect.any(Number) as unknown,
            source: [[20, 44]],
            cue: [[45, 49]],
            content: [[1, 18]],
          },
        ],
        claims: [],
        confirmations: [],
        corrections: [],
      },
    ]);
  });

  it("prints the corrections that an article carries", () => {
    const note = "Correction: An earlier version of this article misquoted Ann Lee.\n";
    const { lines } = extract([file("corrected.txt", ARTICLE + note)]);
    expect(lines).toMatchObject([
      { corrections: [{ kind: "correction", span: [ARTICLE.length, expect.any(Number)] }] },
    ]);
  });

  it("reads standard input as -", () => {
    const { status, lines } = extract(["-"], ARTICLE);
    expect(status).toBe(0);
    expect(lines).toMatchObject([{ id: "stdin", statements: [{ speaker: { name: "Ann Lee" } }] }]);
  });

  it("names each file that cannot be read, prints the rest and exits with 1", () => {
    const { status, lines, stderr } = extract([
      join(folder, "missing.txt"),
      folder,
      file("empty.txt", "  \n"),
      file("binary.bin", new Uint8Array([0x89, 0x50, 0, 0, 0, 1, 2, 3])),
      file("nul.txt", "She said\0 no."),
      file("latin.txt", new Uint8Array([0x63, 0x61, 0x66, 0xe9])),
      file("large.txt", "a".repeat(20_000_000)),
      file("prices.txt", ARTICLE),
    ]);
    expect(status).toBe(1);
    expect(lines).toMatchObject([{ id: "prices" }]);
    const messages = stderr.split("\n").filter((line) => line.includes(folder));
    expect(messages.map((line) => line.replace(folder, "").replace(/^\//, ""))).toEqual([
      "missing.txt does not exist",
      " is a folder: name the files in it",
      "empty.txt is empty",
      "binary.bin is binary, not text",
      "nul.txt has a NUL character at offset 8",
      "latin.txt is not valid UTF-8",
      "large.txt has 20 MB; at most 10 MB are read",
    ]);
  });

  it.each([
    ["an unknown flag", ["--colour", "x.txt"], /colour/],
    ["a day that does not exist", ["--published-on", "2025-02-30", "x.txt"], /2025-02-30.*YYYY-MM-DD/],
    ["a day in words", ["--published-on", "Friday", "x.txt"], /Friday.*YYYY-MM-DD/],
    ["no file", [], /No FILE/],
  ])("refuses %s and says why", (_, args, message) => {
    const { status, stderr } = extract(args);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
  });

  it("explains itself", () => {
    const { status, stderr } = extract(["--help"]);
    expect(status).toBe(0);
    expect(stderr).toMatch(/--published-on DATE/);
  });
});
