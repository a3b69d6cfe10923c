import { describe, expect, it } from "vitest";
import { databaseAsOf } from "../../src/database/past.ts";
import { testDatabase } from "../support/database.ts";

const { database, query } = testDatabase();

describe("the views of the past", () => {
  it("have the columns of their tables, so that the queries of the present can ask them", async () => {
    const columns = (schema: string) =>
      query<{ name: string; columns: string }>(
        `SELECT table_name AS name, string_agg(column_name || ' ' || udt_name, ', ' ORDER BY ordinal_position) AS columns
           FROM information_schema.columns WHERE table_schema = $1 GROUP BY 1 ORDER BY 1`,
        [schema],
      );
    const present = new Map((await columns("public")).map((table) => [table.name, table.columns]));
    const views = await columns("past");
    expect(views.length).toBeGreaterThan(15);
    for (const view of views) {
      expect(view.columns, view.name).toBe(present.get(view.name));
      expect(view.columns, view.name).toBe(present.get(view.name.replace(/_by_id$/, "")));
    }
  });

  it("can be taken away and made anew, as a migration does that changes a column", async () => {
    await query(`SELECT past.forget(); ALTER TABLE sources ADD COLUMN colour text; SELECT past.remember()`);
    const [row] = await query<{ count: string }>(
      "SELECT count(*) FROM information_schema.columns WHERE column_name = 'colour'",
    );
    expect(row!.count).toBe("4");
  });
});

describe("the database as of an instant", () => {
  const then = databaseAsOf(database, new Date());

  it("refuses to write", async () => {
    await expect(then.$queryRaw`INSERT INTO publishers (name, key) VALUES ('a', 'a')`).rejects.toThrow(
      /read-only/,
    );
  });

  it("refuses what would answer from the present", () => {
    expect(() => then.publisher).toThrow(/raw SQL only/);
  });
});
