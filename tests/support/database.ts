/** A database of its own for each test file that asks for one. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, inject } from "vitest";
import pg from "pg";
import { createDatabase, type Database } from "../../src/database/client.ts";

export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  /** Runs SQL on a connection of its own, as somebody who goes round the service would. */
  readonly query: <Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;
}

/** A database with the schema and no rows; to be called once, at the top of a test file or in a `describe`. */
export function testDatabase(): TestDatabase {
  return databaseFrom("template_migrated");
}

/** A database with the example article in it, as the service's first start leaves it. */
export function seededDatabase(): TestDatabase {
  return databaseFrom("template_seeded");
}

/** A database with nothing in it, not even the schema. */
export function emptyDatabase(): TestDatabase {
  return databaseFrom("template0");
}

function databaseFrom(template: string): TestDatabase {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const url = inject("serverUrl").replace("/postgres?", `/${name}?`);
  const database = createDatabase({ url, poolSize: 5 });
  beforeAll(() => onServer(inject("serverUrl"), `CREATE DATABASE ${name} TEMPLATE ${template}`));
  afterAll(async () => {
    await database.$disconnect();
    await onServer(inject("serverUrl"), `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return { url, database, query: (sql, values) => onServer(url, sql, values) };
}

async function onServer<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
