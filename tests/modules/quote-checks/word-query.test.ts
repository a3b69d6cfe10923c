/** Which words a reworded quotation is searched by, and how much of the index that may read. */
import { describe, expect, it } from "vitest";
import { readWords } from "../../../src/modules/quote-checks/read-words.ts";
import { tellingWords, wordQuery } from "../../../src/modules/quote-checks/word-query.ts";

const asked = 12;

describe("words that tell", () => {
  it("are the rare ones of a quotation, the rarest in news first", () => {
    const { words } = readWords(
      "The purple elephants are still negotiating a treaty with the people of the coast",
    );
    const telling = tellingWords(words);
    expect(telling).toEqual(
      expect.arrayContaining(["purple", "elephants", "negotiating", "treaty", "coast"]),
    );
    expect(telling).not.toContain("the");
    expect(telling).not.toContain("people");
  });

  it("are all that a fragment of two words has, however common", () => {
    expect(tellingWords(readWords("American people").words)).toEqual(expect.arrayContaining(["people"]));
  });
});

describe("a search by words", () => {
  const query = (counts: Record<string, number>, words = asked): string | null =>
    wordQuery(new Map(Object.entries(counts)), words);

  it("asks for all but one of the rarest words", () => {
    expect(query({ a: 10, b: 20, c: 30, d: 40, e: 50 })).toBe(
      "a & ((c & d) | (b & d) | (b & c)) | (b & c & d)",
    );
    expect(query({ a: 10, b: 20, c: 30 })).toBe("a & ((c) | (b)) | (b & c)");
    expect(query({ b: 20, a: 10 })).toBe("a & b");
  });

  it("asks for the rarest word where the lists of two together are too long to read", () => {
    expect(query({ a: 6_000, b: 6_000, c: 30_000 })).toBe("a & ((c) | (b))");
  });

  it("leaves out words whose lists are too long to look into", () => {
    expect(query({ a: 10, b: 20, c: 4_000_000 })).toBe("a & b");
  });

  it("is not made where every list is too long, or only one word is left of a long quotation", () => {
    expect(query({ a: 90_000, b: 90_000 })).toBeNull();
    expect(query({ a: 10, b: 4_000_000 })).toBeNull();
    expect(query({})).toBeNull();
  });

  it("is made for a fragment of one or two words, which has no 3-gram, however common they are", () => {
    expect(query({ a: 4_000_000 }, 1)).toBe("a");
    expect(query({ a: 4_000_000, b: 3_000_000 }, 2)).toBe("b & a");
  });
});
