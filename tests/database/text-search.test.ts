import fc from "fast-check";
import { expect, it } from "vitest";
import { Prisma } from "../../src/database/generated/client.ts";
import { searchQuery } from "../../src/database/text-search.ts";
import { testDatabase } from "../support/database.ts";

const { database } = testDatabase();

const read = async (q: string): Promise<string> => {
  const [row] = await database.$queryRaw<{ query: string }[]>(
    Prisma.sql`SELECT (${searchQuery(q)})::text AS query`,
  );
  return row!.query;
};

it.each([
  ["taxes war", "'tax' & 'war'"],
  ["taxes -war", "'tax' & !'war'"],
  ['taxes -"war bonds"', "'tax' & !( 'war' <-> 'bond' )"],
  ["taxes or war", "'tax' | 'war'"],
  ["taxes - war", "'tax' & 'war'"],
  ["taxes --- war", "'tax' & 'war'"],
  ["taxes --war", "'tax' & !'war'"],
  ["well-known", "'well-known' <-> 'well' <-> 'known'"],
])("%s is read as %s", async (q, query) => {
  expect(await read(q)).toBe(query);
});

it("Postgres can read whatever is typed", async () => {
  const signs = [
    "-",
    '"',
    "(",
    ")",
    "!",
    ":",
    "*",
    "<->",
    "&",
    "|",
    "\\",
    "'",
    " ",
    "\t",
    "–",
    " or ",
    "a",
    "taxes",
  ];
  const typed = fc
    .subarray(signs, { minLength: 1 })
    .chain((some) => fc.array(fc.constantFrom(...some), { minLength: 1, maxLength: 200 }))
    .map((pieces) => pieces.join(""));
  await fc.assert(
    fc.asyncProperty(typed, async (q) => {
      expect(await read(q)).toBeTypeOf("string");
    }),
    { numRuns: 1000, examples: signs.flatMap((a) => signs.map((b) => [(a + b).repeat(100)] as [string])) },
  );
});
