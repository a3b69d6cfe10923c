import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { createDatabase, remembered } from "../../src/database/client.ts";
import { Prisma } from "../../src/database/generated/client.ts";
import { databaseProblem } from "../../src/database/prisma-errors.ts";
import { createMemory } from "../../src/database/remembering.ts";
import { testDatabase } from "../support/database.ts";

const stored = testDatabase();
const { database } = stored;
const mark = Prisma.raw(remembered);

beforeAll(() => stored.query("CREATE TABLE counters (id int PRIMARY KEY, n int NOT NULL)"));

/** The counter, and when Postgres was asked. */
const read = async (id: number, session: Pick<typeof database, "$queryRaw"> = database) => {
  const [row] = await session.$queryRaw<{ n: number; asked: string }[]>`
    SELECT n, clock_timestamp()::text AS asked FROM counters WHERE id = ${id} ${mark}`;
  return row!;
};

async function connected<Answer>(work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client(stored.url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe("remembered reads", () => {
  it("are answered without asking again while nothing is written", async () => {
    await stored.query("INSERT INTO counters VALUES (1, 0)");
    // Tests that run beside this one write to the same server, after which Postgres is asked again.
    await expect
      .poll(async () => (await read(1)).asked === (await read(1)).asked, { timeout: 20_000, interval: 5 })
      .toBe(true);
  });

  it("are asked again with other values, and where they are not marked", async () => {
    await stored.query("INSERT INTO counters VALUES (2, 20), (3, 30)");
    expect([(await read(2)).n, (await read(3)).n, (await read(2)).n]).toEqual([20, 30, 20]);
    const unmarked = () => database.$queryRaw<object[]>`SELECT clock_timestamp()::text AS asked`;
    expect(await unmarked()).not.toEqual(await unmarked());
  });

  it("show a write as soon as it is committed, and not before", async () => {
    await stored.query("INSERT INTO counters VALUES (4, 0)");
    await connected(async (writer) => {
      for (const [end, shown] of [
        ["COMMIT", 1],
        ["ROLLBACK", 1],
        ["COMMIT", 2],
      ] as const) {
        const before = (await read(4)).n;
        await writer.query("BEGIN");
        await writer.query("SAVEPOINT part");
        await writer.query("UPDATE counters SET n = n + 1 WHERE id = 4");
        expect((await read(4)).n).toBe(before);
        await writer.query(end);
        expect((await read(4)).n).toBe(shown);
      }
    });
  });

  it("show what is committed in another order than it was begun", async () => {
    await stored.query("INSERT INTO counters VALUES (5, 0), (6, 0)");
    const both = async () => [(await read(5)).n, (await read(6)).n];
    await connected((first) =>
      connected(async (second) => {
        for (const [writer, id] of [
          [first, 5],
          [second, 6],
        ] as const) {
          await writer.query("BEGIN");
          await writer.query("UPDATE counters SET n = 1 WHERE id = $1", [id]);
        }
        expect(await both()).toEqual([0, 0]);
        await second.query("COMMIT");
        expect(await both()).toEqual([0, 1]);
        await first.query("COMMIT");
        expect(await both()).toEqual([1, 1]);
      }),
    );
  });

  it("are never older than what the reader has seen committed, however many write and read at once", async () => {
    const ids = [11, 12, 13, 14];
    await stored.query("INSERT INTO counters SELECT unnest($1::int[]), 0", [ids]);
    const seen = new Map(ids.map((id) => [id, 0]));
    let writing = true;
    const readers = ids.flatMap((id) =>
      [1, 2, 3].map(async () => {
        for (; writing; await wait(0)) {
          const least = seen.get(id)!;
          expect((await read(id)).n).toBeGreaterThanOrEqual(least);
        }
      }),
    );
    const writers = ids.map((id) =>
      connected(async (client) => {
        for (let n = 1; n <= 150; n += 1) {
          await client.query("UPDATE counters SET n = $2 WHERE id = $1", [id, n]);
          seen.set(id, n);
          expect((await read(id)).n).toBe(n);
        }
      }),
    );
    try {
      await Promise.all(writers);
    } finally {
      writing = false;
      await Promise.all(readers);
    }
  });

  it("see the transaction's own writes in a transaction", async () => {
    await stored.query("INSERT INTO counters VALUES (7, 0)");
    expect((await read(7)).n).toBe(0);
    await database.$transaction(async (transaction) => {
      await transaction.$executeRaw`UPDATE counters SET n = 1 WHERE id = 7`;
      expect((await read(7, transaction)).n).toBe(1);
    });
    expect((await read(7)).n).toBe(1);
  });

  it("of an instant are remembered for that instant, until something is written", async () => {
    await stored.query("INSERT INTO counters VALUES (9, 90)");
    const [earlier, later] = [new Date("2020-01-01T00:00:00Z"), new Date("2020-01-01T00:00:00.001Z")];
    const asOf = async (instant: Date) => {
      const [row] = await database.readingAsOf(instant).$queryRaw<
        { n: number; asOf: string; asked: string }[]
      >`
        SELECT n, current_setting('on_the_record.as_of') AS "asOf", clock_timestamp()::text AS asked
          FROM counters WHERE id = 9 ${mark}`;
      return row!;
    };
    expect((await asOf(earlier)).asOf).toBe(earlier.toISOString());
    expect((await asOf(later)).asOf).toBe(later.toISOString());
    await expect
      .poll(async () => (await asOf(later)).asked === (await asOf(later)).asked, {
        timeout: 20_000,
        interval: 5,
      })
      .toBe(true);
    await stored.query("UPDATE counters SET n = 91 WHERE id = 9");
    expect((await asOf(later)).n).toBe(91);
  });

  it("are asked again over a new connection, even while a transaction still holds the lost one", async () => {
    await stored.query("INSERT INTO counters VALUES (15, 0)");
    const own = createDatabase({ url: stored.url, poolSize: 2 });
    // Another test's write would let it be asked again too: one round of five without any is enough to tell.
    for (let round = 0; round < 5; round += 1) {
      const { asked } = await read(15, own);
      const cutOff = own.$transaction(async (transaction) => {
        const [held] = await transaction.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
        await stored.query("SELECT pg_terminate_backend($1, 10000)", [held!.pid]);
        expect((await read(15, own)).asked).not.toBe(asked);
      });
      await cutOff.catch((error: unknown) => expect(databaseProblem(error)).toEqual({ kind: "unavailable" }));
    }
    await own.$disconnect();
  });

  it("go on over another connection where one is dead without a word", async () => {
    await stored.query("INSERT INTO counters VALUES (16, 0)");
    const { port, hostname } = new URL(stored.url);
    const ways: (readonly [Socket, Socket])[] = [];
    const between = createServer((near) => {
      const far = connect(Number(port), hostname);
      near.pipe(far).pipe(near);
      ways.push([near, far]);
    });
    await new Promise<void>((done) => void between.listen(0, "127.0.0.1", done));
    const url = stored.url.replace(`:${port}/`, `:${(between.address() as AddressInfo).port}/`);
    const far = createDatabase({ url, poolSize: 2 });
    await read(16, far);
    for (const [one, other] of ways) {
      one.unpipe(other).pause();
      other.unpipe(one).pause();
    }
    const readers = Array.from({ length: 3 }, () =>
      read(16, far).catch((error: unknown) => databaseProblem(error)),
    );
    expect(await Promise.all(readers)).toEqual(readers.map(() => ({ kind: "unavailable" })));
    expect(await read(16, far)).toMatchObject({ n: 0 });
    await far.$disconnect();
    for (const way of ways.flat()) way.destroy();
    between.close();
  });

  it("are asked again after a failure", async () => {
    await stored.query("INSERT INTO counters VALUES (8, 0)");
    const divided = () =>
      database.$queryRaw<{ share: number }[]>`SELECT 8 / n AS share FROM counters WHERE id = 8 ${mark}`;
    await expect(divided()).rejects.toThrow(/division by zero/);
    await expect(divided()).rejects.toThrow(/division by zero/);
    await stored.query("UPDATE counters SET n = 2 WHERE id = 8");
    expect(await divided()).toEqual([{ share: 4 }]);
  });
});

describe("the memory", () => {
  /** A memory, and how often it has asked what. */
  const counted = () => {
    const told = { snapshot: "1:1:", snapshots: 0, questions: 0 };
    const memory = createMemory(async () => {
      told.snapshots += 1;
      return told.snapshot;
    });
    const ask = (rows: readonly object[] = [{ a: 1 }], question = "q") =>
      memory.answer(question, async () => {
        told.questions += 1;
        return rows;
      });
    return { told, memory, ask };
  };

  it("asks once for all who ask the same at once", async () => {
    const { told, ask } = counted();
    await Promise.all(Array.from({ length: 50 }, () => ask()));
    expect(told).toMatchObject({ snapshots: 1, questions: 1 });
  });

  it("does not take what was asked before a question came for its snapshot", async () => {
    const answers: ((snapshot: string) => void)[] = [];
    const memory = createMemory(() => new Promise((resolve) => answers.push(resolve)));
    const first = memory.answer("q", async () => ["old"]);
    await wait(0);
    const second = memory.answer("q", async () => ["new"]);
    answers[0]!("1:1:");
    expect(await first).toEqual(["old"]);
    await wait(0);
    expect(answers).toHaveLength(2);
    answers[1]!("1:2:");
    expect(await second).toEqual(["new"]);
  });

  it("goes on after a snapshot that could not be had", async () => {
    let fails = true;
    const memory = createMemory(async () => {
      if (fails) throw new Error("no connection");
      return "1:1:";
    });
    await expect(memory.answer("q", async () => ["rows"])).rejects.toThrow("no connection");
    fails = false;
    expect(await memory.answer("q", async () => ["rows"])).toEqual(["rows"]);
  });

  it("forgets when it is told to, what was not asked for long, and answers that are long", async () => {
    const { told, memory, ask } = counted();
    await ask();
    memory.forget();
    await ask();
    expect(told.questions).toBe(2);
    for (let n = 0; n < 500; n += 1) await ask([], `other ${n}`);
    await ask();
    expect(told.questions).toBe(503);
    const long = [{ json: "x".repeat(64_001) }];
    await ask(long, "long");
    await ask(long, "long");
    expect(told.questions).toBe(505);
  });
});
