/** GET /v1/speakers?q= as somebody types it, and the plans by which it is answered. */
import { beforeAll, describe, expect, it } from "vitest";
import { Prisma } from "../../../src/database/generated/client.ts";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";
import { flatten, noting, rowsRead, type Step } from "../../support/plans.ts";

const stored = testDatabase();
const asked: Prisma.Sql[] = [];
const api = testApp({ database: noting(stored.database, asked) });

const people = [
  ["José Ángel Núñez", 40],
  ["Joan Fay Keller", 900],
  ["William Thornbury", 300],
  ["Wilhelmina Thornton", 20],
  ["Bill Thornbury-Ash", 2],
  ["Ann O'Sullivan", 80],
  ["Li Wei", 5],
  ["Lisa Ray", 70],
  ["Łukasz Søndergård", 9],
] as const;
const organizations = [
  ["Department of Justice", 120],
  ["Federal Bureau of Lakes", 60],
] as const;

beforeAll(async () => {
  for (const [type, named] of [
    ["person", people],
    ["organization", organizations],
  ] as const) {
    for (const [name] of named)
      await stored.query("INSERT INTO speakers (type, name, key) VALUES ($1, $2, $2)", [type, name]);
  }
  await stored.query(
    "INSERT INTO speaker_aliases (speaker_id, name) SELECT id, 'the lawyers of the state' FROM speakers WHERE name = 'Department of Justice'",
  );
  // 20,000 more, whose names share few beginnings, so that there is a table to read too much of.
  await stored.query(
    `INSERT INTO speakers (type, name, key)
       SELECT (ARRAY['person', 'group'])[1 + n % 2]::speaker_type, 'M' || translate((n % 140)::text, '0123456789', 'aeioubcdfg') || ' '
              || translate(n::text, '0123456789', 'aeiourstln') || 'son', 'x' || n FROM generate_series(1, 20000) n`,
  );
  await stored.query(
    `UPDATE speaker_counts c SET statement_count = n.count FROM (SELECT * FROM unnest($1::text[], $2::int[]) n(name, count)) n
       JOIN speakers s USING (name) WHERE c.speaker_id = s.id`,
    [
      [...people, ...organizations].map(([name]) => name),
      [...people, ...organizations].map(([, count]) => count),
    ],
  );
  await stored.query("UPDATE speaker_counts SET statement_count = speaker_id % 50 WHERE speaker_id > 20");
  await stored.query(
    "UPDATE speaker_words w SET statement_count = c.statement_count FROM speaker_counts c WHERE c.speaker_id = w.speaker_id",
  );
  await stored.query("VACUUM ANALYZE");
}, 120_000);

interface Answer {
  readonly data: readonly { readonly id: string; readonly name: string }[];
  readonly page: { readonly next_cursor: string | null };
}

async function get(query: Record<string, unknown>): Promise<Answer> {
  const { status, body } = await api.request.get("/v1/speakers").query(query);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as Answer;
}
const namesOf = async (query: Record<string, unknown>): Promise<string[]> =>
  (await get(query)).data.map(({ name }) => name);

describe("a name as somebody types it", () => {
  it.each([
    ["one letter, most quoted first", "j", "Joan Fay Keller"],
    ["two letters", "th", "William Thornbury"],
    ["two letters that are a whole name", "li", "Lisa Ray"],
    ["three letters", "jos", "José Ángel Núñez"],
    ["the beginning of a surname", "thorn", "William Thornbury"],
    ["the beginning of each word", "wil thornt", "Wilhelmina Thornton"],
    ["without accents", "Jose Nunez", "José Ángel Núñez"],
    ["with letters that have no accent to take off", "Lukasz Sondergard", "Łukasz Søndergård"],
    ["with another apostrophe", "O’Sullivan", "Ann O'Sullivan"],
    ["without its apostrophe", "OSullivan", "Ann O'Sullivan"],
    ["an initial", "J. Keller", "Joan Fay Keller"],
    ["two initials", "J. F. Keller", "Joan Fay Keller"],
    ["all initials", "JFK", "Joan Fay Keller"],
    ["all initials with dots", "J.F.K.", "Joan Fay Keller"],
    ["initials of an organisation", "doj", "Department of Justice"],
    ["initials without the little words", "FBL", "Federal Bureau of Lakes"],
    ["a nickname", "Billy Thornbury", "William Thornbury"],
    ["the name behind a nickname", "William Thornbury-Ash", "Bill Thornbury-Ash"],
    ["surname first", "Thornbury, William", "William Thornbury"],
    ["a letter left out", "Wiliam Thornbury", "William Thornbury"],
    ["letters swapped", "Wililam Thornbruy", "William Thornbury"],
    ["a letter changed", "Thurnbury", "William Thornbury"],
    ["a letter put in", "Kelller", "Joan Fay Keller"],
    ["with a title", "Senator Joan Keller", "Joan Fay Keller"],
    ["with a middle name that is not held", "William Henry Thornbury", "William Thornbury"],
    ["by an alias", "lawyers of the state", "Department of Justice"],
  ])("%s finds whom it means first", async (_about, q, expected) => {
    expect((await namesOf({ q }))[0]).toBe(expected);
  });

  it("finds nobody by words that no name has, or by signs", async () => {
    for (const q of ["Zbigniew", "Joan Zbigniew", "%", "' --", "١", "😀", "''"])
      expect(await namesOf({ q }), q).toEqual([]);
  });

  it.each(["m", "me", "mei", "me er", "mei er", "m er"])(
    "%j goes on page by page without losing or doubling anybody",
    async (q) => {
      const whole = (await get({ q, limit: 100 })).data.map(({ id }) => id);
      const paged: string[] = [];
      for (let cursor: string | null = null; paged.length < whole.length;) {
        const { data, page }: Answer = await get({ q, limit: 7, ...(cursor !== null && { cursor }) });
        paged.push(...data.map(({ id }) => id));
        if (page.next_cursor === null) break;
        cursor = page.next_cursor;
      }
      expect(paged.slice(0, whole.length)).toEqual(whole);
      expect(new Set(paged).size).toBe(paged.length);
      expect(paged.length).toBeGreaterThan(0);
    },
  );

  it("is found among speakers of a type, and in another order", async () => {
    expect(await namesOf({ q: "f", type: "organization" })).toEqual(["Federal Bureau of Lakes"]);
    expect(await namesOf({ q: "thorn", sort: "name" })).toEqual([
      "Bill Thornbury-Ash",
      "Wilhelmina Thornton",
      "William Thornbury",
    ]);
    expect(await namesOf({ q: "th", sort: "statement_count" })).toEqual([
      "Bill Thornbury-Ash",
      "Wilhelmina Thornton",
      "Department of Justice",
      "William Thornbury",
    ]);
  });

  it("may be longer than any name", async () => {
    expect(await namesOf({ q: "a b ".repeat(50) })).toEqual([]);
    expect(await namesOf({ q: "Thornbury ".repeat(20).trim() })).toEqual([
      "William Thornbury",
      "Bill Thornbury-Ash",
    ]);
  });
});

async function planOf(query: Record<string, unknown>): Promise<Step[]> {
  asked.length = 0;
  await get(query);
  const { database } = stored;
  const reading =
    typeof query["as_of"] === "string" ? database.readingAsOf(new Date(query["as_of"])) : database;
  const [row] = await reading.$queryRaw<{ "QUERY PLAN": { Plan: Step }[] }[]>(
    Prisma.sql`EXPLAIN (ANALYZE, FORMAT JSON) ${asked.find(({ sql }) => sql.includes("AS key"))}`,
  );
  return flatten(row!["QUERY PLAN"][0]!.Plan);
}

const told = (steps: readonly Step[]): string =>
  steps.map((step) => `${step["Node Type"]} ${step["Index Name"] ?? ""} ${step["Actual Rows"]}`).join("\n");

describe("the plan", () => {
  it.each([
    ["m", "speaker_words_one_letter_idx"],
    ["me", "speaker_words_two_letters_idx"],
    ["mei", "speaker_words_three_letters_idx"],
  ])("of %j reads a page from %s and stops", async (q, index) => {
    const steps = await planOf({ q, limit: 10 });
    expect(steps.map((step) => step["Index Name"])).toContain(index);
    // Of 20,000 with the letter.
    expect(rowsRead(steps, "speaker_words"), told(steps)).toBeLessThan(1_000);
    expect(steps.map((step) => step["Node Type"])).not.toContain("Seq Scan");
  });

  it.each(["thorn", "J. Keller", "Wiliam Thornbury"])("of %j reads only the words that fit", async (q) => {
    const steps = await planOf({ q, limit: 10 });
    expect(steps.filter((step) => step["Node Type"] === "Seq Scan")).toEqual([]);
    expect(rowsRead(steps, "speaker_words"), told(steps)).toBeLessThan(60);
  });

  it.each(["thorn", "J. Keller", "Wiliam Thornbury"])(
    "of %j as of an instant reads only the words and the speakers that fit",
    async (q) => {
      const steps = await planOf({ q, limit: 10, as_of: new Date().toISOString() });
      for (const table of ["speaker_words", "speakers"])
        expect(rowsRead(steps, table), `${table}\n${told(steps)}`).toBeLessThan(100);
    },
  );

  it.each(["-statement_count", "statement_count"])(
    "of the list by %s reads a page of the counts",
    async (sort) => {
      const steps = await planOf({ sort, limit: 10 });
      expect(steps.map((step) => step["Index Name"])).toContain(
        "speaker_counts_statement_count_speaker_id_idx",
      );
      expect(rowsRead(steps, "statements")).toBe(0);
      expect(rowsRead(steps, "speakers"), told(steps)).toBeLessThan(60);
      expect(steps.map((step) => step["Node Type"])).not.toContain("Seq Scan");
    },
  );
});
