import { connect } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createDatabase } from "../../src/database/client.ts";
import { problemSchema } from "../../src/http/problem.ts";
import { idParams, wellFormedText } from "../../src/http/text.ts";
import { testDatabase } from "../support/database.ts";
import { described, testFrame } from "../support/frame.ts";

const { database } = testDatabase();
const nowhere = createDatabase({ url: "postgresql://nobody@127.0.0.1:1/nothing", poolSize: 1 });

const lines: string[] = [];
const frame = testFrame(
  database,
  (app) => {
    app.route({
      method: "GET",
      url: "/v1/things",
      schema: {
        ...described("list_things"),
        querystring: z.strictObject({
          speaker: z.string().optional(),
          publisher: z.string().optional(),
          said_from: z.string().optional(),
        }),
        response: { 200: z.strictObject({}) },
      },
      config: { access: "open" },
      handler: async () => ({}),
    });
    app.route({
      method: "POST",
      url: "/v1/things/:id",
      schema: {
        ...described("change_thing"),
        params: idParams,
        body: z.strictObject({
          text: wellFormedText({ most: 20 }),
          parts: z.array(z.strictObject({ at: z.int() })).optional(),
        }),
        response: { 200: z.strictObject({}) },
      },
      config: { access: "open" },
      handler: async () => ({}),
    });
    app.route({
      method: "GET",
      url: "/v1/failing",
      schema: { ...described("fail"), response: { 200: z.strictObject({}) } },
      config: { access: "open" },
      handler: () => {
        throw new TypeError("secret internals");
      },
    });
    app.route({
      method: "GET",
      url: "/v1/miswritten",
      schema: { ...described("miswrite"), response: { 200: z.strictObject({}) } },
      config: { access: "open" },
      handler: async () => {
        await database.publisher.create({ data: { name: "words of a document" } as never });
        return {};
      },
    });
    app.route({
      method: "GET",
      url: "/v1/without-database",
      schema: { ...described("lose"), response: { 200: z.strictObject({}) } },
      config: { access: "open" },
      handler: async () => {
        await nowhere.$queryRaw`SELECT 1`;
        return {};
      },
    });
  },
  { bodyLimitBytes: 4096, log: { write: (line) => lines.push(line) } },
);

const get = (url: string) => frame.app.inject({ url });
const post = (payload: string | Buffer, headers: Record<string, string> = {}, url = "/v1/things/1") =>
  frame.app.inject({
    method: "POST",
    url,
    payload,
    headers: { "content-type": "application/json", ...headers },
  });

describe("an unknown query parameter", () => {
  it.each([
    ["speakr", "speaker"],
    ["Publisher", "publisher"],
    ["saidfrom", "said_from"],
    ["said_form", "said_from"],
  ])("%s is refused, naming %s", async (wrong, right) => {
    const answer = await get(`/v1/things?${wrong}=1`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      code: "invalid_request",
      errors: [
        { in: "query", pointer: `/${wrong}`, detail: expect.stringContaining(`the nearest is \`${right}\``) },
      ],
    });
  });

  it("is refused where an operation takes none", async () => {
    const answer = await get("/health/live?verbose=1");
    expect(answer.json()).toMatchObject({ status: 400, detail: expect.stringContaining("takes none") });
  });

  it("is repeated in a shortened form when it is absurdly long", async () => {
    const answer = await get(`/v1/things?${"a".repeat(3000)}=1`);
    expect(answer.statusCode).toBe(400);
    expect(answer.body.length).toBeLessThan(1500);
  });
});

describe("a body", () => {
  it.each([
    ["nothing", "", 400, "invalid_json", ""],
    ["not JSON", "{", 400, "invalid_json", ""],
    ["bytes that are not UTF-8", Buffer.from('{"text":"\xff"}', "latin1"), 400, "invalid_json", ""],
    ["a prototype", '{"text":"a","__proto__":{"x":1}}', 400, "invalid_json", ""],
    ["another type", "[]", 400, "invalid_request", ""],
    ["a missing field", "{}", 400, "invalid_request", "/text"],
    ["an unknown field", '{"text":"a","tekst":1}', 400, "invalid_request", "/tekst"],
    ["a NUL character", '{"text":"\\u0000"}', 400, "invalid_request", "/text"],
    ["a lone surrogate", '{"text":"\\ud83d"}', 400, "invalid_request", "/text"],
    [
      "a wrong type deep inside",
      '{"text":"a","parts":[{"at":1},{"at":"x"}]}',
      400,
      "invalid_request",
      "/parts/1/at",
    ],
    ["an array for a text", `{"text":${"[".repeat(63)}${"]".repeat(63)}}`, 400, "invalid_request", "/text"],
    ["deep nesting", `{"text":${"[".repeat(64)}${"]".repeat(64)}}`, 400, "invalid_json", ""],
    ["deep nesting that never ends", "[{".repeat(1500), 400, "invalid_json", ""],
    ["too much", `{"text":"${"x".repeat(5000)}"}`, 413, "body_too_large", ""],
  ])("of %s is refused with its place", async (_, payload, status, code, pointer) => {
    const answer = await post(payload);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    const problem = problemSchema.parse(answer.json());
    expect(problem.code).toBe(code);
    expect(problem.errors.map((fault) => fault.pointer)).toEqual(
      pointer === "" && code !== "invalid_request" ? [] : [pointer],
    );
  });

  it.each(["text/plain", "application/xml", "multipart/form-data; boundary=x", "nonsense"])(
    "of type %s is refused with 415",
    async (type) => {
      const answer = await post("{}", { "content-type": type });
      expect(answer.json()).toMatchObject({ status: 415, code: "unsupported_media_type" });
    },
  );

  it("may hold as many brackets in its texts as it likes", async () => {
    const answer = await post(JSON.stringify({ text: '\\"[[{{"'.padEnd(20, "[") }));
    expect(answer.statusCode).toBe(200);
    const many = await post(
      JSON.stringify({ text: "a", parts: Array.from({ length: 100 }, (_, at) => ({ at })) }),
    );
    expect(many.statusCode).toBe(200);
  });

  it("names at most twenty faults", async () => {
    const fields = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}`, 1]));
    const answer = await post(JSON.stringify({ text: "a", ...fields }));
    expect(answer.json().errors).toHaveLength(20);
  });
});

describe("an address", () => {
  it.each([
    "/v1/things/%ZZ",
    "/v1/things/%E0%A4%A",
    "/%",
    "/v1/things?speaker=a%FFb",
    "/v1/things?speaker=%ED%A0%80",
    "/v1/things?speaker=50%",
    "/v1/things?speaker=a&%ZZ=b",
  ])("with broken escapes is refused: %s", async (url) => {
    expect((await get(url)).json()).toMatchObject({ status: 400, code: "invalid_url" });
  });

  it("with an id that is far too long is refused", async () => {
    const answer = await post("{}", {}, `/v1/things/${"9".repeat(500)}`);
    expect(problemSchema.parse(answer.json()).status).toBe(400);
  });

  it("that nothing has is not found", async () => {
    expect((await get("/v1/thing")).json()).toMatchObject({ status: 404, code: "route_not_found" });
  });

  it.each([
    ["DELETE", "/v1/things", "GET, HEAD"],
    ["GET", "/v1/things/7", "POST"],
  ] as const)("does not take %s %s and says what it takes", async (method, url, allow) => {
    const answer = await frame.app.inject({ method, url });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toBe(allow);
    expect(answer.json()).toMatchObject({ code: "method_not_allowed" });
  });
});

describe("a failure of the service", () => {
  it("is told without its internals, and logged under the id that the client gets", async () => {
    const answer = await get("/v1/failing");
    const problem = problemSchema.parse(answer.json());
    expect(problem).toMatchObject({ status: 500, code: "internal_error" });
    expect(answer.body).not.toContain("secret internals");
    const logged = lines
      .map((line) => JSON.parse(line))
      .find(({ err }) => err?.message === "secret internals");
    expect(logged).toMatchObject({ request_id: problem.request_id });
  });

  it("is logged without the texts that it was about", async () => {
    await get("/v1/miswritten");
    const logged = lines
      .map((line) => JSON.parse(line))
      .find(({ err }) => err?.message.includes("Prisma refused"));
    expect(logged.err.message).toContain("Argument `key` is missing");
    expect(lines.join("")).not.toContain("words of a document");
  });

  it("to reach the database is 503 with Retry-After", async () => {
    const answer = await get("/v1/without-database");
    expect(answer.json()).toMatchObject({ status: 503, code: "database_unavailable" });
    expect(answer.headers["retry-after"]).toBe("5");
  });
});

describe("what is not HTTP", () => {
  async function send(bytes: string): Promise<string> {
    if (!frame.app.server.listening) await frame.app.listen({ port: 0, host: "127.0.0.1" });
    const socket = connect((frame.app.server.address() as AddressInfo).port, "127.0.0.1");
    socket.write(bytes);
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    await once(socket, "close");
    return Buffer.concat(chunks).toString();
  }

  it.each([
    ["nonsense", "NONSENSE\r\n\r\n", 400, "invalid_request"],
    [
      "endless headers",
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${"y".repeat(20_000)}\r\n\r\n`,
      431,
      "headers_too_large",
    ],
  ])("%s gets problem details and a closed connection", async (_, bytes, status, code) => {
    const [head = "", body = ""] = (await send(bytes)).split("\r\n\r\n");
    expect(head).toContain(`HTTP/1.1 ${status}`);
    expect(head).toContain("application/problem+json");
    expect(problemSchema.parse(JSON.parse(body)).code).toBe(code);
  });
});
