/** Utterances and their renderings, as rows. */
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import type { Kind } from "../../extraction/statement.ts";
import type { Versioned } from "../../http/app.ts";
import { notRejected, visible } from "../statements/publication.ts";
import { utteranceJoins, utteranceJson } from "./present.ts";
import type { RenderingKind, WordingStep } from "./rendering.ts";

/** A statement with what decides about its grouping. */
export interface GroupedStatement {
  readonly id: string;
  readonly kind: Kind;
  readonly text: string;
  /** The speaker it counts as, after merges. */
  readonly speakerId: string;
  readonly utteranceId: string | null;
  /** The day of saying, where it is known to the day. */
  readonly saidOn: string | null;
  readonly publishedOn: string | null;
}

/** A statement as a rendering. */
export interface Rendering {
  readonly utteranceId: string;
  readonly statementId: string;
  readonly kind: RenderingKind;
  readonly documentId: string;
  readonly content: string;
}

export interface NewRendering {
  readonly statementId: string;
  readonly kind: RenderingKind;
  /** Null for the first rendering. */
  readonly difference: readonly WordingStep[] | null;
}

/** A correction may give a statement to another speaker: it is then no rendering of this one's utterance. */
const renderingJoins = Prisma.raw(`
  JOIN statements_by_id s ON s.id = r.statement_id AND ${notRejected("s")}
  JOIN utterances u ON u.id = r.utterance_id
  JOIN speakers_by_id speaker ON speaker.id = s.speaker_id
  JOIN speakers_by_id owner ON owner.id = u.speaker_id AND owner.canonical_id = speaker.canonical_id`);

const grouped = Prisma.raw(`
  SELECT s.id::text, s.kind::text, s.content_text AS text, speaker.canonical_id::text AS "speakerId",
         rendering.utterance_id::text AS "utteranceId",
         CASE WHEN s.said_precision = 'day' THEN s.said_on::text END AS "saidOn",
         nullif(s.published_on, '-infinity')::text AS "publishedOn"
    FROM statements s JOIN speakers speaker ON speaker.id = s.speaker_id
    LEFT JOIN renderings rendering ON rendering.statement_id = s.id`);

/** The statements of a revision whose speaker is known. */
export async function listOfRevision(
  session: DatabaseSession,
  revisionId: bigint,
): Promise<GroupedStatement[]> {
  return session.$queryRaw<GroupedStatement[]>`
    ${grouped} WHERE s.revision_id = ${revisionId} AND ${Prisma.raw(notRejected("s"))} ORDER BY s.ordinal`;
}

export async function findGrouped(session: DatabaseSession, id: string): Promise<GroupedStatement | null> {
  const [row] = await session.$queryRaw<GroupedStatement[]>`${grouped} WHERE s.id = ${id}::text::bigint`;
  return row ?? null;
}

/** Postings read of each 3-gram: a rare one's list is shorter, and any utterance has a rare one. */
const postingsMost = 300;

/** Statements of other revisions, of the same speaker, that share a 3-gram with one of these; by the id of that one. */
export async function findAlike(
  session: DatabaseSession,
  revisionId: bigint,
  asked: readonly { readonly statementId: string; readonly speakerId: string; readonly hash: number }[],
): Promise<(GroupedStatement & { readonly askedId: string })[]> {
  if (asked.length === 0) return [];
  return session.$queryRaw<(GroupedStatement & { readonly askedId: string })[]>`
    SELECT hit.asked_id::text AS "askedId", found.* FROM (
      SELECT asked.statement_id AS asked_id, posting.statement_id, asked.speaker_id, count(*) AS shared
        FROM unnest(${asked.map(({ statementId }) => BigInt(statementId))}::bigint[],
                    ${asked.map(({ speakerId }) => BigInt(speakerId))}::bigint[],
                    ${asked.map(({ hash }) => hash)}::int[]) AS asked(statement_id, speaker_id, hash),
             LATERAL (SELECT statement_id FROM statement_grams
                       WHERE hash = asked.hash ORDER BY statement_id LIMIT ${postingsMost}) posting
       WHERE posting.statement_id <> asked.statement_id GROUP BY 1, 2, 3) hit,
      LATERAL (${grouped} WHERE s.id = hit.statement_id AND speaker.canonical_id = hit.speaker_id
                 AND s.revision_id <> ${revisionId} AND ${Prisma.raw(notRejected("s"))}) found
     ORDER BY hit.asked_id, hit.shared DESC, hit.statement_id`;
}

/** Keeps others from grouping what these speakers said until the transaction ends; in one order, so that none waits in a circle. */
export async function lockUtterancesOf(
  session: DatabaseSession,
  speakerIds: readonly string[],
): Promise<void> {
  await session.$executeRaw`
    SELECT pg_advisory_xact_lock(lock) FROM (
      SELECT DISTINCT hashtextextended('utterances:' || id, 0) AS lock FROM unnest(${[...speakerIds]}::text[]) AS id ORDER BY lock) locks`;
}

/** Makes each of the statements the first rendering of an utterance of its own. */
export async function insertFirstRenderings(
  session: DatabaseSession,
  statements: readonly Pick<GroupedStatement, "id" | "speakerId">[],
): Promise<void> {
  if (statements.length === 0) return;
  await session.$executeRaw`
    WITH first AS (
      SELECT statement_id, speaker_id, nextval('utterances_id_seq') AS utterance_id
        FROM unnest(${statements.map(({ id }) => BigInt(id))}::bigint[],
                    ${statements.map(({ speakerId }) => BigInt(speakerId))}::bigint[]) AS s(statement_id, speaker_id)),
    utterance AS (INSERT INTO utterances (id, speaker_id) SELECT utterance_id, speaker_id FROM first)
    INSERT INTO renderings (statement_id, utterance_id, kind) SELECT statement_id, utterance_id, 'verbatim' FROM first`;
}

export async function insertUtterance(session: DatabaseSession, speakerId: string): Promise<string> {
  const { id } = await session.utterance.create({
    data: { speakerId: BigInt(speakerId) },
    select: { id: true },
  });
  return String(id);
}

/** Puts statements into an utterance, also those that are in another. */
export async function saveRenderings(
  session: DatabaseSession,
  utteranceId: string,
  renderings: readonly NewRendering[],
): Promise<void> {
  const rows = renderings.map(({ statementId, kind, difference }) => ({
    statement_id: statementId,
    kind,
    difference,
  }));
  await session.$executeRaw`
    INSERT INTO renderings (statement_id, utterance_id, kind, difference)
    SELECT r.statement_id, ${utteranceId}::text::bigint, r.kind::rendering_kind, r.difference
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(statement_id bigint, kind text, difference jsonb)
        ON CONFLICT (statement_id) DO UPDATE
       SET utterance_id = excluded.utterance_id, kind = excluded.kind, difference = excluded.difference
     WHERE (renderings.utterance_id, renderings.kind, renderings.difference)
           IS DISTINCT FROM (excluded.utterance_id, excluded.kind, excluded.difference)`;
}

/** Renderings shown with a statement; an utterance that everybody quotes has thousands. */
const renderingsMost = 20;

/** An utterance with its renderings that the reader sees; null where it is none, or has none of these. */
export async function findUtterance(
  session: DatabaseSession,
  id: string,
  publishedOnly: boolean,
): Promise<Versioned | null> {
  const [row] = await session.$queryRaw<Versioned[]>`
    SELECT ${Prisma.raw(utteranceJson)} AS json, u.version
      FROM utterances u ${Prisma.raw(utteranceJoins(visible("s", publishedOnly)))}
     WHERE u.id = ${id}::text::bigint AND shown.renderings IS NOT NULL`;
  return row ?? null;
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

/** All renderings of the utterances that these statements render, by statement. */
export async function findRenderings(
  session: DatabaseSession,
  statementIds: readonly string[],
): Promise<(Rendering & { readonly askedId: string })[]> {
  return session.$queryRaw<(Rendering & { readonly askedId: string })[]>`
    SELECT asked.statement_id::text AS "askedId", other.* FROM renderings asked, LATERAL (
      SELECT r.utterance_id::text AS "utteranceId", s.id::text AS "statementId", r.kind::text, s.document_id::text AS "documentId",
             s.content_text AS content
        FROM renderings r ${renderingJoins} WHERE r.utterance_id = asked.utterance_id
       ORDER BY s.published_on, s.id LIMIT ${renderingsMost}) other
     WHERE asked.statement_id = ANY(${statementIds.map(BigInt)}::bigint[])`;
}

/** The statements of an utterance in the order of their appearance. */
export async function listOfUtterance(
  session: DatabaseSession,
  utteranceId: string,
): Promise<GroupedStatement[]> {
  return session.$queryRaw<GroupedStatement[]>`
    SELECT s.id::text, s.kind::text, s.content_text AS text, speaker.canonical_id::text AS "speakerId",
           r.utterance_id::text AS "utteranceId",
           CASE WHEN s.said_precision = 'day' THEN s.said_on::text END AS "saidOn",
           nullif(s.published_on, '-infinity')::text AS "publishedOn"
      FROM renderings r ${renderingJoins} WHERE r.utterance_id = ${utteranceId}::text::bigint
     ORDER BY s.published_on, s.id`;
}

/** Rows by the statement that they were found for. */
export function byAsked<Row extends { readonly askedId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.askedId, [...(groups.get(row.askedId) ?? []), row]);
  return groups;
}
