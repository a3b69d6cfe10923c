/**
 * `npm run openapi`: writes openapi.yaml from the routes' schemas, with examples that a freshly seeded service has just
 * answered. `npm run openapi:check` does the same and compares instead.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { stringify } from "yaml";
import { buildApp } from "../app.ts";
import { readConfig } from "../config.ts";
import type { Database } from "../database/client.ts";
import { startEmbedded } from "../database/embedded.ts";
import { useDatabase } from "../database/open.ts";
import { KEY_SCOPES } from "../http/app.ts";
import { seedExample } from "../modules/documents/seed-example.ts";
import { recordedExamplesFile, type RecordedExamples } from "../openapi/examples.ts";
import { recordExamples } from "../openapi/record-examples.ts";
import { OperatorError, reportFailure } from "../operator-error.ts";
import { createServices } from "../services.ts";

const usage = `Usage: npm run openapi
       npm run openapi:check

Writes openapi.yaml, and the examples in it, from the routes as they are. The examples are the answers of a service that
is started for the purpose, with nothing in its database but the example article.

  --check  write nothing; fail if a file is not what would be written
  --help   this text`;

const documentFile = new URL("../../openapi.yaml", import.meta.url);

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.help) return console.log(usage);
  const files = await generate();
  const outdated = files.filter(({ file, content }) => contentOf(file) !== content);
  if (values.check && outdated.length > 0) {
    const names = outdated.map(({ file }) => fileURLToPath(file)).join(", ");
    throw new OperatorError(`Not what the routes say: ${names}. "npm run openapi" writes them anew.`);
  }
  for (const { file, content } of outdated) writeFileSync(file, content);
  console.log(outdated.length === 0 ? "Nothing has changed." : `Wrote ${outdated.length} files.`);
}

/** The files as they should be, in a database of their own that is thrown away. */
async function generate(): Promise<{ readonly file: URL; readonly content: string }[]> {
  const folder = mkdtempSync(join(tmpdir(), "on-the-record-openapi-"));
  const server = await startEmbedded({ dataDirectory: folder, durable: false });
  try {
    return await useDatabase(server, 2, async (database) => {
      const { ingestion, keys } = createServices({ database, clock: () => new Date() });
      await seedExample(ingestion);
      const { text: key } = await keys.create({ name: "examples", scopes: KEY_SCOPES });
      const examples = await record(database, key);
      return [
        { file: recordedExamplesFile, content: `${JSON.stringify(examples, null, 2)}\n` },
        { file: documentFile, content: await documentWith(database, examples) },
      ];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function record(database: Database, key: string): Promise<RecordedExamples> {
  const app = await buildApp({ config: quietConfig(), database, examples: {}, shedLoad: false });
  try {
    await app.ready();
    return await recordExamples(app, key);
  } finally {
    await app.close();
  }
}

async function documentWith(database: Database, examples: RecordedExamples): Promise<string> {
  const app = await buildApp({ config: quietConfig(), database, examples });
  try {
    await app.ready();
    return stringify(JSON.parse(JSON.stringify(app.swagger())), {
      lineWidth: 0,
      aliasDuplicateObjects: false,
    });
  } finally {
    await app.close();
  }
}

/** The document must not depend on the environment that it was written in. */
const quietConfig = () => ({ ...readConfig({}), logLevel: "error" as const, rateLimit: null });

function contentOf(file: URL): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

try {
  await run();
} catch (error) {
  reportFailure(error);
}
