/** One real Postgres for the whole run, with a migrated database that each test file's own is cloned from. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
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
    /** A folder that goes away with the run, together with every Postgres that was started in it. */
    scratchFolder: string;
  }
}

const folderPrefix = "on-the-record-tests-";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`));
  chmodSync(folder, 0o755); // Some tests are about other users.
  // Also when the run is interrupted and ends without a teardown.
  const destroy = (): void => removeAll(folder);
  const interrupted = (): never => process.exit(1);
  process.once("exit", destroy);
  process.once("SIGTERM", interrupted).once("SIGHUP", interrupted);
  const server = await startEmbedded({ dataDirectory: join(folder, "data"), durable: false });
  const serverUrl = server.url.replace("/on_the_record?", "/postgres?");
  await createTemplate(serverUrl, "template_migrated", (url) => migrate(url));
  await createTemplate(serverUrl, "template_seeded", seeded);
  project.provide("serverUrl", serverUrl);
  project.provide("scratchFolder", folder);
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

/** Deletes a folder and stops every server in it, without ceremony. Synchronous, so that it works while exiting. */
function removeAll(folder: string): void {
  if (!existsSync(folder)) return;
  const pidFiles = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => basename(path) === "postmaster.pid")
    .map((path) => join(folder, path));
  for (const pidFile of pidFiles) {
    const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
    if (!processIsAlive(pid)) continue;
    process.kill(pid, "SIGQUIT"); // Immediate shutdown: the data are thrown away.
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (let waits = 0; waits < 200 && existsSync(pidFile); waits += 1) Atomics.wait(pause, 0, 0, 25);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** A run that was killed outright leaves its server; the next run removes it. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(folderPrefix)
      ? Number.parseInt(name.slice(folderPrefix.length), 10)
      : Number.NaN;
    if (Number.isNaN(owner) || processIsAlive(owner)) continue;
    try {
      removeAll(join(tmpdir(), name));
    } catch {
      // It belongs to another user, who will remove it.
    }
  }
}
