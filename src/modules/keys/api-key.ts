/**
 * The form of an API key: `otr_`, 32 random letters and digits, and a checksum of 6. The prefix lets secret scanners
 * recognise a leaked key, and the checksum tells a mistyped one from an unknown one without asking the database; both
 * after GitHub's tokens (github.blog, "Behind GitHub's new authentication token formats", 2021).
 */
import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const mark = "otr_";
/** 62 ** 32 is about 2 ** 190: hashing without salt or stretching is enough, there is nothing to guess. */
const secretLength = 32;
const checksumLength = 6;
/** Enough to tell keys apart in a list: the mark and six of the random characters. */
const recognisableLength = 10;

/** A new key: `key` is shown once and never kept, `prefix` and `hash` are what the database holds. */
export interface NewApiKey {
  readonly key: string;
  readonly prefix: string;
  readonly hash: string;
}

/** Draws a key from the system's secure random numbers. */
export function createApiKey(): NewApiKey {
  const secret = Array.from({ length: secretLength }, () => alphabet[randomInt(alphabet.length)]).join("");
  const key = `${mark}${secret}${checksum(secret)}`;
  return { key, prefix: key.slice(0, recognisableLength), hash: hashApiKey(key) };
}

/** Whether the text has a key's form and its checksum is right; says nothing about whether the key was ever issued. */
export function isWellFormedApiKey(text: string): boolean {
  const secret = /^otr_([0-9A-Za-z]{32})[0-9A-Za-z]{6}$/.exec(text)?.[1];
  return secret !== undefined && text.endsWith(checksum(secret));
}

/** SHA-256 of the key, 64 hexadecimal digits: what is stored, and looked up. */
export function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

function checksum(secret: string): string {
  let rest = crc32(secret);
  let digits = "";
  for (let i = 0; i < checksumLength; i += 1) {
    digits = alphabet[rest % alphabet.length] + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}
