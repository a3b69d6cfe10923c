/** A Postgres cluster on disk: made once, whole or not at all, with a password that nobody has to choose. */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseStartError } from "./database-start-error.ts";
import { processIsAlive } from "./postmaster-pid.ts";
import type { PostgresBinaries } from "./postgres-binaries.ts";

/** The role that owns the cluster. */
export const superuser = "on_the_record";

/** Where in a data directory the cluster lies. */
export function clusterFolder(dataDirectory: string): string {
  return join(dataDirectory, "postgres");
}

/** The major version of the Postgres that made the cluster, if there is one. */
export function clusterMajor(dataDirectory: string): number | undefined {
  const versionFile = join(clusterFolder(dataDirectory), "PG_VERSION");
  return existsSync(versionFile) ? Number.parseInt(readFileSync(versionFile, "utf8"), 10) : undefined;
}

/** The superuser's password, kept inside the cluster and readable by its owner only. */
export function clusterPassword(dataDirectory: string): string {
  const path = passwordPath(clusterFolder(dataDirectory));
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    throw new DatabaseStartError(
      `The database's password cannot be read from ${path}: ${(error as Error).message}`,
    );
  }
}

/**
 * Makes the cluster unless it is there. It is made under another name and then renamed, so that a start that was
 * interrupted leaves nothing that looks like a cluster, and of two first starts at once one wins and the other uses
 * what the winner made.
 */
export function createCluster(
  dataDirectory: string,
  binaries: PostgresBinaries,
  prefix: readonly string[],
  durable: boolean,
): void {
  if (clusterMajor(dataDirectory) !== undefined) return;
  removeAbandoned(dataDirectory);
  const unfinished = join(dataDirectory, `initializing-${process.pid}`);
  const passwordFile = `${unfinished}.password`;
  writeFileSync(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  const [command, ...parameters] = [...prefix, join(binaries.folder, "initdb")];
  if (prefix.length > 0) {
    const owner = statSync(dataDirectory);
    chownSync(passwordFile, owner.uid, owner.gid);
  }
  const locale =
    binaries.major >= 17
      ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
      : ["--locale=C.UTF-8"];
  try {
    const made = spawnSync(
      command,
      [
        ...parameters,
        `--pgdata=${unfinished}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        ...locale,
        "--lc-messages=C",
        "--text-search-config=english",
        "--no-instructions",
        ...(durable ? [] : ["--no-sync"]),
      ],
      { encoding: "utf8" },
    );
    if (made.status !== 0) {
      const reason = made.error?.message ?? `${made.stdout}\n${made.stderr}`.trim();
      throw new DatabaseStartError(`The database cannot be made in ${dataDirectory}: ${reason}`);
    }
    renameSync(passwordFile, passwordPath(unfinished));
    renameSync(unfinished, clusterFolder(dataDirectory));
  } catch (error) {
    const lostTheRace = ["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "");
    if (!lostTheRace) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
  }
}

function passwordPath(cluster: string): string {
  return join(cluster, "on_the_record.password");
}

/** Removes what first starts left that were killed midway. */
function removeAbandoned(dataDirectory: string): void {
  for (const name of readdirSync(dataDirectory)) {
    const pid = /^initializing-(\d+)/.exec(name)?.[1];
    if (pid !== undefined && (Number(pid) === process.pid || !processIsAlive(Number(pid)))) {
      rmSync(join(dataDirectory, name), { recursive: true, force: true });
    }
  }
}
