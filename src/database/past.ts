/** The database as of an instant, for the services that read. */
import type { Database } from "./client.ts";

/**
 * What was known at an instant, as a database for reading. It answers raw SQL only, since Prisma's own queries name the
 * schema of their tables, and refuses to write.
 */
export function databaseAsOf(database: Database, instant: Date): Database {
  const reading = database.readingAsOf(instant);
  return new Proxy(database, {
    get: (_, name) => {
      if (name === "$queryRaw") return reading.$queryRaw;
      throw new Error(`The past answers raw SQL only, not ${String(name)}.`);
    },
  });
}
