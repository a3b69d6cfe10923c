/** How much time processes have had of the processors, as Linux tells in /proc. */
import { readdirSync, readFileSync } from "node:fs";

const clockTickMs = 10;

/** Of one process, in ms; 0 where it is not there. */
export function processorMs(pid: number | string): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    return (Number(fields[11]) + Number(fields[12])) * clockTickMs;
  } catch {
    return 0;
  }
}

/** Of all the Postgres processes that serve connections to a database, in ms. */
export function databaseMs(name: string): number {
  const serving = (pid: string): boolean => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(` ${name} `);
    } catch {
      return false;
    }
  };
  const processes = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  return processes.filter(serving).reduce((sum, pid) => sum + processorMs(pid), 0);
}
