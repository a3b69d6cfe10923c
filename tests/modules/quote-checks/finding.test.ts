/** Finding statements among many: what is read for it, and what a cap on posting lists must not hide. */
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { composeWords, randomFrom, sentence } from "../../../bench/quote-checks/compose.ts";
import { copyPostings, insertStatements, postingLines } from "../../../bench/quote-checks/load.ts";
import type { Database } from "../../../src/database/client.ts";
import { Prisma } from "../../../src/database/generated/client.ts";
import { findByGrams } from "../../../src/modules/quote-checks/candidates.ts";
import { searchGrams } from "../../../src/modules/quote-checks/grams.ts";
import { askAbout } from "../../../src/modules/quote-checks/match.ts";
import { readWords } from "../../../src/modules/quote-checks/read-words.ts";
import { findAndJudge } from "../../../src/modules/quote-checks/service.ts";
import { createWordShares } from "../../../src/modules/quote-checks/word-shares.ts";
import { testDatabase } from "../../support/database.ts";
import { choosing, flatten, type Step } from "../../support/plans.ts";

const stored = testDatabase();
const reader = { publishedOnly: false };
const refrain = "We will do what we have to do for all of our people.";
const refrainSpeakers = 1_500;
/** Recorded last, behind all who say only the refrain. */
const afterwards = "In Tromsund and Bergvik we will do what we have to do for all of our people.";
/** Each shares three words with the quotation of the last one that was changed, and only that one has its names. */
const alike = Array.from({ length: 60 }, (_, nth) =>
  nth === 59
    ? "Halvorsen of Bergvik: this is what they always were."
    : `Zyxwv quorl plan number ${nth + 1} is what they wanted to build.`,
);
const plain = "You all said so and she all but did.";
const shortlyChanged = "Halvorsen quarrelled, Bergvik is what they dreamed demolishing";
const short = "She wants what they want in the end.";
const shortlyKept = "She wants nothing they want before the beginning";
/** One says, last of all, what hundreds said the one or the other half of; short ones share more stretches with a gap. */
const longAgo = "They never knew how much it was for us back then, and nobody ever asked about it.";
const halves = Array.from({ length: 1_200 }, (_, nth) =>
  nth % 2 === 0
    ? "They never knew how much it was, and nobody ever thought of asking about it."
    : "He asked us whether as much it was for us back then as now, and left.",
);
const gapped = Array.from({ length: 20 }, (_, nth) => {
  const word = "abcdefghijklmnopqrst"[nth]!.repeat(4);
  return `Never knew ${word} much it ${word} for us ${word} then.`;
});
const composed = 3_000;
const random = randomFrom(3);
const texts = Array.from({ length: composed }, () => sentence(composeWords(random)));

beforeAll(async () => {
  const client = new pg.Client(stored.url);
  await client.connect();
  await client.query("SET session_replication_role = replica");
  await client.query(
    `INSERT INTO speakers (id, type, name, key, canonical_id)
     SELECT n, 'person', 'Given' || n || ' Family' || n, 'person:' || n, n FROM generate_series(1, $1::int) n`,
    [refrainSpeakers],
  );
  const speakers = (count: number): number[] =>
    Array.from({ length: count }, (_, i) => 1 + (i % refrainSpeakers));
  await insertStatements(client, 0, texts, speakers(composed));
  await copyPostings(client, postingLines(0, texts));
  const said = Array.from({ length: refrainSpeakers }, () => refrain);
  await insertStatements(client, composed, said, speakers(refrainSpeakers));
  await copyPostings(client, postingLines(composed, said));
  await insertStatements(client, composed + refrainSpeakers, [afterwards], speakers(1));
  await copyPostings(client, postingLines(composed + refrainSpeakers, [afterwards]));
  const before = composed + refrainSpeakers + 10;
  const others = [...alike, plain, short, ...halves, ...gapped, longAgo];
  await insertStatements(client, before, others, speakers(others.length));
  await copyPostings(client, postingLines(before, others));
  await client.query("VACUUM ANALYZE");
  await client.end();
}, 120_000);

const check = (text: string, speaker: string | null = null, database: Database = stored.database) =>
  findAndJudge(
    { database, wordShares: createWordShares({ database, clock: () => new Date() }) },
    askAbout(text, speaker),
    {},
    reader,
  );

describe("a cap on posting lists hides nothing:", () => {
  it("a stretch of eight words finds its statement first", async () => {
    for (const [index, text] of texts.entries()) {
      if (index % 100 !== 0) continue;
      const quoted = text.replace(".", "").split(" ").slice(-8).join(" ");
      const { matches } = await check(quoted);
      expect(matches[0]?.candidate.text.toLowerCase(), quoted).toContain(quoted.toLowerCase());
    }
  });

  it("words that everybody says are found for the speaker who is asked about, however many said them", async () => {
    for (const number of [1, 750, refrainSpeakers]) {
      const { verdict, matches } = await check(refrain, `Given${number} Family${number}`);
      expect(verdict).toBe("exact");
      expect(matches[0]!.candidate.speakerId).toBe(String(number));
    }
  });

  it("words that everybody says are ambiguous when nobody is named", async () => {
    expect(await check(refrain)).toMatchObject({ verdict: "ambiguous" });
  });

  it("words most of whose 3-grams everybody says are found by those that one statement has", async () => {
    const { verdict, matches } = await check(
      "Tromsund and Bergvik we will do what we have to do for all of our people",
    );
    expect(verdict).toBe("exact");
    expect(matches[0]!.candidate.text).toBe(afterwards);
  });

  it("a few words that share no more with one statement than with dozens are found by their other words", async () => {
    const { nearest } = await check(shortlyChanged);
    expect(nearest[0]?.candidate.text).toBe(alike.at(-1));
  });

  it("a short statement is found where the words changed leave no three of it in a row", async () => {
    const { words } = readWords(shortlyKept);
    const asker = { ...reader, speaker: null };
    const { rows } = await findByGrams(stored.database, searchGrams(words, 24), [], 0, asker);
    expect(rows.map(({ text }) => text)).not.toContain(short);
    const { nearest } = await check(shortlyKept);
    expect(nearest[0]?.candidate.text).toBe(short);
  });

  it("words whose every half is common are found before short statements that share stretches with a gap", async () => {
    const { verdict, matches } = await check("never knew how much it was for us back then");
    expect(matches[0]?.candidate.text).toBe(longAgo);
    expect(verdict).toBe("exact");
  });

  it("a 3-gram that one statement has counts for more than rarer words that dozens have", async () => {
    const { words } = readWords("Zyxwv quorl plan, they said so and that");
    const asker = { ...reader, speaker: null };
    const { rows } = await findByGrams(stored.database, searchGrams(words, 24), [], 0, asker);
    expect(rows[0]!.text).toBe(plain);
    expect(rows[1]!.text).toContain("Zyxwv");
  });

  it("words that share only common 3-grams are found by their rarest words", async () => {
    const { verdict, negationFlip } = await check(
      "We will not do what we have to do for all of our people",
      "Family9",
    );
    expect(verdict).toBe("altered");
    expect(negationFlip).toBe(true);
  });
});

/** The database, noting what it is asked. */
const notingDatabase = (asked: Prisma.Sql[]): Database =>
  new Proxy(stored.database, {
    get: (target, name) =>
      name === "$queryRaw"
        ? (query: TemplateStringsArray, ...values: unknown[]) => {
            asked.push(Prisma.sql(query, ...values));
            return target.$queryRaw(query, ...values);
          }
        : (Reflect.get(target, name) as unknown),
  });

it("every search reads indexes only, never the whole of a table", async () => {
  const asked: Prisma.Sql[] = [];
  const noting = notingDatabase(asked);
  // One question for each way of searching: by rare 3-grams, by common ones, by words, and by these among many alike.
  await check(texts[500]!, null, noting);
  await check(`${refrain} Nobody else will.`, "Nobody", noting);
  await check("purple elephants negotiating treaties", null, noting);
  await check(shortlyChanged, null, noting);
  const [byGrams, ...further] = asked;
  expect(byGrams?.text).toContain("statement_grams");
  expect(further.some(({ text }) => text.includes("statement_grams"))).toBe(true);
  expect(further.some((query) => choosing(query) !== query)).toBe(true);
  expect(further.some(({ text }) => text.includes("in_common"))).toBe(true);
  // Of rows that are chosen by a query planned afresh: that query, and what is read of them.
  for (const query of asked.flatMap((one) => [...new Set([one, choosing(one)])])) {
    const [row] = await stored.database.$queryRaw<{ "QUERY PLAN": { Plan: Step }[] }[]>(
      Prisma.sql`EXPLAIN (FORMAT JSON) ${query}`,
    );
    const whole = flatten(row!["QUERY PLAN"][0]!.Plan)
      .filter((step) => step["Node Type"] === "Seq Scan")
      .map((step) => step["Relation Name"]);
    expect(whole).not.toContain("statements");
    expect(whole).not.toContain("statement_grams");
  }
});

it("statements of lists that were read whole are looked up in the others, not these read for them", async () => {
  const asked: Prisma.Sql[] = [];
  const noting = notingDatabase(asked);
  await check("Tromsund and Bergvik we will do what we have to do for all of our people", null, noting);
  const [row] = await stored.database.$queryRaw<{ "QUERY PLAN": { Plan: Step }[] }[]>(
    Prisma.sql`EXPLAIN (ANALYZE, FORMAT JSON) ${asked[0]!}`,
  );
  const postings = flatten(row!["QUERY PLAN"][0]!.Plan).filter(
    (step) => step["Relation Name"] === "statement_grams",
  );
  expect(postings).toHaveLength(2);
  for (const step of postings) {
    expect(step["Node Type"]).toBe("Index Only Scan");
    expect(step["Actual Rows"]).toBeLessThanOrEqual(500);
  }
});
