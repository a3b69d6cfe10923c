/** `npm run migrate`: brings the database up to date without starting the service. */
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { migrate } from "../database/migrate.ts";
import { openDatabase } from "../database/open.ts";
import { reportFailure } from "../operator-error.ts";

const usage = `Usage: npm run migrate

Applies the migrations that the database does not have yet, and prints their names. The database is that of
DATABASE_URL, or the service's own in DATA_DIR. "npm start" does the same before it listens.

  --help  this text`;

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: "boolean" } } });
  if (values.help) return console.log(usage);
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

try {
  await run();
} catch (error) {
  reportFailure(error);
}
