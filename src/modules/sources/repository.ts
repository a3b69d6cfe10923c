/** Sources and publishers, read as JSON that Postgres builds. */
import { allOf, oneOf, oneOfIds } from "../../database/choices.ts";
import { remembered, type DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { after, firstRows, keyColumn, orderBy, type Key } from "../../database/keyset.ts";
import {
  boundedIds,
  escapePattern,
  idsAmong,
  mostReferences,
  wholeNames,
} from "../../database/references.ts";
import { page, type Page, type PageRequest, type PageRow } from "../../http/paging.ts";
import { sourceOrders } from "./orders.ts";
import { sourceDetailJson, sourceJoins, sourceSummaryJson } from "./present.ts";
import type { SourceQuery } from "./schemas.ts";

const joins = Prisma.raw(sourceJoins);

export async function findSourceJson(
  session: DatabaseSession,
  id: string,
  publishedOnly: boolean,
): Promise<string | null> {
  const [row] = await session.$queryRaw<{ json: string }[]>`
    SELECT ${Prisma.raw(sourceDetailJson(publishedOnly))} AS json FROM sources s ${joins} WHERE s.id = ${id}::text::bigint ${Prisma.raw(remembered)}`;
  return row?.json ?? null;
}

/** @param publishers ids of the publishers asked for; null where none were */
export async function listSources(
  session: DatabaseSession,
  { type, q, sort }: SourceQuery,
  publishers: readonly bigint[] | null,
  { limit, after: key }: PageRequest<Key>,
  publishedOnly: boolean,
): Promise<Page<Key>> {
  const order = sourceOrders[sort];
  const conditions = [
    ...oneOf("s.type", "source_type", type),
    ...(q === undefined ? [] : [Prisma.sql`s.name ILIKE ${`%${escapePattern(q.trim())}%`}`]),
    ...oneOfIds("s.publisher_id", publishers),
    ...after(order, key),
  ];
  const rows = await session.$queryRaw<PageRow<Key>[]>`
    SELECT ${Prisma.raw(sourceSummaryJson(publishedOnly))} AS json, ${keyColumn(order)} AS key
      FROM ${firstRows(
        Prisma.sql`SELECT * FROM sources s WHERE ${allOf(conditions)}
             ORDER BY ${orderBy(order)}`,
        limit,
      )} s ${joins}
     ORDER BY ${orderBy(order)} ${Prisma.raw(remembered)}`;
  return page(rows, limit);
}

/** Publishers with these ids or names. */
export async function findPublisherIds(
  session: DatabaseSession,
  references: readonly string[],
): Promise<bigint[]> {
  const rows = await session.$queryRaw<{ id: bigint }[]>`
    SELECT p.id FROM publishers p
     WHERE p.id = ANY(${idsAmong(references)}::bigint[]) OR p.name ILIKE ANY(${wholeNames(references)}::text[])
     LIMIT ${mostReferences + 1}`;
  return boundedIds(rows, "publisher");
}
