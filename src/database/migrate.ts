/**
 * Applies Prisma's migrations without Prisma's command line, which needs an engine that it first has to download.
 * What is applied is recorded in Prisma's own `_prisma_migrations`, so that `prisma migrate status` agrees.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { OperatorError } from "../operator-error.ts";

/** The migrations cannot be applied; the message names the migration and says what to do. */
export class MigrationError extends OperatorError {
  override readonly name = "MigrationError";
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface Recorded {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** The advisory lock that Prisma's own `migrate deploy` takes too. */
const migrationLock = 72707369;
const projectMigrations = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));
/** As a migration's first line, for statements such as CREATE INDEX CONCURRENTLY that refuse to run in a transaction. */
const noTransactionMark = "-- no transaction";

/**
 * Brings a database up to date: every migration that it does not have yet, in the order of their names, each in a
 * transaction of its own. Of several that run at once, one applies and the others wait and then find nothing to do.
 *
 * @returns the names of the migrations that were applied now
 * @throws MigrationError when one fails, or when what was applied earlier is not what the folder holds
 */
export async function migrate(
  databaseUrl: string,
  folder: string = projectMigrations,
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "on-the-record migrate" });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    await createHistory(client);
    const migrations = readMigrations(folder);
    const pending = pendingMigrations(migrations, await readHistory(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end(); // Ends the session and with it the lock.
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "migration.sql")))
    .map(({ name }) => {
      const bytes = readFileSync(join(folder, name, "migration.sql"));
      return {
        name,
        sql: bytes.toString("utf8"),
        checksum: createHash("sha256").update(bytes).digest("hex"),
      };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function createHistory(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ missing: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NULL AS missing",
  );
  if (!rows[0]?.missing) return;
  await client.query(`
    CREATE TABLE _prisma_migrations (
      id                  VARCHAR(36) PRIMARY KEY NOT NULL,
      checksum            VARCHAR(64) NOT NULL,
      finished_at         TIMESTAMPTZ,
      migration_name      VARCHAR(255) NOT NULL,
      logs                TEXT,
      rolled_back_at      TIMESTAMPTZ,
      started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count INTEGER NOT NULL DEFAULT 0
    )`);
}

async function readHistory(client: pg.Client): Promise<Map<string, Recorded>> {
  const { rows } = await client.query<Recorded>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  return new Map(rows.map((row) => [row.migration_name, row]));
}

function pendingMigrations(
  migrations: readonly Migration[],
  history: ReadonlyMap<string, Recorded>,
): Migration[] {
  const known = new Set(migrations.map(({ name }) => name));
  for (const { migration_name: name, finished_at: finishedAt } of history.values()) {
    if (finishedAt === null) {
      throw new MigrationError(
        `Migration ${name} failed halfway earlier. Repair the database by hand, then record it as undone with ` +
          `"UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = '${name}'" and start again.`,
      );
    }
    if (!known.has(name)) {
      throw new MigrationError(
        `The database has migration ${name}, which this version does not know. It was made by a newer version: use that one.`,
      );
    }
  }
  const edited = migrations.find(
    ({ name, checksum }) => (history.get(name)?.checksum ?? checksum) !== checksum,
  );
  if (edited) {
    throw new MigrationError(
      `Migration ${edited.name} was edited after it had been applied. Restore its file and write a new migration instead.`,
    );
  }
  return migrations.filter(({ name }) => !history.has(name));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const id = randomUUID();
  const inTransaction = !migration.sql.startsWith(noTransactionMark);
  if (inTransaction) await client.query("BEGIN");
  try {
    await client.query(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ($1, $2, $3, clock_timestamp())",
      [id, migration.checksum, migration.name],
    );
    for (const sql of inTransaction ? [migration.sql] : separateStatements(migration.sql))
      await client.query(sql);
    await client.query(
      "UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1",
      [id],
    );
    if (inTransaction) await client.query("COMMIT");
  } catch (error) {
    const said = (error as Error).message;
    if (inTransaction) await client.query("ROLLBACK");
    else await client.query("UPDATE _prisma_migrations SET logs = $2 WHERE id = $1", [id, said]);
    throw new MigrationError(
      `Migration ${migration.name} failed${lineOf(error, migration.sql)}: ${said}. ` +
        (inTransaction
          ? "Nothing of it was kept."
          : "It ran outside a transaction, so that part of it may be in place."),
      { cause: error },
    );
  }
}

/**
 * Statements sent together are one transaction to Postgres, so those that must not be in one are sent one by one. In
 * such a file each statement ends with a semicolon at the end of a line; function bodies do not belong there.
 */
function separateStatements(sql: string): string[] {
  return sql.split(/;[ \t]*$/m).filter((statement) => statement.replace(/--.*$/gm, "").trim() !== "");
}

function lineOf(error: unknown, sql: string): string {
  const position = Number((error as { position?: string }).position);
  return Number.isNaN(position) ? "" : ` at line ${sql.slice(0, position).split("\n").length}`;
}
