/**
 * Raw SQL that is asked outside a transaction, which is every read of the API. It goes straight to the driver, since
 * Prisma's way there takes longer than most of the queries; what Prisma writes, and what it reads in a transaction, goes
 * Prisma's way over the same connections.
 */
import pg from "pg";
import { Prisma } from "./generated/client.ts";
import { createMemory } from "./remembering.ts";

/** What answers raw SQL: the database as it is or as it was, or a transaction. */
export interface Reading {
  /** Rows with the values that Prisma gives them: a bigint for an int8, a Date for a day or an instant. */
  readonly $queryRaw: <Rows = unknown>(
    query: TemplateStringsArray | Prisma.Sql,
    ...values: unknown[]
  ) => Promise<Rows>;
}

/** A statement's text, and the name under which a connection keeps its plan; "" where it is planned every time. */
export interface Statement {
  readonly text: string;
  readonly name: string;
  /** Its answers are remembered while nothing is written. */
  readonly remembered: boolean;
}

/** Reads what is known now. */
export function readingNow(pool: pg.Pool, statementOf: (sql: Prisma.Sql) => Statement): Reading {
  const memory = createMemory(async () => {
    const { rows } = await pool.query<{ snapshot: string }>({
      text: "SELECT pg_current_snapshot()::text AS snapshot",
      name: "snapshot",
    });
    return rows[0]!.snapshot;
  });
  pool.on("remove", memory.forget);
  return {
    $queryRaw: async <Rows>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
      const sql = query instanceof Prisma.Sql ? query : Prisma.sql(query, ...values);
      const statement = statementOf(sql);
      const { text, name } = statement;
      const ask = async (): Promise<unknown[]> =>
        (await pool.query<object>({ text, name, values: sql.values, types })).rows;
      if (!statement.remembered) return (await ask()) as Rows;
      return (await memory.answer(`${name || text} ${JSON.stringify(sql.values, digits)}`, ask)) as Rows;
    },
  };
}

const digits = (_: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);

/**
 * Reads what was known at an instant, with the queries that read what is known now: in a read-only transaction whose
 * search path begins with the schema `past`, in which the name of a table stands for its rows as they were recorded
 * then. The transaction's beginning, the query and its end are sent together and cost one round trip.
 */
export function readingAsOf(
  pool: pg.Pool,
  statementOf: (sql: Prisma.Sql) => Statement,
  instant: Date,
): Reading {
  const begin = `BEGIN READ ONLY; SET LOCAL search_path TO past, public; SET LOCAL on_the_record.as_of TO '${instant.toISOString()}'`;
  return {
    $queryRaw: async <Rows>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
      const sql = query instanceof Prisma.Sql ? query : Prisma.sql(query, ...values);
      const { text, name: present } = statementOf(sql);
      // A plan of the present reads the tables of the present: that of the past is kept beside it.
      const name = present && `${present} past`;
      const client = await pool.connect();
      let lost: Error | undefined;
      const onLost = (error: Error): void => void (lost = error);
      client.on("error", onLost);
      try {
        const [begun, answer, ended] = await Promise.allSettled([
          client.query(begin),
          client.query({ text, name, values: sql.values, types }),
          client.query("COMMIT"),
        ]);
        if (begun.status === "rejected") throw begun.reason;
        if (answer.status === "rejected") throw answer.reason;
        if (ended.status === "rejected") throw ended.reason;
        return answer.value.rows as Rows;
      } finally {
        client.off("error", onLost);
        client.release(lost);
      }
    },
  };
}

/** What Prisma gives otherwise than the driver. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.INT8]: BigInt,
  // A day is told as its beginning in UTC.
  [pg.types.builtins.DATE]: (text) => new Date(text),
};

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => parsers[oid] ?? pg.types.getTypeParser(oid, format),
};
