import Fastify from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keyRecognition } from "../../src/plugins/api-keys.ts";
import { problemDetails } from "../../src/plugins/problem-details.ts";
import { rateLimit } from "../../src/plugins/rate-limit.ts";

let nowMs = 1_000_000;
const app = Fastify({ trustProxy: true });
beforeAll(async () => {
  const authenticate = async (text: string) => ({ id: BigInt(text), name: text, scopes: [] });
  await app.register(problemDetails);
  await app.register(keyRecognition, { keys: { authenticate } as never });
  await app.register(rateLimit, { requests: 6, windowSeconds: 60, nowMs: () => nowMs });
  app.get("/", async () => "ok");
  app.get("/vital", { config: { access: "open", vital: true } }, async () => "ok");
});
afterAll(() => app.close());

const ask = (address: string, key?: string, url = "/") =>
  app.inject({
    url,
    headers: { "x-forwarded-for": address, ...(key && { authorization: `Bearer ${key}` }) },
  });

async function useUp(address: string, key?: string): Promise<void> {
  for (let count = 0; count < 6; count += 1) expect((await ask(address, key)).statusCode).toBe(200);
}

describe("the rate limit", () => {
  it("counts down in the headers of the current draft", async () => {
    const first = await ask("10.0.0.1");
    expect(first.headers["ratelimit-policy"]).toBe('"default";q=6;w=60');
    expect(first.headers.ratelimit).toBe('"default";r=5;t=10');
    expect((await ask("10.0.0.1")).headers.ratelimit).toBe('"default";r=4;t=20');
  });

  it("refuses the request after the last with 429 and the seconds to wait", async () => {
    await useUp("10.0.0.2");
    const refused = await ask("10.0.0.2");
    expect(refused.json()).toMatchObject({ status: 429, code: "too_many_requests" });
    expect(refused.headers["retry-after"]).toBe("10");
    expect(refused.headers.ratelimit).toBe('"default";r=0;t=60');
  });

  it("lets in again whoever waited as long as it said", async () => {
    await useUp("10.0.0.3");
    nowMs += Number((await ask("10.0.0.3")).headers["retry-after"]) * 1000;
    expect((await ask("10.0.0.3")).statusCode).toBe(200);
    expect((await ask("10.0.0.3")).statusCode).toBe(429);
  });

  it("gives back the whole quota after the window, and no more", async () => {
    await useUp("10.0.0.4");
    nowMs += 3_600_000;
    await useUp("10.0.0.4");
    expect((await ask("10.0.0.4")).statusCode).toBe(429);
  });

  it("counts every address and every key by itself", async () => {
    await useUp("10.0.0.5");
    await useUp("10.0.0.5", "7");
    expect((await ask("10.0.0.6", "7")).statusCode).toBe(429);
    expect((await ask("10.0.0.5", "8")).statusCode).toBe(200);
    expect((await ask("10.0.0.6")).statusCode).toBe(200);
  });

  it("does not count what a supervisor asks", async () => {
    await useUp("10.0.0.7");
    const answer = await ask("10.0.0.7", undefined, "/vital");
    expect(answer.statusCode).toBe(200);
    expect(answer.headers.ratelimit).toBeUndefined();
  });
});
