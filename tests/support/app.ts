/** The application over a test file's database, called as a client would. */
import supertest from "supertest";
import { afterAll, beforeAll } from "vitest";
import { buildApp, type AppSurroundings } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import type { App, KeyScope } from "../../src/http/app.ts";
import { createKeyService } from "../../src/modules/keys/service.ts";
import type { TestDatabase } from "./database.ts";

export interface TestApp {
  readonly app: App;
  /** Calls the application: `api.request.get("/v1/statements")`. */
  readonly request: ReturnType<typeof supertest>;
  /** The value of an `Authorization` header with a new key of these scopes. */
  readonly authorization: (...scopes: KeyScope[]) => Promise<string>;
}

type Overrides = Partial<AppSurroundings["config"]> & { readonly clock?: () => Date };

/**
 * The application over a database of this file's own; to be called once, at the top of a test file or in a `describe`,
 * and read inside tests only. Clients are not limited and nothing is logged unless the overrides say so.
 */
export function testApp({ database }: Pick<TestDatabase, "database">, overrides: Overrides = {}): TestApp {
  const { clock = () => new Date(), ...config } = overrides;
  let app: App | undefined;
  const running = (): App => {
    if (app === undefined) throw new Error("The application is there only while tests run.");
    return app;
  };
  beforeAll(async () => {
    const defaults = { ...readConfig({}), logLevel: "silent", rateLimit: null } as const;
    app = await buildApp({
      config: { ...defaults, ...config },
      database,
      clock,
      checkAnswers: true,
      shedLoad: false,
    });
    await app.ready();
  });
  afterAll(() => app?.close());
  const keys = createKeyService({ database, clock });
  return {
    get app() {
      return running();
    },
    get request() {
      return supertest(running().server);
    },
    authorization: async (...scopes) =>
      `Bearer ${(await keys.create({ name: scopes.join("-"), scopes })).text}`,
  };
}
