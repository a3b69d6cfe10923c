/** A database large enough for plans to matter, and how Postgres carries out what a request asks of it. */
import { beforeAll, expect } from "vitest";
import type { Database } from "../../src/database/client.ts";
import { Prisma } from "../../src/database/generated/client.ts";
import type { Reading } from "../../src/database/read.ts";
import { testApp, type TestApp } from "./app.ts";
import { testDatabase, type TestDatabase } from "./database.ts";

/** A step of a plan, with what it did. */
export interface Step {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Actual Loops": number;
  readonly Plans?: readonly Step[];
}

export interface PlanDesk {
  readonly stored: TestDatabase;
  readonly api: TestApp;
  /** What the last request asked of the database, in order. */
  readonly asked: readonly Prisma.Sql[];
  /** Asks, and gives the answer's body with what each question to the database was. */
  readonly ask: (path: string, query?: Record<string, unknown>) => Promise<{ page: { next_cursor: string } }>;
  /** The steps by which the database answers a question, outermost first; of a list with filters, those to its rows. */
  readonly stepsOf: (sql: Prisma.Sql, asOf?: string) => Promise<Step[]>;
}

/** To be called once, at the top of a test file. */
export function planDesk(fill: readonly string[]): PlanDesk {
  const stored = testDatabase();
  const asked: Prisma.Sql[] = [];
  const api = testApp({ database: noting(stored.database, asked) });
  beforeAll(() => stored.query(fill.join(";")), 120_000);
  return {
    stored,
    api,
    asked,
    ask: async (path, query = {}) => {
      asked.length = 0;
      const { status, body } = await api.request.get(path).query(query);
      expect(status, JSON.stringify(body)).toBe(200);
      return body as { page: { next_cursor: string } };
    },
    stepsOf: async (sql, asOf) => {
      const reading = asOf === undefined ? stored.database : stored.database.readingAsOf(new Date(asOf));
      const [row] = await reading.$queryRaw<{ "QUERY PLAN": { Plan: Step }[] }[]>(
        Prisma.sql`EXPLAIN (ANALYZE, FORMAT JSON) ${choosing(sql)}`,
      );
      return flatten(row!["QUERY PLAN"][0]!.Plan);
    },
  };
}

/** The database, noting what it is asked in raw SQL, of now and of the past. */
export function noting(database: Database, asked: Prisma.Sql[]): Database {
  const notingReads =
    ({ $queryRaw }: Reading): Reading["$queryRaw"] =>
    <Rows>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
      const sql = query instanceof Prisma.Sql ? query : Prisma.sql(query, ...values);
      asked.push(sql);
      return $queryRaw<Rows>(sql);
    };
  const noted = {
    $queryRaw: notingReads(database),
    readingAsOf: (instant: Date): Reading => ({ $queryRaw: notingReads(database.readingAsOf(instant)) }),
  };
  return new Proxy(database, {
    get: (target, name) =>
      name in noted ? noted[name as keyof typeof noted] : (Reflect.get(target, name) as unknown),
  });
}

/** The query within a question that finds the rows of a list by the values at hand; else the question itself. */
export function choosing(sql: Prisma.Sql): Prisma.Sql {
  const at = sql.values.findIndex((value) => typeof value === "string" && value.includes(" AS key"));
  if (at === -1) return sql;
  const parameters = sql.values[at + 1];
  return (sql.values[at] as string)
    .split("$1")
    .map((piece) => Prisma.raw(piece))
    .reduce((before, piece) => Prisma.sql`${before}${parameters}::text[]${piece}`);
}

/** All steps of a plan, outermost first. */
export const flatten = (step: Step): Step[] => [step, ...(step.Plans ?? []).flatMap(flatten)];

/** How many rows of a table the steps read, also those that they then leave out. */
export const rowsRead = (steps: readonly Step[], table: string): number =>
  steps
    .filter((step) => step["Relation Name"] === table)
    .map((step) => (step["Actual Rows"] + (step["Rows Removed by Filter"] ?? 0)) * step["Actual Loops"])
    .reduce((sum, rows) => sum + rows, 0);

export const indexesOf = (steps: readonly Step[]): string[] =>
  steps.flatMap((step) => step["Index Name"] ?? []);

/** 40,000 statements by 200 speakers in 2,000 documents, written past the triggers: their words are not looked at. */
export const manyStatements: readonly string[] = [
  "SET session_replication_role = replica",
  "INSERT INTO publishers (name, key) SELECT 'p' || n, 'p' || n FROM generate_series(1, 20) n",
  `INSERT INTO documents (identity_key, publisher_id, publisher_origin, published_on, published_on_origin)
     SELECT 'd' || n, 1 + n % 20, 'page', date '2020-01-01' + n % 1000, 'page' FROM generate_series(1, 2000) n`,
  `INSERT INTO revisions (document_id, number, sha256, text, length_code_points, engine_version)
     SELECT id, 1, encode(sha256(convert_to('text ' || id, 'UTF8')), 'hex'), 'text ' || id, length('text ' || id), 't' FROM documents`,
  "INSERT INTO speakers (type, name, key) SELECT 'person', 's' || n, 's' || n FROM generate_series(1, 200) n",
  "UPDATE speakers SET canonical_id = id",
  `INSERT INTO statements (revision_id, document_id, publisher_id, published_on, ordinal, kind, stance, medium, status,
       attribution_status, speaker_id, content_text, said_on, said_precision, sentence_start, sentence_end, confidence, search_vector)
     SELECT r.id, d.id, d.publisher_id, d.published_on, o, (enum_range(NULL::kind))[1 + o % 3],
            (enum_range(NULL::stance))[1 + (d.id * 7 + o) % 9], (enum_range(NULL::medium))[1 + (d.id * 3 + o) % 10],
            (enum_range(NULL::status))[1 + (d.id + o) % 6], (enum_range(NULL::status))[1 + (d.id + o) % 6],
            1 + (d.id * 11 + o) % 200, 'words', d.published_on - o, 'day', 0, 1, (d.id * 13 + o * 17) % 1000 / 1000.0,
            to_tsvector('english', 'word' || (d.id + o) % 500)
       FROM documents d JOIN revisions r ON r.document_id = d.id, generate_series(0, 19) o`,
  `INSERT INTO statement_anchors (statement_id, content, sentence)
     SELECT id, '{"text":"words","spans":[{"start":0,"end":1,"exact":"t","prefix":"","suffix":""}]}',
            '{"start":0,"end":1,"exact":"t"}' FROM statements`,
];
