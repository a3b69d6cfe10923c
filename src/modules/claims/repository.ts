/** Claims, read as JSON that Postgres builds. */
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { after, keyColumn, orderBy, type Key } from "../../database/keyset.ts";
import { page, type Page, type PageRequest } from "../../http/paging.ts";
import { claimOrders } from "./orders.ts";
import { claimJoins, claimSummaryJson } from "./present.ts";
import type { ClaimQuery } from "./schemas.ts";
import { claimDetailJson } from "./story.ts";

/** A claim by an id of its own or of one that was merged into it; the JSON says which. */
export async function findClaimJson(session: DatabaseSession, id: string): Promise<string | null> {
  const [row] = await session.$queryRaw<{ json: string }[]>`
    SELECT ${Prisma.raw(claimDetailJson)} AS json
      FROM claims asked JOIN claims claim ON claim.id = asked.canonical_id ${Prisma.raw(claimJoins)}
     WHERE asked.id = ${id}::text::bigint`;
  return row?.json ?? null;
}

/** The claims with these ids and all that were merged with them. */
export async function findClaimIds(session: DatabaseSession, ids: readonly string[]): Promise<bigint[]> {
  const rows = await session.$queryRaw<{ id: bigint }[]>`
    SELECT member.id FROM claims member WHERE member.canonical_id IN (
      SELECT claim.canonical_id FROM claims claimlaim WHERE claim.id = ANY(${ids.map(BigInt)}::bigint[]))`;
  return rows.map(({ id }) => id);
}

/** @param speakers ids of the speakers asked for; null where none were */
export async function listClaims(
  session: DatabaseSession,
  query: ClaimQuery,
  speakers: readonly bigint[] | null,
  { limit, after: key }: PageRequest<Key>,
): Promise<Page<Key>> {
  const order = claimOrders[query.sort];
  const conditions = [
    Prisma.sql`claim.canonical_id = claim.id`,
    ...conditionsOf(query, speakers),
    ...after(order, key),
  ];
  const rows = await session.$queryRaw<{ json: string; key: Key }[]>`
    SELECT ${Prisma.raw(claimSummaryJson)} AS json, ${keyColumn(order)} AS key
      FROM (SELECT * FROM claims claim WHERE ${Prisma.join(conditions, " AND ")}
             ORDER BY ${orderBy(order)} LIMIT ${limit + 1}) claim ${Prisma.raw(claimJoins)}
     ORDER BY ${orderBy(order)}`;
  return page(
    rows,
    limit,
    (row) => row.json,
    (row) => row.key,
  );
}

function conditionsOf(
  { status, stance, document }: ClaimQuery,
  speakers: readonly bigint[] | null,
): Prisma.Sql[] {
  // All of these are about one statement: the speaker who takes the stance in the document.
  const taken = [
    ...(stance === undefined ? [] : [Prisma.sql`t.stance = ANY(${stance}::text[]::stance[])`]),
    ...(speakers === null ? [] : [Prisma.sql`t.speaker_id = ANY(${speakers}::bigint[])`]),
    ...(document === undefined ? [] : [Prisma.sql`t.document_id = ANY(${document.map(BigInt)}::bigint[])`]),
  ];
  return [
    ...(status === undefined ? [] : [Prisma.sql`claim.status = ANY(${status}::text[]::status[])`]),
    ...(taken.length === 0
      ? []
      : [
          Prisma.sql`claim.id IN (SELECT member.canonical_id FROM statements t JOIN claims member ON member.id = t.claim_id
            WHERE t.superseded_at IS NULL AND ${Prisma.join(taken, " AND ")})`,
        ]),
  ];
}
