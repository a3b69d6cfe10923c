import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startEmbedded } from "../../src/database/embedded.ts";
import { scratchFolder } from "../support/scratch.ts";

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = scratchFolder();
});

afterEach(async () => {
  for (const child of children.splice(0))
    if (child.exitCode === null && child.signalCode === null) await end(child, "SIGTERM");
  const left = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith("postmaster.pid"),
  );
  expect(left, "servers left running").toEqual([]);
  rmSync(folder, { recursive: true });
});

interface Held {
  readonly process: ChildProcess;
  readonly url: string;
  readonly origin: "started" | "joined";
}

/** Uses the folder's database from another process, as another account or with another PATH if asked. */
async function hold(
  data: string,
  { as = [], path = "" }: { as?: readonly string[]; path?: string } = {},
): Promise<Held> {
  const [command, ...parameters] = [
    ...as,
    process.execPath,
    "--import",
    "tsx",
    "tests/support/hold-database.ts",
    data,
  ];
  const env = { ...process.env, PATH: `${path}${delimiter}${process.env["PATH"]}`, HOME: "/nonexistent" };
  const child = spawn(command, parameters, { env, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  for await (const line of createInterface(child.stdout))
    return { process: child, ...(JSON.parse(line) as Omit<Held, "process">) };
  throw new Error(`The process ended: ${complaint}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
}

const serverPid = (data: string): number =>
  Number.parseInt(readFileSync(join(data, "postgres", "postmaster.pid"), "utf8"), 10);

describe("startEmbedded", () => {
  it("makes a UTF-8 database on loopback that only its password opens, and that reads letters of any language", async () => {
    const { url, origin, release } = await startEmbedded({ dataDirectory: folder, durable: false });
    try {
      expect(origin).toBe("started");
      expect(new URL(url).hostname).toBe("127.0.0.1");
      expect(
        await query(
          url,
          "SELECT current_setting('server_encoding'), lower('ÀÉŁ'), current_setting('listen_addresses'), current_setting('unix_socket_directories')",
        ),
      ).toEqual(["UTF8", "àéł", "127.0.0.1", ""]);
      const guess = new URL(url);
      guess.password = "guess";
      await expect(query(guess.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
      expect(statSync(join(folder, "postgres", "on_the_record.password")).mode & 0o077).toBe(0);
    } finally {
      await release();
    }
  });

  it("keeps the data from one start to the next", async () => {
    const first = await startEmbedded({ dataDirectory: folder, durable: false });
    await query(first.url, "CREATE TABLE kept AS SELECT 42 AS x");
    await first.release();
    expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
    const second = await startEmbedded({ dataDirectory: folder, durable: false });
    expect(await query(second.url, "SELECT x FROM kept")).toEqual([42]);
    await second.release();
  });

  it("shares one server between several users of a folder, and stops it when the last lets go, whoever started it", async () => {
    const first = await hold(folder);
    const second = await startEmbedded({ dataDirectory: folder, durable: false });
    expect([first.origin, second.origin]).toEqual(["started", "joined"]);
    await end(first.process, "SIGTERM");
    expect(await query(second.url, "SELECT 1")).toEqual([1]);
    await second.release();
    await expect(query(second.url, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
  });

  it("lets several first starts at once agree on one cluster and one server", async () => {
    const all = await Promise.all([hold(folder), hold(folder), hold(folder)]);
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    expect(all.filter(({ origin }) => origin === "started")).toHaveLength(1);
    expect(readdirSync(folder).toSorted()).toEqual(["postgres", "postgres.log"]);
  });

  it("finds the server again whose starter was killed", async () => {
    const killed = await hold(folder);
    await end(killed.process, "SIGKILL");
    const next = await startEmbedded({ dataDirectory: folder, durable: false });
    expect([next.origin, next.url]).toEqual(["joined", killed.url]);
    await next.release();
  });

  it("recovers what was committed when the server itself was killed", async () => {
    const first = await startEmbedded({ dataDirectory: folder, durable: true });
    await query(first.url, "CREATE TABLE kept AS SELECT 42 AS x");
    process.kill(serverPid(folder), "SIGKILL");
    await first.release();
    const second = await startEmbedded({ dataDirectory: folder, durable: true });
    expect(await query(second.url, "SELECT x FROM kept")).toEqual([42]);
    await second.release();
  });

  it("starts the server again at the same address when it dies under its user", async () => {
    const { url, release } = await startEmbedded({ dataDirectory: folder, durable: false });
    process.kill(serverPid(folder), "SIGKILL");
    await expect.poll(() => query(url, "SELECT 1").catch(() => null), { timeout: 20_000 }).toEqual([1]);
    await release();
    await expect(query(url, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
  });

  it("stays a user of a server that lost all connections, so that nobody stops it in between", async () => {
    const mine = await startEmbedded({ dataDirectory: folder, durable: false });
    const other = await hold(folder);
    const leases = "SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory'";
    expect(await query(mine.url, leases)).toEqual([2]);
    const killAll =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
    await query(mine.url, killAll);
    await expect.poll(() => query(mine.url, leases), { timeout: 20_000 }).toEqual([2]);
    await end(other.process, "SIGTERM");
    expect(await query(mine.url, "SELECT 1")).toEqual([1]);
    await mine.release();
  });

  it("starts over a postmaster.pid whose process is another program by now", async () => {
    await (await startEmbedded({ dataDirectory: folder, durable: false })).release();
    writeFileSync(
      join(folder, "postgres", "postmaster.pid"),
      `${process.pid}\n${folder}\n1\n5432\n\n127.0.0.1\n1 1\nready\n`,
    );
    const server = await startEmbedded({ dataDirectory: folder, durable: false });
    expect(server.origin).toBe("started");
    await server.release();
  });

  it("clears away what a first start left that was killed midway", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    mkdirSync(join(folder, `initializing-${pid}`));
    writeFileSync(join(folder, `initializing-${pid}.password`), "half");
    await (await startEmbedded({ dataDirectory: folder, durable: false })).release();
    expect(readdirSync(folder).toSorted()).toEqual(["postgres", "postgres.log"]);
  });

  it("works in a folder with a long name full of blanks, quotes and dollar signs", async () => {
    const data = join(folder, `it's "a" $HOME \`x\` folder; ${"long ".repeat(30)}`, "data");
    const server = await startEmbedded({ dataDirectory: data, durable: false });
    expect(await query(server.url, "SELECT 1")).toEqual([1]);
    await server.release();
  });

  it("says which folder it cannot use", async () => {
    writeFileSync(join(folder, "file"), "");
    await expect(startEmbedded({ dataDirectory: join(folder, "file", "data") })).rejects.toThrow(
      /file\/data cannot be used by this user/,
    );
  });

  it("says that the data are of another version of Postgres", async () => {
    mkdirSync(join(folder, "postgres"));
    writeFileSync(join(folder, "postgres", "PG_VERSION"), "9\n");
    await expect(startEmbedded({ dataDirectory: folder })).rejects.toThrow(
      /made by Postgres 9, but here is only/,
    );
  });
});

describe.runIf(process.getuid?.() === 0)("startEmbedded as root", () => {
  const nobody = { uid: 65_534, gid: 65_534 };

  /** A PATH on which user namespaces seem to be closed. */
  function closedNamespaces(): string {
    const path = join(folder, "bin");
    mkdirSync(path);
    writeFileSync(
      join(path, "unshare"),
      "#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2\nexit 1\n",
    );
    chmodSync(join(path, "unshare"), 0o755);
    return path;
  }

  it("runs Postgres as another user where namespaces are closed, even in a folder that only root can enter", async () => {
    const data = join(folder, "closed", "data");
    const held = await hold(data, { path: closedNamespaces() });
    expect(statSync(join(data, "postgres")).uid).not.toBe(0);
    expect(await query(held.url, "SELECT 1")).toEqual([1]);
    await end(held.process, "SIGTERM");
    const again = await hold(data);
    expect(await query(again.url, "SELECT 1")).toEqual([1]);
  });

  it("tells another user that the data are root's", async () => {
    const data = join(folder, "data");
    mkdirSync(data, { mode: 0o700 });
    chmodSync(folder, 0o755);
    const asNobody = ["setpriv", `--reuid=${nobody.uid}`, `--regid=${nobody.gid}`, "--clear-groups"];
    await expect(hold(data, { as: asNobody })).rejects.toThrow(/data cannot be used by this user \(EACCES/);
  });

  it("serves the data of an ordinary user as that user, so that they stay the user's", async () => {
    chmodSync(folder, 0o755);
    const data = join(folder, "data");
    mkdirSync(data);
    chownSync(data, nobody.uid, nobody.gid);
    const asNobody = ["setpriv", `--reuid=${nobody.uid}`, `--regid=${nobody.gid}`, "--clear-groups"];
    const ordinary = await hold(data, { as: asNobody });
    await query(ordinary.url, "CREATE TABLE kept AS SELECT 42 AS x");
    await end(ordinary.process, "SIGTERM");
    const root = await hold(data);
    expect(await query(root.url, "SELECT x FROM kept")).toEqual([42]);
    await end(root.process, "SIGTERM");
    const ordinaryAgain = await hold(data, { as: asNobody });
    expect(await query(ordinaryAgain.url, "SELECT x FROM kept")).toEqual([42]);
  });
});
