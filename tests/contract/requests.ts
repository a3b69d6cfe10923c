/** Requests to any operation, made from what it declares, so that a new route is tested without a new test. */
import type { RouteOptions } from "fastify";
import type { z } from "zod";
import { KEY_SCOPES, type App, type KeyScope } from "../../src/http/app.ts";

export interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  /** As written in the address, already encoded. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
}

export const nameOf = ({ schema }: RouteOptions): string => schema?.operationId ?? "";

/** The fields that a part of the request takes; none where the schema is no object. */
export function fieldsOf(route: RouteOptions, part: "params" | "querystring" | "body"): string[] {
  const schema = route.schema?.[part] as z.ZodObject | undefined;
  return Object.keys(schema?.shape ?? {});
}

/** Sends a request that is right but for the given parts: a possible id, a key with the scope, a JSON body. */
export function send(app: App, route: RouteOptions, keys: Readonly<Record<KeyScope, string>>, parts: Parts) {
  const params = Object.fromEntries(fieldsOf(route, "params").map((name) => [name, "1"]));
  const path = Object.entries({ ...params, ...parts.params }).reduce(
    (url, [name, value]) => url.replace(`:${name}`, value),
    route.url,
  );
  const access = route.config?.access;
  return app.inject({
    method: route.method as "GET",
    url: parts.query === undefined ? path : `${path}?${parts.query}`,
    headers: {
      ...(access !== undefined && access !== "open" && { authorization: keys[access] }),
      ...(route.schema?.body !== undefined && { "content-type": "application/json" }),
      ...parts.headers,
    },
    ...(parts.payload !== undefined && { payload: parts.payload }),
  });
}

/** One key for each scope that has no other. */
export async function keysByScope(
  authorization: (...scopes: KeyScope[]) => Promise<string>,
): Promise<Record<KeyScope, string>> {
  const entries = await Promise.all(KEY_SCOPES.map(async (scope) => [scope, await authorization(scope)]));
  return Object.fromEntries(entries) as Record<KeyScope, string>;
}
