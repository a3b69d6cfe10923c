/** The application with routes that only a test has: what the plugins do, without any module. */
import { afterAll, beforeAll } from "vitest";
import { buildApp, type AppSurroundings } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import type { Database } from "../../src/database/client.ts";
import type { App } from "../../src/http/app.ts";

type Overrides = Partial<AppSurroundings["config"]> & Pick<AppSurroundings, "clock" | "log">;

/** What every route must say of itself, for routes about which there is nothing to say. */
export const described = (operationId: string) => ({
  operationId,
  summary: "A route of a test",
  description: "A route of a test",
  tags: ["service"],
});

/** To be called once, at the top of a test file or in a `describe`; the result is there while tests run. */
export function testFrame(
  database: Database,
  addRoutes: (app: App) => void,
  { clock, log, ...config }: Overrides = {},
): { readonly app: App } {
  let app: App | undefined;
  beforeAll(async () => {
    app = await buildApp({
      config: {
        ...readConfig({}),
        logLevel: log === undefined ? "silent" : "trace",
        rateLimit: null,
        ...config,
      },
      database,
      ...(clock && { clock }),
      ...(log && { log }),
      checkAnswers: true,
      shedLoad: false,
    });
    addRoutes(app);
    await app.ready();
  });
  afterAll(() => app?.close());
  return {
    get app() {
      if (app === undefined) throw new Error("The application is there only while tests run.");
      return app;
    },
  };
}
