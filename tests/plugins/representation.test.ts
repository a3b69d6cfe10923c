import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { versionDemand } from "../../src/http/preconditions.ts";
import { testDatabase } from "../support/database.ts";
import { described, testFrame } from "../support/frame.ts";

const { database } = testDatabase();
const thing = { content: "first", version: 1 };
beforeEach(() => Object.assign(thing, { content: "first", version: 1 }));

const frame = testFrame(database, (app) => {
  const answer = z.strictObject({ content: z.string() });
  app.route({
    method: "GET",
    url: "/v1/thing",
    schema: { ...described("get_thing"), response: { 200: answer } },
    config: { access: "open" },
    handler: async (_request, reply) => {
      reply.resourceVersion = thing.version;
      return { content: thing.content };
    },
  });
  app.route({
    method: "PUT",
    url: "/v1/thing",
    schema: { ...described("put_thing"), body: answer, response: { 200: answer } },
    config: { access: "open", versioned: true },
    handler: async (request) => {
      versionDemand(request)(thing.version);
      Object.assign(thing, { content: request.body.content, version: thing.version + 1 });
      return { content: thing.content };
    },
  });
  app.route({
    method: "GET",
    url: "/v1/forms",
    schema: {
      ...described("get_forms"),
      response: {
        200: {
          description: "In two forms",
          content: { "application/json": { schema: answer }, "text/csv": { schema: z.string() } },
        },
      },
    },
    config: { access: "open" },
    handler: async (request, reply) =>
      request.form === "text/csv" ? reply.type("text/csv").send("content\nfirst\n") : { content: "first" },
  });
});

const get = (url: string, headers: Record<string, string> = {}) => frame.app.inject({ url, headers });
const put = (content: string, headers: Record<string, string> = {}) =>
  frame.app.inject({ method: "PUT", url: "/v1/thing", payload: { content }, headers });

describe("ETag", () => {
  it("is the same for the same content and another for another", async () => {
    const first = (await get("/v1/thing")).headers.etag;
    expect((await get("/v1/thing")).headers.etag).toBe(first);
    thing.content = "second";
    expect((await get("/v1/thing")).headers.etag).not.toBe(first);
  });

  it.each([
    ["the tag", (tag: string) => tag],
    ["a weak tag", (tag: string) => `W/${tag}`],
    ["one of several", (tag: string) => `"other", ${tag}`],
    ["anything", () => "*"],
  ])("sent back as If-None-Match, %s, saves sending the content again", async (_, sent) => {
    const tag = String((await get("/v1/thing")).headers.etag);
    const answer = await get("/v1/thing", { "if-none-match": sent(tag) });
    expect(answer.statusCode).toBe(304);
    expect(answer.body).toBe("");
    expect(answer.headers.etag).toBe(tag);
    expect(answer.headers["content-type"]).toBeUndefined();
  });

  it("of older content gets the new content", async () => {
    const tag = String((await get("/v1/thing")).headers.etag);
    thing.content = "second";
    const answer = await get("/v1/thing", { "if-none-match": tag });
    expect(answer.json()).toEqual({ content: "second" });
  });

  it("stands on HEAD as on GET", async () => {
    const head = await frame.app.inject({ method: "HEAD", url: "/v1/thing" });
    expect(head.statusCode).toBe(200);
    expect(head.body).toBe("");
    expect(head.headers.etag).toBe((await get("/v1/thing")).headers.etag);
  });

  it("does not stand on failures", async () => {
    expect((await get("/v1/thing?x=1")).headers.etag).toBeUndefined();
  });
});

describe("If-Match", () => {
  it("is required for an update", async () => {
    expect((await put("second")).json()).toMatchObject({ status: 428, code: "version_required" });
    expect(thing.content).toBe("first");
  });

  it("lets an update of the current version through, once", async () => {
    const tag = String((await get("/v1/thing")).headers.etag);
    expect((await put("second", { "if-match": tag })).statusCode).toBe(200);
    expect((await put("third", { "if-match": tag })).json()).toMatchObject({
      status: 412,
      code: "stale_version",
    });
    expect(thing.content).toBe("second");
  });

  it("asks for the version of the resource, not for what it says of others", async () => {
    const tag = String((await get("/v1/thing")).headers.etag);
    thing.content = "renamed by another resource";
    expect((await put("second", { "if-match": tag })).statusCode).toBe(200);
  });

  it.each(['"nonsense"', '"2-x"', "1", '""'])("refuses %s", async (tag) => {
    expect((await put("second", { "if-match": tag })).statusCode).toBe(412);
  });

  it("takes * for whatever the version is", async () => {
    expect((await put("second", { "if-match": "*" })).statusCode).toBe(200);
  });
});

describe("a resource with several forms", () => {
  it.each([
    [undefined, "application/json; charset=utf-8", '{"content":"first"}'],
    ["text/csv", "text/csv", "content\nfirst\n"],
  ])("sends to Accept: %s the form %s", async (accept, type, body) => {
    const answer = await get("/v1/forms", accept === undefined ? {} : { accept });
    expect(answer.headers["content-type"]).toBe(type);
    expect(answer.body).toBe(body);
    expect(answer.headers.vary).toBe("Accept");
  });

  it("lists its forms to a client that accepts none of them", async () => {
    const answer = await get("/v1/forms", { accept: "image/png" });
    expect(answer.json()).toMatchObject({
      status: 406,
      code: "not_acceptable",
      errors: [{ detail: "application/json" }, { detail: "text/csv" }],
    });
    expect(answer.headers.vary).toBe("Accept");
  });

  it("is needed for Vary", async () => {
    expect((await get("/v1/thing")).headers.vary).toBeUndefined();
  });
});
