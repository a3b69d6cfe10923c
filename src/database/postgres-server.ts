/** One Postgres server as a process: started, and stopped by its own command. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { clusterFolder } from "./cluster.ts";
import { DatabaseStartError } from "./database-start-error.ts";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { runningPort } from "./postmaster-pid.ts";

/** What a server is made of: its data, its program, and the account and manner in which it runs. */
export interface ServerFiles {
  /** The data directory, which holds the cluster and its log. */
  readonly folder: string;
  readonly binaries: PostgresBinaries;
  /** The words before a command that give it its account. */
  readonly prefix: readonly string[];
  readonly durable: boolean;
}

/** How long a server may take until it accepts connections: after a crash it first repeats what was under way. */
export const readyTimeoutMs = 120_000;

/**
 * Starts a server and waits until it takes connections; null when it had to give way in a race for the folder or port.
 *
 * @param wantedPort null for any free one
 */
export async function startServer(
  { folder, binaries, prefix, durable }: ServerFiles,
  wantedPort: number | null,
): Promise<number | null> {
  const port = wantedPort ?? (await freePort());
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

/** Not by spawnSync: where this process is the server's parent, the server is gone only once the event loop saw it end. */
export async function stopServer({ folder, binaries, prefix }: ServerFiles): Promise<void> {
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
    shared_buffers: share(8, 64, 4096),
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

/** Where the server writes what it has to say. */
export function logPath(folder: string): string {
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
