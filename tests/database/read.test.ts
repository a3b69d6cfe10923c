import { describe, expect, it } from "vitest";
import { createDatabase } from "../../src/database/client.ts";
import { testDatabase } from "../support/database.ts";

const stored = testDatabase();
const { database } = stored;

/** What a connection says of itself. */
interface Told {
  readonly asOf: string | null;
  readonly path: string;
  readonly readOnly: string;
}

const tell = (reading: typeof database.$queryRaw) => reading<Told[]>`
  SELECT nullif(current_setting('on_the_record.as_of', true), '') AS "asOf", current_setting('search_path') AS path,
         current_setting('transaction_read_only') AS "readOnly", pg_sleep(0.002)::text AS rest`;
const present = { asOf: null, readOnly: "off" };

describe("raw reads", () => {
  it("give the values that Prisma gives", async () => {
    const query = `SELECT 1::int AS small, 9007199254740993::bigint AS large, 0.5::real AS share, true AS yes, 'a'::text AS word,
      date '2025-08-08' AS day, timestamptz '2025-08-08 12:00+02' AS instant, ARRAY['a', 'b'] AS words, NULL::bigint AS nothing,
      '{"a":1}'::jsonb AS object, 'denied'::status AS status`;
    const asked = (text: string) => Object.assign([text], { raw: [text] }) as TemplateStringsArray;
    const inside = await database.$transaction((transaction) => transaction.$queryRaw(asked(query)));
    expect(await database.$queryRaw(asked(query))).toEqual(inside);
    expect(await database.readingAsOf(new Date()).$queryRaw(asked(query))).toEqual(inside);
  });

  it("take values of every kind that the queries give them", async () => {
    const instant = new Date("2025-08-08T10:00:00.123Z");
    const [row] = await database.$queryRaw<{ read: boolean }[]>`
      SELECT ${7n}::bigint = 7 AND ${[1n, 2n]}::bigint[] = '{1,2}' AND ${["a,b", '"', null]}::text[] = ARRAY['a,b', '"', NULL]
        AND ${instant}::timestamptz = '2025-08-08 10:00:00.123+00' AND ${null}::text IS NULL AND ${true} AND ${0.25}::real = 0.25 AS read`;
    expect(row).toEqual({ read: true });
  });
});

describe("reads of the past", () => {
  it("each see their own instant and the present none, however many run at once", async () => {
    const instants = Array.from({ length: 60 }, (_, n) =>
      n % 3 === 0 ? null : new Date(Date.UTC(2020, 0, n)),
    );
    const answers = await Promise.all(
      instants.map((instant) =>
        tell(instant === null ? database.$queryRaw : database.readingAsOf(instant).$queryRaw),
      ),
    );
    for (const [n, instant] of instants.entries()) {
      expect(answers[n]![0]).toMatchObject(
        instant === null ? present : { asOf: instant.toISOString(), path: "past, public", readOnly: "on" },
      );
    }
  });

  it("leave nothing behind when they fail", async () => {
    const single = createDatabase({ url: stored.url, poolSize: 1 });
    const then = single.readingAsOf(new Date());
    await expect(then.$queryRaw`SELECT 1 / 0 AS nought`).rejects.toThrow(/division by zero/);
    await expect(then.$queryRaw`SELECT * FROM nowhere`).rejects.toThrow(/nowhere/);
    expect((await tell(single.$queryRaw))[0]).toMatchObject(present);
    await single.$disconnect();
  });

  it("fail when their connection is lost, and the next gets another", async () => {
    const then = database.readingAsOf(new Date());
    const lost = then.$queryRaw`SELECT pg_sleep(10)::text AS held`;
    const failure = lost.catch((error: unknown) => error);
    for (let ends = 0; ends === 0;) {
      const rows = await stored.query<{ ended: boolean }>(
        "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%AS held' AND pid <> pg_backend_pid()",
      );
      ends = rows.length;
    }
    expect(await failure).toBeInstanceOf(Error);
    expect((await tell(then.$queryRaw))[0]).toMatchObject({ path: "past, public" });
  });
});
