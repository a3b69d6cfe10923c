import { describe, expect, it } from "vitest";
import { readKeysCommandLine } from "../../src/cli/keys-command-line.ts";
import { createKeyService } from "../../src/modules/keys/service.ts";
import { runCommand } from "../support/command.ts";
import { testDatabase } from "../support/database.ts";

const { database, url, query } = testDatabase();
const keys = createKeyService({ database, clock: () => new Date() });
const run = (...parameters: string[]) =>
  runCommand("keys.ts", parameters, { variables: { DATABASE_URL: url } });

describe("npm run keys", { timeout: 120_000 }, () => {
  it("makes, lists, replaces and revokes keys, of which the database holds only hashes", async () => {
    const made = await run("create", "--scopes", "ingest,confirm", "--name", "desk", "--expires-in", "90d");
    expect(made.status).toBe(0);
    const first = made.stdout.trim();
    expect(await keys.authenticate(first)).toMatchObject({ name: "desk", scopes: ["ingest", "confirm"] });
    expect(JSON.stringify(await query("SELECT * FROM api_keys"))).not.toContain(first);
    const [{ days } = { days: 0 }] = await query<{ days: number }>(
      "SELECT (expires_at::date - created_at::date) AS days FROM api_keys",
    );
    expect(days).toBe(90);

    const second = (await run("rotate", "1")).stdout.trim();
    expect(await keys.authenticate(first)).toBeNull();
    expect(await keys.authenticate(second)).toMatchObject({ name: "desk", scopes: ["ingest", "confirm"] });

    const listed = await run("list");
    expect(listed.stdout.split("\n").map((line) => line.split(/ {2,}/).at(-1))).toEqual([
      "STATE",
      "revoked",
      "in use",
      "",
    ]);
    expect(listed.stdout).not.toContain(second);

    expect((await run("revoke", "2")).status).toBe(0);
    expect(await keys.authenticate(second)).toBeNull();
    expect(await run("revoke", "2")).toMatchObject({
      status: 1,
      stderr: "No key that is in use has the id 2.\n",
    });
    expect((await run("rotate", "2")).status).toBe(1);
  });
});

describe("the command line of npm run keys", () => {
  it("is read completely before anything is done", () => {
    expect(readKeysCommandLine(["create", "--scopes", "ingest, curate", "--expires-in", "2w"])).toEqual({
      do: "create",
      name: "ingest curate",
      scopes: ["ingest", "curate"],
      lifetimeMs: 14 * 86_400_000,
    });
    expect(readKeysCommandLine(["rotate", "12"])).toEqual({ do: "rotate", id: 12n });
    expect(readKeysCommandLine(["create", "--help"])).toBeNull();
  });

  it.each([
    [[], "No command is given"],
    [["make"], "There is no command make"],
    [["create"], "--scopes is needed"],
    [["create", "--scopes", "write"], '"write" is no scope'],
    [["create", "--scopes", "ingest", "--expires-in", "tomorrow"], '"tomorrow" is no time'],
    [["create", "--scopes", "ingest", "--expires-in", "101y"], '"101y" is no time'],
    [["create", "--scopes", "ingest", "--name", "\u0007"], "--name must have"],
    [["revoke", "otr_x"], "needs the ID"],
    [["rotate"], "needs the ID"],
    [["list", "all"], "all is one word too many"],
    [["list", "--name", "x"], "--name belongs to create"],
    [["list", "--color"], "'--color'"],
  ])("refuses %j and says what is wrong", (words, message) => {
    expect(() => readKeysCommandLine(words)).toThrow(message);
  });
});
