/** The servers that are compared, each a process of its own over the same database. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface Server {
  readonly address: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

const tsx = ["--import", "tsx"];

/** This project as `npm start` runs it; the rate limit counts, but refuses nobody. */
export const startOurs = (databaseUrl: string): Promise<Server> =>
  start([...tsx, "src/server.ts"], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PORT: "0",
      SEED_EXAMPLE: "false",
      RATE_LIMIT_REQUESTS: "1000000000",
    },
  });

export const startFastifyPeer = (databaseUrl: string): Promise<Server> =>
  start([...tsx, "bench/lists/fastify-peer.ts", databaseUrl]);

/** As its documentation serves it over HTTP. The packages are found from the folder in which the process runs. */
const supabaseLite = `
  import { App } from "@supabase/lite";
  import { createPostgresConnection } from "@supabase/lite/postgres";
  import { serve } from "@hono/node-server";
  const app = new App({ connection: await createPostgresConnection({ url: process.argv[1] }) });
  const fetch = (request, { incoming }) => app.fetch(request, { peerAddress: incoming.socket.remoteAddress });
  serve({ fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => console.log("http://127.0.0.1:" + port));`;

/** `folder`: where @supabase/lite, postgres, kysely-postgres-js and @hono/node-server are installed. */
export const startSupabaseLite = (databaseUrl: string, folder: string): Promise<Server> =>
  start(["--input-type=module", "--eval", supabaseLite, databaseUrl], { cwd: folder });

async function start(
  parameters: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<Server> {
  const child = spawn(process.execPath, parameters, { ...options, stdio: ["ignore", "pipe", "inherit"] });
  return { address: await addressOf(child, parameters), pid: child.pid!, stop: () => stop(child) };
}

/** The first address that the process prints. */
async function addressOf(child: ChildProcess, parameters: readonly string[]): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const address = /http:\/\/[\w.]+:\d+/.exec(line)?.[0];
    if (address === undefined) continue;
    child.stdout!.resume();
    return address;
  }
  throw new Error(`node ${parameters.join(" ")} ended without saying where it listens`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
