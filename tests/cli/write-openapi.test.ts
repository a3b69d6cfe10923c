import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url);
const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, ["--import", "tsx", "src/cli/write-openapi.ts", ...args], {
    cwd: root,
  });

describe("npm run openapi", () => {
  it("explains itself", async () => {
    expect((await run("--help")).stdout).toContain("--check");
  });

  it("refuses an option that it does not know, and writes nothing", async () => {
    await expect(run("--chek")).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("--chek") });
  });
});
