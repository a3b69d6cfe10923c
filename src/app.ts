/**
 * The application: plugins, then modules, in the order in which a request meets them.
 *
 * To add a module, write `register<Module>Routes(app: App, services: Services): void` in its `routes.ts` (see
 * src/http/app.ts for what a route declares, src/http/paging.ts for lists, src/http/text.ts for input types,
 * src/errors.ts for failures) and add one line below. Paths in a module are without the `/v1`.
 */
import Fastify from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { Config } from "./config.ts";
import type { Database } from "./database/client.ts";
import type { App } from "./http/app.ts";
import { problemDetails, sendProblem } from "./plugins/problem-details.ts";
import { routeContract } from "./plugins/route-contract.ts";
import { createServices } from "./services.ts";

export interface AppSurroundings {
  readonly config: Pick<Config, "logLevel" | "bodyLimitBytes" | "rateLimit" | "trustProxy" | "publication">;
  readonly database: Database;
  /** The current time; tests and recorded examples give a fixed one. */
  readonly clock?: () => Date;
  /** Check every answer against its documented schema, also those that are sent as ready JSON. For tests. */
  readonly checkAnswers?: boolean;
}

/** Builds the application; it listens on nothing and owns neither the database nor the process. */
export async function buildApp({
  config,
  database,
  clock = () => new Date(),
}: AppSurroundings): Promise<App> {
  const app: App = Fastify({
    logger: { level: config.logLevel },
    bodyLimit: config.bodyLimitBytes,
    trustProxy: config.trustProxy,
    frameworkErrors: sendProblem,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  await app.register(problemDetails);
  await app.register(routeContract);

  const services = createServices({ database, clock });
  await app.register(
    async (v1) => {
      // One line for each module: registerStatementRoutes(v1, services);
      void v1;
      void services;
    },
    { prefix: "/v1" },
  );
  return app;
}
