/** Reading the revisions of documents, and what changed from one to another. */
import { allOf } from "../../database/choices.ts";
import type { Database, DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { after, keyColumn, keyset, orderBy, type Key } from "../../database/keyset.ts";
import { notFound } from "../../errors.ts";
import { page, type Page, type PageRequest, type PageRow } from "../../http/paging.ts";
import { visible } from "../statements/publication.ts";
import { revisionJson } from "./present.ts";
import { documentExists, findText } from "./repository.ts";
import { FATES } from "./revision-schemas.ts";
import { revisionNotFound } from "./service.ts";
import type { TextDifference } from "./word-difference.ts";

export const inOrder = keyset("ASC", { sql: "r.number", type: "int" });

type Fate = (typeof FATES)[number];
type Named = { readonly id: string; readonly content: string } | null;

interface StatementFate {
  readonly outcome: Fate;
  readonly from: Named;
  readonly to: Named;
}

/** What changed from one revision to another. */
interface RevisionDiff extends TextDifference {
  readonly from: number;
  readonly to: number;
  readonly statements: readonly StatementFate[];
  readonly counts: Readonly<Record<Fate, number>>;
}

export interface RevisionSurroundings {
  readonly database: Database;
  readonly textDifference: (from: string, to: string) => TextDifference | Promise<TextDifference>;
}

export function createRevisionService({ database, textDifference }: RevisionSurroundings) {
  return {
    /**
     * The revisions of a document, the first one first.
     *
     * @throws DomainError `document_not_found`
     */
    async list(documentId: bigint, { limit, after: from }: PageRequest<Key>): Promise<Page<Key>> {
      const conditions = [Prisma.sql`r.document_id = ${documentId}`, ...after(inOrder, from)];
      const rows = await database.$queryRaw<PageRow<Key>[]>`
        SELECT ${Prisma.raw(revisionJson)} AS json, ${keyColumn(inOrder)} AS key FROM revisions r
         WHERE ${allOf(conditions)} ORDER BY ${orderBy(inOrder)} LIMIT ${limit + 1}`;
      // Every document has a revision, but there may be none after the key.
      if (rows.length === 0 && !(await documentExists(database, documentId))) {
        throw notFound("document", documentId);
      }
      return page(rows, limit);
    },

    /**
     * One revision.
     *
     * @throws DomainError `document_not_found` or `revision_not_found`
     */
    async getJson(documentId: bigint, number: number): Promise<string> {
      const [row] = await database.$queryRaw<{ json: string }[]>`
        SELECT ${Prisma.raw(revisionJson)} AS json FROM revisions r
         WHERE r.document_id = ${documentId} AND r.number = ${number}::int`;
      if (row === undefined) throw await revisionNotFound(database, documentId, number);
      return row.json;
    },

    /**
     * What changed from one revision to a later one: the words, and what became of each statement that the reader sees.
     *
     * @param from the revision before `to`, unless given; the same one where there is none
     * @param to the current revision, unless given
     * @throws DomainError `document_not_found` or `revision_not_found`
     */
    async compare(
      documentId: bigint,
      { from, to }: { readonly from?: number | undefined; readonly to?: number | undefined },
      publishedOnly: boolean,
    ): Promise<RevisionDiff> {
      const later = await findText(database, documentId, to ?? null);
      if (later === null) throw await revisionNotFound(database, documentId, to ?? 1);
      const earlierNumber = from ?? Math.max(1, later.revision - 1);
      if (earlierNumber > later.revision) throw await revisionNotFound(database, documentId, earlierNumber);
      const earlier = await findText(database, documentId, earlierNumber);
      if (earlier === null) throw await revisionNotFound(database, documentId, earlierNumber);
      const numbers = { from: earlierNumber, to: later.revision };
      const statements = await fatesOf(database, documentId, numbers, publishedOnly);
      const counted = FATES.map((fate) => [
        fate,
        statements.filter(({ outcome }) => outcome === fate).length,
      ]);
      return {
        ...numbers,
        ...(await textDifference(earlier.text, later.text)),
        statements,
        counts: Object.fromEntries(counted) as Record<Fate, number>,
      };
    },
  };
}

export type RevisionService = ReturnType<typeof createRevisionService>;

interface FateRow {
  readonly outcome: Fate;
  readonly fromId: string | null;
  readonly fromText: string | null;
  readonly toId: string | null;
  readonly toText: string | null;
}

/** Follows every statement of the earlier revision, revision by revision, to the later one; its worst fate counts. */
async function fatesOf(
  session: DatabaseSession,
  documentId: bigint,
  { from, to }: { readonly from: number; readonly to: number },
  publishedOnly: boolean,
): Promise<StatementFate[]> {
  const seen = (alias: string): Prisma.Sql =>
    Prisma.raw(`(${alias}.id IS NULL OR ${visible(alias, publishedOnly)})`);
  const rows = await session.$queryRaw<FateRow[]>`
    WITH RECURSIVE line(first, last, outcome, number) AS (
      SELECT s.id, s.id, 'exact'::re_anchoring_outcome, r.number
        FROM revisions r JOIN statements s ON s.revision_id = r.id
       WHERE r.document_id = ${documentId} AND r.number = ${from}::int
      UNION ALL
      SELECT l.first, a.continued_by_id, greatest(l.outcome, a.outcome), r.number
        FROM line l JOIN re_anchorings a ON a.statement_id = l.last
        JOIN revisions r ON r.id = a.revision_id AND r.number <= ${to}::int),
    ends AS (SELECT DISTINCT ON (first) first, last, outcome::text FROM line ORDER BY first, number DESC),
    fates AS (
      SELECT * FROM ends
      UNION ALL
      SELECT NULL, s.id, 'new' FROM revisions r JOIN statements s ON s.revision_id = r.id
       WHERE r.document_id = ${documentId} AND r.number = ${to}::int
         AND NOT EXISTS (SELECT FROM ends WHERE ends.last = s.id))
    SELECT f.outcome, o.id::text AS "fromId", o.content_text AS "fromText", n.id::text AS "toId", n.content_text AS "toText"
      FROM fates f LEFT JOIN statements o ON o.id = f.first LEFT JOIN statements n ON n.id = f.last
     WHERE ${seen("o")} AND ${seen("n")}
     ORDER BY n.ordinal NULLS LAST, o.ordinal`;
  const named = (id: string | null, content: string | null): Named =>
    id === null || content === null ? null : { id, content };
  return rows.map(({ outcome, fromId, fromText, toId, toText }) => ({
    outcome,
    from: named(fromId, fromText),
    to: named(toId, toText),
  }));
}
