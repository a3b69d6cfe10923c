/** The database: Prisma over node-postgres, and raw reads past Prisma over the same connections. */
import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient, type Prisma } from "./generated/client.ts";
import { readingAsOf, readingNow, type Reading, type StatementName } from "./read.ts";

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
/** How many distinct statements get a name. Statements of varying length (IN lists) are endless, and each name costs
 * memory in every connection for as long as it lives. */
const namedStatementsMost = 200;

/**
 * At the end of a statement: it gets no name, so that Postgres plans it for the values at hand every time. For where
 * the best plan depends on them, and a plan that was made for all values would be wrong for some.
 */
export const planAfresh = "-- planned afresh";

/** Connects lazily: the first query opens the first connection. `$disconnect()` closes them all, for good. */
export function createDatabase({ url, poolSize }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectionTimeoutMs,
    statement_timeout: statementTimeoutMs,
    application_name: "on-the-record",
    pipeline: true,
  });
  // A connection that is lost while nobody uses it is replaced when somebody does.
  pool.on("error", () => undefined);
  const nameOf = statementNames();
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) }),
  });
  const own = {
    ...readingNow(pool, nameOf),
    readingAsOf: (instant: Date) => readingAsOf(pool, nameOf, instant),
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

/** Names statements by their text, so that Postgres parses and plans each only once per connection. */
function statementNames(): StatementName {
  const names = new Map<string, string>();
  return (sql) => {
    if (sql.endsWith(planAfresh)) return "";
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= namedStatementsMost) return "";
    const name = createHash("sha1").update(sql).digest("base64url");
    names.set(sql, name);
    return name;
  };
}
