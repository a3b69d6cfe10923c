/**
 * Reading what was known at an instant, with the queries that read what is known now: they run in a transaction whose
 * search path begins with the schema `past`, in which the name of a table stands for its rows as they were recorded
 * then. The present is read as ever and pays nothing.
 */
import { planAfresh, type Database } from "./client.ts";
import { Prisma } from "./generated/client.ts";

/**
 * The database as of an instant, for reading. It answers raw SQL only, since Prisma's own queries name the schema of
 * their tables, and refuses to write.
 */
export function databaseAsOf(database: Database, instant: Date): Database {
  const queryRaw = async (
    query: TemplateStringsArray | Prisma.Sql,
    ...values: unknown[]
  ): Promise<unknown> => {
    const sql = query instanceof Prisma.Sql ? query : Prisma.sql(query, ...values);
    const [, rows] = await database.$transaction([
      database.$queryRaw`
        SELECT set_config('search_path', 'past, public', true), set_config('transaction_read_only', 'on', true),
               set_config('on_the_record.as_of', ${instant.toISOString()}, true)`,
      database.$queryRaw(apart(sql)),
    ]);
    return rows;
  };
  return new Proxy(database, {
    get: (_, name) => {
      if (name === "$queryRaw") return queryRaw;
      throw new Error(`The past answers raw SQL only, not ${String(name)}.`);
    },
  });
}

/** The text of a statement is what its plan is kept under: that of the past is another one. */
const apart = (sql: Prisma.Sql): Prisma.Sql =>
  sql.sql.endsWith(planAfresh) ? sql : Prisma.sql`${sql} -- as it was`;
