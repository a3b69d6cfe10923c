/** The Prisma client over node-postgres. */
import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient, type Prisma } from "./generated/client.ts";

/** What services hold: it opens transactions, and repositories read through it. */
export type Database = PrismaClient;
/** What repositories take: the database itself or the transaction that a service opened. */
export type DatabaseSession = Database | Prisma.TransactionClient;

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

/** Connects lazily: the first query opens the first connection. `$disconnect()` closes them all. */
export function createDatabase({ url, poolSize }: DatabaseOptions): Database {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: poolSize,
      connectionTimeoutMillis: connectionTimeoutMs,
      statement_timeout: statementTimeoutMs,
      application_name: "on-the-record",
    },
    { statementNameGenerator: statementNames() },
  );
  return new PrismaClient({ adapter });
}

/** Names statements by their text, so that Postgres parses and plans each only once per connection. */
function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    if (sql.endsWith(planAfresh)) return "";
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= namedStatementsMost) return "";
    const name = createHash("sha1").update(sql).digest("base64url");
    names.set(sql, name);
    return name;
  };
}
