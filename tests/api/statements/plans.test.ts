/** The plans of the hot queries: each reads as much of an index as the page needs, and sorts no table. */
import { describe, expect, it } from "vitest";
import { STATEMENT_SORTS } from "../../../src/modules/statements/orders.ts";
import { indexesOf, manyStatements, planDesk, rowsRead, type Step } from "../../support/plans.ts";

const { stored, asked, ask, stepsOf } = planDesk([...manyStatements, "ANALYZE"]);

/** The steps by which the database finds a page, and the cursor of the next one. */
async function planOf(query: Record<string, unknown>): Promise<{ steps: Step[]; cursor: string }> {
  const { page } = await ask("/v1/statements", query);
  return { steps: await stepsOf(asked.at(-1)!, query["as_of"] as string), cursor: page.next_cursor };
}

/** How often the last question has a plan that was kept, when it is asked ten times more on one connection. */
async function timesKept(): Promise<number> {
  const page = asked.at(-1)!;
  const [plan] = await stored.database.$transaction(async (session) => {
    for (let n = 0; n < 10; n += 1) await session.$queryRaw(page);
    return session.$queryRaw<{ kept: number }[]>`
      SELECT max(generic_plans)::int AS kept FROM pg_prepared_statements WHERE statement = ${page.text}`;
  });
  return plan!.kept;
}

const filtered = [
  [{ speaker: "7" }, "statements_speaker_id_published_on_id_idx"],
  [{ publisher: "7" }, "statements_publisher_id_published_on_id_idx"],
  [{ stance: "denies" }, "statements_stance_published_on_id_idx"],
  [{ medium: "speech" }, "statements_medium_published_on_id_idx"],
  [{ status: "disputed" }, "statements_status_published_on_id_idx"],
  [{ attribution_status: "denied" }, "statements_attribution_status_published_on_id_idx"],
  [{ published_from: "2021", published_to: "2021-02" }, "statements_published_on_id_idx"],
] as const;

describe("a page of statements", () => {
  it.each(STATEMENT_SORTS.filter((sort) => sort !== "relevance"))(
    "sorted by %s reads only its own rows from an index, and so does the next",
    async (sort) => {
      const first = await planOf({ sort });
      const second = await planOf({ sort, cursor: first.cursor });
      for (const { steps } of [first, second]) {
        expect(rowsRead(steps, "statements"), JSON.stringify(steps)).toBeLessThanOrEqual(21);
      }
    },
  );

  it.each(filtered)("filtered by %j reads only its own rows from %s", async (query, index) => {
    const { steps } = await planOf(query);
    expect(indexesOf(steps)).toContain(index);
    expect(rowsRead(steps, "statements")).toBeLessThanOrEqual(21);
  });

  it.each(filtered)("of the past, filtered by %j, reads only its own rows from %s", async (query, index) => {
    const [clock] = await stored.query<{ now: string }>(
      "SELECT clock_timestamp()::timestamptz(3)::text AS now",
    );
    const { steps } = await planOf({ ...query, as_of: new Date(clock!.now).toISOString() });
    expect(indexesOf(steps)).toContain(index);
    expect(rowsRead(steps, "statements")).toBeLessThanOrEqual(21);
  });

  it("of words finds them in the full-text index and ranks only what it found", async () => {
    const { steps } = await planOf({ q: "word77" });
    expect(indexesOf(steps)).toContain("statements_search_vector_idx");
    // 80 statements hold the word.
    expect(rowsRead(steps, "statements")).toBeLessThanOrEqual(80);
  });

  it.each([
    {},
    { limit: 7 },
    { sort: "said_on" },
    { include: "superseded" },
    { speaker: "7" },
    { status: "denied" },
  ])("with the query %j is planned a few times and then no more", async (query) => {
    const { cursor } = await planOf(query);
    await planOf({ ...query, cursor });
    expect(await timesKept()).toBeGreaterThan(0);
  });

  it("of one speaker asks the database once, whoever was merged with the speaker", async () => {
    await ask("/v1/statements", { speaker: "7" });
    expect(asked).toHaveLength(1);
  });

  it("with filters of any kind builds its JSON by one plan, which is kept", async () => {
    const texts = new Set<string>();
    for (const query of [
      { stance: "denies", medium: "speech" },
      { kind: "direct,mixed", anonymous: "false", limit: 7 },
      { document: "5" },
    ]) {
      await ask("/v1/statements", query);
      expect(asked).toHaveLength(1);
      texts.add(asked[0]!.text);
      expect(await timesKept()).toBeGreaterThan(0);
    }
    expect(texts.size).toBe(1);
    await ask("/v1/statements", { q: "word77" });
    expect(await timesKept()).toBeGreaterThan(0);
  });
});

describe("one statement", () => {
  it("is found by its key, now and in the past, with all that belongs to it", async () => {
    for (const query of [{}, { as_of: new Date().toISOString() }]) {
      await ask("/v1/statements/123", query);
      const steps = await stepsOf(asked[0]!, query.as_of);
      for (const table of ["statements", "revisions", "documents", "speakers"]) {
        expect(rowsRead(steps, table), table).toBeLessThanOrEqual(5);
      }
    }
  });
});
