/** `npm start`: the database up and migrated, the example article in it, the application listening; then back again. */
import { buildApp } from "./app.ts";
import { isRunByNpm, readConfig, type Config } from "./config.ts";
import { openDatabase, useDatabase } from "./database/open.ts";
import type { App } from "./http/app.ts";
import { seedExample } from "./modules/documents/seed-example.ts";
import { OperatorError, reportFailure } from "./operator-error.ts";
import { createServices } from "./services.ts";
import { stopRequested } from "./stop-signal.ts";

/** Serves until the promise resolves, and leaves nothing open. */
async function serve(config: Config, untilStopped: Promise<void>): Promise<void> {
  await useDatabase(await openDatabase(config), config.databasePoolSize, async (database) => {
    if (config.seedExample) {
      await seedExample(createServices({ database, clock: () => new Date() }).ingestion);
    }
    const app = await buildApp({ config, database });
    try {
      await listen(app, config);
      console.log(welcome(baseUrl(app, config.host), config));
      await untilStopped;
    } finally {
      await app.close();
    }
  });
}

async function listen(app: App, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    const advice = {
      EADDRINUSE: `Port ${port} of ${host} is taken by another program. Choose another one: PORT=${port + 1} npm start`,
      EACCES: `Listening on port ${port} is not allowed. Choose one above 1023: PORT=3000 npm start`,
      EADDRNOTAVAIL: `HOST ${host} is not an address of this machine.`,
      ENOTFOUND: `HOST ${host} is not an address of this machine.`,
    }[code];
    throw advice === undefined ? error : new OperatorError(advice);
  }
}

/** Where a browser on this machine finds the application. */
function baseUrl(app: App, host: string): string {
  const bound = app.server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : 0;
  const name = ["0.0.0.0", "::"].includes(host) ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

function welcome(url: string, { databaseUrl, dataDirectory }: Config): string {
  return `On the Record is listening on ${url}

  Swagger: ${url}/docs

  Who said what:                     curl '${url}/v1/statements'
  What unnamed sources said:         curl '${url}/v1/statements?anonymous=true'
  Which claims were denied, by whom: curl '${url}/v1/claims?status=denied'

The data are in ${databaseUrl === null ? dataDirectory : "the database of DATABASE_URL"}. Ctrl-C stops the service.`;
}

try {
  await serve(readConfig(), stopRequested(isRunByNpm()));
} catch (error) {
  reportFailure(error);
}
