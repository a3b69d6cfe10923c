/** Failures that several operations answer alike stand in the document once, under `components/responses`. */
import type { OpenAPIV3_1 } from "openapi-types";
import { problemMediaType } from "../http/problem.ts";

export function withSharedResponses(document: OpenAPIV3_1.Document): OpenAPIV3_1.Document {
  const operations = Object.values(document.paths ?? {}).flatMap(
    (path) => Object.values(path ?? {}) as OpenAPIV3_1.OperationObject[],
  );
  const shared = sharedResponses(operations);
  const paths = Object.entries(document.paths ?? {}).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods as Record<string, OpenAPIV3_1.OperationObject>).map(([method, operation]) => [
        method,
        { ...operation, responses: withReferences(operation.responses ?? {}, shared) },
      ]),
    ),
  ]);
  const responses = Object.fromEntries([...shared].map(([text, name]) => [name, JSON.parse(text)]));
  return {
    ...document,
    paths: Object.fromEntries(paths),
    components: { ...document.components, responses },
  };
}

/** The failures that more than one operation has, as JSON, with the name that each gets: its codes. */
function sharedResponses(operations: readonly OpenAPIV3_1.OperationObject[]): Map<string, string> {
  const shared = new Map<string, string>();
  const seen = new Set<string>();
  for (const operation of operations) {
    for (const [status, response] of Object.entries(operation.responses ?? {})) {
      const text = JSON.stringify(response);
      if (Number(status) >= 400 && seen.has(text))
        shared.set(text, nameOf(response as OpenAPIV3_1.ResponseObject));
      seen.add(text);
    }
  }
  return shared;
}

function nameOf({ content, headers }: OpenAPIV3_1.ResponseObject): string {
  const codes = Object.keys(content?.[problemMediaType]?.examples ?? {}).join("-or-");
  // What a supervisor asks is not counted against any limit, and its answers have no headers that say so.
  return headers === undefined ? `${codes}-uncounted` : codes;
}

const withReferences = (
  responses: OpenAPIV3_1.ResponsesObject,
  shared: ReadonlyMap<string, string>,
): OpenAPIV3_1.ResponsesObject =>
  Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const name = shared.get(JSON.stringify(response));
      return [status, name === undefined ? response : { $ref: `#/components/responses/${name}` }];
    }),
  );
