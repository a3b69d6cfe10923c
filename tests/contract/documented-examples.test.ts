/** The examples of the OpenAPI document are what the service answers, today. */
import { beforeAll, describe, expect, it } from "vitest";
import { KEY_SCOPES } from "../../src/http/app.ts";
import { createKeyService } from "../../src/modules/keys/service.ts";
import { readRecordedExamples } from "../../src/openapi/examples.ts";
import { ask } from "../../src/openapi/record-examples.ts";
import { testApp } from "../support/app.ts";
import { seededDatabase } from "../support/database.ts";

const database = seededDatabase();
const api = testApp(database);
const recorded = Object.entries(readRecordedExamples()).flatMap(([operation, examples]) =>
  examples.map((example) => ({ operation, example })),
);
// The article as it was seeded first, then what changes it.
const readsFirst = recorded.toSorted(
  (a, b) => Number(a.example.request.method !== "GET") - Number(b.example.request.method !== "GET"),
);

let key: string;
beforeAll(async () => {
  // Records show who wrote them, by the name of the key.
  const keys = createKeyService({ database: database.database, clock: () => new Date() });
  key = (await keys.create({ name: "examples", scopes: KEY_SCOPES })).text;
});

describe("the documented examples", () => {
  it("are of every operation that declares some", () => {
    const declared = api.app.operations.flatMap(({ schema, config }) =>
      (config?.examples ?? []).map(({ name }) => `${schema?.operationId} ${name}`),
    );
    expect(recorded.map(({ operation, example }) => `${operation} ${example.name}`)).toEqual(declared);
  });

  it.each(readsFirst)(
    "$operation $example.name: is what the service answers",
    async ({ operation, example }) => {
      const route = api.app.operations.find(({ schema }) => schema?.operationId === operation);
      const needed = route?.config?.access === "open" ? null : key;
      expect(await ask(api.app, example.request, needed)).toEqual(example.response);
    },
  );

  it("show a success of every operation", () => {
    const succeeded = recorded
      .filter(({ example }) => example.response.status < 300)
      .map(({ operation }) => operation);
    expect([...new Set(recorded.map(({ operation }) => operation))]).toEqual([...new Set(succeeded)]);
  });
});
