import Fastify from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadShedding } from "../../src/plugins/load-shedding.ts";
import { problemDetails } from "../../src/plugins/problem-details.ts";

const app = Fastify();
beforeAll(async () => {
  await app.register(problemDetails);
  await app.register(loadShedding);
  app.get("/", async () => "ok");
  app.get("/vital", { config: { access: "open", vital: true } }, async () => "ok");
});
afterAll(() => app.close());

/** Keeps the event loop busy until the service has noticed. */
async function overload(): Promise<void> {
  while (!app.isUnderPressure()) {
    const until = performance.now() + 2_500;
    while (performance.now() < until);
    await new Promise((resolve) => void setTimeout(resolve, 1));
  }
}

describe("a service whose event loop is far behind", () => {
  it("answered before, refuses work with 503 and Retry-After, and still tells its supervisor that it lives", async () => {
    expect((await app.inject("/")).statusCode).toBe(200);
    await overload();
    const [refused, vital] = await Promise.all([app.inject("/"), app.inject("/vital")]);
    expect(refused.json()).toMatchObject({ status: 503, code: "overloaded" });
    expect(refused.headers["retry-after"]).toBe("5");
    expect(vital.statusCode).toBe(200);
  });
});
