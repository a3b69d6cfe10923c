/**
 * Quote checks over millions of statements: how fast, how often right, and against pg_trgm in the same run; and how fast
 * the same statements are searched.
 *
 * Use: npm run bench:quote-checks -- [--sizes 200000,2000000] [--questions 500] [--never-said 2000] [--trgm 10]
 *        [--data-directory DIR] [--seed 7] [--show] [--pairs-only]
 *
 * Each size gets a database of its own on an embedded Postgres in a temporary folder, which is deleted at the end; in a
 * folder that is named it stays, and the next run finds it loaded. --trgm: how many questions pg_trgm is asked too (it
 * takes seconds for each); 0 leaves it out. --seed gives other questions. --show
 * prints every match of words that were never said. --pairs-only: the labelled quotations alone, without a database; with
 * --show, every one whose verdict or flag is not as labelled.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { createDatabase, type Database } from "../../src/database/client.ts";
import { startEmbedded } from "../../src/database/embedded.ts";
import { migrate } from "../../src/database/migrate.ts";
import { createServices } from "../../src/services.ts";
import { composeWords, newsSkew, otherRandomFrom, randomFrom } from "./compose.ts";
import { PAIRS_FILES } from "./labelled-pairs.ts";
import { loadStatements, STATEMENT_SEED } from "./load.ts";
import { composeQuestions, type BenchQuestion, type QuestionKind } from "./questions.ts";
import { measureSearches } from "./searches.ts";
import { gramSkew } from "./skew.ts";
import { measureReversals } from "./reversal-accuracy.ts";
import { measureVerdictAccuracy } from "./verdict-accuracy.ts";

const WARM_UP_QUESTIONS = 30;

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "200000,2000000" },
    questions: { type: "string", default: "500" },
    "never-said": { type: "string", default: "2000" },
    trgm: { type: "string", default: "10" },
    "data-directory": { type: "string" },
    seed: { type: "string", default: "7" },
    show: { type: "boolean", default: false },
    "pairs-only": { type: "boolean", default: false },
  },
});
const sizes = values.sizes.split(",").map(Number);
const seed = Number(values.seed);
const [questionsPerKind, neverSaid, trgm] = [values.questions, values["never-said"], values.trgm].map(Number);
if (
  sizes.some((size) => !(size >= 1000)) ||
  !questionsPerKind ||
  Number.isNaN(seed) ||
  neverSaid === undefined ||
  trgm === undefined
) {
  console.error("Give numbers: --sizes 200000,2000000 --questions 500 --never-said 2000 --trgm 10");
  process.exit(1);
}

console.log(
  `${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}`,
);
for (const file of PAIRS_FILES) {
  const { quotations, right, wrong, flips, flipsPassedAsExact, flipsNotFlagged, falselyFlagged } =
    measureVerdictAccuracy(file);
  console.log(
    `${file}: ${right} of ${quotations} verdicts right (${((100 * right) / quotations).toFixed(1)} %); of ${flips} negation flips ` +
      `${flipsPassedAsExact.length} passed as exact, ${flipsNotFlagged.length} not flagged; ${falselyFlagged.length} of ${quotations - flips} others flagged`,
  );
  if (!values["pairs-only"] || !values.show) continue;
  for (const { quotation, verdict } of wrong)
    console.log(`  line ${quotation.line}: ${quotation.verdict} is right, not ${verdict}: ${quotation.text}`);
  for (const { line, text } of flipsNotFlagged) console.log(`  line ${line} is not flagged: ${text}`);
  for (const { line, text } of falselyFlagged) console.log(`  line ${line} is flagged: ${text}`);
}
const { reversals, missed, others, falselyFlagged } = measureReversals();
console.log(
  `reversals.txt: ${reversals - missed.length} of ${reversals} reversals flagged, and ${falselyFlagged.length} of ${others} that are none`,
);
if (values["pairs-only"]) process.exit();
const sample = randomFrom(STATEMENT_SEED);
console.log("3-grams of news:      ", JSON.stringify(newsSkew));
console.log(
  "3-grams of the bench: ",
  JSON.stringify(
    gramSkew(
      (function* () {
        for (;;) yield composeWords(sample);
      })(),
    ),
  ),
  "\n",
);

const folder = values["data-directory"] ?? mkdtempSync(join(tmpdir(), "on-the-record-bench-"));
let server = await startEmbedded({ dataDirectory: folder, durable: false });
const medians: number[] = [];
try {
  for (const size of sizes) await ensureLoaded(server.url, size);
  // What is measured is the Postgres that the service starts for itself.
  await server.release();
  server = await startEmbedded({ dataDirectory: folder });
  for (const [index, size] of sizes.entries()) {
    medians.push(await measure(server.url, size, index === sizes.length - 1 ? trgm : 0));
  }
  if (medians.length > 1) {
    console.log(
      `p50 of quoted words, ${sizes[0]} to ${sizes.at(-1)} statements: ${(medians.at(-1)! / medians[0]!).toFixed(2)} times`,
    );
  }
} finally {
  await server.release();
  if (values["data-directory"] === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function benchUrl(serverUrl: string, size: number): URL {
  const url = new URL(serverUrl);
  url.pathname = `/bench_${size}`;
  return url;
}

/** Asks a database of this size everything; gives the median of the first kind of question, in ms. */
async function measure(serverUrl: string, size: number, trgmQuestions: number): Promise<number> {
  const url = benchUrl(serverUrl, size);
  const client = new pg.Client(url.href);
  await client.connect();
  const database = createDatabase({ url: url.href, poolSize: 2 });
  try {
    return await ask(client, database, size, trgmQuestions);
  } finally {
    await database.$disconnect();
    await client.end();
  }
}

async function ask(
  client: pg.Client,
  database: Database,
  size: number,
  trgmQuestions: number,
): Promise<number> {
  const { rows } = await client.query<{ grams: string; bytes: string }>(
    "SELECT count(*) AS grams, pg_size_pretty(pg_total_relation_size('statement_grams')) AS bytes FROM statement_grams",
  );
  console.log(`${size} statements, ${rows[0]!.grams} postings (${rows[0]!.bytes})`);

  const random = otherRandomFrom(seed);
  const kinds = await composeQuestions(client, size, questionsPerKind!, neverSaid!, random);
  console.log(
    "| question | asked | p50 ms | p95 ms | right one first, as match or nearest | exact or altered |\n|---|---|---|---|---|---|",
  );
  const verdicts: string[] = [];
  const ofKinds: number[] = [];
  for (const kind of kinds) {
    const measured = await measureKind(database, kind);
    ofKinds.push(measured.median);
    verdicts.push(`${kind.name}: ${JSON.stringify(measured.verdicts)}`);
  }
  console.log(`\nVerdicts\n${verdicts.join("\n")}\n`);
  await measureSearches(client, database, size, random);
  if (trgmQuestions > 0) await measureTrgm(client, kinds.slice(0, 2), trgmQuestions, ofKinds);
  console.log();
  return ofKinds[0]!;
}

async function ensureLoaded(serverUrl: string, size: number): Promise<void> {
  const url = benchUrl(serverUrl, size);
  const admin = new pg.Client(serverUrl);
  await admin.connect();
  const name = url.pathname.slice(1);
  const { rowCount } = await admin.query("SELECT FROM pg_database WHERE datname = $1", [name]);
  if (rowCount === 0) {
    // Under another name until it is whole, so that an interrupted load is not taken for a finished one.
    await admin.query(`DROP DATABASE IF EXISTS ${name}_loading`);
    await admin.query(`CREATE DATABASE ${name}_loading`);
    const loading = new URL(url);
    loading.pathname = `/${name}_loading`;
    const started = performance.now();
    await migrate(loading.href);
    await loadStatements(loading.href, size, (written) => {
      if (written % 100_000 === 0) console.error(`${written} statements written`);
    });
    await admin.query(`ALTER DATABASE ${name}_loading RENAME TO ${name}`);
    console.log(`Loaded ${size} statements in ${Math.round((performance.now() - started) / 1000)} s`);
  }
  await admin.end();
  // What was loaded by an earlier run may be older than the schema.
  await migrate(url.href);
}

async function measureKind(
  database: Database,
  { name, questions }: QuestionKind,
): Promise<{ median: number; verdicts: Record<string, number> }> {
  const { quoteChecks } = createServices({ database, clock: () => new Date() });
  const reader = { publishedOnly: false };
  for (const { text } of questions.slice(0, WARM_UP_QUESTIONS)) await quoteChecks.check({ text }, reader);
  const times: number[] = [];
  let [right, matched] = [0, 0];
  const verdicts: Record<string, number> = {};
  for (const { text, said } of questions) {
    const begun = performance.now();
    const { verdict, matches, nearest } = await quoteChecks.check({ text }, reader);
    times.push(performance.now() - begun);
    const found = matches[0] ?? nearest[0];
    right += Number(said !== null && holdsAlike(found?.statement, text, said));
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    const isMatch = /^exact|^altered/.test(verdict);
    matched += Number(isMatch);
    if (isMatch && said === null && values.show) {
      console.log(`${verdict} ${found?.score}: ${text} | ${found?.statement.content?.text}`);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  const share = questions[0]?.said ? (right / questions.length).toFixed(3) : "";
  console.log(
    `| ${name} | ${questions.length} | ${at(0.5).toFixed(1)} | ${at(0.95).toFixed(1)} | ${share} | ${matched} |`,
  );
  return { median: at(0.5), verdicts };
}

/** The statement itself, or another that holds the same words as well. */
function holdsAlike(
  found: { id: string; content: { text: string } | null } | undefined,
  text: string,
  said: NonNullable<BenchQuestion["said"]>,
): boolean {
  return found?.id === said.id || (found?.content?.text.toLowerCase().includes(text.toLowerCase()) ?? false);
}

async function measureTrgm(
  client: pg.Client,
  kinds: readonly QuestionKind[],
  questions: number,
  ours: readonly number[],
): Promise<void> {
  await client.query("SET maintenance_work_mem = '1GB'");
  await client.query(
    "CREATE INDEX IF NOT EXISTS bench_trgm ON statements USING gin (content_text gin_trgm_ops)",
  );
  for (const [nth, { name, questions: all }] of kinds.entries()) {
    const times: number[] = [];
    for (const { text } of all.slice(0, questions)) {
      const begun = performance.now();
      await client.query(
        "SELECT id FROM statements WHERE content_text % $1 ORDER BY similarity(content_text, $1) DESC LIMIT 10",
        [text],
      );
      times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    const median = times[Math.floor(times.length / 2)]!;
    console.log(
      `pg_trgm, ${name}: p50 ${median.toFixed(0)} ms of ${times.length}; quote checks are ${(median / ours[nth]!).toFixed(0)} times as fast`,
    );
  }
}
