/** Speakers, read as JSON that Postgres builds. */
import { oneOf } from "../../database/choices.ts";
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { after, firstRows, keyColumn, orderBy, type Key } from "../../database/keyset.ts";
import { escapePattern } from "../../database/references.ts";
import type { Versioned } from "../../http/app.ts";
import { page, type Page, type PageRequest } from "../../http/paging.ts";
import { speakerOrders, type SpeakerSort } from "./orders.ts";
import { speakerDetailJson, speakerSummaryJson } from "./present.ts";
import type { SpeakerQuery } from "./schemas.ts";

/** A speaker by an id of its own or of one that was merged into it; the JSON says which. */
export async function findSpeaker(session: DatabaseSession, id: string): Promise<Versioned | null> {
  const [row] = await session.$queryRaw<Versioned[]>`
    SELECT ${Prisma.raw(speakerDetailJson)} AS json, s.version
      FROM speakers asked JOIN speakers_by_id s ON s.id = asked.canonical_id WHERE asked.id = ${id}::text::bigint`;
  return row ?? null;
}

export async function listSpeakers(
  session: DatabaseSession,
  { q, type }: SpeakerQuery,
  sort: SpeakerSort,
  { limit, after: key }: PageRequest<Key>,
): Promise<Page<Key>> {
  const order = speakerOrders[sort];
  const conditions = [
    Prisma.sql`s.canonical_id = s.id`,
    ...oneOf("s.type", "speaker_type", type),
    ...after(order, key),
  ];
  const rows = await session.$queryRaw<{ json: string; key: Key }[]>`
    SELECT ${Prisma.raw(speakerSummaryJson(sort.endsWith("statement_count")))} AS json, ${keyColumn(order)} AS key
      FROM ${firstRows(
        Prisma.sql`SELECT s.* FROM ${candidates(q, sort)} s WHERE ${Prisma.join(conditions, " AND ")}
             ORDER BY ${orderBy(order)}`,
        limit,
      )} s
     ORDER BY ${orderBy(order)}`;
  return page(
    rows,
    limit,
    (row) => row.json,
    (row) => row.key,
  );
}

/** The speakers to choose from, with what the order needs beside their own columns. */
function candidates(q: string | undefined, sort: SpeakerSort): Prisma.Sql {
  const named = q === undefined ? Prisma.sql`speakers` : namedLike(q);
  if (!sort.endsWith("statement_count")) return named;
  // Counted for everybody at once: one pass over the statements costs less than a look-up for each speaker.
  return Prisma.sql`(
    SELECT s.*, coalesce(counted.statement_count, 0) AS statement_count FROM ${named} s LEFT JOIN (
      SELECT printed.canonical_id, sum(t.count)::bigint AS statement_count
        FROM (SELECT speaker_id, count(*) FROM statements WHERE superseded_at IS NULL AND review <> 'rejected' GROUP BY 1) t
        JOIN speakers printed ON printed.id = t.speaker_id GROUP BY 1) counted ON counted.canonical_id = s.id)`;
}

/**
 * Speakers with a name or alias that holds the words, or resembles them as a whole or in part (pg_trgm, which finds
 * them by their groups of three letters). `likeness` is that of the most similar name.
 */
function namedLike(q: string): Prisma.Sql {
  const pattern = `%${escapePattern(q.trim())}%`;
  const fits = Prisma.sql`name ILIKE ${pattern} OR name % ${q} OR ${q} <% name`;
  return Prisma.sql`(
    SELECT s.*, likeness.likeness FROM speakers s JOIN (
      SELECT s.canonical_id, max(greatest(similarity(found.name, ${q}), word_similarity(${q}, found.name)))::real AS likeness
        FROM (SELECT id, name FROM speakers WHERE ${fits}
              UNION ALL
              SELECT speaker_id, name FROM speaker_aliases WHERE withdrawn_at IS NULL AND (${fits})) found
        JOIN speakers s ON s.id = found.id GROUP BY 1) likeness ON likeness.canonical_id = s.id)`;
}
