/** Every operation gets every kind of bad input, and answers each with the one shape of error. */
import fc from "fast-check";
import type { LightMyRequestResponse, RouteOptions } from "fastify";
import type { OpenAPIV3_1 } from "openapi-types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KEY_SCOPES, type KeyScope } from "../../src/http/app.ts";
import { problemMediaType, problemSchema } from "../../src/http/problem.ts";
import { readRecordedExamples } from "../../src/openapi/examples.ts";
import { testApp } from "../support/app.ts";
import { seededDatabase } from "../support/database.ts";
import { fieldsOf, keysByScope, nameOf, send, type Parts } from "./requests.ts";

const recorded = readRecordedExamples();
const bodyLimitBytes = 100_000;
const database = seededDatabase();
const api = testApp(database, { bodyLimitBytes });
let keys: Record<KeyScope, string>;
let before: unknown;

beforeAll(async () => {
  keys = await keysByScope(api.authorization);
  before = await contents();
});

/** How many rows every table has, but those that count calls themselves. */
async function contents(): Promise<unknown> {
  const tables = await database.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('idempotent_answers')",
  );
  const counts = tables.map(async ({ name }) => [
    name,
    await database.query(`SELECT count(*)::int FROM "${name}"`),
  ]);
  return Object.fromEntries(await Promise.all(counts));
}

afterAll(async () => {
  expect(await contents(), "bad input stored something").toEqual(before);
});

function expectProblem(answer: LightMyRequestResponse, status: number, about: string): void {
  expect(answer.headers["content-type"], about).toBe(problemMediaType);
  const problem = problemSchema.parse(answer.json());
  expect([problem.status, answer.statusCode], `${about}: ${answer.body}`).toEqual([status, status]);
}

/** For input that some operations may take: whatever the answer, it is no failure of the service and has the shape. */
function expectNoFailure(answer: LightMyRequestResponse, about: string): void {
  expect(answer.statusCode, `${about}: ${answer.body}`).toBeLessThan(500);
  if (answer.statusCode >= 400) expectProblem(answer, answer.statusCode, about);
}

async function expectOfEach(
  choose: (route: RouteOptions) => boolean,
  test: (route: RouteOptions, ask: (parts: Parts) => Promise<LightMyRequestResponse>) => Promise<void>,
): Promise<void> {
  const routes = api.app.operations.filter(choose);
  expect(routes.length).toBeGreaterThan(0);
  for (const route of routes) await test(route, (parts) => send(api.app, route, keys, parts));
}

const any = () => true;
const hasPath = (route: RouteOptions) => fieldsOf(route, "params").length > 0;
const hasId = (route: RouteOptions) => fieldsOf(route, "params").includes("id");
const hasQuery = (route: RouteOptions) => fieldsOf(route, "querystring").length > 0;
const isList = (route: RouteOptions) => fieldsOf(route, "querystring").includes("cursor");
const takesBody = ({ schema }: RouteOptions) => schema?.body !== undefined;
const needsKey = ({ config }: RouteOptions) => config?.access !== "open";

/** A body that the operation takes, from its examples. */
function bodyOf(route: RouteOptions): Parts {
  const body = recorded[nameOf(route)]?.map(({ request }) => request.body).find((one) => one !== undefined);
  return body === undefined ? {} : { payload: JSON.stringify(body) };
}

describe("every operation", () => {
  it("refuses a query parameter that it does not know, naming the nearest that it does", async () => {
    await expectOfEach(any, async (route, ask) => {
      const answer = await ask({ query: "limitt=3", ...bodyOf(route) });
      expectProblem(answer, 400, nameOf(route));
      const fault = problemSchema.parse(answer.json()).errors.find(({ pointer }) => pointer === "/limitt");
      expect(fault?.in, nameOf(route)).toBe("query");
      if (isList(route)) expect(fault?.detail, nameOf(route)).toContain("the nearest is `limit`");
    });
  });

  it("refuses to answer in a form that it does not have", async () => {
    await expectOfEach(any, async (route, ask) => {
      expectProblem(await ask({ headers: { accept: "image/png" } }), 406, nameOf(route));
    });
  });

  it("refuses a key that is not one, but for what a supervisor asks", async () => {
    await expectOfEach(
      ({ config }) => !config?.vital,
      async (route, ask) => {
        for (const authorization of ["Bearer otr_nonsense", "Basic eDp5", "x", "Bearer \u00ff"]) {
          expectProblem(await ask({ headers: { authorization } }), 401, `${nameOf(route)} ${authorization}`);
        }
      },
    );
  });

  it("answers methods that it does not take with 405 or 404", async () => {
    await expectOfEach(any, async (route) => {
      const answer = await api.app.inject({ method: "TRACE", url: route.url.replace(/:\w+/g, "1") });
      expectNoFailure(answer, nameOf(route));
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    });
  });
});

describe("every operation that needs a scope", () => {
  it("answers 401 without a key and 403 to a key with every other scope", async () => {
    await expectOfEach(needsKey, async (route, ask) => {
      const url = route.url.replace(/:\w+/g, "1");
      expectProblem(await api.app.inject({ method: route.method as "POST", url }), 401, nameOf(route));
      const others = KEY_SCOPES.filter((scope) => scope !== route.config?.access);
      const authorization = await otherKey(others);
      expectProblem(await ask({ headers: { authorization } }), 403, nameOf(route));
    });
  });
});

const otherKeys = new Map<string, string>();
async function otherKey(scopes: readonly KeyScope[]): Promise<string> {
  const name = scopes.join();
  const key = otherKeys.get(name) ?? (await api.authorization(...scopes));
  otherKeys.set(name, key);
  before = await contents();
  return key;
}

describe("every operation with a path parameter", () => {
  it.each([
    "0",
    "-1",
    "1.5",
    "abc",
    "99999999999999999999",
    "9223372036854775808",
    "1%00",
    "%F0%9F%98%80",
    "null",
  ])("refuses the id %s", (id) =>
    expectOfEach(hasId, async (route, ask) =>
      expectProblem(await ask({ params: { id } }), 400, nameOf(route)),
    ),
  );

  it.each(["%ZZ", "%E0%A4%A", "%ED%A0%80"])("refuses the escapes %s", (broken) =>
    expectOfEach(hasPath, async (route, ask) => {
      const params = Object.fromEntries(fieldsOf(route, "params").map((name) => [name, broken]));
      expectProblem(await ask({ params }), 400, nameOf(route));
    }),
  );

  it.each(["..%2f..%2fetc%2fpasswd", "x".repeat(5000), "'--", "%0d%0aset-cookie:x"])(
    "does not fail at %j",
    (value) =>
      expectOfEach(hasPath, async (route, ask) => {
        const params = Object.fromEntries(fieldsOf(route, "params").map((name) => [name, value]));
        const answer = await ask({ params });
        expectNoFailure(answer, nameOf(route));
        expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      }),
  );

  it("answers 404 for an id that nothing has", async () => {
    const reads = (route: RouteOptions) => hasId(route) && route.method === "GET";
    await expectOfEach(reads, async (route, ask) => {
      expectProblem(await ask({ params: { id: "9007199254740993" } }), 404, nameOf(route));
    });
  });
});

describe("every query parameter of every operation", () => {
  const values = {
    "a NUL character": "%00",
    "a NUL character in text": "a%00b",
    "half a surrogate pair": "%ED%A0%80",
    "a broken escape": "%ZZ",
    nothing: "",
    "a negative number": "-1",
    "a huge number": "9".repeat(400),
    "a huge text": "x".repeat(10_000),
    SQL: "'%3B%20DROP%20TABLE%20statements%3B--",
    "a regular expression": "(a%2B)%2B%24",
    "search operators only": "%22%20-%20OR%20%22%22%20(",
    "right-to-left and emoji": "%D7%A9%D7%9C%D7%95%D7%9D%20%F0%9F%98%80",
    "an impossible date": "2025-02-30",
    "an id": "1",
    "a day": "2025-08-08",
    "a word": "true",
  };

  it.each(Object.entries(values))("survives %s", (_, value) =>
    expectOfEach(hasQuery, async (route, ask) => {
      for (const name of fieldsOf(route, "querystring")) {
        expectNoFailure(await ask({ query: `${name}=${value}` }), `${nameOf(route)} ${name}`);
      }
    }),
  );

  it("refuses NUL characters", async () => {
    await expectOfEach(hasQuery, async (route, ask) => {
      for (const name of fieldsOf(route, "querystring")) {
        expectProblem(await ask({ query: `${name}=a%00b` }), 400, `${nameOf(route)} ${name}`);
      }
    });
  });

  it("takes each of its documented values", async () => {
    const { paths } = (await api.app.inject("/openapi.json")).json<OpenAPIV3_1.Document>();
    await expectOfEach(hasQuery, async (route, ask) => {
      const operation =
        paths?.[route.url.replace(/:(\w+)/g, "{$1}")]?.[String(route.method).toLowerCase() as "get"];
      for (const { name, schema } of (operation?.parameters ?? []) as OpenAPIV3_1.ParameterObject[]) {
        const { enum: one, items } = (schema ?? {}) as OpenAPIV3_1.ArraySchemaObject;
        for (const value of one ?? (items as OpenAPIV3_1.SchemaObject | undefined)?.enum ?? []) {
          expectNoFailure(await ask({ query: `${name}=${value}` }), `${nameOf(route)} ${name}=${value}`);
        }
      }
    });
  });

  it("survives being sent fifty times over", async () => {
    await expectOfEach(hasQuery, async (route, ask) => {
      for (const name of fieldsOf(route, "querystring")) {
        const query = Array.from({ length: 50 }, (_, index) => `${name}=${index}`).join("&");
        expectNoFailure(await ask({ query }), `${nameOf(route)} ${name}`);
      }
    });
  });

  it("survives whatever else comes, alone and together", async () => {
    const words = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("1", "2025-08-08", "true", "direct"),
    );
    const text = words.map((word) => word.replace(/\p{Surrogate}/gu, "?"));
    await expectOfEach(hasQuery, async (route, ask) => {
      const names = fieldsOf(route, "querystring");
      const queries = fc.dictionary(fc.constantFrom(...names), text, { minKeys: 1, maxKeys: 4 });
      await fc.assert(
        fc.asyncProperty(queries, async (query) => {
          expectNoFailure(await ask({ query: new URLSearchParams(query).toString() }), nameOf(route));
        }),
        { numRuns: 25 },
      );
    });
  });
});

describe("every list", () => {
  it.each(["x", "e30", Buffer.from('["","",""]').toString("base64url"), "A".repeat(1999), "A".repeat(3000)])(
    "refuses the cursor %s",
    (cursor) =>
      expectOfEach(isList, async (route, ask) =>
        expectProblem(await ask({ query: `cursor=${cursor}` }), 400, nameOf(route)),
      ),
  );

  it.each(["0", "-5", "1.5", "ten", "1e400"])("refuses the limit %s", (limit) =>
    expectOfEach(isList, async (route, ask) =>
      expectProblem(await ask({ query: `limit=${limit}` }), 400, nameOf(route)),
    ),
  );

  it("takes a limit over the largest as the largest", async () => {
    await expectOfEach(isList, async (route, ask) => {
      expect((await ask({ query: "limit=1000000" })).statusCode, nameOf(route)).toBe(200);
    });
  });
});

describe("every operation with a body", () => {
  it.each([
    ["nothing", "", 400],
    ["half an object", '{"text":', 400],
    ["bytes that are not UTF-8", Buffer.from('{"text":"\xff\xfe"}', "latin1"), 400],
    ["a binary file", Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), 400],
    ["null", "null", 400],
    ["a number", "17", 400],
    ["a text", '"text"', 400],
    ["a prototype", '{"__proto__":{"admin":true}}', 400],
    ["an unknown field", '{"no_such_field":1}', 400],
    ["arrays in arrays", `${"[".repeat(40_000)}${"]".repeat(40_000)}`, 400],
    ["objects in objects", `${'{"a":'.repeat(15_000)}1${"}".repeat(15_000)}`, 400],
    ["more than the limit", `"${"x".repeat(bodyLimitBytes)}"`, 413],
  ])("refuses %s", (_, payload, status) =>
    expectOfEach(takesBody, async (route, ask) =>
      expectProblem(await ask({ payload }), status, nameOf(route)),
    ),
  );

  it.each([
    "text/plain",
    "text/html",
    "application/xml",
    "application/x-www-form-urlencoded",
    "image/png",
    "/",
  ])("refuses the type %s", (type) =>
    expectOfEach(takesBody, async (route, ask) => {
      const answer = await ask({ payload: "{}", headers: { "content-type": type } });
      expectProblem(answer, 415, nameOf(route));
    }),
  );

  it.each([
    ["a NUL character", '"\\u0000"'],
    ["half a surrogate pair", '"\\ud83d"'],
    ["a negative number", "-1"],
    ["a number too large for any type", "1e400"],
    ["an array", "[[]]"],
    ["an object", '{"a":1}'],
  ])("refuses %s in every field", (_, value) =>
    expectOfEach(takesBody, async (route, ask) => {
      const example = JSON.parse(String(bodyOf(route).payload ?? "{}")) as object;
      for (const name of fieldsOf(route, "body")) {
        const rest = { ...example, [name]: undefined };
        const payload = `{"${name}":${value},${JSON.stringify(rest).slice(1)}`.replace(/,}$/, "}");
        const answer = await ask({ payload });
        // 422 where it is the content of a document that cannot be read.
        expectProblem(answer, answer.statusCode === 422 ? 422 : 400, `${nameOf(route)} ${name}`);
      }
    }),
  );

  it("refuses an Idempotency-Key that is none", async () => {
    await expectOfEach(
      ({ config }) => config?.idempotent === true,
      async (route, ask) => {
        for (const key of ["", "x".repeat(300), "a b"]) {
          const answer = await ask({ ...bodyOf(route), headers: { "idempotency-key": key } });
          expectProblem(answer, 400, nameOf(route));
        }
      },
    );
  });
});
