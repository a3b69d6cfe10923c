/**
 * What asking the past costs: the same pages of statements as of now and as of an instant after which a share of the
 * statements changed, over the whole application without the network. Prints the ratio of each. Something is written before
 * every question, so that none is answered from memory.
 *
 * Use: npm run bench:as-of -- [--statements 100000] [--changed 0.01] [--rounds 200]
 *
 * The statements are made up, on an embedded Postgres in a temporary folder, which is deleted at the end.
 */
import { rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createDatabase } from "../../src/database/client.ts";
import { startEmbedded } from "../../src/database/embedded.ts";
import { migrate } from "../../src/database/migrate.ts";
import { writeOnce } from "../writing.ts";
import { changeSome, loadStatements } from "./load.ts";

const { values } = parseArgs({
  options: {
    statements: { type: "string", default: "100000" },
    changed: { type: "string", default: "0.01" },
    rounds: { type: "string", default: "200" },
  },
});
const [statements, changed, rounds] = [values.statements, values.changed, values.rounds].map(Number) as [
  number,
  number,
  number,
];

if (!(statements >= 1000 && changed > 0 && changed <= 1 && rounds >= 1)) {
  console.error("Give numbers: --statements 100000 (1000 or more) --changed 0.01 --rounds 200");
  process.exit(1);
}

const pages = [
  "",
  "?sort=-said_on",
  "?stance=denies",
  "?status=disputed",
  "?speaker=77",
  "?document=77&sort=document",
  "?q=word77",
];

const folder = mkdtempSync(join(tmpdir(), "on-the-record-as-of-"));
const server = await startEmbedded({ dataDirectory: join(folder, "data"), durable: false });
try {
  await migrate(server.url);
  const database = createDatabase({ url: server.url, poolSize: 2 });
  await loadStatements(server.url, statements);
  const then = await changeSome(server.url, changed);
  const config = { ...readConfig({}), logLevel: "silent", rateLimit: null } as const;
  const app = await buildApp({ config, database, shedLoad: false });
  console.log(
    `${statements} statements, ${changed * 100} % of them changed since the instant that is asked for`,
  );
  console.log(["page", "now, median ms", "then, median ms", "ratio"].join("\t"));
  for (const page of pages) {
    const asOf = `${page === "" ? "?" : `${page}&`}as_of=${then}`;
    const taken: Record<"now" | "past", number[]> = { now: [], past: [] };
    for (let round = -20; round < rounds; round += 1) {
      for (const [name, query] of [
        ["now", page],
        ["past", asOf],
      ] as const) {
        await writeOnce(database);
        const started = performance.now();
        const { statusCode, body } = await app.inject(`/v1/statements${query}`);
        if (statusCode !== 200) throw new Error(body);
        if (round >= 0) taken[name].push(performance.now() - started);
      }
    }
    const [now, past] = [median(taken.now), median(taken.past)];
    console.log([page || "(all)", now.toFixed(2), past.toFixed(2), (past / now).toFixed(2)].join("\t"));
  }
  await app.close();
  await database.$disconnect();
} finally {
  await server.release();
  rmSync(folder, { recursive: true, force: true });
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
}
