/**
 * The application: plugins, then modules, in the order in which a request meets them.
 *
 * To add a module, write `register<Module>Routes(app: App, services): void` in its `routes.ts` (see
 * src/http/app.ts for what a route declares, src/http/paging.ts for lists, src/http/text.ts for input types,
 * src/errors.ts for failures) and add one line below. Paths in a module are without the `/v1`.
 */
import Fastify, { LogController } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { Config } from "./config.ts";
import type { Database } from "./database/client.ts";
import type { App } from "./http/app.ts";
import { registerClaimRoutes } from "./modules/claims/routes.ts";
import { registerClaimWriteRoutes } from "./modules/claims/write-routes.ts";
import { registerConfirmationRoutes } from "./modules/confirmations/routes.ts";
import { registerDocumentRoutes } from "./modules/documents/routes.ts";
import { registerRevisionRoutes } from "./modules/documents/revision-routes.ts";
import { registerEventRoutes } from "./modules/events/routes.ts";
import { registerHistoryRoutes } from "./modules/history/routes.ts";
import { registerQuoteCheckRoutes } from "./modules/quote-checks/routes.ts";
import { registerKeyRoutes } from "./modules/keys/routes.ts";
import { registerReviewRoutes } from "./modules/reviews/routes.ts";
import { registerSourceRoutes } from "./modules/sources/routes.ts";
import { registerSpeakerRoutes } from "./modules/speakers/routes.ts";
import { registerSpeakerWriteRoutes } from "./modules/speakers/write-routes.ts";
import { registerStatementRoutes } from "./modules/statements/routes.ts";
import { registerUtteranceRoutes } from "./modules/utterances/routes.ts";
import { readRecordedExamples, type RecordedExamples } from "./openapi/examples.ts";
import { answerCheck } from "./plugins/answer-check.ts";
import { keyDemand, keyRecognition } from "./plugins/api-keys.ts";
import { health } from "./plugins/health.ts";
import { idempotency } from "./plugins/idempotency.ts";
import { jsonBody } from "./plugins/json-body.ts";
import { loadShedding } from "./plugins/load-shedding.ts";
import { metrics } from "./plugins/metrics.ts";
import { openapi } from "./plugins/openapi.ts";
import { past } from "./plugins/past.ts";
import { problemCatalogue } from "./plugins/problem-catalogue.ts";
import { clientErrorHandler, problemDetails, sendProblem } from "./plugins/problem-details.ts";
import { publication } from "./plugins/publication.ts";
import { rateLimit } from "./plugins/rate-limit.ts";
import { representation } from "./plugins/representation.ts";
import { routeContract } from "./plugins/route-contract.ts";
import { createServices } from "./services.ts";
import { createThreads } from "./threads/heavy-work.ts";

export interface AppSurroundings {
  readonly config: Pick<Config, "logLevel" | "bodyLimitBytes" | "rateLimit" | "trustProxy" | "publication">;
  readonly database: Database;
  /** The current time; tests and recorded examples give a fixed one. */
  readonly clock?: () => Date;
  /** The answers that the OpenAPI document shows as examples; those that were recorded last, unless given. */
  readonly examples?: RecordedExamples;
  /** Check every answer against its documented schema, also those that are sent as ready JSON. For tests. */
  readonly checkAnswers?: boolean;
  /** Refuse work while the event loop is behind. Tests send requests without pause, and are always behind. */
  readonly shedLoad?: boolean;
  /** Where log lines go; standard output unless given. */
  readonly log?: { write(line: string): void };
}

/** Builds the application; it listens on nothing and owns neither the database nor the process. */
export async function buildApp({
  config,
  database,
  clock = () => new Date(),
  examples = readRecordedExamples(),
  checkAnswers = false,
  shedLoad = true,
  log,
}: AppSurroundings): Promise<App> {
  const app: App = Fastify({
    logger: { level: config.logLevel, ...(log && { stream: log }) },
    logController: new LogController({ requestIdLogLabel: "request_id" }),
    bodyLimit: config.bodyLimitBytes,
    trustProxy: config.trustProxy,
    frameworkErrors: sendProblem,
    clientErrorHandler,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const heavyWork = createThreads();
  app.addHook("onClose", () => heavyWork.close());
  const services = createServices({ database, clock, heavyWork });

  await app.register(problemDetails);
  await app.register(routeContract);
  if (shedLoad) await app.register(loadShedding);
  await app.register(keyRecognition, { keys: services.keys });
  if (config.rateLimit !== null) await app.register(rateLimit, config.rateLimit);
  await app.register(keyDemand);
  await app.register(publication, config);
  await app.register(jsonBody);
  if (checkAnswers) await app.register(answerCheck);
  await app.register(representation);
  await app.register(past, { clock });
  await app.register(idempotency, { database, clock });
  await app.register(openapi, { examples });
  await app.register(health, { database });
  await app.register(metrics);
  await app.register(problemCatalogue);

  await app.register(
    async (v1) => {
      registerConfirmationRoutes(v1, services);
      registerDocumentRoutes(v1, services);
      registerRevisionRoutes(v1, services);
      registerEventRoutes(v1, services);
      registerKeyRoutes(v1, services);
      registerStatementRoutes(v1, services);
      registerReviewRoutes(v1, services);
      registerSpeakerRoutes(v1, services);
      registerSpeakerWriteRoutes(v1, services);
      registerSourceRoutes(v1, services);
      registerClaimRoutes(v1, services);
      registerClaimWriteRoutes(v1, services);
      registerHistoryRoutes(v1, services);
      registerQuoteCheckRoutes(v1, services);
      registerUtteranceRoutes(v1, services);
    },
    { prefix: "/v1" },
  );
  return app;
}
