/**
 * The Postgres that the service starts for itself, in its own data directory, when no DATABASE_URL is given.
 *
 * The server is a process of its own that outlives whoever started it: the service and the commands (`ingest`, `keys`)
 * may use one data directory at the same time, and after a `kill -9` the next start finds the server through its
 * `postmaster.pid`. Each user holds a shared advisory lock for as long as it needs the server, and the one who finds
 * on leaving that nobody else holds it stops the server.
 */
import { accessSync, constants, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { createCluster, clusterFolder, clusterMajor, clusterPassword, superuser } from "./cluster.ts";
import { DatabaseStartError } from "./database-start-error.ts";
import { accountPrefix } from "./postgres-account.ts";
import { findPostgres } from "./postgres-binaries.ts";
import { logPath, readyTimeoutMs, startServer, stopServer, type ServerFiles } from "./postgres-server.ts";
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

/** A connection that holds the users' lock for as long as this process needs the server. */
interface Lease {
  readonly client: pg.Client;
  readonly port: number;
  readonly origin: "started" | "joined";
}

const databaseName = "on_the_record";
/** Advisory lock that every user of an embedded server holds, in the `postgres` database. */
const usersLock = 72707370;
const attemptsMost = 6;

/**
 * Joins the server that runs in the data directory, or starts one there, making the cluster first if need be. A server
 * that dies while it is used is started again at the same address.
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
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DatabaseStartError(
      `The data directory ${folder} cannot be used by this user (${(error as Error).message}). Set DATA_DIR to another one.`,
    );
  }
  const binaries = findPostgres(clusterMajor(folder));
  const prefix = accountPrefix(folder, join(binaries.folder, "postgres"));
  createCluster(folder, binaries, prefix, durable);
  const files: ServerFiles = { folder, binaries, prefix, durable };

  const { port, origin, ...first } = await attach(files, null);
  let held: pg.Client | null = null;
  let mended: Promise<void> = Promise.resolve();
  let released = false;
  const hold = (client: pg.Client): void => {
    held = client;
    client.once("end", () => {
      held = null;
      if (!released) mended = attach(files, port).then(keep, () => undefined);
    });
  };
  const keep = async (again: Lease): Promise<void> => {
    // Somebody else may have been faster, with another port: then the address that was given out is lost.
    if (released || again.port !== port) await letGo(again.client, files);
    else hold(again.client);
  };
  hold(first.client);
  return {
    url: address(folder, port, databaseName),
    origin,
    release: async () => {
      released = true;
      await mended;
      if (held !== null) await letGo(held, files);
    },
  };
}

/** Another process may start or stop the same server at the same moment, so each step can find the world changed. */
async function attach(files: ServerFiles, wantedPort: number | null): Promise<Lease> {
  for (let attempt = 1; attempt <= attemptsMost; attempt += 1) {
    const joined = await portOfRunningServer(files.folder);
    const port = joined ?? (await startServer(files, wantedPort));
    const client = port === null ? null : await takeLease(files.folder, port);
    if (port !== null && client !== null) {
      return { client, port, origin: joined === null ? "started" : "joined" };
    }
    await delay(250 * attempt);
  }
  throw new DatabaseStartError(`Postgres did not start; see ${logPath(files.folder)}.`);
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

/** Ends the lease, and stops the server if nobody else has one. */
async function letGo(client: pg.Client, files: ServerFiles): Promise<void> {
  const isLast = await client
    .query("SELECT pg_advisory_unlock_shared($1)", [usersLock])
    .then(() => client.query<{ last: boolean }>("SELECT pg_try_advisory_lock($1) AS last", [usersLock]))
    .then(({ rows }) => rows[0]?.last === true)
    .catch(() => false); // The server is gone already.
  if (isLast) await stopServer(files);
  await client.end().catch(() => undefined);
}

function address(folder: string, port: number, database: string): string {
  return `postgresql://${superuser}:${clusterPassword(folder)}@127.0.0.1:${port}/${database}?sslmode=disable`;
}
