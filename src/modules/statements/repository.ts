/** Statements, read as JSON that Postgres builds. */
import { allOf } from "../../database/choices.ts";
import { planAfresh, remembered, type DatabaseSession } from "../../database/client.ts";
import { chosenBy } from "../../database/choose.ts";
import { Prisma } from "../../database/generated/client.ts";
import { after, firstRows, keyColumn, keyText, orderBy, type Key } from "../../database/keyset.ts";
import { hasItsWords, phrasesOf, searchQuery } from "../../database/text-search.ts";
import type { Versioned } from "../../http/app.ts";
import { page, type Page, type PageRequest } from "../../http/paging.ts";
import { searchGrams } from "../quote-checks/grams.ts";
import { readWords } from "../quote-checks/read-words.ts";
import { facetsJson, mostCounted, type FacetName } from "./facets.ts";
import { statementOrders, type StatementSort } from "./orders.ts";
import { currentStatementJson, highlightedStatementJson, statementJoins, statementJson } from "./present.ts";
import { published, visible } from "./publication.ts";

/** Relevance is counted for this many matches, the latest ones: a common word is in millions. */
const mostRanked = 200;
/** A phrase is looked for in so many of the latest statements that hold its words, ... */
const mostLookedThrough = 2_000;
/** ... and in so many of the latest that hold three of its words in a row. */
const postingsMost = 1_000;

/** What is asked of the table, whichever way it is then read. */
export interface StatementSelection {
  /** Conditions on the row `s`, but for the words that it must hold. */
  readonly conditions: readonly Prisma.Sql[];
  /** The id of a speaker whose statements are asked for, with those of all who were merged; null for everybody's. */
  readonly ofSpeaker: string | null;
  /** Whether `conditions` ask for one value of a column with an index in the order of publication. */
  readonly followsIndex: boolean;
  /** The words that are searched for, and marked in the answer; null for none. */
  readonly q: string | null;
  readonly includeSuperseded: boolean;
  /** Whether `conditions` name the states of review that are asked for. */
  readonly byReview: boolean;
  /** Whether the reader sees only what an editor has accepted or corrected. */
  readonly publishedOnly: boolean;
}

const joins = Prisma.raw(statementJoins);

const statementOf = (id: string, seen: string): Prisma.Sql => Prisma.sql`
  SELECT ${Prisma.raw(statementJson)} AS json, s.version FROM statements s ${joins}
   WHERE s.id = ${id}::text::bigint AND ${Prisma.raw(seen)}`;

export async function findStatement(
  session: DatabaseSession,
  id: string,
  publishedOnly: boolean,
): Promise<Versioned | null> {
  const [row] = await session.$queryRaw<Versioned[]>`
    ${statementOf(id, publishedOnly ? published("s") : "true")} ${Prisma.raw(remembered)}`;
  return row ?? null;
}

/**
 * A few statements, in the order of their ids, whoever may see them. Each is a query of its own: for a short list of ids
 * Postgres would plan anew every time, which takes longer than reading.
 */
export async function findStatements(session: DatabaseSession, ids: readonly string[]): Promise<Versioned[]> {
  const found = await Promise.all(ids.map((id) => session.$queryRaw<Versioned[]>(statementOf(id, "true"))));
  return found.flat();
}

/**
 * A page of statements. To plan the query that builds the JSON takes longer than to run it, and the plan takes much
 * memory in every connection: there must be few, and they must be kept. So only the list without filters and those with
 * the commonest ones are read by a query that does all. The best way to the rows that other filters leave depends on how
 * rare they are: `chosenBy` finds them by a plan for these values, and their JSON is built by one that all filtered lists
 * share.
 */
export async function listStatements(
  session: DatabaseSession,
  selection: StatementSelection,
  sort: StatementSort,
  { limit, after: key }: PageRequest<Key>,
): Promise<Page<Key>> {
  const order = statementOrders[sort];
  const rows = firstRows(
    Prisma.sql`${rowsOf(selection, sort, key, limit)} ORDER BY ${orderBy(order)}`,
    limit,
    order,
  );
  const oneWay =
    (selection.q === null && selection.ofSpeaker === null && selection.conditions.length === 0) ||
    (selection.followsIndex && /^-?published_on$/.test(sort));
  const json = jsonOf(selection);
  const found = oneWay
    ? Prisma.sql`SELECT ${json} AS json, ${keyText(order)} AS key FROM ${rows} s ${joins} ORDER BY ${orderBy(order)}`
    : Prisma.sql`
        SELECT ${json} AS json, array_to_string(s.key, ' ') AS key
          FROM (SELECT s.*${queryColumn(selection.q)}, chosen.key, chosen.nth
                  FROM ${chosenBy(Prisma.sql`SELECT s.id, ${keyColumn(order)} AS key FROM ${rows} s ORDER BY ${orderBy(order)}`)}
                  JOIN statements_by_id s ON s.id = chosen.id) s ${joins} ORDER BY s.nth`;
  // To leave out the JSON of the row after the page, the rows would have to be numbered, which takes longer.
  const items = await session.$queryRaw<{ json: string; key: string }[]>`${found} ${Prisma.raw(remembered)}`;
  return page(
    items.map((item) => ({ ...item, key: item.key.split(" ") })),
    limit,
  );
}

function jsonOf({ q, includeSuperseded }: StatementSelection): Prisma.Sql {
  if (q !== null) return Prisma.raw(highlightedStatementJson);
  return Prisma.raw(includeSuperseded ? statementJson : currentStatementJson);
}

const queryColumn = (q: string | null): Prisma.Sql =>
  q === null ? Prisma.empty : Prisma.sql`, ${searchQuery(q)} AS query`;

/** The rows to sort, from the one after the key on. */
function rowsOf(
  selection: StatementSelection,
  sort: StatementSort,
  key: Key | null,
  limit: number,
): Prisma.Sql {
  const order = statementOrders[sort];
  const from = after(order, key);
  if (selection.ofSpeaker !== null) {
    // The first rows of each who was merged are in order in the index; those of all together are not.
    const own = Prisma.sql`SELECT * FROM statements s WHERE s.speaker_id = member.id AND ${matching(selection, from)}`;
    return Prisma.sql`
      SELECT s.* FROM speakers_by_id asked JOIN speakers member ON member.canonical_id = asked.canonical_id
        CROSS JOIN LATERAL ${firstRows(Prisma.sql`${own} ORDER BY ${orderBy(order)}`, limit, order)} s
       WHERE asked.id = ${selection.ofSpeaker}::text::bigint`;
  }
  if (sort !== "relevance") return Prisma.sql`SELECT * FROM statements s WHERE ${matching(selection, from)}`;
  return Prisma.sql`SELECT * FROM (
    SELECT *, ts_rank(search_vector, query) AS relevance
      FROM (SELECT *${queryColumn(selection.q)} FROM (${latestMatches(selection)}) s) s) s WHERE ${allOf(from)}`;
}

/**
 * The matches that relevance is counted for. Postgres knows how many statements hold a word, and goes through the
 * latest where these are many, and through the index of words where they are few. But it takes a phrase for as frequent
 * as its words together, and would go through all statements for the few that hold common words in that order. So a
 * phrase is looked for in the latest statements that hold its words; and in those that hold three of its words in a row,
 * of which there is an index too, so that a rare phrase of common words is found however long ago it was said.
 */
function latestMatches(selection: StatementSelection): Prisma.Sql {
  const latest = Prisma.sql`ORDER BY ${orderBy(statementOrders["-published_on"])} LIMIT`;
  const phrases = phrasesOf(selection.q ?? "");
  if (phrases.length === 0)
    return Prisma.sql`SELECT * FROM statements s WHERE ${matching(selection)} ${latest} ${mostRanked}`;
  const withItsWords = matching({ ...selection, q: null }, [
    hasItsWords(Prisma.sql`s.search_vector`, selection.q!),
  ]);
  const hashes = phrases.flatMap((phrase) => searchGrams(readWords(phrase).words, 1).map(({ hash }) => hash));
  return Prisma.sql`
    SELECT s.* FROM (
      (SELECT id FROM (SELECT * FROM statements s WHERE ${withItsWords} ${latest} ${mostLookedThrough}) s
        WHERE s.search_vector @@ ${searchQuery(selection.q!)} ${latest} ${mostRanked})
       UNION
      (SELECT s.id FROM unnest(${hashes}::int[]) AS gram(hash), LATERAL (
                SELECT statement_id FROM statement_grams
                 WHERE hash = gram.hash ORDER BY statement_id DESC LIMIT ${postingsMost}) posting
         JOIN statements_by_id s ON s.id = posting.statement_id
        WHERE ${matching(selection)} ${latest} ${mostRanked})) found
      JOIN statements_by_id s USING (id) ${latest} ${mostRanked}`;
}

export async function countFacets(
  session: DatabaseSession,
  selection: StatementSelection,
  names: readonly FacetName[],
): Promise<string> {
  const matches = Prisma.sql`SELECT * FROM statements s WHERE ${matching(selection)}
    ORDER BY ${orderBy(statementOrders["-published_on"])} LIMIT ${mostCounted}`;
  const [row] = await session.$queryRaw<{ json: string }[]>`
    ${facetsJson(names, matches)} ${Prisma.raw(planAfresh)}
    ${Prisma.raw(remembered)}`;
  return row!.json;
}

function matching(
  { conditions, q, includeSuperseded, byReview, publishedOnly }: StatementSelection,
  further: Prisma.Sql[] = [],
): Prisma.Sql {
  const words = q === null ? [] : [Prisma.sql`s.search_vector @@ ${searchQuery(q)}`];
  const current = includeSuperseded ? [] : [Prisma.sql`s.superseded_at IS NULL`];
  const seen = byReview && !publishedOnly ? [] : [Prisma.raw(visible("s", publishedOnly))];
  return allOf([...conditions, ...words, ...current, ...seen, ...further]);
}
