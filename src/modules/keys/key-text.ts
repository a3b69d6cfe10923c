/**
 * What an API key looks like: `otr_`, 30 random letters and digits (178 bits), and 6 more that are their checksum.
 * The prefix lets people and secret scanners recognise a leaked key; the checksum tells a mistyped key from an
 * unknown one without asking the database (the form that GitHub's tokens have).
 */
import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const randomLength = 30;
const checksumLength = 6;
/** `otr_` and four characters: enough for a person to tell keys apart, useless to anybody else. */
const shownLength = 8;

/** A new key. It exists only in this string: show it once and store its hash. */
export function newKeyText(): string {
  const random = Array.from({ length: randomLength }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `otr_${random}${checksum(random)}`;
}

/** Whether the text has the form of a key and its checksum is right. */
export function isKeyText(text: string): boolean {
  const random = /^otr_([0-9A-Za-z]{30})[0-9A-Za-z]{6}$/.exec(text)?.[1];
  return random !== undefined && text.endsWith(checksum(random));
}

/** SHA-256, 64 hexadecimal digits. A key is random, so a slow hash would protect nothing. */
export const keyHash = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The first characters, by which a person recognises the key. */
export const keyPrefix = (text: string): string => text.slice(0, shownLength);

function checksum(random: string): string {
  let rest = crc32(random);
  let digits = "";
  while (digits.length < checksumLength) {
    digits = alphabet[rest % alphabet.length]! + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}
