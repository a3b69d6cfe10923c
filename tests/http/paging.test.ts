import { describe, expect, it } from "vitest";
import { z } from "zod";
import { listQuery, page, pageOf, pageRequest, sendPage } from "../../src/http/paging.ts";
import { testDatabase } from "../support/database.ts";
import { described, testFrame } from "../support/frame.ts";

const { database } = testDatabase();
const frame = testFrame(database, (app) => {
  for (const operation of ["list_numbers", "list_others"]) {
    app.route({
      method: "GET",
      url: `/v1/${operation}`,
      schema: {
        ...described(operation),
        querystring: listQuery({ parity: z.enum(["odd", "even"]).optional(), name: z.string().optional() }),
        response: { 200: pageOf(z.strictObject({ n: z.int() }), { total: z.int() }) },
      },
      config: { access: "open" },
      handler: async (request, reply) => {
        const { limit, after } = pageRequest(request, z.tuple([z.int().positive()]));
        const { parity } = request.query;
        const rows = Array.from({ length: 250 }, (_, index) => index + 1)
          .filter((n) => parity === undefined || (n % 2 === 1) === (parity === "odd"))
          .filter((n) => after === null || n > after[0])
          .map((n) => ({ json: JSON.stringify({ n }), key: [n] }));
        return sendPage(request, reply, page(rows.slice(0, limit + 1), limit), { total: "250" });
      },
    });
  }
});

const get = async (url: string) => {
  const answer = await frame.app.inject(url);
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
};
const numbers = (body: { data: { n: number }[] }) => body.data.map(({ n }) => n);
const cursorOf = async (url: string): Promise<string> => (await get(url)).body.page.next_cursor;

describe("a list", () => {
  it.each([
    ["", 20],
    ["?limit=1", 1],
    ["?limit=100", 100],
    ["?limit=101", 100],
    ["?limit=999999999", 100],
  ])("asked with %j has %i items", async (query, count) => {
    expect((await get(`/v1/list_numbers${query}`)).body.data).toHaveLength(count);
  });

  it.each([
    ["0", "at least 1"],
    ["-1", "at least 1"],
    ["", "at least 1"],
    ["1.5", "a whole number"],
    ["x", "a whole number"],
    ["1e999", "a whole number"],
    ["NaN", "a whole number"],
  ])("refuses the limit %j", async (limit, must) => {
    const { body } = await get(`/v1/list_numbers?limit=${limit}`);
    const detail = `\`limit\` must be ${must}`;
    expect(body).toMatchObject({ status: 400, errors: [{ in: "query", pointer: "/limit", detail }] });
  });

  it("followed by its cursors gives every item once, in order, and ends", async () => {
    const seen: number[] = [];
    let url: string | null = "/v1/list_numbers?parity=odd&limit=7";
    while (url !== null) {
      const { body, headers } = await get(url);
      seen.push(...numbers(body));
      const next: string | undefined = /<([^>]+)>; rel="next"/.exec(String(headers.link))?.[1];
      expect(body.page.has_more).toBe(next !== undefined);
      expect(body.page.next_cursor === null).toBe(next === undefined);
      url = next ?? null;
    }
    expect(seen).toEqual(Array.from({ length: 125 }, (_, index) => 2 * index + 1));
  });

  it("has no further page when the last one is just full", async () => {
    const { body } = await get(
      "/v1/list_numbers?parity=odd&limit=100&cursor=" +
        (await cursorOf("/v1/list_numbers?parity=odd&limit=25")),
    );
    expect(body.page).toEqual({ next_cursor: null, has_more: false });
    expect(body.data).toHaveLength(100);
  });

  it("links to its first page without the cursor", async () => {
    const cursor = await cursorOf("/v1/list_numbers?limit=2");
    const { headers } = await get(`/v1/list_numbers?limit=2&cursor=${cursor}`);
    expect(headers.link).toContain('</v1/list_numbers?limit=2>; rel="first"');
  });
});

describe("a cursor", () => {
  it("goes on with another limit", async () => {
    const cursor = await cursorOf("/v1/list_numbers?limit=2");
    expect(numbers((await get(`/v1/list_numbers?limit=3&cursor=${cursor}`)).body)).toEqual([3, 4, 5]);
  });

  it.each([
    ["another filter", "/v1/list_numbers?parity=even"],
    ["a filter left out", "/v1/list_numbers"],
    ["one more filter", "/v1/list_numbers?parity=odd&name=x"],
    ["another list", "/v1/list_others?parity=odd"],
  ])("replayed with %s is refused", async (_, url) => {
    const cursor = await cursorOf("/v1/list_numbers?parity=odd");
    const { body } = await get(`${url}${url.includes("?") ? "&" : "?"}cursor=${cursor}`);
    expect(body).toMatchObject({
      status: 400,
      code: "cursor_of_another_query",
      errors: [{ in: "query", pointer: "/cursor" }],
    });
  });

  it.each([
    ["nothing", ""],
    ["nonsense", "nonsense"],
    ["other characters", "%F0%9F%98%80"],
    ["JSON of another shape", Buffer.from("{}").toString("base64url")],
    ["not JSON", Buffer.from("[").toString("base64url")],
    ["deep JSON", Buffer.from("[".repeat(1400)).toString("base64url")],
    ["very long", "A".repeat(2000)],
  ])("of %s is refused", async (_, cursor) => {
    const { body } = await get(`/v1/list_numbers?cursor=${cursor}`);
    expect(body).toMatchObject({ status: 400, code: "invalid_cursor" });
  });

  it.each([[[-1]], [["1"]], [[1, 2]], [{ 0: 1 }], [null], [["1; DROP TABLE statements"]]])(
    "forged to hold the key %j is refused",
    async (key) => {
      const [fingerprint] = JSON.parse(
        Buffer.from(await cursorOf("/v1/list_numbers"), "base64url").toString(),
      ) as [string];
      const forged = Buffer.from(JSON.stringify([fingerprint, key])).toString("base64url");
      expect((await get(`/v1/list_numbers?cursor=${forged}`)).body).toMatchObject({ code: "invalid_cursor" });
    },
  );
});
