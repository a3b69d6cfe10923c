/**
 * The Postgres that the service starts for itself, in its own data directory, when no DATABASE_URL is given.
 *
 * The server is a process of its own that outlives whoever started it: the service and the commands (`ingest`, `keys`)
 * may use one data directory at the same time, and after a `kill -9` the next start finds the server through its
 * `postmaster.pid`. Each user holds a shared advisory lock for as long as it needs the server, and the one who finds
 * on leaving that nobody else holds it stops the server.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { createCluster, clusterFolder, clusterMajor, clusterPassword, superuser } from "./cluster.ts";
import { DatabaseStartError } from "./database-start-error.ts";
import { accountPrefix } from "./postgres-account.ts";
import { findPostgres, type PostgresBinaries } from "./postgres-binaries.ts";
import { removeStalePidFile, runningPort } from "./postmaster-pid.ts";

/** A database that is up, and how to let go of it. */
export interface DatabaseServer {
  /** The `postgresql://` address of the project's database. */
  readonly url: string;
  /** Whether this call started the server, joined one that was running, or was given an address. */
  readonly origin: "started" | "joined" | "given";
  /** Lets go of the server; one in our own data directory stops when its last user lets go. */
  readonly release: () => Promise<void>;
}

export interface EmbeddedOptions {
  /** The folder that holds the cluster and its log; made if it is not there. */
  readonly dataDirectory: string;
  /** False trades every safety against a power cut for speed. For data that is thrown away, as in tests. */
  readonly durable?: boolean;
}

const databaseName = "on_the_record";
/** Advisory lock that every user of an embedded server holds, in the `postgres` database. */
const usersLock = 72707370;
const startAttempts = 6;
const readyTimeoutMs = 120_000;

/**
 * Joins the server that runs in the data directory, or starts one there, making the cluster first if need be.
 *
 * @throws DatabaseStartError with a message for the person at the terminal
 */
export async function startEmbedded({
  dataDirectory,
  durable = true,
}: EmbeddedOptions): Promise<DatabaseServer> {
  const folder = resolve(dataDirectory);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new DatabaseStartError(`The data directory ${folder} cannot be made: ${(error as Error).message}`);
  }
  const binaries = findPostgres(clusterMajor(folder));
  const prefix = accountPrefix(folder, join(binaries.folder, "postgres"));
  createCluster(folder, binaries, prefix, durable);

  // Another process may start or stop the same server at the same moment, so that each step can find the world changed.
  for (let attempt = 1; ; attempt += 1) {
    const joined = await portOfRunningServer(folder);
    const port = joined ?? (await startServer(folder, binaries, prefix, durable));
    const lease = port === null ? null : await takeLease(folder, port);
    if (port !== null && lease !== null) {
      return {
        url: address(folder, port, databaseName),
        origin: joined === null ? "started" : "joined",
        release: () => release(lease, folder, binaries, prefix),
      };
    }
    if (attempt === startAttempts)
      throw new DatabaseStartError(`Postgres did not start; see ${logPath(folder)}.`);
    await delay(250 * attempt);
  }
}

/** The port of the server in the folder once it takes connections, or null when none runs there. */
async function portOfRunningServer(folder: string): Promise<number | null> {
  const deadline = Date.now() + readyTimeoutMs;
  removeStalePidFile(clusterFolder(folder));
  for (;;) {
    const port = runningPort(clusterFolder(folder));
    if (port !== "not ready") return port;
    if (Date.now() > deadline) {
      throw new DatabaseStartError(`The Postgres in ${folder} has not become ready; see ${logPath(folder)}.`);
    }
    await delay(50);
  }
}

/** Starts a server and waits until it takes connections; null when it had to give way (a race for the folder or port). */
async function startServer(
  folder: string,
  binaries: PostgresBinaries,
  prefix: readonly string[],
  durable: boolean,
): Promise<number | null> {
  const port = await freePort();
  const [command, ...parameters] = [
    ...prefix,
    join(binaries.folder, "postgres"),
    "-D",
    clusterFolder(folder),
    ...Object.entries(serverSettings(port, durable)).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const log = openSync(logPath(folder), "a", 0o600);
  const logStart = readFileSync(logPath(folder)).length;
  // Detached: a Ctrl-C in the terminal is for the service, which lets go of the server in its own time.
  const server = spawn(command!, parameters, { detached: true, stdio: ["ignore", log, log] });
  closeSync(log);
  let ended = false;
  server.once("exit", () => (ended = true));
  server.once("error", () => (ended = true));
  const deadline = Date.now() + readyTimeoutMs;
  while (!ended && Date.now() < deadline) {
    const running = runningPort(clusterFolder(folder));
    if (running === port) {
      server.unref();
      return port;
    }
    await delay(20);
  }
  const said = readFileSync(logPath(folder)).subarray(logStart).toString("utf8");
  const raced = /postmaster\.pid|Address already in use|still in use|could not create any TCP/.test(said);
  if (ended && raced) return null;
  const reason = said.split("\n").filter((line) => /FATAL|PANIC|ERROR/.test(line));
  throw new DatabaseStartError(
    `Postgres did not start in ${folder}. ${reason.join(" ")} See ${logPath(folder)}.`.replace(/ {2,}/g, " "),
  );
}

/** Connects for as long as the server is needed; null when the server is just being stopped by its last user. */
async function takeLease(folder: string, port: number): Promise<pg.Client | null> {
  const lease = new pg.Client({ connectionString: address(folder, port, "postgres"), keepAlive: true });
  // The server going away is noticed by those who query it; without a listener it would end the process here.
  lease.on("error", () => undefined);
  try {
    await lease.connect();
    await lease.query("SELECT pg_advisory_lock_shared($1)", [usersLock]);
    await createDatabase(lease);
    return lease;
  } catch (error) {
    await lease.end().catch(() => undefined);
    const code = (error as { code?: string }).code;
    if (code === "28P01") {
      throw new DatabaseStartError(
        `The server on port ${port} does not know the password in ${folder}: ${(error as Error).message}`,
      );
    }
    return null;
  }
}

async function createDatabase(lease: pg.Client): Promise<void> {
  const { rowCount } = await lease.query("SELECT FROM pg_database WHERE datname = $1", [databaseName]);
  if (rowCount !== 0) return;
  await lease.query(`CREATE DATABASE ${databaseName}`).catch((error: { code?: string }) => {
    if (error.code !== "42P04" && error.code !== "23505") throw error; // Another user of the server was faster.
  });
}

async function release(
  lease: pg.Client,
  folder: string,
  binaries: PostgresBinaries,
  prefix: readonly string[],
): Promise<void> {
  const isLast = await lease
    .query("SELECT pg_advisory_unlock_shared($1)", [usersLock])
    .then(() => lease.query<{ last: boolean }>("SELECT pg_try_advisory_lock($1) AS last", [usersLock]))
    .then(({ rows }) => rows[0]?.last === true)
    .catch(() => false); // The server is gone already.
  if (isLast) await stopServer(folder, binaries, prefix);
  await lease.end().catch(() => undefined);
}

/** Not by spawnSync: where this process is the server's parent, the server is gone only once the event loop saw it end. */
async function stopServer(
  folder: string,
  binaries: PostgresBinaries,
  prefix: readonly string[],
): Promise<void> {
  const [command, ...parameters] = [...prefix, join(binaries.folder, "pg_ctl")];
  const stop = ["stop", "-D", clusterFolder(folder), "-m", "fast", "-w", "-s"];
  await once(spawn(command, [...parameters, ...stop], { stdio: "ignore" }), "exit");
}

/** Only loopback, only by password, no socket file (whose path may be too long); memory by what the machine has. */
function serverSettings(port: number, durable: boolean): Record<string, string> {
  // Where nothing constrains the process, Node gives 0 or an absurdly large number.
  const memoryMiB = Math.floor(Math.min(process.constrainedMemory() || Infinity, totalmem()) / 2 ** 20);
  const share = (divisor: number, least: number, most: number): string =>
    `${Math.min(most, Math.max(least, Math.floor(memoryMiB / divisor)))}MB`;
  return {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    password_encryption: "scram-sha-256",
    shared_buffers: share(8, 64, 1024),
    effective_cache_size: share(2, 256, 65_536),
    maintenance_work_mem: share(32, 64, 1024),
    work_mem: share(512, 8, 64),
    max_wal_size: "2GB",
    random_page_cost: "1.1",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] %a ",
    ...(durable
      ? {}
      : { fsync: "off", synchronous_commit: "off", full_page_writes: "off", shared_buffers: "128MB" }),
  };
}

function address(folder: string, port: number, database: string): string {
  return `postgresql://${superuser}:${clusterPassword(folder)}@127.0.0.1:${port}/${database}?sslmode=disable`;
}

function logPath(folder: string): string {
  return join(folder, "postgres.log");
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const bound = probe.address();
      probe.close(() => done(typeof bound === "object" && bound ? bound.port : 0));
    });
  });
}
