/** The database: Prisma over node-postgres, and raw reads past Prisma over the same connections. */
import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient, type Prisma } from "./generated/client.ts";
import { readings, type Reading, type Query } from "./read.ts";

/** What services hold: it opens transactions, and repositories read through it. */
export type Database = Omit<PrismaClient, "$queryRaw"> &
  Reading & {
    /** Answers what was known at the instant. */
    readonly readingAsOf: (instant: Date) => Reading;
  };
/** What repositories take that also write: the database itself or the transaction that a service opened. */
export type DatabaseSession = Omit<Prisma.TransactionClient, "$queryRaw"> & Reading;

export interface DatabaseOptions {
  readonly url: string;
  /** Most connections at once. */
  readonly poolSize: number;
}

const connectionTimeoutMs = 5_000;
const statementTimeoutMs = 30_000;
/** Longer than any query may take: Postgres, or the way to it, is gone without a word, and the connection is given up. */
const answerTimeoutMs = 35_000;
/** How many distinct queries get a name. Queries of varying length (IN lists) are endless, and each name costs
 * memory in every connection for as long as it lives. */
const namedQueriesMost = 200;

/**
 * At the end of a query: it gets no name, so that Postgres plans it for the values at hand every time. For where
 * the best plan depends on them, and a plan that was made for all values would be wrong for some.
 */
export const planAfresh = "-- planned afresh";

/**
 * At the end of a query that is asked for again and again: its answers are remembered (see remembering.ts). For reads
 * of what is stored and of nothing else, such as the time; and nobody may change the rows.
 */
export const remembered = "-- remembered";

/** Connects lazily: the first query opens the first connection. `$disconnect()` closes them all, for good. */
export function createDatabase({ url, poolSize }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectionTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: answerTimeoutMs,
    application_name: "on-the-record",
    pipeline: true,
  });
  // A connection that is lost while nobody uses it is replaced when somebody does.
  pool.on("error", () => undefined);
  const nameOf = queryNames();
  const { now, asOf } = readings(pool, knownQueries(nameOf));
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) }),
  });
  const own = {
    ...now,
    readingAsOf: asOf,
    $disconnect: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
  return new Proxy(prisma as unknown as Database, {
    get: (_, name) => {
      if (name in own) return own[name as keyof typeof own];
      const value: unknown = Reflect.get(prisma, name);
      return typeof value === "function" ? (value.bind(prisma) as unknown) : value;
    },
  });
}

/** Whether a query ends with this mark, or with it and others. */
const isMarked = (text: string, mark: string): boolean => text.slice(-60).includes(mark);

/** Names queries by their text, so that Postgres parses and plans each only once per connection. */
function queryNames(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) => {
    if (isMarked(text, planAfresh)) return "";
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size >= namedQueriesMost) return "";
    const name = createHash("sha1").update(text).digest("base64url");
    names.set(text, name);
    return name;
  };
}

/**
 * Knows queries by their pieces again. A query that builds JSON has thousands of characters: to put them together
 * and to look them up, for every request, takes Node longer than all the rest of a read, and comparing does not.
 */
function knownQueries(nameOf: (text: string) => string): (sql: Prisma.Sql) => Query {
  const known = new Map<number, (Query & Pick<Prisma.Sql, "strings">)[]>();
  return (sql) => {
    const { strings } = sql;
    const length = strings.reduce((sum, piece) => sum + piece.length, 0);
    const alike = known.get(length) ?? [];
    const again = alike.find(
      (one) =>
        one.strings.length === strings.length && one.strings.every((piece, nth) => piece === strings[nth]),
    );
    if (again !== undefined) return again;
    const { text } = sql;
    const query = { strings, text, name: nameOf(text), remembered: isMarked(text, remembered) };
    if (query.name !== "") known.set(length, [...alike, query]);
    return query;
  };
}
