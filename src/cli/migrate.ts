/** `npm run migrate`: brings the database up to date without starting the service. */
import { parseArgs } from "node:util";
import { ConfigError, readConfig } from "../config.ts";
import { DatabaseStartError } from "../database/database-start-error.ts";
import { migrate, MigrationError } from "../database/migrate.ts";
import { openDatabase } from "../database/open.ts";

const usage = `Usage: npm run migrate

Applies the migrations that the database does not have yet, and prints their names. The database is that of
DATABASE_URL, or the service's own in DATA_DIR. "npm start" does the same before it listens.

  --help  this text`;

try {
  const { values } = parseArgs({ options: { help: { type: "boolean" } } });
  if (values.help) console.log(usage);
  else await run();
} catch (error) {
  if (!isForTheReader(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const database = await openDatabase(readConfig());
  try {
    const applied = await migrate(database.url);
    console.log(
      applied.length === 0
        ? "The database is up to date."
        : applied.map((name) => `applied ${name}`).join("\n"),
    );
  } finally {
    await database.release();
  }
}

function isForTheReader(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const isUsage = (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") === true;
  return (
    isUsage ||
    error instanceof ConfigError ||
    error instanceof DatabaseStartError ||
    error instanceof MigrationError
  );
}
