/** What a running Postgres says about itself in the `postmaster.pid` of its cluster. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/**
 * The port of the server that runs in the cluster; "not ready" while it starts or stops; null when none runs.
 *
 * The file's lines are: process id, data directory, start time, port, socket folder, address, shared memory, status.
 */
export function runningPort(cluster: string): number | "not ready" | null {
  const lines = pidFileLines(cluster);
  if (lines === null || !processIsAlive(Number(lines[0]))) return null;
  return lines[7]?.trim() === "ready" ? Number(lines[3]) : "not ready";
}

/**
 * Removes a `postmaster.pid` whose process id now belongs to something that is not Postgres, as happens when a
 * container or machine starts anew. Postgres would take that process for itself and refuse to start.
 */
export function removeStalePidFile(cluster: string): void {
  const pid = pidFileLines(cluster)?.[0];
  if (pid === undefined || !processIsAlive(Number(pid))) return;
  const name = commandName(Number(pid));
  if (name !== null && name !== "postgres") rmSync(join(cluster, "postmaster.pid"), { force: true });
}

/** Whether a process of that id exists, ours or another user's. */
export function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function pidFileLines(cluster: string): string[] | null {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    return /^\d+$/.test(lines[0] ?? "") ? lines : null;
  } catch {
    return null;
  }
}

/** The name of a process's command, or null where the system does not tell (only Linux has /proc). */
function commandName(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return null;
  }
}
