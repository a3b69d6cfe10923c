/** Statements, read as JSON that Postgres builds: one query for a page. */
import { planAfresh, type DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { after, keyColumn, limitFor, orderBy, type Key } from "../../database/keyset.ts";
import type { Versioned } from "../../http/app.ts";
import { page, type Page, type PageRequest } from "../../http/paging.ts";
import { facetsJson, mostCounted, type FacetName } from "./facets.ts";
import { statementOrders, type StatementSort } from "./orders.ts";
import { highlightedStatementJson, statementJoins, statementJson } from "./present.ts";
import { published, visible } from "./publication.ts";

/** Relevance is counted for this many matches, the latest ones: a common word is in millions. */
const mostRanked = 2_000;

/** What is asked of the table, whichever way it is then read. */
export interface StatementSelection {
  /** Conditions on the row `s`. */
  readonly conditions: readonly Prisma.Sql[];
  /** The words that `conditions` search for, to be marked in the answer. */
  readonly q: string | null;
  readonly includeSuperseded: boolean;
  /** Whether `conditions` name the states of review that are asked for. */
  readonly byReview: boolean;
  /** Whether the reader sees only what an editor has accepted or corrected. */
  readonly publishedOnly: boolean;
}

const joins = Prisma.raw(statementJoins);

export async function findStatement(
  session: DatabaseSession,
  id: string,
  publishedOnly: boolean,
): Promise<Versioned | null> {
  const seen = Prisma.raw(publishedOnly ? published("s") : "true");
  const [row] = await session.$queryRaw<Versioned[]>`
    SELECT ${Prisma.raw(statementJson)} AS json, s.version FROM statements s ${joins}
     WHERE s.id = ${id}::text::bigint AND ${seen}`;
  return row ?? null;
}

/** The statements with these ids, each as JSON, in no particular order. */
export async function findStatementsByIds(
  session: DatabaseSession,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await session.$queryRaw<{ json: string }[]>`
    SELECT ${Prisma.raw(statementJson)} AS json FROM statements s ${joins}
     WHERE s.id = ANY(${ids.map(BigInt)}::bigint[])`;
  return rows.map(({ json }) => json);
}

export async function listStatements(
  session: DatabaseSession,
  selection: StatementSelection,
  sort: StatementSort,
  { limit, after: key }: PageRequest<Key>,
): Promise<Page<Key>> {
  const rows = await session.$queryRaw<{ json: string; key: Key }[]>(pageQuery(selection, sort, limit, key));
  return page(
    rows,
    limit,
    (row) => row.json,
    (row) => row.key,
  );
}

/** The page's rows are chosen before anything is joined to them; with the joins inside, Postgres reads far more. */
export function pageQuery(
  selection: StatementSelection,
  sort: StatementSort,
  limit: number,
  key: Key | null,
): Prisma.Sql {
  const order = statementOrders[sort];
  const query =
    selection.q === null
      ? Prisma.empty
      : Prisma.sql`, websearch_to_tsquery('english', ${selection.q}) AS query`;
  const rows =
    sort === "relevance"
      ? Prisma.sql`SELECT * FROM (${ranked(selection)}) s WHERE ${allOf(after(order, key))}`
      : Prisma.sql`SELECT *${query} FROM statements s WHERE ${matching(selection, after(order, key))}`;
  const json = Prisma.raw(selection.q === null ? statementJson : highlightedStatementJson);
  return Prisma.sql`
    SELECT ${json} AS json, ${keyColumn(order)} AS key
      FROM (${rows} ORDER BY ${orderBy(order)} ${limitFor(limit)}) s ${joins}
     ORDER BY ${orderBy(order)} ${planFor(selection)}`;
}

export async function countFacets(
  session: DatabaseSession,
  selection: StatementSelection,
  names: readonly FacetName[],
): Promise<string> {
  const matches = Prisma.sql`SELECT * FROM statements s WHERE ${matching(selection)}
    ORDER BY ${orderBy(statementOrders["-published_on"])} LIMIT ${mostCounted}`;
  const [row] = await session.$queryRaw<{ json: string }[]>`
    ${facetsJson(names, matches)} ${planFor(selection)}`;
  return row!.json;
}

function ranked(selection: StatementSelection): Prisma.Sql {
  return Prisma.sql`SELECT *, ts_rank(search_vector, query) AS relevance
    FROM (SELECT *, websearch_to_tsquery('english', ${selection.q}) AS query FROM statements s
           WHERE ${matching(selection)} ORDER BY ${orderBy(statementOrders["-published_on"])} LIMIT ${mostRanked}) s`;
}

function matching(
  { conditions, includeSuperseded, byReview, publishedOnly }: StatementSelection,
  further: Prisma.Sql[] = [],
): Prisma.Sql {
  const current = includeSuperseded ? [] : [Prisma.sql`s.superseded_at IS NULL`];
  const seen = byReview && !publishedOnly ? [] : [Prisma.raw(visible("s", publishedOnly))];
  return allOf([...conditions, ...current, ...seen, ...further]);
}

const allOf = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? Prisma.sql`true` : Prisma.join([...conditions], " AND ");

/**
 * One filter at most has one good plan, whatever its value, which Postgres keeps. The best plan for several together,
 * or for words, depends on how rare the values are: a kept one would be the wrong one for some of them.
 */
const planFor = ({ conditions, q }: StatementSelection): Prisma.Sql =>
  conditions.length > 1 || q !== null ? Prisma.raw(planAfresh) : Prisma.empty;
