/** What grouping reads and writes: statements with the utterances that they render. */
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import type { Kind } from "../../extraction/statement.ts";
import { notRejected } from "../statements/publication.ts";

/** A statement with what decides about its grouping. */
export interface GroupedStatement {
  readonly id: string;
  readonly revisionId: string;
  readonly kind: Kind;
  readonly text: string;
  readonly rejected: boolean;
  /** The speaker it counts as, after merges. */
  readonly speakerId: string;
  /** The utterance that it renders, which is its speaker's. */
  readonly utteranceId: string | null;
  /** The utterance that it is stored in, also where that is another speaker's by now. */
  readonly storedIn: string | null;
  /** Whose the utterance was recorded as, before merges. */
  readonly ownerId: string | null;
  /** The day of saying, where it is known to the day. */
  readonly saidOn: string | null;
}

/** A statement whose 3-gram is looked up. */
export interface AskedGram {
  readonly statementId: string;
  readonly revisionId: string;
  readonly speakerId: string;
  readonly hash: number;
}

const grouped = Prisma.raw(`
  SELECT s.id::text, s.revision_id::text AS "revisionId", s.kind::text, s.content_text AS text, s.review = 'rejected' AS rejected,
         speaker.canonical_id::text AS "speakerId",
         CASE WHEN owner.canonical_id = speaker.canonical_id THEN r.utterance_id::text END AS "utteranceId",
         r.utterance_id::text AS "storedIn", owner.id::text AS "ownerId",
         CASE WHEN s.said_precision = 'day' THEN s.said_on::text END AS "saidOn"
    FROM statements s JOIN speakers speaker ON speaker.id = s.speaker_id
    LEFT JOIN renderings r ON r.statement_id = s.id
    LEFT JOIN utterances u ON u.id = r.utterance_id LEFT JOIN speakers owner ON owner.id = u.speaker_id`);
const standing = Prisma.raw(notRejected("s"));

/** The statements of a revision whose speaker is known. */
export async function listOfRevision(
  session: DatabaseSession,
  revisionId: bigint,
): Promise<GroupedStatement[]> {
  return session.$queryRaw<GroupedStatement[]>`
    ${grouped} WHERE s.revision_id = ${revisionId} AND ${standing} ORDER BY s.ordinal`;
}

/** A statement with the one of the next revision that carries it on, if any, and whether that is in the same words. */
export type Predecessor = GroupedStatement & {
  readonly continuedById: string | null;
  readonly unchanged: boolean;
};

/** The statements whose place those of a revision took. */
export async function listPredecessors(session: DatabaseSession, revisionId: bigint): Promise<Predecessor[]> {
  return session.$queryRaw<Predecessor[]>`
    SELECT found.*, a.continued_by_id::text AS "continuedById", a.outcome IN ('exact', 'moved') AS unchanged
      FROM re_anchorings a, LATERAL (${grouped} WHERE s.id = a.statement_id) found WHERE a.revision_id = ${revisionId}`;
}

/** Null also where nobody knows the speaker. */
export async function findGrouped(session: DatabaseSession, id: string): Promise<GroupedStatement | null> {
  const [row] = await session.$queryRaw<GroupedStatement[]>`${grouped} WHERE s.id = ${id}::text::bigint`;
  return row ?? null;
}

/** Postings read of each 3-gram: a rare one's list is shorter, and any utterance has a rare one. */
const postingsMost = 300;

/**
 * Statements of other revisions, of the same speaker, that share a 3-gram with one of these; by the id of that one,
 * those first that share most.
 */
export async function findAlike(
  session: DatabaseSession,
  asked: readonly AskedGram[],
): Promise<Map<string, GroupedStatement[]>> {
  if (asked.length === 0) return new Map();
  const rows = await session.$queryRaw<(GroupedStatement & { readonly askedId: string })[]>`
    SELECT hit.asked_id::text AS "askedId", found.* FROM (
      SELECT asked.statement_id AS asked_id, posting.statement_id, asked.revision_id, asked.speaker_id, count(*) AS shared
        FROM unnest(${asked.map(({ statementId }) => BigInt(statementId))}::bigint[],
                    ${asked.map(({ revisionId }) => BigInt(revisionId))}::bigint[],
                    ${asked.map(({ speakerId }) => BigInt(speakerId))}::bigint[],
                    ${asked.map(({ hash }) => hash)}::int[]) AS asked(statement_id, revision_id, speaker_id, hash),
             LATERAL (SELECT statement_id FROM statement_grams
                       WHERE hash = asked.hash ORDER BY statement_id LIMIT ${postingsMost}) posting
       WHERE posting.statement_id <> asked.statement_id GROUP BY 1, 2, 3, 4) hit,
      LATERAL (${grouped} WHERE s.id = hit.statement_id AND speaker.canonical_id = hit.speaker_id
                 AND s.revision_id <> hit.revision_id AND ${standing}) found
     ORDER BY hit.asked_id, hit.shared DESC, hit.statement_id`;
  return listsBy(rows, ({ askedId }) => askedId);
}

/** Statements that are in utterances of others, where one or the other counts as a speaker or was merged into that one. */
export async function listStrays(session: DatabaseSession, speakerId: bigint): Promise<GroupedStatement[]> {
  return session.$queryRaw<GroupedStatement[]>`
    SELECT found.* FROM (
      SELECT s.id FROM speakers member JOIN statements s ON s.speaker_id = member.id WHERE member.canonical_id = ${speakerId}
       UNION
      SELECT r.statement_id FROM speakers member JOIN utterances u ON u.speaker_id = member.id
        JOIN renderings r ON r.utterance_id = u.id WHERE member.canonical_id = ${speakerId}) touched,
      LATERAL (${grouped} WHERE s.id = touched.id AND owner.canonical_id <> speaker.canonical_id) found
     ORDER BY touched.id`;
}

/** The speaker and all that were merged into it. */
export async function listFamily(session: DatabaseSession, speakerId: bigint): Promise<string[]> {
  const rows = await session.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE family AS (
      SELECT id FROM speakers WHERE id = ${speakerId}
       UNION SELECT s.id FROM family JOIN speakers s ON s.merged_into_id = family.id)
    SELECT id::text FROM family`;
  return rows.map(({ id }) => id);
}

/**
 * The renderings of the latest utterances that were recorded as these speakers'; of what an editor grouped, none. What was
 * given to another speaker may still be stored in an utterance, and is no rendering of it.
 */
export async function listLatestOf(
  session: DatabaseSession,
  speakerIds: readonly string[],
  utterancesMost: number,
): Promise<GroupedStatement[]> {
  return session.$queryRaw<GroupedStatement[]>`
    SELECT found.* FROM (
      SELECT id FROM utterances WHERE speaker_id = ANY(${speakerIds.map(BigInt)}::bigint[]) ORDER BY id DESC LIMIT ${utterancesMost}) latest
      JOIN renderings member ON member.utterance_id = latest.id,
      LATERAL (${grouped} WHERE s.id = member.statement_id AND ${standing}) found
     WHERE found."utteranceId" IS NOT NULL AND NOT EXISTS (SELECT FROM events e
             WHERE e.resource_type = 'statements' AND e.resource_id = member.statement_id AND e.action = 'regrouped')
     ORDER BY member.statement_id`;
}

/** The utterances of the speaker that these statements were in before, the latest of each. */
export async function findFormerUtterances(
  session: DatabaseSession,
  statementIds: readonly string[],
  speakerId: string,
): Promise<Map<string, string>> {
  const rows = await session.$queryRaw<{ statementId: string; utteranceId: string }[]>`
    SELECT DISTINCT ON (v.resource_id) v.resource_id::text AS "statementId", u.id::text AS "utteranceId"
      FROM versions v JOIN utterances u ON u.id = (v.row ->> 'utterance_id')::bigint JOIN speakers owner ON owner.id = u.speaker_id
     WHERE v.resource_type = 'renderings' AND v.resource_id = ANY(${statementIds.map(BigInt)}::bigint[])
       AND owner.canonical_id = ${speakerId}::text::bigint
     ORDER BY v.resource_id, v.version DESC`;
  return new Map(rows.map(({ statementId, utteranceId }) => [statementId, utteranceId]));
}

/** Whether the utterance has no rendering but this one. */
export async function isAlone(
  session: DatabaseSession,
  { id, storedIn }: GroupedStatement,
): Promise<boolean> {
  const [other] = await session.$queryRaw<object[]>`
    SELECT FROM renderings WHERE utterance_id = ${storedIn}::text::bigint AND statement_id <> ${id}::text::bigint LIMIT 1`;
  return other === undefined;
}

/** Whether an editor said which utterance the statement renders. */
export async function isEditorsChoice(session: DatabaseSession, id: string): Promise<boolean> {
  const [event] = await session.$queryRaw<object[]>`
    SELECT FROM events WHERE resource_type = 'statements' AND resource_id = ${id}::text::bigint AND action = 'regrouped' LIMIT 1`;
  return event !== undefined;
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
    INSERT INTO renderings (statement_id, utterance_id) SELECT statement_id, utterance_id FROM first`;
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
  statementIds: readonly string[],
): Promise<void> {
  await session.$executeRaw`
    INSERT INTO renderings (statement_id, utterance_id)
    SELECT statement_id, ${utteranceId}::text::bigint FROM unnest(${statementIds.map(BigInt)}::bigint[]) AS statement_id
        ON CONFLICT (statement_id) DO UPDATE SET utterance_id = excluded.utterance_id
     WHERE renderings.utterance_id <> excluded.utterance_id`;
}

/** Begins the next version of the utterances that these statements are stored in: they look different from now on. */
export async function beginVersionsOf(
  session: DatabaseSession,
  statementIds: readonly string[],
): Promise<void> {
  await session.$executeRaw`
    UPDATE utterances SET changed_at = record_instant()
     WHERE id IN (SELECT utterance_id FROM renderings WHERE statement_id = ANY(${statementIds.map(BigInt)}::bigint[]))`;
}

/** The rows in lists, by a key of each. */
export function listsBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const lists = new Map<string, Row[]>();
  for (const row of rows) {
    const list = lists.get(keyOf(row));
    if (list === undefined) lists.set(keyOf(row), [row]);
    else list.push(row);
  }
  return lists;
}
