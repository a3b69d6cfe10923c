/**
 * Completes what each route declares, so that no route can forget it: strict queries whose escapes can be read, the
 * answers that every operation of its kind may give, and who may call it. A route of the API that does not say who may
 * call it, or has no name, summary or description, stops the service from starting.
 */
import type { FastifySchema, RouteOptions } from "fastify";
import fp from "fastify-plugin";
import { z } from "zod";
import { catalogue, DomainError, type ProblemCode } from "../errors.ts";
import { problemMediaType, problemSchema } from "../http/problem.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** Every operation of the API with what it declares, in the order of registration. */
    readonly operations: readonly RouteOptions[];
  }
}

export const routeContract = fp(
  async (app) => {
    const operations: RouteOptions[] = [];
    app.decorate("operations", operations);
    app.addHook("onRoute", (route) => {
      if (route.schema?.hide || route.config === undefined) {
        if (route.path.startsWith("/v1"))
          throw new Error(`${route.path} declares neither schema nor config.`);
        return;
      }
      const missing = ["operationId", "summary", "description", "tags", "response"].filter(
        (name) => route.schema?.[name as keyof FastifySchema] === undefined,
      );
      if (route.config.access === undefined) missing.push("access");
      if (missing.length > 0) throw new Error(`${route.path} does not declare ${missing.join(", ")}.`);
      route.schema = {
        querystring: z.strictObject({}),
        ...headersOf(route),
        ...route.schema,
        response: { ...commonAnswers(route), ...(route.schema?.response as object) },
      };
      if (route.method !== "HEAD") operations.push(route);
    });
    // Fastify refuses a path with broken escapes by itself, but reads those of a query as text.
    app.addHook("onRequest", (request, _reply, done) => {
      const query = request.url.slice(request.url.indexOf("?") + 1);
      if (query.includes("%") && !isDecodable(query)) throw new DomainError("invalid_url");
      done();
    });
  },
  { name: "route-contract" },
);

function isDecodable(escaped: string): boolean {
  try {
    decodeURIComponent(escaped);
    return true;
  } catch {
    return false;
  }
}

const idempotencyKey = z
  .string()
  .regex(/^[!-~]{1,255}$/, "must be 1 to 255 visible ASCII characters")
  .optional()
  .describe(
    "Any text of yours that is new for each creation: sent again with the same body, it gets the same answer",
  );

const ifMatch = z
  .string()
  .optional()
  .describe("The `ETag` of the resource as you read it, so that nobody else's change is overwritten");

const acceptDatetime = z
  .string()
  .optional()
  .describe(
    "The same as `as_of`, for clients of Memento (RFC 7089): `Sat, 09 Aug 2025 12:00:00 GMT`. Where both are given, " +
      "`as_of` counts",
  );

/** The headers that operations of a kind take. All others that clients send pass by. */
function headersOf({ config, schema }: RouteOptions): { headers?: z.ZodType } {
  const query = (schema?.querystring as z.ZodObject | undefined)?.shape ?? {};
  const headers = {
    ...("as_of" in query && !("cursor" in query) && { "accept-datetime": acceptDatetime }),
    ...(config?.idempotent && { "idempotency-key": idempotencyKey }),
    ...(config?.versioned && { "if-match": ifMatch }),
  };
  return Object.keys(headers).length === 0 ? {} : { headers: z.looseObject(headers) };
}

/** Every failure that an operation can answer with: those of all operations, of its kind, and its own. */
export function problemCodes({ config, schema, method }: RouteOptions): ProblemCode[] {
  const codes: ProblemCode[] = ["invalid_request", "invalid_url", "not_acceptable", "internal_error"];
  if (!config?.vital)
    codes.push("invalid_key", "too_many_requests", "overloaded", "database_unavailable", "query_too_slow");
  if (schema?.querystring !== undefined && "cursor" in ((schema.querystring as z.ZodObject).shape ?? {})) {
    codes.push("invalid_cursor", "cursor_of_another_query");
  }
  if (config?.access !== "open") codes.push("missing_key", "missing_scope");
  if (method !== "GET" && method !== "HEAD" && method !== "DELETE") {
    codes.push("invalid_json", "body_too_large", "unsupported_media_type");
  }
  if (config?.idempotent) codes.push("request_in_progress", "idempotency_key_reused");
  if (config?.versioned) codes.push("stale_version", "version_required");
  return [...codes, ...(config?.problems ?? [])];
}

const notModified = z.undefined().describe("What the `If-None-Match` header names is still current");

function commonAnswers(route: RouteOptions): Record<string, unknown> {
  const codes = [...new Set(problemCodes(route))];
  const statuses = [...new Set(codes.map((code) => catalogue[code].status))].sort((a, b) => a - b);
  const problems = Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: codes
          .filter((code) => catalogue[code].status === status)
          .map((code) => `\`${code}\`: ${catalogue[code].sentence}`)
          .join("\n\n"),
        content: { [problemMediaType]: { schema: problemSchema } },
      },
    ]),
  );
  return route.method === "GET" && !route.config?.vital ? { 304: notModified, ...problems } : problems;
}
