import { describe, expect, it } from "vitest";
import { buildApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createDatabase } from "../../src/database/client.ts";
import { catalogue } from "../../src/errors.ts";
import { problemSchema } from "../../src/http/problem.ts";
import { testApp } from "../support/app.ts";
import { testDatabase } from "../support/database.ts";

const database = testDatabase();
const api = testApp(database);

describe("GET /health/live", () => {
  it("answers while the process runs", async () => {
    const { status, body } = await api.request.get("/health/live");
    expect({ status, body }).toEqual({ status: 200, body: { status: "ok" } });
  });
});

describe("GET /health/ready", () => {
  it("answers 200 when the database does", async () => {
    const { status, body } = await api.request.get("/health/ready");
    expect({ status, body }).toEqual({ status: 200, body: { status: "ok", database: "reachable" } });
  });

  it("answers 503 with problem details when the database does not, while the process counts as alive", async () => {
    const app = await buildApp({
      config: { ...readConfig({}), logLevel: "silent" },
      database: createDatabase({ url: "postgresql://nobody@127.0.0.1:1/nothing", poolSize: 1 }),
    });
    const ready = await app.inject("/health/ready");
    expect(problemSchema.parse(ready.json())).toMatchObject({ status: 503, code: "database_unavailable" });
    expect(ready.headers["retry-after"]).toBe("5");
    expect((await app.inject("/health/live")).statusCode).toBe(200);
    await app.close();
  });
});

describe("GET /metrics", () => {
  it("counts requests by route pattern and status, not by address", async () => {
    await api.request.get("/problems/stale_version");
    await api.request.get("/problems/nothing");
    const { text } = await api.request
      .get("/metrics")
      .expect(200)
      .expect("content-type", /^text\/plain; version=0\.0\.4/);
    expect(text).toContain(
      'http_request_duration_seconds_count{method="GET",route="/problems/:code",status="200"} 1',
    );
    expect(text).toContain(
      'http_request_duration_seconds_count{method="GET",route="/problems/:code",status="404"} 1',
    );
    expect(text).toContain("nodejs_eventloop_lag_seconds");
  });
});

describe("GET /problems", () => {
  it("explains every code of the catalogue at the address that errors have as their type", async () => {
    const { body } = await api.request.get("/problems").expect(200);
    expect(body.data.map(({ code }: { code: string }) => code)).toEqual(Object.keys(catalogue));
    for (const { type, code } of body.data) {
      const { body: one } = await api.request.get(type).expect(200);
      expect(one.code).toBe(code);
    }
  });

  it("does not know a code that is not in the catalogue", async () => {
    const { body } = await api.request.get("/problems/constructor").expect(404);
    expect(body.code).toBe("problem_not_found");
  });
});

describe("the Swagger page", () => {
  it("is where the root leads", async () => {
    const { status, headers } = await api.request.get("/");
    expect([status, headers["location"]]).toEqual([302, "/docs"]);
  });

  it("asks for nothing from other hosts", async () => {
    const { headers, text } = await api.request.get("/docs").expect(200);
    expect(headers["content-security-policy"]).not.toMatch(/https?:|swagger\.io|upgrade-insecure/);
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  it("shows the document that stands at /openapi.json", async () => {
    const { body } = await api.request.get("/openapi.json").expect(200).expect("content-type", /json/);
    expect(body.openapi).toBe("3.1.0");
    expect((await api.request.get("/docs/json")).body).toEqual(body);
  });
});
