/** The database that the configuration asks for: reached, brought up to date, and let go of again. */
import pg from "pg";
import type { Config } from "../config.ts";
import { createDatabase, type Database } from "./client.ts";
import { DatabaseStartError } from "./database-start-error.ts";
import { startEmbedded, type DatabaseServer } from "./embedded.ts";
import { migrate } from "./migrate.ts";

/**
 * Starts the service's own Postgres, joins the one that already runs, or reaches the one at DATABASE_URL.
 *
 * @throws DatabaseStartError with a message for the person at the terminal
 */
export async function openDatabase(
  config: Pick<Config, "databaseUrl" | "dataDirectory">,
): Promise<DatabaseServer> {
  if (config.databaseUrl === null) return startEmbedded({ dataDirectory: config.dataDirectory });
  await probe(config.databaseUrl);
  return { url: config.databaseUrl, origin: "given", release: async () => undefined };
}

/**
 * Does work with the database of a server, brought up to date first; then closes the connections and lets go of the server.
 *
 * @param poolSize most connections at once
 * @throws MigrationError where it cannot be brought up to date
 */
export async function useDatabase<Result>(
  server: DatabaseServer,
  poolSize: number,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  try {
    await migrate(server.url);
    const database = createDatabase({ url: server.url, poolSize });
    try {
      return await work(database);
    } finally {
      await database.$disconnect();
    }
  } finally {
    await server.release();
  }
}

async function probe(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.query("SELECT 1");
  } catch (error) {
    // A refused connection to a name with several addresses has no message of its own.
    const reason = (error as Error).message || (error as { code?: string }).code || "no answer";
    throw new DatabaseStartError(
      `The database of DATABASE_URL, at ${client.host}:${client.port}, cannot be used: ${reason}`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
