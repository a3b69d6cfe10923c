import fc from "fast-check";
import { expect, it } from "vitest";
import { Prisma } from "../../src/database/generated/client.ts";
import { hasItsWords, phrasesOf, searchQuery } from "../../src/database/text-search.ts";
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
  ["taxes -(war", "'tax' & !'war'"],
  ["taxes -$500", "'tax' & !'500'"],
  ["taxes -( war", "'tax' & 'war'"],
  ["well-known", "'well-known' <-> 'well' <-> 'known'"],
])("%s is read as %s", async (q, query) => {
  expect(await read(q)).toBe(query);
});

it.each([
  ['"war bonds" taxes', ["war bonds"]],
  ['taxes "war bonds', ["war bonds"]],
  ['"war bonds" or "peace of mind"', ["war bonds", "peace of mind"]],
  ["taxes", []],
])("the phrases of %s are %j", (q, phrases) => {
  expect(phrasesOf(q)).toEqual(phrases);
});

const holds = async (text: string, q: string): Promise<{ found: boolean; words: boolean }> => {
  const [row] = await database.$queryRaw<{ found: boolean; words: boolean }[]>(
    Prisma.sql`SELECT vector @@ ${searchQuery(q)} AS found, ${hasItsWords(Prisma.sql`vector`, q)} AS words
                 FROM to_tsvector('english', ${text}) vector`,
  );
  return row!;
};

it.each([
  ["Bonds for the war, and taxes", '"war bonds" taxes', true],
  ["Bonds for the war", '"war bonds" taxes', false],
  ["Taxes, and no bonds", 'taxes -"war bonds"', true],
  ["Peace", '"war bonds" or peace', true],
  ["The union of our state", '"state of the union"', true],
])("%s has the words of %s: %s", async (text, q, words) => {
  expect((await holds(text, q)).words).toBe(words);
});

it("whatever is found has the words that were searched for", async () => {
  const words = fc.array(fc.constantFrom("war", "bonds", "taxes", "peace", "the"), {
    minLength: 1,
    maxLength: 8,
  });
  const typed = fc
    .array(fc.constantFrom("war", "bonds", "taxes", "the", '"', " ", " ", "-", " or "), {
      minLength: 1,
      maxLength: 12,
    })
    .map((pieces) => pieces.join(""));
  await fc.assert(
    fc.asyncProperty(words, typed, async (text, q) => {
      const { found, words: has } = await holds(text.join(" "), q);
      expect(has || !found).toBe(true);
    }),
    { numRuns: 500 },
  );
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
      expect((await holds("a tax", q)).words).toBeTypeOf("boolean");
    }),
    { numRuns: 1000, examples: signs.flatMap((a) => signs.map((b) => [(a + b).repeat(100)] as [string])) },
  );
});
