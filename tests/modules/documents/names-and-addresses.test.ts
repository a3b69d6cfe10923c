import { describe, expect, it } from "vitest";
import { canonicalUrl } from "../../../src/modules/documents/canonical-url.ts";
import { codePointText } from "../../../src/modules/documents/code-point-text.ts";
import {
  boundedKey,
  nameKey,
  positionKey,
  sourceKey,
  speakerKey,
} from "../../../src/modules/documents/name-keys.ts";

describe("the key of a name", () => {
  it.each([
    ["The New York Times", "new york times"],
    ["  NEW  YORK   Times ", "new york times"],
    ["José Núñez", "jose nunez"],
    ["Sinéad O’Connor", "sinead oconnor"],
    ["AT&T, Inc.", "at t inc"],
    ["The", "the"],
    ["A", "a"],
    ["Владимир", "владимир"],
    ["🎉", "🎉"],
    ["", ""],
  ])("of %j is %j", (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  it("fits into an index, and still tells long names apart", () => {
    const keys = ["a", "b"].map((last) => boundedKey(`${"é🎉".repeat(2000)}${last}`));
    for (const key of keys) expect(Buffer.byteLength(key)).toBeLessThan(2000);
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys.join("")).not.toMatch(/\p{Surrogate}/u);
  });

  it("is a speaker's everywhere, or a document's own", () => {
    const keys = [
      { type: "person", name: "Ann Lee" },
      { type: "person", name: "Lee" },
      { type: "organization", name: "NATO" },
      { type: "group", name: "The critics" },
      { type: "anonymous", name: "two officials" },
    ] as const;
    expect(keys.map((speaker) => speakerKey(speaker, 12n))).toEqual([
      "person:ann lee",
      "person:document:12:lee",
      "organization:nato",
      "group:document:12:critics",
      "anonymous:document:12:two officials",
    ]);
  });

  it("is a publication's everywhere, a report's in its document, a statement's with its speaker", () => {
    const keys = (["publication", "report", "statement"] as const).map((type) =>
      sourceKey({ type, name: "The Bugle" }, 12n, "person:ann lee"),
    );
    expect(keys).toEqual([
      "publication:bugle",
      "report:document:12:bugle",
      "statement:document:12:person:ann lee:bugle",
    ]);
    expect(positionKey({ title: "Mayor", organization: "The City" })).toBe("mayor|city");
    expect(positionKey({ title: "Mayor", organization: null })).toBe("mayor|");
  });
});

describe("the address of a page", () => {
  it.each([
    ["https://x.example", "https://x.example/"],
    ["http://X.Example:80/A/?b=1#c", "http://x.example/A?b=1"],
    ["https://x.example/a?utm_source=m&utm_medium=n&id=7&fbclid=1", "https://x.example/a?id=7"],
    ["https://user:secret@x.example/a", "https://x.example/a"],
    [" https://x.example/ä ", "https://x.example/%C3%A4"],
  ])("%j is %j", (address, canonical) => {
    expect(canonicalUrl(address)).toBe(canonical);
  });

  it.each(["", "x", "/a", "//x.example/a", "ftp://x.example", "javascript:alert(1)", "data:text/html,x"])(
    "is not %j",
    (address) => {
      expect(canonicalUrl(address)).toBeNull();
    },
  );
});

describe("cutting by code points", () => {
  it.each(["plain", "a🎉b🇲🇽c", "🎉", ""])("%j gives what an array of its code points gives", (text) => {
    const points = Array.from(text);
    const cut = codePointText(text);
    expect(cut.length).toBe(points.length);
    for (let start = 0; start <= points.length; start += 1) {
      for (let end = start; end <= points.length + 2; end += 1) {
        expect(cut.slice(start, end)).toBe(points.slice(start, end).join(""));
      }
    }
    expect(cut.slice(-3, 1)).toBe(points.slice(0, 1).join(""));
  });
});
