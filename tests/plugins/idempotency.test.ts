import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { DomainError } from "../../src/errors.ts";
import { createKeyService } from "../../src/modules/keys/service.ts";
import { testDatabase } from "../support/database.ts";
import { described, testFrame } from "../support/frame.ts";

const { database, query } = testDatabase();
let now = new Date("2026-01-05T10:00:00Z");
const clock = () => now;
const keys = createKeyService({ database, clock });

/** What the route has made; the text says how it ends. */
const made: string[] = [];
beforeEach(() => void made.splice(0));

const frame = testFrame(
  database,
  (app) => {
    app.route({
      method: "POST",
      url: "/v1/things",
      schema: {
        ...described("create_thing"),
        body: z.strictObject({ text: z.string() }),
        response: { 201: z.strictObject({ number: z.int(), text: z.string() }) },
      },
      config: { access: "ingest", idempotent: true, problems: ["unreadable_document"] },
      handler: async (request, reply) => {
        const { text } = request.body;
        if (text === "slow") await sleep(200);
        made.push(text);
        if (text === "fails") throw new Error("broken");
        if (text === "refused") throw new DomainError("unreadable_document");
        return reply
          .code(201)
          .header("location", `/v1/things/${made.length}`)
          .send({ number: made.length, text });
      },
    });
  },
  { clock },
);

const newKey = async () => `Bearer ${(await keys.create({ name: "desk", scopes: ["ingest"] })).text}`;
const post = (authorization: string, key: string | null, body: object) =>
  frame.app.inject({
    method: "POST",
    url: "/v1/things",
    payload: body,
    headers: { authorization, ...(key !== null && { "idempotency-key": key }) },
  });

describe("a creation with an Idempotency-Key", () => {
  it("is carried out once and answered the same every time", async () => {
    const authorization = await newKey();
    const first = await post(authorization, "a", { text: "one" });
    const again = await post(authorization, "a", { text: "one" });
    expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
    expect(again.body).toBe(first.body);
    expect(again.headers.location).toBe(first.headers.location);
    expect(again.headers["content-type"]).toBe(first.headers["content-type"]);
    expect([first.headers["idempotency-replayed"], again.headers["idempotency-replayed"]]).toEqual([
      undefined,
      "true",
    ]);
    expect(made).toEqual(["one"]);
  });

  it("is carried out once when it is sent ten times at once", async () => {
    const authorization = await newKey();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(authorization, "b", { text: "slow" })),
    );
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(made).toEqual(["slow"]);
  });

  it("is refused when the key came with another body before", async () => {
    const authorization = await newKey();
    await post(authorization, "c", { text: "one" });
    const other = await post(authorization, "c", { text: "two" });
    expect(other.json()).toMatchObject({ status: 422, code: "idempotency_key_reused" });
    expect(made).toEqual(["one"]);
  });

  it("is told apart by API key", async () => {
    await post(await newKey(), "d", { text: "one" });
    await post(await newKey(), "d", { text: "one" });
    expect(made).toEqual(["one", "one"]);
  });

  it("that was refused is answered with the same refusal", async () => {
    const authorization = await newKey();
    const first = await post(authorization, "e", { text: "refused" });
    const again = await post(authorization, "e", { text: "refused" });
    expect(again.statusCode).toBe(422);
    expect(again.headers["content-type"]).toBe("application/problem+json");
    expect(again.body).toBe(first.body);
    expect(made).toEqual(["refused"]);
  });

  it("that failed may be tried again", async () => {
    const authorization = await newKey();
    expect((await post(authorization, "f", { text: "fails" })).statusCode).toBe(500);
    expect((await post(authorization, "f", { text: "fails" })).statusCode).toBe(500);
    expect(made).toEqual(["fails", "fails"]);
  });

  it("that was not valid leaves the key free", async () => {
    const authorization = await newKey();
    expect((await post(authorization, "g", { text: 1 })).statusCode).toBe(400);
    expect((await post(authorization, "g", { text: "one" })).statusCode).toBe(201);
  });

  it("whose process died is carried out by a later repetition, and waits until it surely died", async () => {
    const authorization = await newKey();
    await post(authorization, "h", { text: "one" });
    await query("UPDATE idempotent_answers SET status = NULL, body = NULL, headers = NULL WHERE key = 'h'");
    now = new Date(now.getTime() + 121_000);
    expect((await post(authorization, "h", { text: "one" })).statusCode).toBe(201);
    expect(made).toEqual(["one", "one"]);
  });

  it.each(["", " ", "x".repeat(256), "a\tb"])("refuses the key %j", async (key) => {
    const answer = await post(await newKey(), key, { text: "one" });
    expect(answer.json()).toMatchObject({
      status: 400,
      errors: [{ in: "header", pointer: "/idempotency-key" }],
    });
    expect(made).toEqual([]);
  });
});

describe("a creation without an Idempotency-Key", () => {
  it("is carried out every time", async () => {
    const authorization = await newKey();
    await post(authorization, null, { text: "one" });
    await post(authorization, null, { text: "one" });
    expect(made).toEqual(["one", "one"]);
  });
});
