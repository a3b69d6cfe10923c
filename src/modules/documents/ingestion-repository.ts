/**
 * Stores a document with all that was found in it. Rows travel as one JSON parameter for each table and find the rows
 * they point at by natural key, so that the number of queries does not grow with the number of statements.
 */
import type { DatabaseSession } from "../../database/client.ts";
import type { MetadataOrigin } from "../../database/generated/client.ts";
import type { CorrectionKind } from "../../extraction/statement.ts";
import type { Article, Sourced } from "./article.ts";
import type { ExtractionRows, PublisherRow } from "./extraction-rows.ts";
import { nameKey } from "./name-keys.ts";
import { STANDINGS } from "./schemas.ts";

/** What a text says of itself. */
export type PrintedStanding = "live" | "edited" | "corrected";

type RevisionCorrections = { kind: CorrectionKind; start: number; end: number }[];

export interface StoredRevision {
  readonly documentId: bigint;
  readonly revisionId: bigint;
  readonly number: number;
}

/** The latest revision of a document. */
export interface CurrentRevision extends StoredRevision {
  readonly sha256: string;
}

/**
 * Waits for other transactions that store the same document or the same text, and keeps them waiting until this one
 * ends. In the order of the locks, so that no two wait for each other.
 */
export async function lockDocument(
  session: DatabaseSession,
  { identityKey, sha256 }: Article,
): Promise<void> {
  await session.$executeRaw`
    SELECT pg_advisory_xact_lock(lock) FROM (
      SELECT DISTINCT hashtextextended(key, 0) AS lock
        FROM unnest(ARRAY[${identityKey}::text, 'sha256:' || ${sha256}::text]) AS key ORDER BY lock) locks`;
}

/**
 * Keeps editors from changing what the document's statements and claims are until the transaction ends, in the order in
 * which editors lock them; the caller holds the merges.
 */
export async function lockFindings(
  session: DatabaseSession,
  { documentId, revisionId }: CurrentRevision,
): Promise<void> {
  await session.$executeRaw`SELECT FROM documents WHERE id = ${documentId} FOR UPDATE`;
  await session.$executeRaw`
    SELECT FROM claims WHERE canonical_id IN (
      SELECT c.canonical_id FROM revisions r JOIN claims c ON c.revision_id = r.id WHERE r.document_id = ${documentId}
      UNION
      SELECT c.canonical_id FROM statements s JOIN claims c ON c.id = s.claim_id WHERE s.revision_id = ${revisionId})
     ORDER BY id FOR UPDATE`;
  await session.$executeRaw`SELECT FROM statements WHERE revision_id = ${revisionId} ORDER BY id FOR UPDATE`;
}

/** The document that the article is of: by its identity, or, where no url tells documents apart, by its very text. */
export async function findCurrentRevision(
  session: DatabaseSession,
  { identityKey, url, sha256 }: Article,
): Promise<CurrentRevision | null> {
  const [found] = await session.$queryRaw<CurrentRevision[]>`
    SELECT candidate.id AS "documentId", r.id AS "revisionId", r.number, r.sha256
      FROM (SELECT id, true AS identified FROM documents WHERE identity_key = ${identityKey}
            UNION ALL
            SELECT document_id, false FROM revisions WHERE ${url === null} AND sha256 = ${sha256}::bpchar) candidate,
           LATERAL (SELECT id, number, sha256 FROM revisions
                     WHERE document_id = candidate.id ORDER BY number DESC LIMIT 1) r
     WHERE identified OR r.sha256 = ${sha256}::bpchar
     ORDER BY identified DESC, candidate.id LIMIT 1`;
  return found ?? null;
}

export async function countStatements(session: DatabaseSession, documentId: bigint): Promise<number> {
  return session.statement.count({ where: { documentId, supersededAt: null } });
}

export async function savePublishers(session: DatabaseSession, rows: readonly PublisherRow[]): Promise<void> {
  if (rows.length === 0) return;
  await session.$executeRaw`
    INSERT INTO publishers (key, name)
    SELECT r.key, r.name FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(key text, name text)
     ORDER BY r.key ON CONFLICT (key) DO NOTHING`;
}

export async function insertDocument(
  session: DatabaseSession,
  article: Article,
  standing: PrintedStanding,
): Promise<bigint> {
  const { id } = await session.document.create({
    data: {
      standing,
      identityKey: article.identityKey,
      url: article.url,
      publisherId: await publisherId(session, article),
      publisherOrigin: article.publisher?.origin ?? null,
      title: article.title?.value ?? null,
      titleOrigin: article.title?.origin ?? null,
      byline: article.byline?.value ?? null,
      bylineOrigin: article.byline?.origin ?? null,
      publishedOn: article.publishedOn === null ? null : new Date(article.publishedOn.value),
      publishedOnOrigin: article.publishedOn?.origin ?? null,
    },
    select: { id: true },
  });
  return id;
}

/**
 * Takes over what comes with a changed text, and keeps what does not come again. What an editor has set goes before
 * what a page says of itself. The stronger standing holds: a retracted article is so also when its text changes again.
 */
export async function updateDocument(
  session: DatabaseSession,
  id: bigint,
  article: Article,
  printed: PrintedStanding,
): Promise<void> {
  const held = await session.document.findUniqueOrThrow({ where: { id } });
  const taken = <Field extends Sourced | null>(field: Field, origin: MetadataOrigin | null): Field | null =>
    origin === "editor" && field?.origin !== "editor" ? null : field;
  const title = taken(article.title, held.titleOrigin);
  const byline = taken(article.byline, held.bylineOrigin);
  const publishedOn = taken(article.publishedOn, held.publishedOnOrigin);
  const publisher = taken(article.publisher, held.publisherOrigin);
  await session.document.update({
    where: { id },
    data: {
      standing: STANDINGS.findLast((one) => [held.standing, printed, "edited"].includes(one))!,
      ...(title && { title: title.value, titleOrigin: title.origin }),
      ...(byline && { byline: byline.value, bylineOrigin: byline.origin }),
      ...(publishedOn && { publishedOn: new Date(publishedOn.value), publishedOnOrigin: publishedOn.origin }),
      ...(publisher && {
        publisherId: await publisherId(session, article),
        publisherOrigin: publisher.origin,
      }),
    },
    select: { id: true },
  });
}

async function publisherId(session: DatabaseSession, { publisher }: Article): Promise<bigint | null> {
  if (publisher === null) return null;
  const { id } = await session.publisher.findUniqueOrThrow({
    where: { key: nameKey(publisher.value) },
    select: { id: true },
  });
  return id;
}

export async function insertRevision(
  session: DatabaseSession,
  revision: {
    documentId: bigint;
    number: number;
    sha256: string;
    text: string;
    lengthCodePoints: number;
    engineVersion: string;
    corrections: RevisionCorrections;
  },
): Promise<StoredRevision> {
  const { id } = await session.revision.create({ data: revision, select: { id: true } });
  return { documentId: revision.documentId, revisionId: id, number: revision.number };
}

/** The statements of earlier revisions are no longer what the document says. */
export async function supersedeStatements(
  session: DatabaseSession,
  { documentId, revisionId }: StoredRevision,
): Promise<void> {
  await session.$executeRaw`
    UPDATE statements SET superseded_at = record_instant()
     WHERE document_id = ${documentId} AND revision_id <> ${revisionId} AND superseded_at IS NULL`;
}

/** Stores all that was found in a revision, but for the confirmations. Gives the id of each claim by its words. */
export async function insertExtraction(
  session: DatabaseSession,
  revision: StoredRevision,
  rows: ExtractionRows,
): Promise<ReadonlyMap<string, bigint>> {
  if (rows.statements.length === 0) return new Map();
  await savePublishers(session, rows.publishers);
  await saveSpeakers(session, rows);
  await saveSources(session, rows);
  const claimIds = await saveClaims(session, revision, rows);
  await insertStatements(session, revision, rows, claimIds);
  await insertAnchors(session, revision, rows);
  return claimIds;
}

async function saveSpeakers(session: DatabaseSession, rows: ExtractionRows): Promise<void> {
  await session.$executeRaw`
    INSERT INTO speakers (key, type, name)
    SELECT r.key, r.type::speaker_type, r.name
      FROM json_to_recordset(${JSON.stringify(rows.speakers)}::json) AS r(key text, type text, name text)
     ORDER BY r.key ON CONFLICT (key) DO NOTHING`;
  await session.$executeRaw`
    INSERT INTO speaker_aliases (speaker_id, name)
    SELECT s.id, r.name
      FROM json_to_recordset(${JSON.stringify(rows.aliases)}::json) AS r(speaker_key text, name text)
      JOIN speakers s ON s.key = r.speaker_key AND s.name <> r.name
     ORDER BY s.id, r.name ON CONFLICT DO NOTHING`;
  if (rows.positions.length === 0) return;
  await session.$executeRaw`
    INSERT INTO positions (speaker_id, key, title, organization_id)
    SELECT s.id, r.key, r.title, o.id
      FROM json_to_recordset(${JSON.stringify(rows.positions)}::json)
           AS r(speaker_key text, key text, title text, organization_key text)
      JOIN speakers s ON s.key = r.speaker_key LEFT JOIN speakers o ON o.key = r.organization_key
     ORDER BY s.id, r.key ON CONFLICT (speaker_id, key) DO NOTHING`;
}

async function saveSources(session: DatabaseSession, { sources }: ExtractionRows): Promise<void> {
  if (sources.length === 0) return;
  await session.$executeRaw`
    INSERT INTO sources (key, type, name, publisher_id)
    SELECT r.key, r.type::source_type, r.name, p.id
      FROM json_to_recordset(${JSON.stringify(sources)}::json)
           AS r(key text, type text, name text, publisher_key text)
      LEFT JOIN publishers p ON p.key = r.publisher_key
     ORDER BY r.key ON CONFLICT (key) DO NOTHING`;
}

/** A claim in the same words as one of an earlier revision is that claim. */
async function saveClaims(
  session: DatabaseSession,
  { documentId, revisionId }: StoredRevision,
  { claims }: ExtractionRows,
): Promise<Map<string, bigint>> {
  if (claims.length === 0) return new Map();
  await session.$executeRaw`
    INSERT INTO claims (text, revision_id, start, "end", status)
    SELECT r.text, ${revisionId}, r.start, r."end", r.status::status
      FROM json_to_recordset(${JSON.stringify(claims)}::json) AS r(text text, start int, "end" int, status text)
     WHERE r.text NOT IN (
       SELECT c.text FROM revisions v JOIN claims c ON c.revision_id = v.id WHERE v.document_id = ${documentId})`;
  const stored = await session.claim.findMany({
    where: { revision: { documentId } },
    orderBy: { id: "desc" },
    select: { id: true, text: true },
  });
  return new Map(stored.map(({ id, text }) => [text, id]));
}

async function insertStatements(
  session: DatabaseSession,
  { documentId, revisionId }: StoredRevision,
  { statements }: ExtractionRows,
  claimIds: ReadonlyMap<string, bigint>,
): Promise<void> {
  const rows = statements.map(({ claim, ...row }) => ({
    ...row,
    claim_id: claim === null ? null : String(claimIds.get(claim)),
  }));
  await session.$executeRaw`
    INSERT INTO statements (revision_id, document_id, ordinal, kind, stance, medium, speaker_id, position_id,
      attributed_as, content_text, audience, place, said_as_printed, said_on, said_precision, sentence_start,
      sentence_end, confidence, claim_id)
    SELECT ${revisionId}, ${documentId}, r.ordinal, r.kind::kind, r.stance::stance, r.medium::medium, s.id, p.id,
      r.attributed_as, r.content_text, r.audience, r.place, r.said_as_printed, coalesce(r.said_on, '-infinity'),
      r.said_precision::date_precision, r.sentence_start, r.sentence_end, r.confidence, r.claim_id
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(ordinal int, kind text, stance text, medium text,
           speaker_key text, position_key text, attributed_as text, content_text text, audience text, place text,
           said_as_printed text, said_on date, said_precision text, sentence_start int, sentence_end int,
           confidence real, claim_id bigint)
      LEFT JOIN speakers s ON s.key = r.speaker_key
      LEFT JOIN positions p ON p.speaker_id = s.id AND p.key = r.position_key
     ORDER BY r.ordinal`;
}

async function insertAnchors(
  session: DatabaseSession,
  { revisionId }: StoredRevision,
  { anchors, relays }: ExtractionRows,
): Promise<void> {
  await session.$executeRaw`
    INSERT INTO statement_anchors (statement_id, content, cue, attributed_as, sentence)
    SELECT s.id, r.content, r.cue, r.attributed_as, r.sentence
      FROM json_to_recordset(${JSON.stringify(anchors)}::json)
           AS r(statement int, content json, cue json, attributed_as json, sentence json)
      JOIN statements s ON s.revision_id = ${revisionId} AND s.ordinal = r.statement`;
  if (relays.length === 0) return;
  await session.$executeRaw`
    INSERT INTO statement_relays (statement_id, ordinal, source_id)
    SELECT s.id, r.ordinal, o.id
      FROM json_to_recordset(${JSON.stringify(relays)}::json)
           AS r(statement int, ordinal smallint, source_key text)
      JOIN statements s ON s.revision_id = ${revisionId} AND s.ordinal = r.statement
      JOIN sources o ON o.key = r.source_key`;
}
