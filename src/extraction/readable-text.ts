/** What can be read as the text of an article, and what is refused before anybody looks for statements in it. */

import { TextDecoder } from "node:util";

/** Ten megabytes: the longest novels have four. In UTF-8. */
export const textBytesMost = 10_000_000;

/** The text cannot be read. The message completes "this text ..." and is meant for the person who sent it. */
export class UnreadableTextError extends Error {
  override readonly name = "UnreadableTextError";
}

/**
 * Turns the bytes of a file into text: UTF-8, or what a byte order mark or `encoding` says. The mark itself is left out.
 *
 * @param encoding a label of the Encoding Standard ("windows-1252"), where the file or its sender declares one
 * @throws UnreadableTextError when the bytes are too many, binary, or no text in that encoding
 */
export function decodeText(bytes: Uint8Array, encoding = "utf-8"): string {
  if (bytes.length > textBytesMost) throw tooLong();
  const label = encodingOfMark(bytes) ?? encoding;
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label, { fatal: true });
  } catch {
    throw new UnreadableTextError(`declares the encoding ${JSON.stringify(label)}, which is not known`);
  }
  try {
    const text = decoder.decode(bytes);
    return decoder.encoding === "windows-1252" ? withWindowsPunctuation(text) : text;
  } catch {
    throw new UnreadableTextError(
      looksBinary(Buffer.from(bytes.subarray(0, 8192)).toString("latin1"))
        ? "is binary, not text"
        : `is not valid ${decoder.encoding.toUpperCase()}`,
    );
  }
}

/**
 * Refuses text in which no statement can be anchored.
 *
 * @throws UnreadableTextError when it is empty, too long or binary, or holds a NUL character or half a surrogate pair
 */
export function checkReadable(text: string): void {
  if (!/\S/u.test(text)) throw new UnreadableTextError("is empty");
  if (Buffer.byteLength(text) > textBytesMost) throw tooLong();
  if (looksBinary(text)) throw new UnreadableTextError("is binary, not text");
  const nul = text.indexOf("\0");
  if (nul >= 0) throw new UnreadableTextError(`has a NUL character at offset ${codePointsBefore(text, nul)}`);
  const surrogate = text.search(/\p{Surrogate}/u);
  if (surrogate >= 0) {
    const code = text.charCodeAt(surrogate).toString(16).toUpperCase();
    throw new UnreadableTextError(
      `has half a surrogate pair (U+${code}) at offset ${codePointsBefore(text, surrogate)}`,
    );
  }
}

/** The text as it is stored and hashed: no byte order mark, and lines that end in a line feed alone. */
export function normalizeText(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}

function tooLong(): UnreadableTextError {
  return new UnreadableTextError(`has more than the ${textBytesMost / 1e6} MB that one article may have`);
}

function encodingOfMark([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : null;
}

/**
 * Node before 24 decodes windows-1252 as if it were ISO 8859-1 (nodejs/node#56542), which turns quotation marks into
 * control characters.
 */
function withWindowsPunctuation(text: string): string {
  const from80 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
  return text.replace(/[\x80-\x9f]/g, (character) => from80[character.charCodeAt(0) - 0x80]!);
}

/** Text has hardly a control character but white space; of random bytes every ninth is one. */
function looksBinary(text: string): boolean {
  const start = text.slice(0, 8192);
  // oxlint-disable-next-line no-control-regex
  const controls = start.match(/[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
  return controls > 1 && controls > start.length / 50;
}

function codePointsBefore(text: string, unit: number): number {
  let pairs = 0;
  for (const _ of text.slice(0, unit).matchAll(/[\u{10000}-\u{10FFFF}]/gu)) pairs += 1;
  return unit - pairs;
}
