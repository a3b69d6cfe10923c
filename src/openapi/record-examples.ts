/** Asks a freshly seeded service every example that its routes declare, and writes down the answers. */
import type { RouteOptions } from "fastify";
import type { App, FromAnswer, RouteExample } from "../http/app.ts";
import type { RecordedExample, RecordedExamples } from "./examples.ts";

/** What the time of recording is shown as: examples must not differ from one recording to the next. */
const shownInstant = "2025-08-09T12:00:00.000Z";
/** What was recorded within so long was recorded for the examples; what the article tells of is older. */
const recentMs = 24 * 3600_000;

/**
 * Records the examples of all operations, reads first, so that they show the article as it was seeded.
 *
 * @param key an API key with every scope; it is sent where an operation needs one, and not recorded
 * @throws Error when the service fails at an example, or when an example refers to nothing
 */
export async function recordExamples(app: App, key: string): Promise<RecordedExamples> {
  const recorded = new Map<string, RecordedExample>();

  const record = async (route: RouteOptions, example: RouteExample): Promise<RecordedExample> => {
    const name = `${route.schema?.operationId} ${example.name}`;
    const known = recorded.get(name);
    if (known !== undefined) return known;
    const resolved = { params: await texts(example.params), query: await texts(example.query) };
    const body = await resolve(example.body);
    const request = {
      method: String(route.method),
      url: addressOf(route.url, resolved),
      ...resolved,
      headers: { ...example.headers },
      ...(body !== undefined && { body }),
    };
    const response = await ask(app, request, route.config?.access === "open" ? null : key);
    if (response.status >= 500) throw new Error(`${request.url} failed: ${JSON.stringify(response.body)}`);
    const made = { name: example.name, summary: example.summary, request, response };
    recorded.set(name, made);
    return made;
  };

  const texts = async (values: RouteExample["params"] = {}): Promise<Record<string, string>> => {
    const resolved = (await resolve(values)) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(resolved).map(([name, value]) => [name, String(value)]));
  };

  /** The value with everything in it that is to be taken from an answer. One after the other, so that it is the same every time. */
  const resolve = async (value: unknown): Promise<unknown> => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    if (isFromAnswer(value)) return fromAnswer(value);
    const resolved: Record<string, unknown> = {};
    for (const [name, inner] of Object.entries(value)) resolved[name] = await resolve(inner);
    return resolved;
  };

  const fromAnswer = async ({ operation, example: name, pointer }: FromAnswer): Promise<unknown> => {
    const route = app.operations.find(({ schema }) => schema?.operationId === operation);
    const example = route?.config?.examples?.find((one) => one.name === name);
    if (route === undefined || example === undefined) throw new Error(`No example ${name} of ${operation}`);
    const { response } = await record(route, example);
    const found = at(response.body, pointer);
    if (found === undefined) throw new Error(`The answer to ${operation} ${name} has nothing at ${pointer}`);
    return found;
  };

  const readsFirst = [...app.operations].sort(
    (a, b) => Number(a.method !== "GET") - Number(b.method !== "GET"),
  );
  for (const route of readsFirst) {
    for (const example of route.config?.examples ?? []) await record(route, example);
  }
  return Object.fromEntries(
    app.operations
      .map((route): [string, RecordedExample[]] => [
        route.schema?.operationId ?? "",
        (route.config?.examples ?? []).map(({ name }) =>
          recorded.get(`${route.schema?.operationId} ${name}`)!,
        ),
      ])
      .filter(([, examples]) => examples.length > 0),
  );
}

/** Sends one example as its operation documents it. Instants of the last day are shown as one fixed instant. */
export async function ask(
  app: App,
  { method, url, headers, body }: RecordedExample["request"],
  key: string | null,
): Promise<RecordedExample["response"]> {
  const answer = await app.inject({
    method: method as "GET",
    url,
    headers: { ...headers, ...(key !== null && { authorization: `Bearer ${key}` }) },
    ...(body !== undefined && { payload: body as object }),
  });
  const type = String(answer.headers["content-type"]).split(";", 1)[0]!;
  const content: unknown = /[/+]json$/.test(type) ? answer.json() : answer.body;
  return {
    status: answer.statusCode,
    type,
    body: withoutChance(content, new Date(Date.now() - recentMs)),
  };
}

const isFromAnswer = (value: object): value is FromAnswer =>
  "operation" in value && "example" in value && "pointer" in value;

/** Instants as JSON and as HTTP write them. */
const instants =
  /\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT/g;

/** The answer with what differs from one recording to the next made the same: recent instants, and new keys. */
function withoutChance(value: unknown, since: Date): unknown {
  if (typeof value === "string") {
    const fixed = value.replace(instants, (instant) => {
      if (!(new Date(instant) >= since)) return instant;
      return instant.endsWith("GMT") ? new Date(shownInstant).toUTCString() : shownInstant;
    });
    return fixed.replace(/(?<=\botr_)[0-9A-Za-z]{6,}/g, (random) => "x".repeat(random.length));
  }
  if (Array.isArray(value)) return value.map((item) => withoutChance(item, since));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutChance(item, since)]));
}

function addressOf(
  pattern: string,
  { params, query }: { params: Record<string, string>; query: Record<string, string> },
): string {
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const search = new URLSearchParams(query).toString();
  return search === "" ? path : `${path}?${search}`;
}

/** The value that a JSON pointer (RFC 6901) leads to. */
function at(value: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((inner, part) => (inner as Record<string, unknown> | undefined)?.[part], value);
}
