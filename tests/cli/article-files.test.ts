import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { articlesIn } from "../../src/cli/article-files.ts";
import type { ArticleInput } from "../../src/modules/documents/article.ts";

const folder = mkdtempSync(join(tmpdir(), "articles-"));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string | Buffer): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

/** What is read out of a file: articles, and the messages about what is none. */
async function read(file: string): Promise<(ArticleInput | string)[]> {
  const found = [];
  for await (const { where, article } of articlesIn(file)) {
    found.push(article instanceof Error ? `${where.replace(folder, "")} ${article.message}` : article);
  }
  return found;
}

const lines = (...values: unknown[]): string => values.map((value) => JSON.stringify(value)).join("\n");

describe("articles in files", () => {
  it("are plain text under the file's path", async () => {
    const file = write("a.txt", "\uFEFF<html> she said.");
    expect(await read(file)).toEqual([{ text: "<html> she said.", name: file }]);
  });

  it("are HTML, in the encoding that the page declares", async () => {
    const file = write("a.html", Buffer.from('<meta charset="windows-1252"><p>\x93no\x94', "latin1"));
    expect(await read(file)).toEqual([{ html: '<meta charset="windows-1252"><p>“no”', name: file }]);
  });

  it("are lines of NDJSON, each by its id within the file; null is what is not there", async () => {
    const file = write(
      "a.ndjson",
      `${lines(
        { text: "one", id: 7, published_on: "2025-08-08", url: null },
        { html: "<p>two", url: "https://x.example/2", title: "T", publisher: "P", byline: "B" },
      )}\r\n\n  \n${lines({ text: "three" })}`,
    );
    expect(await read(file)).toEqual([
      { text: "one", name: `${file}#7`, publishedOn: "2025-08-08" },
      { html: "<p>two", url: "https://x.example/2", title: "T", publisher: "P", byline: "B" },
      { text: "three" },
    ]);
  });

  it.each([
    ["page", "  <!DOCTYPE html><p>no", "html"],
    ["page.php", "<html><p>no", "html"],
    ["lines", '{"text": "no"}\n{"text": "yes"}', "text"],
    ["plain", "{She} said no.", "text"],
    ["plain.log", "no <p>", "text"],
  ])("are recognised by what %s begins with, where its name does not tell", async (name, content, member) => {
    const found = await read(write(name, content));
    expect(found[0]).toHaveProperty(member);
    expect(found).toHaveLength(name === "lines" ? 2 : 1);
  });

  it("name the line that is no article, and go on after it", async () => {
    const good = { text: "no" };
    const file = write(
      "b.ndjson",
      `${lines(...Array.from({ length: 6 }, () => good))}\n{"text": "no", \n${lines(
        [],
        { text: "no", published_on: "Friday" },
        { text: "no", html: "<p>no" },
        { text: "no", publishedOn: "2025-08-08" },
        { text: "no", url: "x" },
        {},
        ...Array.from({ length: 7 }, () => good),
      )}`,
    );
    const found = await read(file);
    expect(found).toHaveLength(20);
    expect(found.filter((one) => typeof one !== "string")).toHaveLength(13);
    const messages = found.filter((one) => typeof one === "string");
    expect(messages[0]).toMatch(/^\/b\.ndjson, line 7 is not JSON: /);
    expect(messages.slice(1)).toEqual([
      expect.stringMatching(/line 8 is no article: .*object/),
      expect.stringMatching(/line 9 is no article: published_on: must be a date, YYYY-MM-DD/),
      expect.stringMatching(/line 10 is no article: must have either text or html/),
      expect.stringMatching(/line 11 is no article: .*publishedOn/),
      expect.stringMatching(/line 12 is no article: url: must be an http or https address/),
      expect.stringMatching(/line 13 is no article: must have either text or html/),
    ]);
  });

  it("are found in lines that are longer than what is read at once", async () => {
    const long = "é said no. ".repeat(30_000);
    expect(await read(write("long.ndjson", lines({ text: long }, { text: "short" })))).toEqual([
      { text: long },
      { text: "short" },
    ]);
  });

  it.each([
    ["20 MB", Buffer.alloc(20e6, "a"), "/big.txt has more than the 10 MB that one article may have"],
    ["binary", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2, 3, 0xff]), "/big.txt is binary, not text"],
    ["not UTF-8", Buffer.from("caf\xe9 said no.", "latin1"), "/big.txt is not valid UTF-8"],
  ])("are refused by name where they are %s", async (_, content, message) => {
    const [found] = await read(write("big.txt", content));
    expect(found).toBe(message);
  });

  it("of a line of 20 MB only that line is refused", async () => {
    const found = await read(write("huge.ndjson", lines({ text: "a".repeat(20e6) }, { text: "b" })));
    expect(found[0]).toMatch(/^\/huge\.ndjson, line 1 has more than the 10 MB that one article may have$/);
    expect(found.slice(1)).toEqual([{ text: "b" }]);
  });

  it("are refused by name where there is no file, or it is a folder", async () => {
    expect(await read(join(folder, "none.txt"))).toEqual(["/none.txt does not exist"]);
    expect(await read(folder)).toEqual([" is a folder; name the files in it"]);
  });
});
