import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arrayOf,
  id,
  instant,
  object,
  objectWhere,
  optionalId,
  optionalWord,
  plain,
  sqlOf,
  text,
  word,
} from "../../src/database/json-sql.ts";
import { emptyDatabase } from "../support/database.ts";

const { query } = emptyDatabase();

/** The value of JSON that Postgres builds of one row `r`. */
async function built(json: string, from: string, values: readonly unknown[] = []): Promise<unknown> {
  const [row] = await query<{ json: string }>(`SELECT ${json} AS json FROM ${from}`, values);
  return JSON.parse(row!.json) as unknown;
}

describe("JSON that Postgres builds", () => {
  it("carries any text unchanged", async () => {
    const storable = fc
      .string({ unit: "grapheme", maxLength: 40 })
      .filter((string) => !/[\0\p{Surrogate}]/u.test(string));
    await fc.assert(
      fc.asyncProperty(storable, async (string) => {
        const members = { before: text("r.value"), quoted: object({ inside: text("r.value") }) };
        expect(await built(sqlOf(object(members)), "(SELECT $1::text AS value) r", [string])).toEqual({
          before: string,
          quoted: { inside: string },
        });
      }),
      { numRuns: 60, examples: [['"\\\n\t%s %1$s {}\u2028'], ["'; DROP TABLE x; --"], ["\u0001\u{1F600}"]] },
    );
  });

  it("is null where the value is, and keeps its form where it is not", async () => {
    const members = object({
      text: text("r.t"),
      word: optionalWord("r.t"),
      id: optionalId("r.n"),
      number: plain("r.n"),
      instant: instant("r.i"),
      object: objectWhere("r.n IS NOT NULL", { id: id("r.n"), day: word("r.d") }),
    });
    const from = (...values: string[]): string =>
      `(SELECT ${values.map((value, n) => `${value} AS ${"tnid"[n]!}`).join(", ")}) r`;
    const nothing = await built(
      sqlOf(members),
      from("NULL::text", "NULL::bigint", "NULL::timestamptz", "NULL::date"),
    );
    expect(nothing).toEqual({ text: null, word: null, id: null, number: null, instant: null, object: null });
    const something = await built(
      sqlOf(members),
      from("'a'", "9007199254740993", "timestamptz '2024-05-01 02:03:04.5+02'", "date '2024-05-01'"),
    );
    expect(something).toEqual({
      text: "a",
      word: "a",
      id: "9007199254740993",
      number: 9007199254740992,
      instant: "2024-05-01T00:03:04.500Z",
      object: { id: "9007199254740993", day: "2024-05-01" },
    });
  });

  it("is an array of every row in the order asked for, and an empty one without rows", async () => {
    const numbers = (condition: string): string =>
      sqlOf(arrayOf(plain("v.n"), "v.n DESC", `FROM generate_series(1, 3) v(n) WHERE ${condition}`));
    expect(await built(numbers("true"), "(SELECT 1) r")).toEqual([3, 2, 1]);
    expect(await built(numbers("false"), "(SELECT 1) r")).toEqual([]);
  });
});
