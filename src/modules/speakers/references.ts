/** Which speakers and positions a reader means who names them in a query. */
import type { DatabaseSession } from "../../database/client.ts";
import {
  boundedIds,
  idsAmong,
  isId,
  mostReferences,
  partsOfNames,
  wholeNames,
} from "../../database/references.ts";

/**
 * Speakers with these ids, names or aliases, and all that were merged with them. A name that nobody has in whole is taken
 * for some words of a person's: who asks for "Lee" does not ask for nothing.
 */
export async function findSpeakerIds(
  session: DatabaseSession,
  references: readonly string[],
  parameter: string,
): Promise<bigint[]> {
  const ids = idsAmong(references);
  const names = references.filter((reference) => !isId(reference));
  const canonical = [ids, ...(await Promise.all(names.map((name) => findNamed(session, name))))].flat();
  const rows = await session.$queryRaw<{ id: bigint }[]>`
    SELECT member.id FROM speakers member WHERE member.canonical_id = ANY(ARRAY(
      SELECT s.canonical_id FROM speakers_by_id s WHERE s.id = ANY(${canonical}::bigint[])))
     LIMIT ${mostReferences + 1}`;
  return boundedIds(rows, parameter);
}

async function findNamed(session: DatabaseSession, name: string): Promise<bigint[]> {
  const whole = await session.$queryRaw<{ id: bigint }[]>`
    SELECT s.canonical_id AS id FROM speakers s WHERE s.name ILIKE ANY(${wholeNames([name])}::text[])
     UNION SELECT s.canonical_id FROM speaker_aliases a JOIN speakers s ON s.id = a.speaker_id
            WHERE a.name ILIKE ANY(${wholeNames([name])}::text[]) AND a.withdrawn_at IS NULL
     LIMIT ${mostReferences + 1}`;
  const found = whole.length > 0 ? whole : await findByWordsOfName(session, name);
  return found.map(({ id }) => id);
}

const findByWordsOfName = (session: DatabaseSession, name: string): Promise<{ id: bigint }[]> =>
  session.$queryRaw`
    SELECT w.speaker_id AS id FROM speaker_words w JOIN speakers_by_id s ON s.id = w.speaker_id
     WHERE w.word = ANY(words_of_name(${name}::text)) AND NOT w.initials AND s.type = 'person'
     GROUP BY 1 HAVING count(*) = cardinality(words_of_name(${name}::text)) LIMIT ${mostReferences + 1}`;

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
