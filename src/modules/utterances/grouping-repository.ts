/** What grouping reads and writes: statements with the utterances that they render. */
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import type { Kind } from "../../extraction/statement.ts";
import { listsBy } from "../../lists-by.ts";
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
  /** The speaker it was recorded with, before merges. */
  readonly recordedAs: string;
  /** The utterance that it renders, which is its speaker's. */
  readonly utteranceId: string | null;
  /** The utterance that it is stored in, also where that is another speaker's by now. */
  readonly storedIn: string | null;
  /** Whose the utterance was recorded as, before merges. */
  readonly ownerId: string | null;
  /** The day of saying, where it is known to the day. */
  readonly saidOn: string | null;
  /** Whether an editor said which utterance it renders. */
  readonly isEditorsChoice: boolean;
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
         speaker.canonical_id::text AS "speakerId", speaker.id::text AS "recordedAs",
         CASE WHEN owner.canonical_id = speaker.canonical_id THEN r.utterance_id::text END AS "utteranceId",
         r.utterance_id::text AS "storedIn", owner.id::text AS "ownerId",
         CASE WHEN s.said_precision = 'day' THEN s.said_on::text END AS "saidOn",
         EXISTS (SELECT FROM events e
                  WHERE e.resource_type = 'statements' AND e.resource_id = s.id AND e.action = 'regrouped') AS "isEditorsChoice"
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

/** The statement with those of earlier revisions that it carries on in the same words, as far as they are in one utterance. */
export async function listLine(
  session: DatabaseSession,
  { id, storedIn }: Pick<GroupedStatement, "id" | "storedIn">,
): Promise<string[]> {
  const earlier = await session.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE line AS (
      SELECT ${id}::text::bigint AS id
       UNION SELECT a.statement_id FROM line JOIN re_anchorings a ON a.continued_by_id = line.id AND a.outcome IN ('exact', 'moved'))
    SELECT r.statement_id::text AS id FROM line JOIN renderings r ON r.statement_id = line.id
     WHERE r.utterance_id = ${storedIn}::text::bigint`;
  return [id, ...earlier.map((one) => one.id)];
}

/** Null also where nobody knows the speaker. */
export async function findGrouped(session: DatabaseSession, id: string): Promise<GroupedStatement | null> {
  const [row] = await session.$queryRaw<GroupedStatement[]>`${grouped} WHERE s.id = ${id}::text::bigint`;
  return row ?? null;
}

/** Postings read of each 3-gram: a rare one's list is shorter, and any utterance has a rare one. */
const postingsMost = 300;
/** Of more 3-grams than these, the postings are held against a list of all that the speakers said before any is looked up. */
const lookedUpMost = 1_000;

/**
 * Statements of other revisions, of the same speaker, that share a 3-gram with one of these; by the id of that one,
 * those first that share most. What is still stored in another speaker's utterance is left out.
 */
export async function findAlike(
  session: DatabaseSession,
  asked: readonly AskedGram[],
): Promise<ReadonlyMap<string, GroupedStatement[]>> {
  if (asked.length === 0) return new Map();
  const speakerIds = [...new Set(asked.map(({ speakerId }) => speakerId))];
  const rows = await session.$queryRaw<(GroupedStatement & { readonly askedId: string })[]>`
    SELECT hit.asked_id::text AS "askedId", found.* FROM (
      SELECT asked.statement_id AS asked_id, posting.statement_id, asked.revision_id, asked.speaker_id, count(*) AS shared
        FROM unnest(${asked.map(({ statementId }) => BigInt(statementId))}::bigint[],
                    ${asked.map(({ revisionId }) => BigInt(revisionId))}::bigint[],
                    ${asked.map(({ speakerId }) => BigInt(speakerId))}::bigint[],
                    ${asked.map(({ hash }) => hash)}::int[]) AS asked(statement_id, revision_id, speaker_id, hash),
             LATERAL (SELECT statement_id FROM statement_grams
                       WHERE hash = asked.hash ORDER BY statement_id LIMIT ${postingsMost}) posting
       WHERE posting.statement_id <> asked.statement_id
         AND (${asked.length <= lookedUpMost} OR posting.statement_id IN (
           SELECT said.id FROM speakers member JOIN statements said ON said.speaker_id = member.id
            WHERE member.canonical_id = ANY(${speakerIds.map(BigInt)}::bigint[])))
       GROUP BY 1, 2, 3, 4) hit,
      LATERAL (${grouped} WHERE s.id = hit.statement_id AND speaker.canonical_id = hit.speaker_id
                 AND s.revision_id <> hit.revision_id AND ${standing}
                 AND (r.utterance_id IS NULL OR owner.canonical_id = speaker.canonical_id)) found
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
 * The renderings of the latest utterances that were recorded as these speakers', without those in which an editor put
 * something. What was given to another speaker may still be stored in an utterance, and is no rendering of it.
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
     WHERE found."utteranceId" IS NOT NULL AND NOT EXISTS (
       SELECT FROM renderings other JOIN events e ON e.resource_type = 'statements' AND e.resource_id = other.statement_id
        WHERE other.utterance_id = latest.id AND e.action = 'regrouped')
     ORDER BY member.statement_id`;
}

/**
 * Puts statements back into the utterance of their speaker that each was in last, where it was in one before; gives the
 * ids of those.
 */
export async function restoreRenderings(
  session: DatabaseSession,
  statementIds: readonly string[],
): Promise<string[]> {
  const rows = await session.$queryRaw<{ id: string }[]>`
    UPDATE renderings r SET utterance_id = former.utterance_id FROM (
      SELECT DISTINCT ON (s.id) s.id, u.id AS utterance_id
        FROM statements s JOIN speakers speaker ON speaker.id = s.speaker_id
        JOIN versions v ON v.resource_type = 'renderings' AND v.resource_id = s.id
        JOIN utterances u ON u.id = (v.row ->> 'utterance_id')::bigint
        JOIN speakers owner ON owner.id = u.speaker_id AND owner.canonical_id = speaker.canonical_id
       WHERE s.id = ANY(${statementIds.map(BigInt)}::bigint[]) ORDER BY s.id, v.version DESC) former
     WHERE r.statement_id = former.id RETURNING r.statement_id::text AS id`;
  return rows.map(({ id }) => id);
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

/** Keeps others from grouping what these speakers said until the transaction ends; in one order, so that none waits in a circle. */
export async function lockUtterancesOf(
  session: DatabaseSession,
  speakerIds: readonly string[],
): Promise<void> {
  await session.$executeRaw`
    SELECT pg_advisory_xact_lock(lock) FROM (
      SELECT DISTINCT hashtextextended('utterances:' || id, 0) AS lock FROM unnest(${[...speakerIds]}::text[]) AS id ORDER BY lock) locks`;
}

/** Statements that render one utterance. */
export interface Group {
  /** Null where it is not recorded yet. */
  readonly utteranceId: string | null;
  /** Whose a new one is recorded as: of two speakers who were merged, the one who is named, so that they can be parted. */
  readonly recordedAs: string;
  readonly statementIds: ReadonlySet<string>;
}

/** Puts the statements of each group into its utterance, also those that are in another; gives the new utterances in order. */
export async function saveGroups(session: DatabaseSession, groups: readonly Group[]): Promise<string[]> {
  if (groups.length === 0) return [];
  const members = groups.flatMap(({ utteranceId, statementIds }, nth) =>
    [...statementIds].map((id) => ({ id: BigInt(id), utteranceId: utteranceId && BigInt(utteranceId), nth })),
  );
  const fresh = groups.flatMap(({ utteranceId, recordedAs }, nth) =>
    utteranceId === null ? { recordedAs: BigInt(recordedAs), nth } : [],
  );
  const rows = await session.$queryRaw<{ id: string }[]>`
    WITH fresh AS (
      SELECT nextval('utterances_id_seq') AS id, speaker_id, nth
        FROM unnest(${fresh.map(({ recordedAs }) => recordedAs)}::bigint[], ${fresh.map(({ nth }) => nth)}::int[]) AS f(speaker_id, nth)),
    inserted AS (INSERT INTO utterances (id, speaker_id) SELECT id, speaker_id FROM fresh),
    saved AS (
      INSERT INTO renderings (statement_id, utterance_id)
      SELECT member.statement_id, coalesce(member.utterance_id, fresh.id)
        FROM unnest(${members.map(({ id }) => id)}::bigint[], ${members.map(({ utteranceId }) => utteranceId)}::bigint[],
                    ${members.map(({ nth }) => nth)}::int[]) AS member(statement_id, utterance_id, nth)
        LEFT JOIN fresh USING (nth)
          ON CONFLICT (statement_id) DO UPDATE SET utterance_id = excluded.utterance_id
       WHERE renderings.utterance_id <> excluded.utterance_id)
    SELECT id::text FROM fresh ORDER BY nth`;
  return rows.map(({ id }) => id);
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
