/** The append-only table of events. */
import { allOf } from "../../database/choices.ts";
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { after, keyColumn, keyset, orderBy, type Key } from "../../database/keyset.ts";
import { page, type Page, type PageRequest, type PageRow } from "../../http/paging.ts";
import { eventJson } from "./present.ts";

export const latestFirst = keyset("DESC", { sql: "e.id", type: "bigint" });

/** Only those that are given narrow the list. */
export interface EventFilters {
  readonly resource_type?: string | undefined;
  readonly resource_id?: string | undefined;
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
  readonly recorded_from?: string | undefined;
  readonly recorded_to?: string | undefined;
}

export async function insertEvent(
  session: DatabaseSession,
  event: Prisma.EventUncheckedCreateInput,
): Promise<void> {
  await session.event.create({ data: event, select: { id: true } });
}

export async function listEvents(
  session: DatabaseSession,
  filters: EventFilters,
  { limit, after: from }: PageRequest<Key>,
): Promise<Page<Key>> {
  const conditions = [...conditionsOf(filters), ...after(latestFirst, from)];
  const rows = await session.$queryRaw<PageRow<Key>[]>`
    SELECT ${Prisma.raw(eventJson)} AS json, ${keyColumn(latestFirst)} AS key
      FROM events e
     WHERE ${allOf(conditions)}
     ORDER BY ${orderBy(latestFirst)} LIMIT ${limit + 1}`;
  return page(rows, limit);
}

function conditionsOf(filters: EventFilters): Prisma.Sql[] {
  const { resource_type: type, resource_id: id, action, actor, recorded_from, recorded_to } = filters;
  return [
    type === undefined ? null : Prisma.sql`e.resource_type = ${type}`,
    id === undefined ? null : Prisma.sql`e.resource_id = ${BigInt(id)}`,
    action === undefined ? null : Prisma.sql`e.action = ${action}`,
    actor === undefined ? null : Prisma.sql`e.actor = ${actor}`,
    recorded_from === undefined ? null : Prisma.sql`e.recorded_at >= ${recorded_from}::text::timestamptz`,
    recorded_to === undefined ? null : Prisma.sql`e.recorded_at <= ${recorded_to}::text::timestamptz`,
  ].filter((condition) => condition !== null);
}
