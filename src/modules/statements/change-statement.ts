/**
 * Changing a statement's row: the only way in which anything but ingestion does it. The row as it was is kept by the
 * database; what was changed is told to the caller, field by field.
 */
import type { DatabaseSession } from "../../database/client.ts";
import {
  Prisma,
  type DatePrecision,
  type Kind,
  type Medium,
  type ReviewState,
  type Stance,
} from "../../database/generated/client.ts";

/** What can be changed of a statement. */
export interface StatementFields {
  readonly kind: Kind;
  readonly stance: Stance;
  readonly medium: Medium;
  readonly speakerId: bigint | null;
  readonly positionId: bigint | null;
  readonly audience: string | null;
  readonly place: string | null;
  readonly saidAsPrinted: string | null;
  /** `YYYY-MM-DD`, the first day of what is known; null where nothing is. */
  readonly saidOn: string | null;
  readonly saidPrecision: DatePrecision | null;
  readonly claimId: bigint | null;
  readonly review: ReviewState;
  readonly spanSet: number;
  readonly contentText: string;
  readonly attributedAs: string | null;
  readonly sentenceStart: number;
  readonly sentenceEnd: number;
}

export interface StatementRow extends StatementFields {
  readonly id: bigint;
  readonly documentId: bigint;
  readonly revisionId: bigint;
  readonly version: number;
}

const columns = Prisma.sql`
  s.id, s.document_id AS "documentId", s.revision_id AS "revisionId", s.version, s.kind, s.stance, s.medium,
  s.speaker_id AS "speakerId", s.position_id AS "positionId", s.audience, s.place,
  s.said_as_printed AS "saidAsPrinted", nullif(s.said_on, '-infinity')::text AS "saidOn",
  s.said_precision AS "saidPrecision", s.claim_id AS "claimId", s.review, s.span_set::int AS "spanSet",
  s.content_text AS "contentText", s.attributed_as AS "attributedAs",
  s.sentence_start AS "sentenceStart", s.sentence_end AS "sentenceEnd"`;

/**
 * Reads a statement's row and locks it until the transaction ends; null where there is none. Its key stays as it is, so
 * that who only refers to it, as an ingestion that groups it, need not wait.
 */
export async function lockStatement(transaction: DatabaseSession, id: bigint): Promise<StatementRow | null> {
  const [row] = await transaction.$queryRaw<StatementRow[]>`
    SELECT ${columns} FROM statements s WHERE s.id = ${id} FOR NO KEY UPDATE`;
  return row ?? null;
}

/** A statement's row as it was first stored, which is as the engine found it: a table of one row. */
export const asExtracted = (id: bigint): Prisma.Sql => Prisma.sql`(
  SELECT * FROM statements WHERE id = ${id} AND version = 1
  UNION ALL
  SELECT old.* FROM versions v, jsonb_populate_record(NULL::statements, v.row) old
   WHERE v.resource_type = 'statements' AND v.resource_id = ${id} AND v.version = 1)`;

export async function statementAsExtracted(session: DatabaseSession, id: bigint): Promise<StatementRow> {
  const [row] = await session.$queryRaw<StatementRow[]>`
    SELECT ${columns} FROM ${asExtracted(id)} s`;
  return row!;
}

/** Writes the fields of a locked row. Where none differs from what is there, nothing is written. */
export async function writeStatement(
  transaction: DatabaseSession,
  id: bigint,
  fields: StatementFields,
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE statements SET
      kind = ${fields.kind}::kind, stance = ${fields.stance}::stance, medium = ${fields.medium}::medium,
      speaker_id = ${fields.speakerId}, position_id = ${fields.positionId},
      audience = ${fields.audience}, place = ${fields.place},
      said_as_printed = ${fields.saidAsPrinted},
      said_on = coalesce(${fields.saidOn}::text::date, '-infinity'),
      said_precision = ${fields.saidPrecision}::date_precision,
      claim_id = ${fields.claimId}, review = ${fields.review}::review_state,
      span_set = ${fields.spanSet}::int, content_text = ${fields.contentText}, attributed_as = ${fields.attributedAs},
      sentence_start = ${fields.sentenceStart}::int, sentence_end = ${fields.sentenceEnd}::int
    WHERE id = ${id}`;
}
