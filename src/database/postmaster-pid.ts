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
 * Removes a `postmaster.pid` whose process id is no longer a running Postgres: it belongs to another program since a
 * container or machine started anew, or to a dead process that nobody has waited for. Postgres would take either for
 * itself and refuse to start.
 */
export function removeStalePidFile(cluster: string): void {
  const pid = pidFileLines(cluster)?.[0];
  if (pid === undefined || !processIsAlive(Number(pid))) return;
  const found = commandAndState(Number(pid));
  if (found === null || (found.command === "postgres" && found.state !== "Z")) return;
  rmSync(join(cluster, "postmaster.pid"), { force: true });
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

/** A process's command and its state (Z: dead, not waited for), or null where there is no /proc to tell. */
function commandAndState(pid: number): { command: string; state: string } | null {
  try {
    const [, command = "", state = ""] =
      /^\d+ \((.*)\) (\w)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return { command, state };
  } catch {
    return null;
  }
}
