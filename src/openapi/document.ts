/** What the OpenAPI document says beyond the routes' own schemas. */
import type { OpenAPIV3_1 } from "openapi-types";
import packageJson from "../../package.json" with { type: "json" };
import type { RecordedExample, RecordedExamples } from "./examples.ts";
import { withSharedResponses } from "./shared-responses.ts";
import {
  headerComponents,
  problemExamples,
  withHeaders,
  withProblemExamples,
} from "./problems-and-headers.ts";

export const keyScheme = "api_key";

/** The parts of the document that no route knows. */
export const documentBase: Pick<
  OpenAPIV3_1.Document,
  "openapi" | "info" | "servers" | "tags" | "components"
> = {
  openapi: "3.1.0",
  info: {
    title: "On the Record",
    version: packageJson.version,
    license: { name: "MIT", identifier: "MIT" },
    description: [
      "**Who said what, where did the words come from, and was it confirmed?**",
      "",
      "On the Record reads news articles and keeps every attributed statement in them: the speaker, the exact words with",
      "their place in the text, how and when it was said, through whom it reached the article, and what is known of its",
      "truth. Reading is open. Writing takes an API key, which `npm run keys -- create` makes: press *Authorize* to use it here.",
      "",
      "- **Lists** come in pages of `limit` items (20, at most 100). Follow `page.next_cursor`, or the `Link` header, with",
      "  the same filters.",
      "- **Errors** are problem details (RFC 9457) of one shape; `code` is for programs, `errors` names each part at fault.",
      "  A misspelt query parameter is an error, never ignored. All kinds are listed at `/problems`.",
      "- **Offsets** count Unicode code points of the document's text, end exclusive.",
      "- **The past**: `as_of` on lists and resources answers with what was known at that instant; `/history` tells every change.",
      "- **Caching**: reads carry an `ETag`; send it as `If-None-Match` and get 304 when nothing has changed.",
      "- **Limits** are told in the `RateLimit` and `RateLimit-Policy` headers of every answer.",
      "",
      "The examples are answers of this service about the example article that it starts with.",
    ].join("\n"),
  },
  servers: [{ url: "/", description: "The service that serves this page" }],
  tags: [
    { name: "statements", description: "Who said what: every attribution, anchored to its exact words." },
    {
      name: "documents",
      description: "The articles, transcripts and releases that statements were found in.",
    },
    {
      name: "speakers",
      description: "People, organisations, groups and anonymous sources, with their positions.",
    },
    { name: "sources", description: "Reports and publications that words passed through on their way." },
    { name: "claims", description: "Contested propositions: who asserts, confirms or denies them." },
    {
      name: "confirmations",
      description: "Who confirmed or denied what, on which evidence: records that are only ever added.",
    },
    {
      name: "reviews",
      description: "What editors made of what the engine found: accepted, corrected or rejected.",
    },
    { name: "utterances", description: "One act of saying, and how several documents render its words." },
    {
      name: "quote-checks",
      description: "Did they really say it? Quotations held against everything that is known.",
    },
    { name: "admin", description: "For whoever runs the service: keys and the log of every write." },
    { name: "service", description: "Health, metrics and the kinds of problems." },
  ],
  components: {
    headers: headerComponents,
    examples: problemExamples,
    securitySchemes: {
      [keyScheme]: {
        type: "http",
        scheme: "bearer",
        bearerFormat: "otr_...",
        description: "An API key: `npm run keys -- create --name NAME --scopes ingest`.",
      },
    },
  },
};

/** Puts the recorded examples into the document and drops component schemas that nothing refers to. */
export function completeDocument(
  document: OpenAPIV3_1.Document,
  examples: RecordedExamples,
): OpenAPIV3_1.Document {
  const paths = mapValues(document.paths ?? {}, (path) =>
    mapValues(path as Record<string, OpenAPIV3_1.OperationObject>, (operation) =>
      withExamples(withHeaders(withDescribedAnswers(operation)), examples[operation.operationId ?? ""] ?? []),
    ),
  );
  const complete = { ...document, paths } as OpenAPIV3_1.Document;
  const components = {
    ...complete.components,
    schemas: usedSchemas(complete),
    examples: usedExamples(complete),
  };
  return withPlainNames(withSharedResponses({ ...complete, components }));
}

/** Swagger's plugin describes an answer as "Default Response" where its schema has no description of its own. */
const usualDescriptions: Readonly<Record<string, string>> = {
  200: "What was asked for",
  201: "What was created",
};

function withDescribedAnswers(operation: OpenAPIV3_1.OperationObject): OpenAPIV3_1.OperationObject {
  const responses = mapValues(operation.responses ?? {}, (answer, status) => {
    const response = withProblemExamples(answer as OpenAPIV3_1.ResponseObject);
    if (response.description !== "Default Response") return response;
    return { ...response, description: usualDescriptions[status] ?? response.description };
  });
  return { ...operation, responses };
}

function withExamples(
  operation: OpenAPIV3_1.OperationObject,
  examples: readonly RecordedExample[],
): OpenAPIV3_1.OperationObject {
  const [first] = examples;
  if (first === undefined) return operation;
  // Swagger UI fills a form with the example of every parameter at once, so they must be of one and the same request.
  const parameters = (operation.parameters as OpenAPIV3_1.ParameterObject[] | undefined)?.map((parameter) => {
    const given = { path: first.request.params, query: first.request.query, header: first.request.headers };
    const value = given[parameter.in as keyof typeof given]?.[parameter.name];
    return value === undefined ? parameter : { ...parameter, example: typed(value, parameter) };
  });
  const tried = examples.map(
    ({ summary, request: { method, url } }) =>
      `- ${summary}: ${method === "GET" ? `[\`${url}\`](${url})` : `\`${method} ${url}\``}`,
  );
  return {
    ...operation,
    description: `${operation.description}\n\nFor example:\n${tried.join("\n")}`,
    ...(parameters && { parameters }),
    ...(operation.requestBody && { requestBody: withBodyExamples(operation.requestBody, examples) }),
    responses: mapValues(operation.responses ?? {}, (response, status) =>
      withAnswerExamples(
        response as OpenAPIV3_1.ResponseObject,
        examples.filter((example) => `${example.response.status}` === status),
      ),
    ),
  };
}

/** A parameter's example has the type of its schema: `20`, not `"20"`, and a list where several may be given. */
function typed(value: string, { schema }: OpenAPIV3_1.ParameterObject): unknown {
  const shape = (schema ?? {}) as OpenAPIV3_1.SchemaObject;
  if (shape.type === "integer" || shape.type === "number") return Number(value);
  if (shape.type !== "array") return value;
  // Words of a fixed set come with commas between them; in a name, a comma is part of it.
  return "enum" in shape.items ? value.split(",") : [value];
}

function withBodyExamples(
  body: OpenAPIV3_1.RequestBodyObject | OpenAPIV3_1.ReferenceObject,
  examples: readonly RecordedExample[],
) {
  const given = examples.filter(({ request }) => request.body !== undefined);
  return {
    ...body,
    content: mapValues((body as OpenAPIV3_1.RequestBodyObject).content, (media) => ({
      ...media,
      examples: named(given, ({ request }) => request.body),
    })),
  };
}

function withAnswerExamples(response: OpenAPIV3_1.ResponseObject, examples: readonly RecordedExample[]) {
  if (response.content === undefined) return response;
  return {
    ...response,
    content: mapValues(response.content, (media, type) => {
      const given = examples.filter((example) => example.response.type === type);
      return given.length === 0
        ? media
        : { ...media, examples: named(given, (example) => example.response.body) };
    }),
  };
}

const named = (examples: readonly RecordedExample[], valueOf: (example: RecordedExample) => unknown) =>
  Object.fromEntries(
    examples.map((example) => [example.name, { summary: example.summary, value: valueOf(example) }]),
  );

/** The type provider calls a schema that stands in requests `NewClaimInput`, also where no answer has a `NewClaim`. */
function withPlainNames(document: OpenAPIV3_1.Document): OpenAPIV3_1.Document {
  const names = Object.keys(document.components?.schemas ?? {});
  const plain = names
    .filter((name) => name.endsWith("Input"))
    .map((name) => [name, name.slice(0, -"Input".length)] as const)
    .filter(([, shorter]) => !names.includes(shorter));
  const renamed = plain.reduce(
    (text, [name, shorter]) =>
      text
        .replaceAll(`"#/components/schemas/${name}"`, `"#/components/schemas/${shorter}"`)
        .replace(`"${name}":{`, `"${shorter}":{`),
    JSON.stringify(document),
  );
  return JSON.parse(renamed) as OpenAPIV3_1.Document;
}

function usedExamples({ paths, components }: OpenAPIV3_1.Document) {
  const used = new Set(JSON.stringify(paths).match(/(?<=#\/components\/examples\/)\w+/g));
  return Object.fromEntries(Object.entries(components?.examples ?? {}).filter(([name]) => used.has(name)));
}

/** The component schemas that the paths refer to, directly or through others. */
function usedSchemas({ paths, components }: OpenAPIV3_1.Document): Record<string, OpenAPIV3_1.SchemaObject> {
  const all = components?.schemas ?? {};
  const used = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, name = ""] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(all[name] ?? {});
    }
  };
  follow(paths);
  return Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
}

const mapValues = <Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value, key: string) => Result,
): Record<string, Result> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
