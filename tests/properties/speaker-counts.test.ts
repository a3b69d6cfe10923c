/** Whatever is recorded, several writers at a time: counts and words of speakers are those that the tables add up to. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { holdMerges, lockMerges } from "../../src/database/locks.ts";
import { databaseAsOf } from "../../src/database/past.ts";
import { rowsIn, type StoredText } from "../support/rows.ts";
import { testDatabase } from "../support/database.ts";

const { database, query } = testDatabase();
const rows = rowsIn(database);
const speakers = 6;
let text: StoredText;
let said = 0;

beforeAll(async () => {
  text = await rows.document("The bridge is safe, they said.");
  for (let n = 1; n <= speakers; n += 1) await rows.speaker(`Ann Lee ${"ABCDEF"[n - 1]}`);
});

const one = fc.integer({ min: 1, max: speakers });
const at = fc.nat(30);
const move = fc.oneof(
  fc.record({ do: fc.constant("say" as const), by: fc.option(one) }),
  fc.record({ do: fc.constant("correct" as const), at, by: fc.option(one) }),
  fc.record({
    do: fc.constant("review" as const),
    at,
    as: fc.constantFrom("accepted", "rejected", "extracted"),
  }),
  fc.record({ do: fc.constant("supersede" as const), at }),
  fc.record({ do: fc.constant("merge" as const), who: one, into: one }),
  fc.record({ do: fc.constant("split" as const), who: one }),
  fc.record({
    do: fc.constant("rename" as const),
    who: one,
    name: fc.constantFrom("Bo Ruiz", "José Núñez", "Ann Lee"),
  }),
  fc.record({ do: fc.constant("alias" as const), who: one, name: fc.constantFrom("the mayor", "J. F. K.") }),
  fc.record({ do: fc.constant("withdraw" as const), who: one }),
  fc.record({ do: fc.constant("meet" as const) }),
  fc.record({ do: fc.constant("read" as const), who: one, name: fc.constantFrom("the mayor", "Lee") }),
);
type Move = typeof move extends fc.Arbitrary<infer Step> ? Step : never;

/** Three speakers count as one, with their words and names. Whether random moves leave any merged is chance. */
const merging: Move[][] = [
  [
    { do: "say", by: 1 },
    { do: "say", by: 2 },
    { do: "alias", who: 2, name: "the mayor" },
  ],
  [{ do: "merge", who: 2, into: 1 }],
  [
    { do: "merge", who: 3, into: 1 },
    { do: "rename", who: 3, name: "Bo Ruiz" },
  ],
];

/** Does as the service does: who merges, splits or names speakers is alone, and others are not disturbed by that. */
async function make(step: Move): Promise<void> {
  const alone = ["merge", "split", "rename", "alias", "withdraw"].includes(step.do);
  await database.$transaction(
    async (transaction) => {
      await (alone ? lockMerges : holdMerges)(transaction);
      await write(step);
    },
    { maxWait: 60_000, timeout: 60_000 },
  );
}

async function write(step: Move): Promise<void> {
  const nth = (place: number): string => `(SELECT id FROM statements ORDER BY id OFFSET ${place} LIMIT 1)`;
  switch (step.do) {
    case "say":
      await rows.statement({
        ordinal: (said += 1),
        in: text,
        content: "The bridge is safe",
        speakerId: step.by && BigInt(step.by),
      });
      return;
    case "correct":
      await query(`UPDATE statements SET speaker_id = $1 WHERE id = ${nth(step.at)}`, [step.by]);
      return;
    case "review":
      await query(`UPDATE statements SET review = $1 WHERE id = ${nth(step.at)}`, [step.as]);
      return;
    case "supersede":
      await query(`UPDATE statements SET superseded_at = now() WHERE id = ${nth(step.at)}`);
      return;
    case "merge":
      await query(
        "UPDATE speakers SET merged_into_id = $2 WHERE id = $1 AND id <> $2 AND merged_into_id IS NULL",
        [step.who, step.into],
      );
      return;
    case "split":
      await query("UPDATE speakers SET merged_into_id = NULL WHERE id = $1", [step.who]);
      return;
    case "rename":
      await query("UPDATE speakers SET name = $2 WHERE id = $1", [step.who, step.name]);
      return;
    case "alias":
      await query(
        `INSERT INTO speaker_aliases AS a (speaker_id, name) VALUES ($1, $2)
           ON CONFLICT (speaker_id, name) DO UPDATE SET withdrawn_at = NULL, recorded_at = record_instant() WHERE a.withdrawn_at IS NOT NULL`,
        [step.who, step.name],
      );
      return;
    case "withdraw":
      await query(
        "UPDATE speaker_aliases SET withdrawn_at = record_instant() WHERE speaker_id = $1 AND withdrawn_at IS NULL",
        [step.who],
      );
      return;
    // What an article calls somebody.
    case "read":
      await query("INSERT INTO speaker_aliases (speaker_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
        step.who,
        step.name,
      ]);
      return;
    case "meet":
      await rows.speaker("Somebody New");
  }
}

interface Derived {
  readonly id: bigint;
  readonly count: number;
  readonly words: string[];
}

/** As triggers keep it. */
const kept = `
  SELECT s.id, c.statement_count AS count, ARRAY(
           SELECT w.word || CASE WHEN w.initials THEN ' as initials' ELSE '' END || ', ' || w.statement_count
             FROM speaker_words w WHERE w.speaker_id = s.id ORDER BY w.word, w.initials) AS words
    FROM speakers s JOIN speaker_counts c ON c.speaker_id = s.id WHERE s.canonical_id = s.id ORDER BY s.id`;

/** As the tables add up. */
const derived = `
  SELECT s.id, counted.count, ARRAY(
           SELECT word || CASE WHEN initials THEN ' as initials' ELSE '' END || ', ' || counted.count FROM (
             SELECT w.* FROM speakers m, search_words(m.name) w WHERE m.canonical_id = s.id
             UNION SELECT w.* FROM speakers m JOIN speaker_aliases a ON a.speaker_id = m.id, search_words(a.name) w
              WHERE m.canonical_id = s.id AND a.withdrawn_at IS NULL) named(word, initials) ORDER BY word, initials) AS words
    FROM speakers s, LATERAL (
      SELECT count(*)::int FROM speakers m JOIN statements t ON t.speaker_id = m.id
       WHERE m.canonical_id = s.id AND t.superseded_at IS NULL AND t.review <> 'rejected') counted
   WHERE s.canonical_id = s.id ORDER BY s.id`;

/** What Postgres refuses: a circle of merges. That two wait for each other in a circle is no answer. */
const refused = /merge_circle|cannot be merged/;

describe("random statements, reviews, corrections, merges and names, three at a time", () => {
  it("leave each speaker with the count and the words that its rows add up to, and leave the past as it was", async () => {
    const merged: number[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(move, { minLength: 1, maxLength: 3 }), { minLength: 6, maxLength: 12 }),
        async (batches) => {
          const diary: { instant: Date; rows: Derived[] }[] = [];
          for (const batch of batches) {
            const ended = await Promise.allSettled(batch.map(make));
            for (const end of ended)
              if (end.status === "rejected") expect(String(end.reason)).toMatch(refused);
            const now = await query<Derived>(kept);
            expect(now, JSON.stringify(batches)).toEqual(await query<Derived>(derived));
            expect(await query("SELECT FROM speaker_changes")).toEqual([]);
            await query("SELECT pg_sleep(0.003)");
            diary.push({
              instant: (await query<{ at: Date }>("SELECT clock_timestamp() AS at"))[0]!.at,
              rows: now,
            });
            await query("SELECT pg_sleep(0.003)");
          }
          merged.push((await query("SELECT FROM speakers WHERE canonical_id <> id")).length);
          for (const { instant, rows: was } of diary) {
            const past = await databaseAsOf(database, instant).$queryRaw<Derived[]>`
            SELECT s.id::text, c.statement_count AS count, ARRAY(
                     SELECT w.word || CASE WHEN w.initials THEN ' as initials' ELSE '' END || ', ' || w.statement_count
                       FROM speaker_words w WHERE w.speaker_id = s.id ORDER BY w.word, w.initials) AS words
              FROM speakers s JOIN speaker_counts c ON c.speaker_id = s.id WHERE s.canonical_id = s.id ORDER BY s.id`;
            expect(past, `as of ${instant.toISOString()}, after ${JSON.stringify(batches)}`).toEqual(was);
          }
        },
      ),
      { numRuns: 13, examples: [[merging]] },
    );
    expect(merged[0]).toBe(2);
  }, 180_000);
});
