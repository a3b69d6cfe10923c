/** Which speakers and positions a reader means who names them in a query. */
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { boundedIds, idsAmong, mostReferences, partsOfNames, wholeNames } from "../../database/references.ts";

/** Speakers with these ids, names or aliases, and all that were merged with them. */
export async function findSpeakerIds(
  session: DatabaseSession,
  references: readonly string[],
  parameter: string,
): Promise<bigint[]> {
  const names = wholeNames(references);
  // Most readers follow a link, which has the id: to look for names too would take several times longer.
  const byName =
    names.length === 0
      ? Prisma.empty
      : Prisma.sql`
        UNION SELECT s.canonical_id FROM speakers s WHERE s.name ILIKE ANY(${names}::text[])
        UNION SELECT s.canonical_id FROM speaker_aliases a JOIN speakers s ON s.id = a.speaker_id
         WHERE a.name ILIKE ANY(${names}::text[]) AND a.withdrawn_at IS NULL`;
  const rows = await session.$queryRaw<{ id: bigint }[]>`
    SELECT member.id FROM speakers member WHERE member.canonical_id = ANY(ARRAY(
      SELECT s.canonical_id FROM speakers_by_id s WHERE s.id = ANY(${idsAmong(references)}::bigint[]) ${byName}))
     LIMIT ${mostReferences + 1}`;
  return boundedIds(rows, parameter);
}

/** Positions with these ids, or with titles that contain these words. */
export async function findPositionIds(
  session: DatabaseSession,
  references: readonly string[],
): Promise<bigint[]> {
  const rows = await session.$queryRaw<{ id: bigint }[]>`
    SELECT p.id FROM positions p WHERE p.id = ANY(${idsAmong(references)}::bigint[])
    UNION SELECT p.id FROM positions p WHERE p.title ILIKE ANY(${partsOfNames(references)}::text[])
    LIMIT ${mostReferences + 1}`;
  return boundedIds(rows, "position");
}

/** Positions that are held at these organisations. */
export async function findSeatIds(
  session: DatabaseSession,
  organizations: readonly bigint[],
): Promise<bigint[]> {
  const rows = await session.$queryRaw<{ id: bigint }[]>`
    SELECT p.id FROM positions p WHERE p.organization_id = ANY(${organizations}::bigint[])
    LIMIT ${mostReferences + 1}`;
  return boundedIds(rows, "organization");
}
