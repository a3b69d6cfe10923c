/** The check that all tests of the API rest on: an answer that is not what its route documents must fail them. */
import { beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { sendJson } from "../../src/http/app.ts";
import { testDatabase } from "../support/database.ts";
import { described, testFrame } from "../support/frame.ts";

const { database } = testDatabase();
const sent = { status: 200, json: "" };
const logged: string[] = [];
beforeEach(() => void logged.splice(0));

const frame = testFrame(
  database,
  (app) => {
    app.route({
      method: "GET",
      url: "/v1/thing",
      schema: {
        ...described("get_thing"),
        response: { 200: z.strictObject({ day: z.iso.date(), count: z.int().nullable() }) },
      },
      config: { access: "open" },
      handler: async (_request, reply) => sendJson(reply.code(sent.status as 200), sent.json),
    });
  },
  { log: { write: (line) => void logged.push(line) } },
);

it("lets pass what a route documents", async () => {
  Object.assign(sent, { status: 200, json: '{"day":"2025-08-08","count":null}' });
  const answer = await frame.app.inject("/v1/thing");
  expect([answer.statusCode, answer.payload]).toEqual([200, sent.json]);
});

it.each([
  [
    "a member that is not documented",
    200,
    '{"day":"2025-08-08","count":1,"more":true}',
    /differs from its schema.*more/,
  ],
  ["a member that is missing", 200, '{"day":"2025-08-08"}', /differs from its schema.*count/],
  ["a value of another type", 200, '{"day":"2025-08-08","count":"1"}', /differs from its schema.*count/],
  ["a text of another form", 200, '{"day":"8 August","count":1}', /differs from its schema.*day/],
  [
    "a status that is not documented",
    202,
    '{"day":"2025-08-08","count":1}',
    /202, which it does not document/,
  ],
])("makes an error of %s, also where JSON is sent as it is", async (_, status, json, named) => {
  Object.assign(sent, { status, json });
  expect((await frame.app.inject("/v1/thing")).statusCode).toBe(500);
  expect(logged.join("")).toMatch(named);
});
