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

/** A query's text, and the name under which a connection keeps its plan; "" where it is planned every time. */
export interface Query {
  readonly text: string;
  readonly name: string;
  /** Its answers are remembered while nothing is written. */
  readonly remembered: boolean;
}

type Rows = readonly object[];

/** How to read what is known now, and what was known at an instant. */
export interface Readings {
  readonly now: Reading;
  readonly asOf: (instant: Date) => Reading;
}

/** All who read wait for its answer: a connection that is dead without a word must not keep them all for long. */
const snapshotQuestion = {
  text: "SELECT pg_current_snapshot()::text AS snapshot",
  name: "snapshot",
  query_timeout: 5_000,
};

export function readings(pool: pg.Pool, queryOf: (sql: Prisma.Sql) => Query): Readings {
  const memory = createMemory(async () => {
    const { rows } = await pool.query<{ snapshot: string }>(snapshotQuestion);
    return rows[0]!.snapshot;
  });
  // No connection outlives a crash: who answers over a new one may count from earlier. That an old one is lost is told
  // too late where a transaction still holds it.
  pool.on("connect", memory.forget);

  /** @param when in what differs from other readings of the same memory */
  const reading = (when: string, ask: (query: Query, values: unknown[]) => Promise<Rows>): Reading => ({
    $queryRaw: async <Asked>(asked: TemplateStringsArray | Prisma.Sql, ...given: unknown[]) => {
      const sql = asked instanceof Prisma.Sql ? asked : Prisma.sql(asked, ...given);
      const { values } = sql;
      const query = queryOf(sql);
      if (!query.remembered) return (await ask(query, values)) as Asked;
      const question = [when, query.name || query.text, JSON.stringify(values, digits)].join(" ");
      return (await memory.answer(question, () => ask(query, values))) as Asked;
    },
  });
  return {
    now: reading("now", async ({ text, name }, values) => {
      return (await pool.query<object>({ text, name, values, types })).rows;
    }),
    asOf: (instant) =>
      reading(instant.toISOString(), (query, values) => readThen(pool, instant, query, values)),
  };
}

const digits = (_: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);

/**
 * Reads what was known at an instant, with the queries that read what is known now: in a read-only transaction whose
 * search path begins with the schema `past`, in which the name of a table stands for its rows as they were recorded
 * then. The transaction's beginning, the query and its end are sent together and cost one round trip.
 */
async function readThen(
  pool: pg.Pool,
  instant: Date,
  { text, name: present }: Query,
  values: unknown[],
): Promise<Rows> {
  const begin = `BEGIN READ ONLY; SET LOCAL search_path TO past, public; SET LOCAL on_the_record.as_of TO '${instant.toISOString()}'`;
  // A plan of the present reads the tables of the present: that of the past is kept beside it.
  const name = present && `${present} past`;
  const client = await pool.connect();
  let lost: Error | undefined;
  const onLost = (error: Error): void => void (lost = error);
  client.on("error", onLost);
  try {
    const [begun, answer, ended] = await Promise.allSettled([
      client.query(begin),
      client.query<object>({ text, name, values, types }),
      client.query("COMMIT"),
    ]);
    if (begun.status === "rejected") throw begun.reason;
    if (answer.status === "rejected") throw answer.reason;
    if (ended.status === "rejected") throw ended.reason;
    return answer.value.rows;
  } finally {
    client.off("error", onLost);
    client.release(lost);
  }
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
