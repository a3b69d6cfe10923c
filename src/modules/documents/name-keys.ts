/** What makes two spellings of a name one: the natural keys of publishers, speakers, positions and sources. */
import { createHash } from "node:crypto";
import type { ChainStep, ExtractedPosition, ExtractedSpeaker } from "../../extraction/statement.ts";

/** An index entry of Postgres may have 2704 bytes. */
const keyBytesMost = 1000;

/** Lower case, without accents, punctuation and a leading article: "The São Paulo Times" is "sao paulo times". */
export function nameKey(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^(?:the|an?) (?=.)/, "");
  // A name of nothing but signs is still a name.
  return boundedKey(plain === "" ? name.trim() : plain);
}

/** The key itself, or its beginning and its hash where an index could not hold it. */
export function boundedKey(key: string): string {
  if (Buffer.byteLength(key) <= keyBytesMost) return key;
  return `${key.slice(0, 100).replace(/\p{Surrogate}/gu, "")}#${createHash("sha256").update(key).digest("hex")}`;
}

/**
 * A person with a full name and an organisation are the same in every document. A bare surname, a group and an
 * anonymous source are known only within theirs: one document's "critics" are not another's.
 */
export function speakerKey(
  { type, name }: Pick<ExtractedSpeaker, "type" | "name">,
  documentId: bigint,
): string {
  const key = nameKey(name);
  const known = type === "organization" || (type === "person" && key.includes(" "));
  return boundedKey(known ? `${type}:${key}` : `${type}:document:${documentId}:${key}`);
}

/** Within one speaker: "secretary of state|", "spokesman|white house". */
export const positionKey = ({ title, organization }: ExtractedPosition): string =>
  boundedKey(`${nameKey(title)}|${organization === null ? "" : nameKey(organization)}`);

/**
 * A publication is the same in every document. A report is a thing that one document names, and a statement handed out
 * is moreover its speaker's own.
 */
export function sourceKey(
  { type, name }: Pick<ChainStep, "type" | "name">,
  documentId: bigint,
  speaker: string | null,
): string {
  if (type === "publication") return boundedKey(`${type}:${nameKey(name)}`);
  const scope = type === "statement" ? `${documentId}:${speaker ?? ""}` : documentId;
  return boundedKey(`${type}:document:${scope}:${nameKey(name)}`);
}
