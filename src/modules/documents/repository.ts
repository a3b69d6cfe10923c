/** Documents, read as JSON that Postgres builds. */
import { allOf, oneOf, oneOfIds } from "../../database/choices.ts";
import { planAfresh, remembered, type DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { after, keyColumn, orderBy, type Key } from "../../database/keyset.ts";
import { escapePattern, idsAmong } from "../../database/references.ts";
import type { Versioned } from "../../http/app.ts";
import { page, type Page, type PageRequest, type PageRow } from "../../http/paging.ts";
import { nameKey } from "./name-keys.ts";
import { documentOrders, knownDayOrders, type DocumentSort } from "./orders.ts";
import { documentDetailJson, documentJoins, documentJson } from "./present.ts";
import type { DocumentQuery } from "./schemas.ts";

/** The text of one revision. */
export interface RevisionText {
  readonly text: string;
  readonly sha256: string;
  readonly revision: number;
  readonly length_code_points: number;
}

export async function findDocument(session: DatabaseSession, id: bigint): Promise<Versioned | null> {
  const [row] = await session.$queryRaw<Versioned[]>`
    SELECT ${Prisma.raw(documentDetailJson)} AS json, d.version
      FROM documents d ${Prisma.raw(documentJoins)} WHERE d.id = ${id} ${Prisma.raw(remembered)}`;
  return row ?? null;
}

/** The text of a revision, the latest unless its number is given; null where there is none. */
export async function findText(
  session: DatabaseSession,
  documentId: bigint,
  number: number | null,
): Promise<RevisionText | null> {
  const [row] = await session.$queryRaw<RevisionText[]>`
    SELECT text, sha256, number AS revision, length_code_points FROM revisions
     WHERE document_id = ${documentId} AND (${number}::int IS NULL OR number = ${number}::int)
     ORDER BY number DESC LIMIT 1`;
  return row ?? null;
}

export async function documentExists(session: DatabaseSession, id: bigint): Promise<boolean> {
  const rows = await session.$queryRaw<object[]>`SELECT d.id FROM documents d WHERE d.id = ${id}`;
  return rows.length === 1;
}

export async function listDocuments(
  session: DatabaseSession,
  query: DocumentQuery,
  { limit, after: from }: PageRequest<Key>,
): Promise<Page<Key>> {
  const { key: order } = documentOrders[query.sort];
  const publisherIds =
    query.publisher === undefined ? null : await findPublisherIds(session, query.publisher);
  const conditions = conditionsOf(query, publisherIds);
  const rows = await session.$queryRaw<PageRow<Key>[]>`
    SELECT ${Prisma.raw(documentJson)} AS json, ${keyColumn(order)} AS key
      FROM (${candidates(conditions, query.sort, limit, from)}) d ${Prisma.raw(documentJoins)}
     ORDER BY ${orderBy(order)} LIMIT ${limit + 1} ${Prisma.raw(planAfresh)}
     ${Prisma.raw(remembered)}`;
  return page(rows, limit);
}

/** The page's documents, chosen before anything is joined to them; of the two halves by day each is in index order. */
function candidates(
  conditions: readonly Prisma.Sql[],
  sort: DocumentSort,
  limit: number,
  from: Key | null,
): Prisma.Sql {
  const { key: order, byDay } = documentOrders[sort];
  const first = Prisma.sql`LIMIT ${limit + 1}`;
  if (!byDay) {
    return Prisma.sql`SELECT * FROM documents d WHERE ${allOf([...conditions, ...after(order, from)])}
      ORDER BY ${orderBy(order)} ${first}`;
  }
  const known = knownDayOrders[order.direction];
  return Prisma.sql`
    (SELECT * FROM documents d
      WHERE ${allOf([Prisma.sql`d.published_on IS NOT NULL`, ...conditions, ...after(known, from)])}
      ORDER BY ${orderBy(known)} ${first})
    UNION ALL
    (SELECT * FROM documents d
      WHERE ${allOf([Prisma.sql`d.published_on IS NULL`, ...conditions, ...after(order, from)])}
      ORDER BY ${orderBy(known)} ${first})`;
}

/** Publishers with these ids or names, however the names are written. */
async function findPublisherIds(session: DatabaseSession, references: readonly string[]): Promise<bigint[]> {
  const publishers = await session.$queryRaw<{ id: bigint }[]>`
    SELECT p.id FROM publishers p
     WHERE p.id = ANY(${idsAmong(references)}::bigint[]) OR p.key = ANY(${references.map((name) => nameKey(name))}::text[])`;
  return publishers.map(({ id }) => id);
}

function conditionsOf(
  { published_from, published_to, standing, q }: DocumentQuery,
  publisherIds: readonly bigint[] | null,
): Prisma.Sql[] {
  return [
    ...oneOfIds("d.publisher_id", publisherIds),
    ...(published_from === undefined ? [] : [Prisma.sql`d.published_on >= ${published_from}::text::date`]),
    ...(published_to === undefined ? [] : [Prisma.sql`d.published_on <= ${published_to}::text::date`]),
    ...oneOf("d.standing", "document_standing", standing),
    ...(q === undefined ? [] : withWords(q)),
  ];
}

/** Titles that hold every one of the words, as beginnings or parts of words too. */
const withWords = (q: string): Prisma.Sql[] =>
  q
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => Prisma.sql`d.title ILIKE ${`%${escapePattern(word)}%`}`);
