import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { scratchFolder } from "./support/scratch.ts";

let folder: string;
const processes: ChildProcess[] = [];

beforeAll(() => {
  folder = scratchFolder();
});
afterEach(async () => {
  for (const child of processes.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGTERM");
    await once(child, "exit");
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Started {
  readonly process: ChildProcess;
  /** What it has written so far, on both streams. */
  readonly output: () => string;
  /** Resolves to the exit status, with null for the end by a signal. */
  readonly ended: Promise<number | null>;
}

/** The service, by default as `npm start` starts it, with an empty home and these variables. */
function start(
  variables: NodeJS.ProcessEnv,
  command = [process.execPath, "--import", "tsx", "src/server.ts"],
): Started {
  const env = {
    PATH: process.env["PATH"],
    HOME: join(folder, "no home"),
    DATA_DIR: join(folder, "data"),
    ...variables,
  };
  const [program, ...parameters] = command;
  const child = spawn(program!, parameters, {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  processes.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const ended = once(child, "close").then(([status]) => status as number | null);
  return { process: child, output: () => output, ended };
}

/** The address that the service prints once it listens. */
async function listening({ output, ended }: Started): Promise<string> {
  let status: number | null | undefined;
  void ended.then((value) => (status = value));
  for (;;) {
    const url = /listening on (\S+)/.exec(output())?.[1];
    if (url !== undefined) return url;
    if (status !== undefined) throw new Error(`The service ended: ${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("npm start", () => {
  it("serves, names the Swagger page and three queries that answer, and stops cleanly on Ctrl-C", async () => {
    const service = start({ PORT: "0" });
    const url = await listening(service);
    const printed = service.output().match(/http:[^\s']+/g) ?? [];
    const queries = printed.filter((address) => address.includes("/v1/"));
    expect(printed).toContain(`${url}/docs`);
    expect(queries).toHaveLength(3);
    for (const address of [`${url}/docs`, ...queries]) {
      const answer = await fetch(address);
      expect([address, answer.status]).toEqual([address, 200]);
      if (queries.includes(address)) {
        expect((await answer.json()) as { data: unknown[] }, address).toHaveProperty("data.0");
      }
    }
    service.process.kill("SIGINT");
    service.process.kill("SIGINT"); // npm passes the terminal's signal on, so that it comes twice.
    expect([await service.ended, service.output()]).toEqual([0, expect.not.stringContaining("rror")]);
    expect(existsSync(join(folder, "data", "postgres", "postmaster.pid"))).toBe(false);
  });

  it.runIf(process.platform !== "win32")("stops cleanly also when only npm is told to stop", async () => {
    const service = start({ PORT: "0" }, ["npm", "start"]);
    const url = await listening(service);
    service.process.kill("SIGTERM");
    await service.ended; // The end of everybody who could write to its output, not of npm alone.
    await expect(fetch(url)).rejects.toThrow("fetch failed");
    expect(existsSync(join(folder, "data", "postgres", "postmaster.pid"))).toBe(false);
  });

  it("says in one line that its port is taken, and leaves nothing running", async () => {
    const occupant = createServer().listen(0, "127.0.0.1");
    await once(occupant, "listening");
    const { port } = occupant.address() as AddressInfo;
    const service = start({ PORT: String(port) });
    expect(await service.ended).toBe(1);
    expect(service.output()).toBe(
      `Port ${port} of 127.0.0.1 is taken by another program. Choose another one: PORT=${port + 1} npm start\n`,
    );
    expect(existsSync(join(folder, "data", "postgres", "postmaster.pid"))).toBe(false);
    occupant.close();
  });

  it("says that it cannot reach the database of DATABASE_URL, without its password", async () => {
    const service = start({ DATABASE_URL: "postgresql://me:secret@127.0.0.1:9/x" });
    expect(await service.ended).toBe(1);
    expect(service.output()).toMatch(
      /^The database of DATABASE_URL, at 127\.0\.0\.1:9, cannot be used: .*\n$/,
    );
    expect(service.output()).not.toContain("secret");
  });

  it("names a variable that is wrong", async () => {
    const service = start({ PORT: "http" });
    expect(await service.ended).toBe(1);
    expect(service.output()).toBe('PORT must be a whole number from 0 to 65535, but is "http".\n');
  });
});
