/** Utterances and their renderings, as rows. */
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import type { Kind } from "../../extraction/statement.ts";
import { visible } from "../statements/publication.ts";
import { appearance, ofOneSpeaker, utteranceColumns, utteranceJoins, type UtteranceRow } from "./present.ts";

/** A rendering that a reader sees, with how many current ones its utterance has. */
export interface RenderingRow {
  readonly utteranceId: string;
  readonly statementId: string;
  readonly kind: Kind;
  readonly text: string;
  readonly documentId: string;
  readonly count: number;
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

/** The utterances that these statements render, each with the statements asked about that do. */
export async function listUtterancesOf(
  session: DatabaseSession,
  statementIds: readonly string[],
): Promise<{ utteranceId: string; statementIds: string[] }[]> {
  return session.$queryRaw`
    SELECT u.id::text AS "utteranceId", array_agg(s.id::text) AS "statementIds"
      FROM renderings r JOIN utterances u ON u.id = r.utterance_id JOIN speakers_by_id owner ON owner.id = u.speaker_id
      JOIN statements_by_id s ON s.id = r.statement_id ${Prisma.raw(ofOneSpeaker)}
     WHERE r.statement_id = ANY(${statementIds.map(BigInt)}::bigint[]) GROUP BY u.id`;
}

/** The renderings of the utterances that stand in their documents and that the reader sees, in the order of appearance. */
export async function listRenderings(
  session: DatabaseSession,
  utteranceIds: readonly string[],
  publishedOnly: boolean,
  most: number,
): Promise<RenderingRow[]> {
  return session.$queryRaw<RenderingRow[]>`
    SELECT asked.id::text AS "utteranceId", shown.*
      FROM unnest(${utteranceIds.map(BigInt)}::bigint[]) AS asked(id)
      JOIN utterances u ON u.id = asked.id JOIN speakers_by_id owner ON owner.id = u.speaker_id,
      LATERAL (SELECT s.id::text AS "statementId", s.kind::text, s.content_text AS text, s.document_id::text AS "documentId",
                      count(*) OVER ()::int AS count
                 FROM renderings r JOIN statements_by_id s ON s.id = r.statement_id ${Prisma.raw(ofOneSpeaker)}
                WHERE r.utterance_id = u.id AND s.superseded_at IS NULL AND ${Prisma.raw(visible("s", publishedOnly))}
                ORDER BY ${Prisma.raw(appearance)} LIMIT ${most}) shown`;
}

/** Locks the utterance until the transaction ends, begins its next version, and gives the one before. */
export async function beginUtteranceVersion(
  session: DatabaseSession,
  id: string,
): Promise<{ version: number; speakerId: string } | null> {
  const [row] = await session.$queryRaw<{ version: number; speakerId: string }[]>`
    UPDATE utterances u SET changed_at = record_instant() FROM speakers speaker
     WHERE u.id = ${id}::text::bigint AND speaker.id = u.speaker_id
    RETURNING u.version - 1 AS version, speaker.canonical_id::text AS "speakerId"`;
  return row ?? null;
}
