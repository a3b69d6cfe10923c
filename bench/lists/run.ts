/**
 * How many pages of statements a second this project answers, beside bare Fastify over pg and, where it is given,
 * @supabase/lite: each a process of its own, over the same database, asked by this process over the network of the
 * machine, in turns.
 *
 * Use: npm run bench:lists -- [--statements 1000000] [--rounds 5] [--seconds 4] [--connections 10] [--writes 0]
 *        [--data-directory DIR] [--supabase-lite FOLDER]
 *
 * The statements are made up, on an embedded Postgres in a temporary folder, which is deleted at the end; in a folder
 * that is named they stay, and the next run finds them loaded. --supabase-lite: a folder in which
 * `npm install @supabase/lite postgres kysely-postgres-js @hono/node-server` was run; without it, it is left out.
 * --writes: so many transactions are committed a second beside the reads. This project remembers what it has answered
 * until something is written: without any writes it answers from memory what it was asked before, and with a thousand it
 * hardly ever can.
 *
 * Before anything is timed, all addresses of this project and of the Fastify peers must give the same answers.
 */
import { isDeepStrictEqual } from "node:util";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import pg from "pg";
import { startEmbedded } from "../../src/database/embedded.ts";
import { migrate } from "../../src/database/migrate.ts";
import { startWriting } from "../writing.ts";
import { loadStatements } from "./load.ts";
import { pagesOf, type Page } from "./pages.ts";
import { databaseMs, processorMs } from "./processor-time.ts";
import { startFastifyPeer, startOurs, startSupabaseLite, type Server } from "./servers.ts";

const { values } = parseArgs({
  options: {
    statements: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "4" },
    connections: { type: "string", default: "10" },
    writes: { type: "string", default: "0" },
    "data-directory": { type: "string" },
    "supabase-lite": { type: "string" },
  },
});
const [statements, rounds, seconds, connections, writes] = [
  values.statements,
  values.rounds,
  values.seconds,
  values.connections,
  values.writes,
].map(Number) as [number, number, number, number, number];
if (!(
  statements >= 50_000 &&
  rounds >= 1 &&
  seconds >= 1 &&
  connections >= 1 &&
  writes >= 0 &&
  writes <= 1000
)) {
  console.error(
    "Give numbers: --statements 1000000 (50000 or more) --rounds 5 --seconds 4 --connections 10 --writes 0 (1000 or fewer)",
  );
  process.exit(1);
}

const databaseName = `lists_${statements}`;

/** One of what is compared: where it is, and what a page is called there. */
interface Contender {
  readonly name: string;
  readonly server: Server;
  readonly pathsOf: (page: Page) => readonly string[];
}

const folder = values["data-directory"] ?? mkdtempSync(join(tmpdir(), "on-the-record-lists-"));
const database = await startEmbedded({ dataDirectory: folder, durable: false });
const servers: Server[] = [];
const writing = writes === 0 ? null : await startWriting(database.url, writes);
try {
  const url = await loaded(database.url);
  const ours = await startOurs(url);
  servers.push(ours);
  const fastify = await startFastifyPeer(url);
  servers.push(fastify);
  const peers: Contender[] = [
    {
      name: "objects",
      server: fastify,
      pathsOf: (page) => page.fastify.map((path) => `/objects${path}`),
    },
    { name: "text", server: fastify, pathsOf: (page) => page.fastify.map((path) => `/text${path}`) },
  ];
  const own: Contender = { name: "ours", server: ours, pathsOf: (page) => page.ours };
  const pages = await pagesOf(ours.address, statements);
  for (const page of pages) for (const peer of peers) await compare(page, own, peer);
  if (values["supabase-lite"] !== undefined) {
    const supabase = await startSupabaseLite(url, values["supabase-lite"]);
    servers.push(supabase);
    peers.push({ name: "@supabase/lite", server: supabase, pathsOf: (page) => page.supabase });
  }

  console.log(
    `${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}`,
  );
  console.log(
    `${statements} statements, pages of 20, ${connections} connections, ${rounds} rounds of ${seconds} s, ${writes} writes a second; requests per second, and`,
    "processor time of the server and of Postgres for one request in ms, which other work on the machine disturbs less",
  );
  console.log(["page", "ours", "ms", ...peers.flatMap(({ name }) => [name, "ours / it", "ms"])].join("\t"));
  for (const page of pages) {
    const contenders = [own, ...peers];
    const taken = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
    // Postgres plans a statement anew the first few times on each connection.
    for (const contender of contenders) await measure(contender, page, 1);
    for (let round = 0; round < rounds; round += 1) {
      const turns = contenders.map((_, index) => contenders[(index + round) % contenders.length]!);
      for (const contender of turns) {
        taken.get(contender.name)!.push(await measure(contender, page, seconds));
      }
    }
    const our = taken.get("ours")!;
    const columns = peers.flatMap(({ name }) => {
      const theirs = taken.get(name)!;
      const ratio = median(our.map(({ rate }, round) => rate / theirs[round]!.rate));
      const [rate, cost] = shown(theirs);
      return [rate, ratio.toFixed(2), cost];
    });
    console.log([page.name, ...shown(our), ...columns].join("\t"));
  }
} finally {
  for (const server of servers.toReversed()) await server.stop();
  await writing?.stop();
  await database.release();
  if (values["data-directory"] === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Loads a database of this size if the folder does not hold it yet; gives its address. */
async function loaded(serverUrl: string): Promise<string> {
  const url = new URL(serverUrl);
  const name = databaseName;
  url.pathname = `/${name}`;
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) {
      await client.query(`CREATE DATABASE ${name}_loading`);
      const loading = url.href.replace(`/${name}`, `/${name}_loading`);
      await migrate(loading);
      await loadStatements(loading, statements);
      await client.query(`ALTER DATABASE ${name}_loading RENAME TO ${name}`);
    }
    await migrate(url.href);
  } finally {
    await client.end();
  }
  return url.href;
}

/** @throws Error where the two answer differently, but for the cursor, which is of each one's own making */
async function compare(page: Page, one: Contender, other: Contender): Promise<void> {
  const read = async (url: string): Promise<unknown> => {
    const response = await fetch(url);
    const body = (await response.json()) as { data?: unknown };
    if (response.status !== 200) throw new Error(`${url}: ${JSON.stringify(body)}`);
    return body.data ?? body;
  };
  for (const [index, path] of one.pathsOf(page).entries()) {
    const [ours, theirs] = [one.server.address + path, other.server.address + other.pathsOf(page)[index]!];
    if (!isDeepStrictEqual(await read(ours), await read(theirs))) {
      throw new Error(`${ours} and ${theirs} differ`);
    }
  }
}

interface Round {
  /** Requests per second. */
  readonly rate: number;
  /** Processor time of the server and of Postgres for one request, in ms. */
  readonly cost: number;
}

async function measure({ name, server, pathsOf }: Contender, page: Page, duration: number): Promise<Round> {
  const requests = pathsOf(page).map((path) => ({ path }));
  const spent = (): number => processorMs(server.pid) + databaseMs(databaseName);
  const before = spent();
  const answered = await autocannon({ url: server.address, connections, duration, requests });
  const failed = answered.non2xx + answered.errors;
  if (failed > 0) throw new Error(`${name}, ${page.name}: ${failed} requests failed`);
  return { rate: answered.requests.average, cost: (spent() - before) / answered["2xx"] };
}

function shown(measured: readonly Round[]): [rate: string, cost: string] {
  const rates = measured.map(({ rate }) => rate);
  const costs = measured.map(({ cost }) => cost);
  return [median(rates).toFixed(0), median(costs).toFixed(2)];
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}
