/** The plans of the hot queries: each reads as much of an index as the page needs, and sorts no table. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../../src/database/client.ts";
import { Prisma } from "../../../src/database/generated/client.ts";
import { STATEMENT_SORTS } from "../../../src/modules/statements/orders.ts";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const stored = testDatabase();
const asked: Prisma.Sql[] = [];
const api = testApp({ database: noting(stored.database) });

/** The database, noting what it is asked in raw SQL. */
function noting(database: Database): Database {
  const queryRaw = (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
    const sql = query instanceof Prisma.Sql ? query : Prisma.sql(query, ...values);
    asked.push(sql);
    return database.$queryRaw(sql);
  };
  return new Proxy(database, {
    get: (target, name) => (name === "$queryRaw" ? queryRaw : (Reflect.get(target, name) as unknown)),
  });
}

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Actual Loops": number;
  readonly Plans?: readonly Plan[];
}

beforeAll(async () => {
  // 40,000 statements by 200 speakers in 2,000 documents, written past the triggers: their words are not looked at.
  await stored.query(`
    SET session_replication_role = replica;
    INSERT INTO publishers (name, key) SELECT 'p' || n, 'p' || n FROM generate_series(1, 20) n;
    INSERT INTO documents (identity_key, publisher_id, publisher_origin, published_on, published_on_origin)
      SELECT 'd' || n, 1 + n % 20, 'page', date '2020-01-01' + n % 1000, 'page' FROM generate_series(1, 2000) n;
    INSERT INTO revisions (document_id, number, sha256, text, length_code_points, engine_version)
      SELECT id, 1, encode(sha256(convert_to('text ' || id, 'UTF8')), 'hex'), 'text ' || id, length('text ' || id), 't' FROM documents;
    INSERT INTO speakers (type, name, key) SELECT 'person', 's' || n, 's' || n FROM generate_series(1, 200) n;
    UPDATE speakers SET canonical_id = id;
    INSERT INTO statements (revision_id, document_id, publisher_id, published_on, ordinal, kind, stance, medium, status,
        attribution_status, speaker_id, content_text, said_on, said_precision, sentence_start, sentence_end, confidence, search_vector)
      SELECT r.id, d.id, d.publisher_id, d.published_on, o, (enum_range(NULL::kind))[1 + o % 3],
             (enum_range(NULL::stance))[1 + (d.id * 7 + o) % 9], (enum_range(NULL::medium))[1 + (d.id * 3 + o) % 10],
             (enum_range(NULL::status))[1 + (d.id + o) % 6], (enum_range(NULL::status))[1 + (d.id + o) % 6],
             1 + (d.id * 11 + o) % 200, 'words', d.published_on - o, 'day', 0, 1, (d.id * 13 + o * 17) % 1000 / 1000.0,
             to_tsvector('english', 'word' || (d.id + o) % 500 || CASE WHEN d.id % 4 = 0 THEN ' quiet harbor' ELSE '' END)
        FROM documents d JOIN revisions r ON r.document_id = d.id, generate_series(0, 19) o;
    ANALYZE`);
}, 120_000);

/** The steps of the plan, outermost first, by which the database finds a page; and the cursor of the next page. */
async function planOf(query: Record<string, unknown>): Promise<{ steps: Plan[]; cursor: string }> {
  asked.length = 0;
  const { status, body } = await api.request.get("/v1/statements").query(query);
  expect(status, JSON.stringify(body)).toBe(200);
  const [row] = await stored.database.$queryRaw<{ "QUERY PLAN": { Plan: Plan }[] }[]>(
    Prisma.sql`EXPLAIN (ANALYZE, FORMAT JSON) ${asked.find(({ sql }) => sql.includes("AS key"))}`,
  );
  const flatten = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flatten)];
  const { page } = body as { page: { next_cursor: string } };
  return { steps: flatten(row!["QUERY PLAN"][0]!.Plan), cursor: page.next_cursor };
}

/** How many rows of statements the plan reads to find its page of 20 and one more. */
const rowsRead = (steps: readonly Plan[]): number =>
  steps
    .filter((step) => step["Relation Name"] === "statements")
    .map((step) => (step["Actual Rows"] + (step["Rows Removed by Filter"] ?? 0)) * step["Actual Loops"])
    .reduce((sum, rows) => sum + rows, 0);

describe("a page of statements", () => {
  it.each(STATEMENT_SORTS.filter((sort) => sort !== "relevance"))(
    "sorted by %s reads only its own rows from an index, and so does the next",
    async (sort) => {
      const first = await planOf({ sort });
      const second = await planOf({ sort, cursor: first.cursor });
      for (const { steps } of [first, second]) {
        expect(rowsRead(steps), JSON.stringify(steps)).toBeLessThanOrEqual(21);
      }
    },
  );

  it.each([
    [{ speaker: "7" }, "statements_speaker_id_published_on_id_idx"],
    [{ publisher: "7" }, "statements_publisher_id_published_on_id_idx"],
    [{ stance: "denies" }, "statements_stance_published_on_id_idx"],
    [{ medium: "speech" }, "statements_medium_published_on_id_idx"],
    [{ status: "disputed" }, "statements_status_published_on_id_idx"],
    [{ attribution_status: "denied" }, "statements_attribution_status_published_on_id_idx"],
    [{ published_from: "2021", published_to: "2021-02" }, "statements_published_on_id_idx"],
  ])("filtered by %j reads only its own rows from %s", async (query, index) => {
    const { steps } = await planOf(query);
    expect(steps.map((step) => step["Index Name"])).toContain(index);
    expect(rowsRead(steps)).toBeLessThanOrEqual(21);
  });

  it("of words finds them in the full-text index and ranks only what it found", async () => {
    const { steps } = await planOf({ q: "word77" });
    expect(steps.map((step) => step["Index Name"])).toContain("statements_search_vector_idx");
    // 80 statements hold the word.
    expect(rowsRead(steps)).toBeLessThanOrEqual(80);
  });

  it("of a phrase that a quarter of the statements hold reads the latest until there are enough", async () => {
    const { steps } = await planOf({ q: '"quiet harbor"' });
    expect(rowsRead(steps)).toBeLessThanOrEqual(1_000);
  });

  it("of a phrase that few statements hold finds them by the index of words", async () => {
    await stored.query(`SET session_replication_role = replica;
      UPDATE statements SET search_vector = to_tsvector('english', 'harbor quiet') WHERE id = 77`);
    const { body } = await api.request.get("/v1/statements").query({ q: '"harbor quiet"' });
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual(["77"]);
  });

  it.each([{}, { limit: 7 }, { sort: "said_on" }, { include: "superseded" }])(
    "with the query %j is planned a few times and then no more",
    async (query) => {
      const { cursor } = await planOf(query);
      await planOf({ ...query, cursor });
      const page = asked.find(({ sql }) => sql.includes("AS key"))!;
      const plans = await stored.database.$transaction(async (session) => {
        for (let n = 0; n < 10; n += 1) await session.$queryRaw(page);
        return session.$queryRaw<{ kept: number }[]>`
          SELECT generic_plans::int AS kept FROM pg_prepared_statements WHERE statement = ${page.text}`;
      });
      expect(plans[0]!.kept).toBeGreaterThan(0);
    },
  );

  it.each([{ stance: "denies" }, { stance: "denies", anonymous: "false", limit: 7 }, { q: "word77" }])(
    "with the query %j finds its rows by a plan for these values, and their JSON by one that is kept",
    async (query) => {
      await planOf(query);
      const [rows, json] = asked.filter(({ sql }) => /statements(_by_id)? s\b/.test(sql));
      const plans = await stored.database.$transaction(async (session) => {
        for (let n = 0; n < 10; n += 1) {
          await session.$queryRaw(rows!);
          await session.$queryRaw(json!);
        }
        return session.$queryRaw<{ kept: number }[]>`
        SELECT generic_plans::int AS kept FROM pg_prepared_statements WHERE statement IN (${rows!.text}, ${json!.text})`;
      });
      expect(plans).toHaveLength(1);
      expect(plans[0]!.kept).toBeGreaterThan(0);
    },
  );
});
