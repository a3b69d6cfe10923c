/**
 * Finding people by name: how fast while somebody types, and whether the right one is on the first page of ten, beside
 * pg_trgm and ILIKE on the same data; and what it costs to list who is quoted most.
 *
 * Use: npm run bench:speakers -- [--speakers 100000] [--statements 500000] [--questions 200] [--peers 20] [--seed 7]
 *
 * Names are made up, on an embedded Postgres in a temporary folder, which is deleted at the end. --peers: how many
 * questions of each kind the peers are asked too.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createDatabase, type Database } from "../../src/database/client.ts";
import { startEmbedded } from "../../src/database/embedded.ts";
import { migrate } from "../../src/database/migrate.ts";
import { writeOnce } from "../writing.ts";
import { composeSpeakers } from "./compose.ts";
import { loadSpeakers } from "./load.ts";
import { composeNameQuestions, type NameQuestion } from "./questions.ts";

const { values } = parseArgs({
  options: {
    speakers: { type: "string", default: "100000" },
    statements: { type: "string", default: "500000" },
    questions: { type: "string", default: "200" },
    peers: { type: "string", default: "20" },
    seed: { type: "string", default: "7" },
  },
});
const [speakers, statements, questions, peers, seed] = [
  values.speakers,
  values.statements,
  values.questions,
  values.peers,
  values.seed,
].map(Number) as [number, number, number, number, number];
if (!(speakers >= 1000 && statements >= 1000 && questions >= 1 && peers >= 0 && seed >= 0)) {
  console.error(
    "Give numbers: --speakers 100000 (1000 or more) --statements 500000 --questions 200 --peers 20 --seed 7",
  );
  process.exit(1);
}

interface Asked {
  readonly milliseconds: number;
  readonly found: boolean;
}
type Finder = (q: string) => Promise<readonly number[]>;

const ask = async (finder: Finder, { q, target }: NameQuestion): Promise<Asked> => {
  const started = performance.now();
  const ids = await finder(q);
  return { milliseconds: performance.now() - started, found: ids.includes(target) };
};

/** The likest names and aliases, as pg_trgm finds them. */
const byTrigrams =
  (database: Database): Finder =>
  async (q) => {
    const rows = await database.$queryRaw<{ id: bigint }[]>`
      SELECT id FROM (
        SELECT id, similarity(name, ${q}) AS likeness FROM speakers WHERE name % ${q}
        UNION ALL SELECT speaker_id, similarity(name, ${q}) FROM speaker_aliases WHERE name % ${q}) found
       GROUP BY id ORDER BY max(likeness) DESC, id LIMIT 10`;
    return rows.map(({ id }) => Number(id));
  };

/** Names and aliases that hold the words, the most quoted first by the count that we keep. */
const byPattern =
  (database: Database): Finder =>
  async (q) => {
    const rows = await database.$queryRaw<{ id: bigint }[]>`
      SELECT id FROM (
        SELECT id FROM speakers WHERE name ILIKE ${`%${q}%`}
        UNION SELECT speaker_id FROM speaker_aliases WHERE name ILIKE ${`%${q}%`}) found
        JOIN speaker_counts counted ON counted.speaker_id = found.id ORDER BY counted.statement_count DESC, id LIMIT 10`;
    return rows.map(({ id }) => Number(id));
  };

const quantile = (asked: readonly Asked[], share: number): number =>
  asked.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b)[
    Math.floor((asked.length - 1) * share)
  ]!;
const ms = (time: number): string => time.toFixed(1);
const recall = (asked: readonly Asked[]): string =>
  (asked.filter(({ found }) => found).length / asked.length).toFixed(3);

async function measureQuestions(
  finders: Readonly<Record<"ours" | "trigrams" | "pattern", Finder>>,
  all: readonly NameQuestion[],
  database: Database,
): Promise<void> {
  console.log(
    [
      "what is typed",
      "asked",
      "p50 ms",
      "p95 ms",
      "recall@10",
      "pg_trgm p50",
      "recall@10",
      "ratio",
      "ILIKE p50",
      "recall@10",
      "ratio",
    ].join("\t"),
  );
  for (const kind of new Set(all.map((question) => question.kind))) {
    const own = all.filter((question) => question.kind === kind);
    const asked: Asked[] = [];
    for (const question of own) {
      await writeOnce(database);
      asked.push(await ask(finders.ours, question));
    }
    const cells = [
      kind,
      asked.length,
      ms(quantile(asked, 0.5)),
      ms(quantile(asked, 0.95)),
      kind === "nobody" ? "" : recall(asked),
    ];
    if (peers > 0) {
      for (const peer of [finders.trigrams, finders.pattern]) {
        const theirs: Asked[] = [];
        for (const question of own.slice(0, peers)) theirs.push(await ask(peer, question));
        cells.push(
          ms(quantile(theirs, 0.5)),
          kind === "nobody" ? "" : recall(theirs),
          (quantile(theirs, 0.5) / quantile(asked, 0.5)).toFixed(1),
        );
      }
    }
    console.log(cells.join("\t"));
  }
}

/** The list of who is quoted most, beside counting all statements for it; and searches of the past, which keeps no counts. */
async function measureLists(list: (query: string) => Promise<unknown>, database: Database): Promise<void> {
  const times = async (work: () => Promise<unknown>, rounds: number): Promise<number> => {
    const taken: Asked[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await writeOnce(database);
      const started = performance.now();
      await work();
      taken.push({ milliseconds: performance.now() - started, found: true });
    }
    return quantile(taken, 0.5);
  };
  const ours = await times(() => list("sort=-statement_count"), 100);
  const counting = await times(
    () => database.$queryRaw`
      SELECT s.id, coalesce(counted.count, 0) FROM speakers s LEFT JOIN (
        SELECT speaker_id, count(*) FROM statements WHERE superseded_at IS NULL AND review <> 'rejected' GROUP BY 1) counted
        ON counted.speaker_id = s.id ORDER BY 2 DESC, 1 LIMIT 20`,
    5,
  );
  console.log(
    `who is quoted most: ${ms(ours)} ms; counting all statements: ${ms(counting)} ms (ratio ${(counting / ours).toFixed(0)})`,
  );
  const then = new Date().toISOString();
  for (const query of ["q=j", "q=jos", "q=J. Smith", "q=Mary Smith", "sort=-statement_count"]) {
    const past = await times(() => list(`${query}&limit=10&as_of=${then}`), 3);
    console.log(`${query} as of an instant: ${ms(past)} ms`);
  }
}

const folder = mkdtempSync(join(tmpdir(), "on-the-record-speakers-"));
const server = await startEmbedded({ dataDirectory: join(folder, "data"), durable: false });
try {
  await migrate(server.url);
  const database = createDatabase({ url: server.url, poolSize: 2 });
  const composed = composeSpeakers(speakers, statements, seed);
  const times = await loadSpeakers(server.url, composed);
  const app = await buildApp({
    config: { ...readConfig({}), logLevel: "silent", rateLimit: null },
    database,
    shedLoad: false,
  });
  const list = async (query: string): Promise<{ id: string }[]> => {
    const { statusCode, body } = await app.inject(`/v1/speakers?${query}`);
    if (statusCode !== 200) throw new Error(body);
    return (JSON.parse(body) as { data: { id: string }[] }).data;
  };
  const ours: Finder = async (q) =>
    (await list(new URLSearchParams({ q, limit: "10" }).toString())).map(({ id }) => Number(id));
  console.log(
    `${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}; ${speakers} speakers, ${statements} statements; ` +
      `named in ${times.speakers.toFixed(1)} s, counted in ${times.counts.toFixed(1)} s`,
  );
  const all = composeNameQuestions(composed, questions, seed + 1);
  for (const question of all.filter((_, index) => index % 10 === 0)) await ours(question.q);
  await measureQuestions(
    { ours, trigrams: byTrigrams(database), pattern: byPattern(database) },
    all,
    database,
  );
  await measureLists(list, database);
  await app.close();
  await database.$disconnect();
} finally {
  await server.release();
  rmSync(folder, { recursive: true, force: true });
}
