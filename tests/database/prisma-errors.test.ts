import { describe, expect, it } from "vitest";
import { createDatabase } from "../../src/database/client.ts";
import { databaseProblem, type DatabaseProblem } from "../../src/database/prisma-errors.ts";
import { inTransaction } from "../../src/database/transaction.ts";
import { testDatabase } from "../support/database.ts";

const { database } = testDatabase();

async function problem(work: () => Promise<unknown>): Promise<DatabaseProblem | null> {
  return work().then(
    () => {
      throw new Error("The query was expected to fail.");
    },
    (error: unknown) => databaseProblem(error),
  );
}

describe("databaseProblem", () => {
  it("names the unique index that a row is a duplicate for, through Prisma and in raw SQL", async () => {
    await database.publisher.create({ data: { name: "The Post", key: "post" } });
    const duplicate = { kind: "duplicate", constraint: "publishers_key_key" };
    expect(await problem(() => database.publisher.create({ data: { name: "POST", key: "post" } }))).toEqual(
      duplicate,
    );
    expect(
      await problem(() => database.$executeRaw`INSERT INTO publishers (name, key) VALUES ('POST', 'post')`),
    ).toEqual(duplicate);
  });

  it("tells a row that is not there", async () => {
    expect(await problem(() => database.publisher.findUniqueOrThrow({ where: { id: 404n } }))).toEqual({
      kind: "not_found",
    });
    expect(await problem(() => database.publisher.delete({ where: { id: 404n } }))).toEqual({
      kind: "not_found",
    });
  });

  it("names the foreign key whose row is missing", async () => {
    await database.$executeRaw`CREATE TABLE child (publisher_id bigint CONSTRAINT child_publisher REFERENCES publishers)`;
    expect(await problem(() => database.$executeRaw`INSERT INTO child VALUES (404)`)).toEqual({
      kind: "missing_reference",
      constraint: "child_publisher",
    });
  });

  it("names the check that refused a row", async () => {
    await database.$executeRaw`CREATE TABLE checked (x int NOT NULL CONSTRAINT positive CHECK (x > 0))`;
    expect(await problem(() => database.$executeRaw`INSERT INTO checked VALUES (-1)`)).toMatchObject({
      kind: "refused",
      constraint: "positive",
    });
    expect(await problem(() => database.$executeRaw`INSERT INTO checked VALUES (NULL)`)).toMatchObject({
      kind: "refused",
    });
  });

  it("tells that others were in the way, also where only the commit fails by it", async () => {
    await database.$executeRaw`CREATE TABLE settled (x int)`;
    await database.$executeRaw`
      CREATE FUNCTION get_in_the_way() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = 'deadlock_detected'; END $$`;
    await database.$executeRaw`
      CREATE CONSTRAINT TRIGGER settle AFTER INSERT ON settled DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION get_in_the_way()`;
    const insert = (transaction: Pick<typeof database, "$executeRaw">) =>
      transaction.$executeRaw`INSERT INTO settled VALUES (1)`;
    expect(await problem(() => insert(database))).toEqual({ kind: "conflict" });
    expect(await problem(() => database.$transaction(insert))).toEqual({ kind: "conflict" });
  });

  it("tells a value that the column cannot hold", async () => {
    for (const work of [
      () => database.publisher.findUnique({ where: { id: 10n ** 30n } }),
      () => database.publisher.create({ data: { name: "a\0b", key: "nul" } }),
      () => database.$queryRaw`SELECT ${"abc"}::text::uuid`,
    ]) {
      expect(await problem(work)).toMatchObject({ kind: "invalid_value" });
    }
  });

  it("tells a query that took too long", async () => {
    const inside = database.$transaction(async (transaction) => {
      await transaction.$executeRaw`SET LOCAL statement_timeout = 20`;
      return transaction.$queryRaw`SELECT pg_sleep(5)::text`;
    });
    expect(await problem(() => inside)).toEqual({ kind: "too_slow" });
    const outside = database.$queryRaw`SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(5)::text`;
    expect(await problem(() => outside)).toEqual({ kind: "too_slow" });
  });

  it("tells a database that cannot be reached", async () => {
    const nowhere = createDatabase({ url: "postgresql://u:p@127.0.0.1:9/x", poolSize: 1 });
    expect(await problem(() => nowhere.publisher.count())).toEqual({ kind: "unavailable" });
    expect(await problem(() => nowhere.$queryRaw`SELECT 1`)).toEqual({ kind: "unavailable" });
  });

  it("leaves errors of our own code alone", () => {
    expect(databaseProblem(new TypeError("x is not a function"))).toBeNull();
  });
});

describe("inTransaction", () => {
  it("undoes everything when the work throws", async () => {
    const failing = inTransaction(database, async (transaction) => {
      await transaction.publisher.create({ data: { name: "Undone", key: "undone" } });
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await database.publisher.count({ where: { key: "undone" } })).toBe(0);
  });

  it("runs two pieces of work that deadlock again, so that both end", async () => {
    const [first, second] = await Promise.all(
      ["dead", "lock"].map((key) => database.publisher.create({ data: { name: key, key } })),
    );
    let bothHoldOne: () => void;
    const met = new Promise<void>((resolve) => (bothHoldOne = resolve));
    let holding = 0;
    let runs = 0;
    const rename = (ids: readonly bigint[]) =>
      inTransaction(database, async (transaction) => {
        runs += 1;
        for (const id of ids) {
          await transaction.publisher.update({ where: { id }, data: { name: `renamed ${runs}` } });
          holding += 1;
          if (holding >= 2) bothHoldOne();
          await met;
        }
      });
    await Promise.all([rename([first!.id, second!.id]), rename([second!.id, first!.id])]);
    expect(runs).toBe(3);
  });
});
