/** Utterances and their renderings, as rows. */
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import type { Kind } from "../../extraction/statement.ts";
import { visible } from "../statements/publication.ts";
import { appearance, renderingsOf, utteranceColumns, utteranceJoins, type UtteranceRow } from "./present.ts";

/** A rendering that a reader sees. */
export interface RenderingRow {
  readonly statementId: string;
  readonly kind: Kind;
  readonly text: string;
  readonly documentId: string;
}

/** An utterance that statements asked about render. */
export interface RenderedRow {
  readonly utteranceId: string;
  /** Those of the statements asked about that render it. */
  readonly askedIds: readonly string[];
  /** How many renderings the reader sees that stand in their documents. */
  readonly count: number;
  /** The first of these, in the order of their appearance. */
  readonly renderings: readonly RenderingRow[];
}

/** An utterance with its renderings that the reader sees, so many at most; null where it is none, or has none of these. */
export async function findUtterance(
  session: DatabaseSession,
  id: string,
  publishedOnly: boolean,
  most: number,
): Promise<UtteranceRow | null> {
  const [row] = await session.$queryRaw<UtteranceRow[]>`
    SELECT ${Prisma.raw(utteranceColumns)}
      FROM utterances u ${Prisma.raw(utteranceJoins(visible("s", publishedOnly), most))}
     WHERE u.id = ${id}::text::bigint AND seen.renderings IS NOT NULL`;
  return row ?? null;
}

/** The utterances that these statements render, each with so many of its renderings at most. */
export async function listRendered(
  session: DatabaseSession,
  statementIds: readonly string[],
  publishedOnly: boolean,
  most: number,
): Promise<RenderedRow[]> {
  return session.$queryRaw<RenderedRow[]>`
    WITH asked AS MATERIALIZED (
      SELECT r.utterance_id AS id, speaker.canonical_id, array_agg(s.id::text) AS ids
        FROM renderings r JOIN statements_by_id s ON s.id = r.statement_id JOIN speakers_by_id speaker ON speaker.id = s.speaker_id
       WHERE r.statement_id = ANY(${statementIds.map(BigInt)}::bigint[])
         -- Not a join: whoever is quoted often has more utterances than are worth reading for one of them.
         AND speaker.canonical_id = (SELECT owner.canonical_id FROM utterances u JOIN speakers_by_id owner ON owner.id = u.speaker_id
                                      WHERE u.id = r.utterance_id)
       GROUP BY 1, 2)
    SELECT owner.id::text AS "utteranceId", owner.ids AS "askedIds", coalesce(max(shown.count), 0)::int AS count,
           coalesce(json_agg(json_build_object('statementId', shown.id::text, 'kind', shown.kind, 'text', shown.content_text,
             'documentId', shown.document_id::text) ORDER BY shown.nth) FILTER (WHERE shown.id IS NOT NULL), '[]') AS renderings
      FROM asked owner LEFT JOIN LATERAL (
        SELECT s.id, s.kind, s.content_text, s.document_id, count(*) OVER () AS count, row_number() OVER (ORDER BY ${Prisma.raw(appearance)}) AS nth
          FROM ${Prisma.raw(renderingsOf("owner.id"))}
         WHERE s.superseded_at IS NULL AND ${Prisma.raw(visible("s", publishedOnly))}
         ORDER BY nth LIMIT ${most}) shown ON true
     GROUP BY 1, 2`;
}

/** Locks the utterance until the transaction ends, and gives its version with the speaker that it counts as. */
export async function lockUtterance(
  session: DatabaseSession,
  id: string,
): Promise<{ version: number; speakerId: string } | null> {
  const [row] = await session.$queryRaw<{ version: number; speakerId: string }[]>`
    SELECT u.version, speaker.canonical_id::text AS "speakerId" FROM utterances u JOIN speakers speaker ON speaker.id = u.speaker_id
     WHERE u.id = ${id}::text::bigint FOR NO KEY UPDATE OF u`;
  return row ?? null;
}
