/** What became of a resource, read from the rows as they were and from the log of writes. */
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { id, instant, json, object, sqlOf, text, word } from "../../database/json-sql.ts";
import { after, keyColumn, keyset, orderBy, type Key } from "../../database/keyset.ts";
import { page, type Page, type PageRequest } from "../../http/paging.ts";

/** The resources that have a history, by the names of their tables. */
export const WITH_HISTORY = ["documents", "statements", "speakers", "sources", "claims"] as const;
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

const event = object({
  id: id("e.id"),
  resource_type: word("e.resource_type"),
  resource_id: id("e.resource_id"),
  action: text("e.action"),
  difference: json("coalesce(e.difference::text, 'null')"),
});

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
  const conditions = [Prisma.sql`true`, ...after(oldestFirst, from)];
  const rows = await session.$queryRaw<{ json: string; key: Key }[]>`
    WITH states AS (
      SELECT v.recorded_from AS at, v.version, v.row FROM versions v
       WHERE v.resource_type = ${table} AND v.resource_id = ${resourceId} AND v.recorded_from < v.recorded_until
      UNION ALL SELECT x.changed_at, x.version, to_jsonb(x) FROM ${Prisma.raw(table)} x WHERE x.id = ${resourceId}),
    steps AS (SELECT at, row, lag(row) OVER (ORDER BY version) AS earlier FROM states),
    instants AS (
      SELECT at FROM steps
      UNION SELECT e.recorded_at FROM events e WHERE e.resource_type = ${table} AND e.resource_id = ${resourceId}),
    h AS (
      SELECT i.at, (extract(epoch FROM i.at) * 1000)::bigint AS milliseconds, s.row, s.earlier,
             ${derivedOf(table)}::text[] AS derived
        FROM instants i LEFT JOIN steps s ON s.at = i.at)
    SELECT ${Prisma.raw(entryJson)} AS json, ${keyColumn(oldestFirst)} AS key
      FROM (SELECT * FROM h WHERE ${Prisma.join(conditions, " AND ")} ORDER BY ${orderBy(oldestFirst)} LIMIT ${limit + 1}) h
      CROSS JOIN LATERAL (SELECT count(DISTINCT e.actor) = 1 AS certain FROM events e WHERE e.recorded_at = h.at) whose
      CROSS JOIN LATERAL (
        SELECT min(e.actor) AS actor, string_agg(${Prisma.raw(sqlOf(event))}, ',' ORDER BY e.own DESC, e.id) AS events
          FROM (SELECT * FROM (
                  SELECT *, e.resource_type = ${table} AND e.resource_id = ${resourceId} AS own FROM events e WHERE e.recorded_at = h.at) e
                 WHERE whose.certain OR e.own ORDER BY e.own DESC, e.id LIMIT ${mostEvents}) e) done
     ORDER BY ${orderBy(oldestFirst)}`;
  return page(
    rows,
    limit,
    (row) => row.json,
    (row) => row.key,
  );
}
