/** What every operation declares, and whether the OpenAPI document says it. */
import type { OpenAPIV3_1 } from "openapi-types";
import { beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "../../src/errors.ts";
import { KEY_SCOPES } from "../../src/http/app.ts";
import { documentBase } from "../../src/openapi/document.ts";
import { problemCodes } from "../../src/plugins/route-contract.ts";
import { testApp } from "../support/app.ts";
import { testDatabase } from "../support/database.ts";
import { nameOf } from "./requests.ts";

const api = testApp(testDatabase());
let document: OpenAPIV3_1.Document;
beforeAll(async () => {
  document = (await api.app.inject("/openapi.json")).json();
});

const documented = (url: string, method: string): OpenAPIV3_1.OperationObject | undefined =>
  document.paths?.[url.replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase() as "get"];

/** Failures that operations share stand in the components. */
function resolved(
  response: OpenAPIV3_1.ResponseObject | OpenAPIV3_1.ReferenceObject | undefined,
): OpenAPIV3_1.ResponseObject | undefined {
  if (response === undefined || !("$ref" in response)) return response;
  const name = response.$ref.replace("#/components/responses/", "");
  return document.components?.responses?.[name] as OpenAPIV3_1.ResponseObject | undefined;
}

describe("every operation", () => {
  it("has a name of its own in snake_case", () => {
    const names = api.app.operations.map(nameOf);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/);
  });

  it("says who may call it: everybody, or who has one of the scopes", () => {
    for (const route of api.app.operations) {
      expect(["open", ...KEY_SCOPES], nameOf(route)).toContain(route.config?.access);
    }
  });

  it("that changes something needs a key, unless it only computes", () => {
    const writes = api.app.operations.filter(({ method }) => method !== "GET");
    const open = writes.filter(({ config }) => config?.access === "open").map(nameOf);
    expect(open.toSorted()).toEqual(["check_draft", "check_quotes"]);
  });

  it("that creates something takes an Idempotency-Key, and that updates something demands If-Match", () => {
    const creations = api.app.operations.filter(
      ({ method, schema }) => method === "POST" && Object.keys(schema?.response ?? {}).includes("201"),
    );
    for (const route of creations) expect(route.config?.idempotent, nameOf(route)).toBe(true);
    const updates = api.app.operations.filter(({ method }) => method === "PUT" || method === "PATCH");
    for (const route of updates) expect(route.config?.versioned, nameOf(route)).toBe(true);
  });

  it("is in the document with a summary, a description and a known tag", () => {
    const tags = documentBase.tags?.map(({ name }) => name);
    for (const { url, method } of api.app.operations) {
      const operation = documented(url, String(method));
      const about = `${String(method)} ${url}`;
      expect(operation?.summary?.length, about).toBeGreaterThan(8);
      expect(operation?.description?.length, about).toBeGreaterThan(60);
      for (const tag of operation?.tags ?? ["none"]) expect(tags, about).toContain(tag);
    }
  });

  it("documents every status that it can answer with, each with its shape", () => {
    for (const route of api.app.operations) {
      const { responses = {} } = documented(route.url, String(route.method)) ?? {};
      expect(
        Object.keys(responses).some((status) => status.startsWith("2")),
        nameOf(route),
      ).toBe(true);
      for (const code of problemCodes(route)) {
        const response = resolved(responses[catalogue[code].status]);
        expect(response?.content?.["application/problem+json"]?.schema, `${nameOf(route)} ${code}`).toEqual({
          $ref: "#/components/schemas/Problem",
        });
        expect(response?.description).toContain(`\`${code}\``);
      }
    }
  });

  it("has at least one example, but for the metrics, which are never twice the same", () => {
    const without = api.app.operations
      .filter(({ config }) => (config?.examples ?? []).length === 0)
      .map(nameOf);
    expect(without).toEqual(["get_metrics"]);
  });

  it("says in the document whether it needs a key", () => {
    for (const { url, method, config } of api.app.operations) {
      const needed = (documented(url, String(method))?.security ?? []).length > 0;
      expect(needed, `${String(method)} ${url}`).toBe(config?.access !== "open");
    }
  });
});

describe("the document", () => {
  it("holds no operation that the service does not have", () => {
    const known = api.app.operations.map(
      ({ url, method }) => `${String(method)} ${url.replace(/:(\w+)/g, "{$1}")}`,
    );
    const held = Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
      Object.keys(operations ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(held.toSorted()).toEqual(known.toSorted());
  });

  it("describes every parameter", () => {
    for (const [path, operations] of Object.entries(document.paths ?? {})) {
      for (const operation of Object.values(operations as Record<string, OpenAPIV3_1.OperationObject>)) {
        for (const parameter of (operation.parameters ?? []) as OpenAPIV3_1.ParameterObject[]) {
          expect(parameter.description?.length ?? 0, `${path} ${parameter.name}`).toBeGreaterThan(5);
        }
      }
    }
  });
});
