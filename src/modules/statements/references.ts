/** From the names that a reader types to the ids that statements hold. */
import type { DatabaseSession } from "../../database/client.ts";
import { DomainError } from "../../errors.ts";

/** A name may fit many; filtering by more of them than this would be slower than any reader waits. */
const mostIds = 10_000;

const isId = (reference: string): boolean => /^[1-9]\d{0,17}$/.test(reference);

const idsAmong = (references: readonly string[]): bigint[] => references.filter(isId).map(BigInt);

/** Names as ILIKE patterns, each with and without its article: "New York Times" is "The New York Times". */
function namePatterns(references: readonly string[]): string[] {
  return references
    .filter((reference) => !isId(reference))
    .map((name) => escapePattern(name.trim().replace(/^the\s+/i, "")))
    .flatMap((name) => [name, `the ${name}`]);
}

/** The text as an ILIKE pattern that matches itself alone. */
export const escapePattern = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** Speakers with these ids, names or aliases, and all that were merged with them. */
export async function findSpeakerIds(
  session: DatabaseSession,
  references: readonly string[],
  parameter = "speaker",
): Promise<bigint[]> {
  const patterns = namePatterns(references);
  const rows = await session.$queryRaw<{ id: bigint }[]>`
    SELECT DISTINCT member.id FROM speakers member WHERE member.canonical_id IN (
      SELECT s.canonical_id FROM speakers s WHERE s.id = ANY(${idsAmong(references)}::bigint[])
      UNION SELECT s.canonical_id FROM speakers s WHERE s.name ILIKE ANY(${patterns}::text[])
      UNION SELECT s.canonical_id FROM speaker_aliases a JOIN speakers s ON s.id = a.speaker_id
       WHERE a.name ILIKE ANY(${patterns}::text[]) AND a.withdrawn_at IS NULL) LIMIT ${mostIds + 1}`;
  return bounded(rows, parameter);
}

/** Positions with these ids, or with titles that hold these words. */
export async function findPositionIds(
  session: DatabaseSession,
  references: readonly string[],
): Promise<bigint[]> {
  const patterns = references
    .filter((title) => !isId(title))
    .map((title) => `%${escapePattern(title.trim())}%`);
  const rows = await session.$queryRaw<{ id: bigint }[]>`
    SELECT p.id FROM positions p WHERE p.id = ANY(${idsAmong(references)}::bigint[])
    UNION SELECT p.id FROM positions p WHERE p.title ILIKE ANY(${patterns}::text[]) LIMIT ${mostIds + 1}`;
  return bounded(rows, "position");
}

/** Positions held at these organisations. */
export async function findSeatIds(
  session: DatabaseSession,
  organizations: readonly bigint[],
): Promise<bigint[]> {
  const rows = await session.$queryRaw<{ id: bigint }[]>`
    SELECT p.id FROM positions p WHERE p.organization_id = ANY(${organizations}::bigint[]) LIMIT ${mostIds + 1}`;
  return bounded(rows, "organization");
}

/** Publishers with these ids or names. */
export async function findPublisherIds(
  session: DatabaseSession,
  references: readonly string[],
): Promise<bigint[]> {
  const rows = await session.$queryRaw<{ id: bigint }[]>`
    SELECT p.id FROM publishers p
     WHERE p.id = ANY(${idsAmong(references)}::bigint[]) OR p.name ILIKE ANY(${namePatterns(references)}::text[])
     LIMIT ${mostIds + 1}`;
  return bounded(rows, "publisher");
}

/** The claims with these ids and all that were merged with them. */
export async function findClaimIds(session: DatabaseSession, ids: readonly string[]): Promise<bigint[]> {
  const rows = await session.$queryRaw<{ id: bigint }[]>`
    SELECT member.id FROM claims member WHERE member.canonical_id IN (
      SELECT c.canonical_id FROM claims c WHERE c.id = ANY(${ids.map(BigInt)}::bigint[])) LIMIT ${mostIds + 1}`;
  return bounded(rows, "claim");
}

function bounded(rows: readonly { readonly id: bigint }[], parameter: string): bigint[] {
  if (rows.length <= mostIds) return rows.map(({ id }) => id);
  throw new DomainError("invalid_request", `\`${parameter}\` fits more than ${mostIds} entries.`, {
    errors: [
      { in: "query", pointer: `/${parameter}`, detail: "fits too many; write more of the name, or an id" },
    ],
  });
}
