import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

/** A new folder that is deleted at the end of the run, however it ends, with every Postgres that was started in it. */
export function scratchFolder(): string {
  return mkdtempSync(join(inject("scratchFolder"), "scratch-"));
}
