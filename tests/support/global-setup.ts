/** One real Postgres for the whole run, with a migrated database that each test file's own is cloned from. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import pg from "pg";
import { createDatabase } from "../../src/database/client.ts";
import { startEmbedded } from "../../src/database/embedded.ts";
import { migrate } from "../../src/database/migrate.ts";
import { processIsAlive } from "../../src/database/postmaster-pid.ts";
import { seedExample } from "../../src/modules/documents/seed-example.ts";
import { createServices } from "../../src/services.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the run's Postgres, for creating and dropping databases. */
    serverUrl: string;
  }
}

const folderPrefix = "on-the-record-tests-";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`));
  // Also when the run is interrupted and ends without a teardown.
  const destroy = (): void => destroyServer(folder);
  const interrupted = (): never => process.exit(1);
  process.once("exit", destroy);
  process.once("SIGTERM", interrupted).once("SIGHUP", interrupted);
  const server = await startEmbedded({ dataDirectory: folder, durable: false });
  const serverUrl = server.url.replace("/on_the_record?", "/postgres?");
  await createTemplate(serverUrl, "template_migrated", (url) => migrate(url));
  await createTemplate(serverUrl, "template_seeded", seeded);
  project.provide("serverUrl", serverUrl);
  return async () => {
    await server.release();
    destroy();
    process.off("exit", destroy).off("SIGTERM", interrupted).off("SIGHUP", interrupted);
  };
}

/** With the example article in it, as `npm start` leaves a new database. */
async function seeded(url: string): Promise<void> {
  await migrate(url);
  const database = createDatabase({ url, poolSize: 1 });
  await seedExample(createServices({ database, clock: () => new Date() }).ingestion);
  await database.$disconnect();
}

async function createTemplate(
  serverUrl: string,
  name: string,
  fill: (url: string) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await fill(serverUrl.replace("/postgres?", `/${name}?`));
  await client.end();
}

/** Stops the run's server without ceremony and deletes all it had. Synchronous, so that it works while exiting. */
function destroyServer(folder: string): void {
  const pid = serverPid(folder);
  if (pid !== null && processIsAlive(pid)) {
    process.kill(pid, "SIGQUIT"); // Immediate shutdown: the data is thrown away.
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (let waits = 0; waits < 200 && serverPid(folder) !== null; waits += 1) Atomics.wait(pause, 0, 0, 25);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function serverPid(folder: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8"), 10);
  } catch {
    return null;
  }
}

/** A run that was killed outright leaves its server; the next run removes it. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(folderPrefix)
      ? Number.parseInt(name.slice(folderPrefix.length), 10)
      : Number.NaN;
    if (Number.isNaN(owner) || processIsAlive(owner)) continue;
    try {
      destroyServer(join(tmpdir(), name));
    } catch {
      // It belongs to another user, who will remove it.
    }
  }
}
