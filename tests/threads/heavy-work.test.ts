/** Work on threads of its own: what comes of it, and who is answered meanwhile. */
import { afterAll, describe, expect, it } from "vitest";
import { extractStatements } from "../../src/extraction/extract-statements.ts";
import { textDifference } from "../../src/modules/documents/word-difference.ts";
import type { Database } from "../../src/database/client.ts";
import { createServices } from "../../src/services.ts";
import { createThreads, type HeavyWork } from "../../src/threads/heavy-work.ts";
import { testApp } from "../support/app.ts";
import { testDatabase } from "../support/database.ts";

const threads = createThreads();
afterAll(() => threads.close());

/** About so many sentences in which somebody says something. */
const article = (sentences: number): string =>
  Array.from(
    { length: sentences },
    (_, n) =>
      `“The bridge was closed ${n} times,” Mayor Ann Lee told reporters on Friday. Nobody answered for a while.`,
  ).join("\n\n");

describe("a thread", () => {
  it("finds in a long article what is found without one", async () => {
    const [text, options] = [article(60), { publishedOn: "2024-03-02", publisher: "The Daily Herald" }];
    const extraction = await threads.extract(text, options);
    expect(extraction.statements.length).toBeGreaterThan(50);
    expect(extraction).toEqual(extractStatements(text, options));
  });

  it("tells how two long texts differ as is told without one", async () => {
    const [from, to] = [article(60), article(60).replaceAll("Nobody", "No one")];
    expect(await threads.textDifference(from, to)).toEqual(textDifference(from, to));
  });

  it("takes several texts, and gives each its own answer", async () => {
    const counts = [30, 40, 50, 60];
    const found = await Promise.all(counts.map((count) => threads.extract(article(count), {})));
    expect(found).toEqual(counts.map((count) => extractStatements(article(count), {})));
  });

  it("leaves the event loop free while it reads", async () => {
    let turns = 0;
    let isRead = false;
    const reading = threads.extract(article(400), {}).then(() => (isRead = true));
    while (!isRead) {
      await new Promise(setImmediate);
      turns += 1;
    }
    await reading;
    expect(turns).toBeGreaterThan(10);
  });

  it("refuses more texts than can be read soon, and reads those that it took", async () => {
    const text = article(30);
    const asked = await Promise.allSettled(Array.from({ length: 70 }, () => threads.extract(text, {})));
    const refused = asked.flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : []));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(asked.length - 49);
    for (const reason of refused) {
      expect(reason).toMatchObject({ code: "overloaded", headers: { "retry-after": "5" } });
    }
    await expect(threads.extract(text, {})).resolves.toEqual(extractStatements(text, {}));
  });

  it("ends when it is closed, with what it was doing", async () => {
    const closing = createThreads();
    const [read, closed] = await Promise.allSettled([closing.extract(article(2000), {}), closing.close()]);
    expect([read.status, closed.status]).toEqual(["rejected", "fulfilled"]);
  });
});

describe("the service", () => {
  const stored = testDatabase();
  let answers = 0;
  /** How many others had been answered when the text was looked for, and when it was read and to be stored. */
  const marks: number[] = [];
  const api = testApp({ database: marking(stored.database) });

  function marking(database: Database): Database {
    const marked = {
      $queryRaw: async (query: TemplateStringsArray, ...values: unknown[]) => {
        const rows = await database.$queryRaw(query, ...values);
        if (query.join("").includes("identity_key")) marks.push(answers);
        return rows;
      },
      $transaction: (...work: Parameters<Database["$transaction"]>) => {
        marks.push(answers);
        return database.$transaction(...work);
      },
    };
    return new Proxy(database, {
      get: (target, name) =>
        name in marked ? marked[name as keyof typeof marked] : (Reflect.get(target, name) as unknown),
    });
  }

  it("answers others between looking for a big article and storing what was read in it", async () => {
    const headers = { authorization: await api.authorization("ingest") };
    const big = { isAnswered: false };
    marks.length = 0;
    const ingested = api.app
      .inject({ method: "POST", url: "/v1/documents", headers, payload: { text: article(400) } })
      .then((answer) => {
        big.isAnswered = true;
        return answer;
      });
    while (!big.isAnswered) {
      expect((await api.app.inject("/health/live")).statusCode).toBe(200);
      answers += 1;
      await new Promise(setImmediate);
    }
    expect((await ingested).statusCode).toBe(201);
    expect(marks[1]! - marks[0]!).toBeGreaterThan(2);
  });

  it("has drafts, articles and revisions read elsewhere", async () => {
    const calls: string[] = [];
    const heavyWork: HeavyWork = {
      extract: (...given) => {
        calls.push("extract");
        return extractStatements(...given);
      },
      textDifference: (...given) => {
        calls.push("textDifference");
        return textDifference(...given);
      },
    };
    const { ingestion, revisions, quoteChecks } = createServices({
      ...stored,
      clock: () => new Date(),
      heavyWork,
    });
    const actor = { apiKeyId: null, name: "test" };
    const { documentId } = await ingestion.ingest(
      { text: "Mayor Ann Lee said it is so.", name: "one" },
      actor,
    );
    await ingestion.ingest({ text: "Mayor Ann Lee said it was so.", name: "one" }, actor);
    await revisions.compare(documentId, {}, false);
    await quoteChecks.checkDraft("Nobody said so.", undefined, { publishedOnly: false });
    expect(calls).toEqual(["extract", "extract", "textDifference", "extract"]);
  });
});
