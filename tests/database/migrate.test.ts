import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate, MigrationError } from "../../src/database/migrate.ts";
import { emptyDatabase, testDatabase } from "../support/database.ts";
import { scratchFolder } from "../support/scratch.ts";

describe("the project's migrations", () => {
  const { url, query } = testDatabase();

  it("are all recorded as finished, so that a second start finds nothing to do", async () => {
    expect(await migrate(url)).toEqual([]);
    const unfinished = await query("SELECT 1 FROM _prisma_migrations WHERE finished_at IS NULL");
    expect(unfinished).toEqual([]);
  });
});

describe("migrate", () => {
  const { url, query } = emptyDatabase();
  let folder: string;

  beforeEach(() => {
    folder = scratchFolder();
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await query("DROP SCHEMA public CASCADE");
    await query("CREATE SCHEMA public");
  });

  function write(name: string, sql: string): void {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, "migration.sql"), sql);
  }

  async function refusal(): Promise<string> {
    const error = await migrate(url, folder).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(MigrationError);
    return (error as MigrationError).message;
  }

  it("applies what is missing, in the order of the names, and each only once", async () => {
    write("2_second", "ALTER TABLE a ADD COLUMN y int;");
    write("1_first", "CREATE TABLE a (x int);");
    expect(await migrate(url, folder)).toEqual(["1_first", "2_second"]);
    write("3_third", "DROP TABLE a;");
    expect(await migrate(url, folder)).toEqual(["3_third"]);
    expect(await migrate(url, folder)).toEqual([]);
  });

  it("records a checksum that Prisma itself computes for the same file", async () => {
    write("1_first", "SELECT 1;\n");
    await migrate(url, folder);
    expect(
      await query("SELECT migration_name, checksum, applied_steps_count FROM _prisma_migrations"),
    ).toEqual([
      {
        migration_name: "1_first",
        // printf 'SELECT 1;\n' | sha256sum
        checksum: "b4e0497804e46e0a0b0b8c31975b062152d551bac49c3c2e80932567b4085dcd",
        applied_steps_count: 1,
      },
    ]);
  });

  it("keeps nothing of a migration that fails, says which and where, and applies it once it is mended", async () => {
    write("1_first", "CREATE TABLE a (x int);\nCREATE TABLE a (x int);\nSELECT * FROM nowhere;");
    expect(await refusal()).toMatch(/Migration 1_first failed.*"a" already exists.*Nothing of it was kept/);
    expect(await query("SELECT 1 FROM _prisma_migrations")).toEqual([]);
    write("1_first", "CREATE TABLE a (x int);\nSELECT * FROM nowhere;");
    expect(await refusal()).toMatch(/1_first failed at line 2/);
    write("1_first", "CREATE TABLE a (x int);");
    expect(await migrate(url, folder)).toEqual(["1_first"]);
  });

  it("refuses a migration that was edited after it had been applied", async () => {
    write("1_first", "CREATE TABLE a (x int);");
    await migrate(url, folder);
    write("1_first", "CREATE TABLE b (x int);");
    expect(await refusal()).toMatch(/1_first was edited/);
  });

  it("refuses a database that a newer version has migrated", async () => {
    write("1_first", "CREATE TABLE a (x int);");
    await migrate(url, folder);
    rmSync(join(folder, "1_first"), { recursive: true });
    expect(await refusal()).toMatch(/1_first, which this version does not know/);
  });

  it("runs a migration marked so outside a transaction, statement by statement", async () => {
    write("1_first", "CREATE TABLE a (x int);");
    write(
      "2_index",
      "-- no transaction\n-- A comment; with a semicolon.\nCREATE INDEX CONCURRENTLY i ON a (x);\nSELECT 1;\n",
    );
    expect(await migrate(url, folder)).toEqual(["1_first", "2_index"]);
    expect(await query("SELECT 1 AS found FROM pg_class WHERE relname = 'i'")).toEqual([{ found: 1 }]);
  });

  it("refuses to go on after one outside a transaction failed halfway, until it is recorded as undone", async () => {
    write("1_half", "-- no transaction\nCREATE TABLE a (x int);\nSELECT * FROM nowhere;\n");
    expect(await refusal()).toMatch(/1_half failed.*part of it may be in place/);
    expect(await refusal()).toMatch(/1_half failed halfway earlier/);
    await query("DROP TABLE a");
    await query("UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = '1_half'");
    write("1_half", "-- no transaction\nCREATE TABLE a (x int);\n");
    expect(await migrate(url, folder)).toEqual(["1_half"]);
  });

  it("applies each migration once when several processes start at the same time", async () => {
    write("1_first", "CREATE TABLE a (x int);");
    const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(url, folder)));
    expect(applied.flat()).toEqual(["1_first"]);
  });
});
