import { describe, expect, it } from "vitest";
import { z } from "zod";
import { KEY_SCOPES } from "../../src/http/app.ts";
import { createKeyService } from "../../src/modules/keys/service.ts";
import { testDatabase } from "../support/database.ts";
import { described, testFrame } from "../support/frame.ts";

const { database, query } = testDatabase();
let now = new Date("2026-01-05T10:00:00Z");
const clock = () => now;
const keys = createKeyService({ database, clock });
const lines: string[] = [];

const frame = testFrame(
  database,
  (app) => {
    for (const access of ["open", ...KEY_SCOPES] as const) {
      app.route({
        method: "GET",
        url: `/v1/${access}`,
        schema: {
          ...described(`get_${access}`),
          response: { 200: z.strictObject({ name: z.string().nullable() }) },
        },
        config: { access },
        handler: async ({ caller }) => ({ name: caller?.name ?? null }),
      });
    }
  },
  { clock, log: { write: (line) => lines.push(line) } },
);

const ask = (url: string, authorization?: string) =>
  frame.app.inject({ url, headers: { ...(authorization !== undefined && { authorization }) } });

const newKey = async (scopes: readonly (typeof KEY_SCOPES)[number][], expiresAt: Date | null = null) =>
  (await keys.create({ name: "desk", scopes, expiresAt })).text;

describe("an operation that is open", () => {
  it("needs no key", async () => {
    expect((await ask("/v1/open")).json()).toEqual({ name: null });
  });

  it("knows the caller who sends one", async () => {
    expect((await ask("/v1/open", `Bearer ${await newKey(["ingest"])}`)).json()).toEqual({ name: "desk" });
  });

  it("refuses a key that is wrong, so that nobody believes to be known", async () => {
    expect((await ask("/v1/open", "Bearer otr_wrong")).json()).toMatchObject({ code: "invalid_key" });
  });
});

describe.each(KEY_SCOPES)("an operation with the scope %s", (scope) => {
  it("says with 401 that it needs a key", async () => {
    const answer = await ask(`/v1/${scope}`);
    expect(answer.json()).toMatchObject({ status: 401, code: "missing_key" });
    expect(answer.headers["www-authenticate"]).toBe('Bearer realm="On the Record"');
  });

  it("takes a key with the scope", async () => {
    expect((await ask(`/v1/${scope}`, `Bearer ${await newKey([scope])}`)).statusCode).toBe(200);
  });

  it("refuses a key with every other scope", async () => {
    const others = KEY_SCOPES.filter((one) => one !== scope);
    const answer = await ask(`/v1/${scope}`, `Bearer ${await newKey(others)}`);
    expect(answer.json()).toMatchObject({ status: 403, code: "missing_scope" });
    expect(answer.json().detail).toContain(scope);
  });
});

describe("a key", () => {
  it.each([
    [
      "with one letter changed",
      (key: string) => `Bearer ${key.slice(0, -1)}${key.endsWith("0") ? "1" : "0"}`,
    ],
    ["that was never made", () => "Bearer otr_0000000000000000000000000000000000000000"],
    ["in another scheme", (key: string) => `Basic ${Buffer.from(`x:${key}`).toString("base64")}`],
    ["without a scheme", (key: string) => key],
    ["that is SQL", () => "Bearer ' OR 1=1 --"],
    ["that is empty", () => "Bearer "],
    ["that is endless", () => `Bearer otr_${"a".repeat(10_000)}`],
  ])("%s is refused with 401", async (_, written) => {
    const answer = await ask("/v1/ingest", written(await newKey(["ingest"])));
    expect(answer.json()).toMatchObject({ status: 401, code: "invalid_key" });
    expect(answer.headers["www-authenticate"]).toContain('error="invalid_token"');
  });

  it("works until it expires", async () => {
    const key = await newKey(["ingest"], new Date(now.getTime() + 60_000));
    expect((await ask("/v1/ingest", `Bearer ${key}`)).statusCode).toBe(200);
    now = new Date(now.getTime() + 60_000);
    expect((await ask("/v1/ingest", `Bearer ${key}`)).json()).toMatchObject({ code: "invalid_key" });
  });

  it("works until it is revoked", async () => {
    const { text, stored } = await keys.create({ name: "left", scopes: ["ingest"] });
    expect((await ask("/v1/ingest", `Bearer ${text}`)).statusCode).toBe(200);
    expect(await keys.revoke(stored.id)).toBe(true);
    expect((await ask("/v1/ingest", `Bearer ${text}`)).statusCode).toBe(401);
    expect(await keys.revoke(stored.id)).toBe(false);
  });

  it("remembers its last use, to the minute", async () => {
    const { text, stored } = await keys.create({ name: "used", scopes: ["ingest"] });
    const lastUse = async () => (await keys.list()).find(({ id }) => id === stored.id)?.lastUsedAt;
    expect(await lastUse()).toBeNull();
    const first = now;
    await ask("/v1/ingest", `Bearer ${text}`);
    now = new Date(first.getTime() + 59_000);
    await ask("/v1/ingest", `Bearer ${text}`);
    expect(await lastUse()).toEqual(first);
    now = new Date(first.getTime() + 60_000);
    await ask("/v1/ingest", `Bearer ${text}`);
    expect(await lastUse()).toEqual(now);
  });

  it("is nowhere in the database and nowhere in the log", async () => {
    const key = await newKey(["ingest"]);
    await ask("/v1/ingest", `Bearer ${key}`);
    await ask("/v1/admin", `Bearer ${key}`);
    const rows = await query("SELECT * FROM api_keys");
    expect(JSON.stringify(rows)).not.toContain(key);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("")).not.toContain(key);
    expect(lines.join("")).not.toContain(key.slice(12));
  });
});
