/** The append-only table of events. */
import { allOf } from "../../database/choices.ts";
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { after, keyColumn, keyset, orderBy, type Key } from "../../database/keyset.ts";
import { page, type Page, type PageRequest, type PageRow } from "../../http/paging.ts";
import { eventJson } from "./present.ts";
import type { EventQuery } from "./schemas.ts";

export const latestFirst = keyset("DESC", { sql: "e.id", type: "bigint" });

export async function insertEvent(
  session: DatabaseSession,
  event: Prisma.EventUncheckedCreateInput,
): Promise<void> {
  await session.event.create({ data: event, select: { id: true } });
}

export async function listEvents(
  session: DatabaseSession,
  query: EventQuery,
  { limit, after: from }: PageRequest<Key>,
): Promise<Page<Key>> {
  const conditions = [...conditionsOf(query), ...after(latestFirst, from)];
  const rows = await session.$queryRaw<PageRow<Key>[]>`
    SELECT ${Prisma.raw(eventJson)} AS json, ${keyColumn(latestFirst)} AS key
      FROM events e
     WHERE ${allOf(conditions)}
     ORDER BY ${orderBy(latestFirst)} LIMIT ${limit + 1}`;
  return page(rows, limit);
}

function conditionsOf(query: EventQuery): Prisma.Sql[] {
  const { resource_type: type, resource_id: id, action, actor, recorded_from, recorded_to } = query;
  return [
    type === undefined ? null : Prisma.sql`e.resource_type = ${type}`,
    id === undefined ? null : Prisma.sql`e.resource_id = ${BigInt(id)}`,
    action === undefined ? null : Prisma.sql`e.action = ${action}`,
    actor === undefined ? null : Prisma.sql`e.actor = ${actor}`,
    recorded_from === undefined ? null : Prisma.sql`e.recorded_at >= ${recorded_from}::text::timestamptz`,
    recorded_to === undefined ? null : Prisma.sql`e.recorded_at <= ${recorded_to}::text::timestamptz`,
  ].filter((condition) => condition !== null);
}
