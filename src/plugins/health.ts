/** What a supervisor and a person on call ask: is it alive, can it work, and since when. */
import { setTimeout as sleep } from "node:timers/promises";
import fp from "fastify-plugin";
import { z } from "zod";
import type { Database } from "../database/client.ts";
import { catalogue, DomainError } from "../errors.ts";
import type { App } from "../http/app.ts";
import { problemMediaType, problemSchema } from "../http/problem.ts";

/** A database that has not answered by then does not count as reachable. */
const databasePatienceMs = 2_000;

const unavailable = {
  description: `\`database_unavailable\`: ${catalogue.database_unavailable.sentence}`,
  content: { [problemMediaType]: { schema: problemSchema } },
};

export const health = fp<{ database: Database }>(
  async (app: App, { database }) => {
    app.route({
      method: "GET",
      url: "/health/live",
      schema: {
        operationId: "get_liveness",
        tags: ["service"],
        summary: "Is the process alive?",
        description:
          "Answers as long as the process runs, whatever the state of the database. For supervisors that restart.",
        response: { 200: z.strictObject({ status: z.literal("ok") }) },
      },
      config: { access: "open", vital: true, examples: [{ name: "alive", summary: "The process runs" }] },
      handler: async () => ({ status: "ok" as const }),
    });

    app.route({
      method: "GET",
      url: "/health/ready",
      schema: {
        operationId: "get_readiness",
        tags: ["service"],
        summary: "Can the service answer questions?",
        description: "Asks the database. For load balancers that decide where to send readers.",
        response: {
          200: z.strictObject({ status: z.literal("ok"), database: z.literal("reachable") }),
          503: unavailable,
        },
      },
      config: { access: "open", vital: true, examples: [{ name: "ready", summary: "The database answers" }] },
      handler: async (request) => {
        await reach(database).catch((error: unknown) => {
          request.log.error({ err: error }, "the database cannot be reached");
          throw new DomainError("database_unavailable", undefined, { headers: { "retry-after": "5" } });
        });
        return { status: "ok" as const, database: "reachable" as const };
      },
    });
  },
  { name: "health" },
);

async function reach(database: Database): Promise<void> {
  const patience = new AbortController();
  const late = sleep(databasePatienceMs, undefined, { signal: patience.signal }).then(() => {
    throw new Error(`no answer within ${databasePatienceMs} ms`);
  });
  try {
    await Promise.race([database.$queryRaw`SELECT 1`, late]);
  } finally {
    patience.abort();
    await late.catch(() => undefined);
  }
}
