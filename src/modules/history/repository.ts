/** What became of a resource, read from the rows as they were and from the log of writes. */
import { allOf } from "../../database/choices.ts";
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { instant, json, object, sqlOf, text } from "../../database/json-sql.ts";
import { after, keyColumn, keyset, orderBy, type Key } from "../../database/keyset.ts";
import { page, type Page, type PageRequest, type PageRow } from "../../http/paging.ts";
import { eventMembers } from "../events/present.ts";

/** The resources that have a history, by the names of their tables. */
export const WITH_HISTORY = [
  "documents",
  "statements",
  "speakers",
  "sources",
  "claims",
  "utterances",
] as const;
export type WithHistory = (typeof WITH_HISTORY)[number];

export const oldestFirst = keyset("ASC", { sql: "h.milliseconds", type: "bigint" });

/** Columns that follow from others, that count versions, or that only tell rows apart. */
const derived = [
  "id",
  "version",
  "changed_at",
  "search_vector",
  "key",
  "identity_key",
  "canonical_id",
  "span_set",
  "publisher_id:statements",
  "published_on:statements",
];

const derivedOf = (table: WithHistory): string[] =>
  derived
    .map((name) => name.split(":"))
    .flatMap(([name, only]) => (only === undefined || only === table ? name! : []));

/** A column's value as the API writes it: ids are strings, and what is not known is null. */
const shown = (value: string): string => `CASE
  WHEN ${value} IN ('null', '"-infinity"') THEN NULL
  WHEN field.key LIKE '%\\_id' THEN to_jsonb(${value} #>> '{}') ELSE ${value} END`;

const difference = `(
  SELECT coalesce(json_object_agg(field.key, json_build_object('from', ${shown("field.was")}, 'to', ${shown("field.is")})
           ORDER BY field.key)::text, '{}')
    FROM (SELECT key, h.earlier -> key AS was, h.row -> key AS is FROM jsonb_object_keys(h.row) key
           WHERE key <> ALL(h.derived) AND coalesce(h.earlier -> key, 'null') <> h.row -> key) field)`;

/** What was done to the resource itself comes first. */
const mostEvents = 20;

/**
 * What is on record of a speaker's positions at an instant of its history, as a member of its row: they are rows of
 * their own, with versions of their own.
 */
const positionsThen = `
  SELECT jsonb_agg(jsonb_build_object('id', p.row ->> 'id', 'title', p.row -> 'title', 'organization_id', p.row ->> 'organization_id',
           'valid_from', p.row -> 'valid_from', 'valid_until', p.row -> 'valid_until') ORDER BY p.id) AS positions
    FROM held p WHERE p.recorded_from <= i.at AND i.at < p.recorded_until`;

/** The positions of the speaker, each as it was and for how long. */
const held = (table: WithHistory, speakerId: bigint): Prisma.Sql =>
  table === "speakers"
    ? Prisma.sql`
      SELECT p.id, to_jsonb(p) AS row, p.changed_at AS recorded_from, 'infinity' AS recorded_until FROM positions p
       WHERE p.speaker_id = ${speakerId}
      UNION ALL
      SELECT v.resource_id, v.row, v.recorded_from, v.recorded_until FROM positions p
        JOIN versions v ON v.resource_type = 'positions' AND v.resource_id = p.id WHERE p.speaker_id = ${speakerId}`
    : Prisma.sql`SELECT 0::bigint AS id, NULL::jsonb AS row, now() AS recorded_from, now() AS recorded_until WHERE false`;

/** What was recorded of a resource, and when: its `steps` from one state to the next, and all `instants`. */
const recorded = (table: WithHistory, resourceId: bigint): Prisma.Sql => Prisma.sql`
    states AS (
      SELECT v.recorded_from AS at, v.version, v.row FROM versions v
       WHERE v.resource_type = ${table} AND v.resource_id = ${resourceId} AND v.recorded_from < v.recorded_until
      UNION ALL SELECT x.changed_at, x.version, to_jsonb(x) FROM ${Prisma.raw(table)} x WHERE x.id = ${resourceId}),
    steps AS (SELECT at, row, lag(row) OVER (ORDER BY version) AS earlier FROM states),
    held AS (${held(table, resourceId)}),
    instants AS (
      SELECT at FROM steps
      UNION SELECT recorded_from FROM held WHERE recorded_from < recorded_until
      UNION SELECT e.recorded_at FROM events e WHERE e.resource_type = ${table} AND e.resource_id = ${resourceId})`;

const entryJson = sqlOf(
  object({
    recorded_at: instant("h.at"),
    actor: text("done.actor"),
    difference: json(difference),
    events: json("'[' || coalesce(done.events, '') || ']'"),
  }),
);

/**
 * The instants at which something was recorded of the resource, the oldest first: how its row differs from before, and
 * what was done. A row may change along with another (a claim's status with a confirmation): all that was done at that
 * instant is shown, unless several people did something then and nobody can say whose it was.
 */
export async function listHistory(
  session: DatabaseSession,
  table: WithHistory,
  resourceId: bigint,
  { limit, after: from }: PageRequest<Key>,
): Promise<Page<Key>> {
  const rows = await session.$queryRaw<PageRow<Key>[]>`
    WITH ${recorded(table, resourceId)},
    with_positions AS (SELECT i.at, past.positions FROM instants i CROSS JOIN LATERAL (${Prisma.raw(positionsThen)}) past),
    h AS (
      SELECT i.at, (extract(epoch FROM i.at) * 1000)::bigint AS milliseconds, ${derivedOf(table)}::text[] AS derived,
             coalesce(s.row, '{}') || jsonb_build_object('positions', i.positions) AS row,
             coalesce(s.earlier, '{}') || jsonb_build_object('positions', lag(i.positions) OVER (ORDER BY i.at)) AS earlier
        FROM with_positions i LEFT JOIN steps s ON s.at = i.at)
    SELECT ${Prisma.raw(entryJson)} AS json, ${keyColumn(oldestFirst)} AS key
      FROM (SELECT * FROM h WHERE ${allOf(after(oldestFirst, from))} ORDER BY ${orderBy(oldestFirst)} LIMIT ${limit + 1}) h
      CROSS JOIN LATERAL (SELECT count(DISTINCT e.actor) = 1 AS certain FROM events e WHERE e.recorded_at = h.at) whose
      CROSS JOIN LATERAL (
        SELECT min(e.actor) AS actor, string_agg(${Prisma.raw(sqlOf(object(eventMembers)))}, ',' ORDER BY e.own DESC, e.id) AS events
          FROM (SELECT * FROM (
                  SELECT *, e.resource_type = ${table} AND e.resource_id = ${resourceId} AS own FROM events e WHERE e.recorded_at = h.at) e
                 WHERE whose.certain OR e.own ORDER BY e.own DESC, e.id LIMIT ${mostEvents}) e) done
     ORDER BY ${orderBy(oldestFirst)}`;
  return page(rows, limit);
}

/** The first instants, after a given one, at which something was recorded of the resource; in their order. */
export async function listInstants(
  session: DatabaseSession,
  table: WithHistory,
  resourceId: bigint,
  { after: from, limit }: { readonly after: Date | null; readonly limit: number },
): Promise<Date[]> {
  const rows = await session.$queryRaw<{ at: Date }[]>`
    WITH ${recorded(table, resourceId)}
    SELECT at FROM instants WHERE at > coalesce(${from?.toISOString() ?? null}::text::timestamptz, '-infinity')
     ORDER BY at LIMIT ${limit}`;
  return rows.map(({ at }) => at);
}
