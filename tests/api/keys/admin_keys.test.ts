import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const stored = testDatabase();
let now = new Date("2026-01-01T00:00:00Z");
const api = testApp(stored, { clock: () => now });
let admin: string;

beforeAll(async () => {
  admin = await api.authorization("admin");
});

interface KeyBody {
  id: string;
  key: string;
  name: string;
  prefix: string;
  code?: string;
}

const call = async (method: "get" | "post", path: string, body?: object, headers: object = {}) => {
  const answer = await api.request[method](`/v1/admin${path}`)
    .set({ authorization: admin, ...headers })
    .send(body);
  return { status: answer.status, body: answer.body as KeyBody, text: answer.text };
};

async function create(fields: object = {}, headers: object = {}) {
  const answer = await call("post", "/keys", { name: "desk", scopes: ["curate"], ...fields }, headers);
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

/** What a key may do, by what the service answers to it. */
async function answerTo(key: string): Promise<number> {
  const answer = await api.request
    .post("/v1/claims")
    .set("authorization", `Bearer ${key}`)
    .send({ text: "a key was made" });
  return answer.status;
}

describe("the administration of keys", () => {
  it("makes a key that works at once for its scopes and no others", async () => {
    const made = await create({ scopes: ["curate", "curate"] });
    expect(made).toMatchObject({ name: "desk", scopes: ["curate"], expires_at: null, last_used_at: null });
    expect(made.key.startsWith(made.prefix)).toBe(true);
    expect(await answerTo(made.key)).toBe(201);
    expect(await answerTo((await create({ scopes: ["confirm", "ingest", "admin"] })).key)).toBe(403);
  });

  it("shows a key once: no list, log or table holds it", async () => {
    const { key, id, prefix } = await create({}, { "idempotency-key": "shown-once" });
    const list = await call("get", "/keys?limit=100");
    expect(list.text).toContain(`"prefix":"${prefix}"`);
    expect(list.text).not.toContain("hash");
    const tables = await stored.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
    );
    for (const { name } of tables) {
      const found = await stored.query(`SELECT 1 FROM "${name}" t WHERE strpos(t::text, $1) > 0`, [key]);
      expect(found, name).toEqual([]);
    }
    expect(list.text).not.toContain(key);
    expect(await stored.database.apiKey.count({ where: { id: BigInt(id) } })).toBe(1);
  });

  it("gives whoever repeats a creation the same key, and makes no second one", async () => {
    const headers = { "idempotency-key": "repeat" };
    const made = await Promise.all([create({ name: "twice" }, headers), create({ name: "twice" }, headers)]);
    expect(made[0]).toEqual(made[1]);
    expect(await answerTo(made[1].key)).toBe(201);
    expect(await stored.database.apiKey.count({ where: { name: "twice" } })).toBe(1);
  });

  it("replaces a key: the new one works, the old one no more", async () => {
    const old = await create({ name: "rotating" });
    const { status, body } = await call("post", `/keys/${old.id}/rotate`);
    expect([status, body.name, body.id === old.id]).toEqual([201, "rotating", false]);
    expect([await answerTo(old.key), await answerTo(body.key)]).toEqual([401, 201]);
  });

  it("revokes a key at once and for good", async () => {
    const { key, id } = await create();
    const { status, body } = await call("post", `/keys/${id}/revoke`);
    expect([status, body]).toEqual([200, expect.objectContaining({ id, revoked_at: now.toISOString() })]);
    expect(await answerTo(key)).toBe(401);
    for (const action of ["revoke", "rotate"]) {
      const again = await call("post", `/keys/${id}/${action}`);
      expect([again.status, again.body.code]).toEqual([409, "key_revoked"]);
    }
  });

  it("lets a key end by itself", async () => {
    const { key } = await create({ expires_at: "2026-01-02T00:00:00Z" });
    expect(await answerTo(key)).toBe(201);
    now = new Date("2026-01-02T00:00:00Z");
    expect(await answerTo(key)).toBe(401);
    now = new Date("2026-01-01T00:00:00Z");
  });

  it("logs who made, replaced and revoked which key", async () => {
    const { id } = await create({ name: "logged" });
    const { body } = await call("post", `/keys/${id}/rotate`);
    await call("post", `/keys/${body.id}/revoke`);
    const events = await call("get", "/events?resource_type=api_keys&limit=4");
    expect(JSON.parse(events.text)).toMatchObject({
      data: [
        { resource_id: body.id, action: "revoked", actor: "key:admin", difference: null },
        { resource_id: id, action: "rotated", difference: { replaced_by: { from: null, to: body.id } } },
        { resource_id: body.id, action: "created", difference: { scopes: { from: null, to: ["curate"] } } },
        { resource_id: id, action: "created", actor: "key:admin" },
      ],
    });
  });

  it.each([
    ["no name", { name: undefined }],
    ["a name with a line break", { name: "a\nb" }],
    ["no scope", { scopes: [] }],
    ["a scope that is none", { scopes: ["all"] }],
    ["an end in the past", { expires_at: "2025-12-31T23:59:59Z" }],
    ["an end that is no instant", { expires_at: "tomorrow" }],
  ])("refuses a key with %s", async (_, fields) => {
    const before = await stored.database.apiKey.count();
    const { status, body } = await call("post", "/keys", { name: "x", scopes: ["curate"], ...fields });
    expect([status, body.code]).toEqual([400, "invalid_request"]);
    expect(await stored.database.apiKey.count()).toBe(before);
  });

  it("answers 404 for a key that does not exist", async () => {
    for (const action of ["revoke", "rotate"]) {
      expect((await call("post", `/keys/999999/${action}`)).body.code).toBe("key_not_found");
    }
  });
});

describe("GET /v1/admin/events", () => {
  it("narrows the log to a resource, an action, an actor and a time, and pages through it", async () => {
    const curate = await api.authorization("curate");
    const claims: string[] = [];
    for (const text of ["one", "two", "three"]) {
      const { body } = await api.request.post("/v1/claims").set("authorization", curate).send({ text });
      claims.unshift((body as { id: string }).id);
    }
    const list = async (query: string) => {
      const { text } = await call("get", `/events?${query}`);
      const { data, page } = JSON.parse(text) as {
        data: { resource_id: string; recorded_at: string }[];
        page: { next_cursor: string | null };
      };
      return { ids: data.map((event) => event.resource_id), data, cursor: page.next_cursor };
    };
    const filter = "resource_type=claims&action=created&actor=key:curate";
    const first = await list(`${filter}&limit=2`);
    const second = await list(`${filter}&limit=2&cursor=${first.cursor}`);
    expect([...first.ids, ...second.ids]).toEqual(claims);
    expect((await list(`resource_type=claims&resource_id=${claims[1]}`)).ids).toEqual([claims[1]]);
    const { recorded_at: last } = first.data[0]!;
    expect((await list(`${filter}&recorded_from=${last}`)).ids).toContain(claims[0]);
    expect((await list(`${filter}&recorded_to=2020-01-01T00:00:00Z`)).ids).toEqual([]);
    expect((await list("actor=key:nobody")).ids).toEqual([]);
  });
});
