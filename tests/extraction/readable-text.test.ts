import { describe, expect, it } from "vitest";
import {
  checkReadable,
  decodeText,
  normalizeText,
  textBytesMost,
  UnreadableTextError,
} from "../../src/extraction/readable-text.ts";

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

describe("reading text", () => {
  it.each([
    ["empty text", "", "is empty"],
    ["nothing but white space", " \n\t\u00a0\n", "is empty"],
    ["a NUL character, counted in code points", "He 🎉 said\0 no.", "has a NUL character at offset 9"],
    [
      "the first half of a surrogate pair",
      "She said \uD83C no.",
      "has half a surrogate pair (U+D83C) at offset 9",
    ],
    ["the second half of a surrogate pair", "\uDF89", "has half a surrogate pair (U+DF89) at offset 0"],
    ["control characters all over", "\u0001\u0002abc\u0003\u0004".repeat(10), "is binary, not text"],
    [
      "more than ten megabytes",
      "é".repeat(textBytesMost / 2 + 1),
      "has more than the 10 MB that one article may have",
    ],
  ])("refuses %s and says so", (_, text, message) => {
    expect(() => checkReadable(text)).toThrow(new UnreadableTextError(message));
  });

  it.each(["x", "🎉", "Er sagte „Nein“.", "مرحبا", "a\fb\u001b[0m", "a\u0001b"])("accepts %j", (text) => {
    expect(() => checkReadable(text)).not.toThrow();
  });

  it.each([
    ["UTF-8", bytes("Él dijo «no»"), "Él dijo «no»"],
    ["UTF-8 with a byte order mark", bytes([0xef, 0xbb, 0xbf], "no"), "no"],
    ["UTF-16 with its mark", bytes([0xff, 0xfe, 0x6e, 0, 0x6f, 0]), "no"],
    ["big-endian UTF-16 with its mark", bytes([0xfe, 0xff, 0, 0x6e, 0, 0x6f]), "no"],
  ])("decodes %s", (_, input, text) => {
    expect(decodeText(input)).toBe(text);
  });

  it("decodes in the encoding that is declared", () => {
    expect(decodeText(bytes([0x93, 0x6e, 0x6f, 0x94]), "windows-1252")).toBe("“no”");
  });

  it.each([
    ["bytes of another encoding", bytes("caf", [0xe9], " society said no"), undefined, "is not valid UTF-8"],
    ["binary", bytes([0x89, 0x50, 0, 0, 0, 1, 2, 3, 0xff, 0xfe]), undefined, "is binary, not text"],
    ["an unknown encoding", bytes("no"), "klingon", 'declares the encoding "klingon", which is not known'],
    ["20 MB", new Uint8Array(20e6), undefined, "has more than the 10 MB that one article may have"],
  ])("refuses %s and says so", (_, input, encoding, message) => {
    expect(() => decodeText(input, encoding)).toThrow(new UnreadableTextError(message));
  });

  it("changes nothing but line ends and the byte order mark", () => {
    expect(normalizeText("\uFEFFa\r\nb\rc\n\n  d\u00a0\uFEFF ")).toBe("a\nb\nc\n\n  d\u00a0\uFEFF ");
  });
});
