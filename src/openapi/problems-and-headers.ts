/** The components of the document that all operations share: an example of every problem, and the headers. */
import type { OpenAPIV3_1 } from "openapi-types";
import { catalogue, DomainError, type ProblemCode } from "../errors.ts";
import { problemMediaType, problemOf } from "../http/problem.ts";

const example = (code: ProblemCode): OpenAPIV3_1.ExampleObject => {
  const error =
    code === "invalid_request"
      ? new DomainError(code, "There is no query parameter `limt`; the nearest is `limit`.", {
          errors: [
            {
              in: "query",
              pointer: "/limt",
              detail: "There is no query parameter `limt`; the nearest is `limit`.",
            },
          ],
        })
      : new DomainError(code);
  return { summary: catalogue[code].title, value: problemOf(error, { id: "req-1", url: "/v1/..." }) };
};

/** One of every kind, by its code. */
export const problemExamples = Object.fromEntries(
  Object.keys(catalogue).map((code) => [code, example(code as ProblemCode)]),
);

const text = { type: "string" } as const;

export const headerComponents = {
  ETag: {
    description: "Names exactly this content: send it as `If-None-Match`, or as `If-Match`",
    schema: text,
  },
  Link: { description: "Addresses of the `first` and the `next` page (RFC 8288)", schema: text },
  Location: { description: "The address of what was created", schema: text },
  RateLimit: {
    description: 'How many requests are left, and in how many seconds all are: `"default";r=50;t=30`',
    schema: text,
  },
  "RateLimit-Policy": {
    description: 'How many requests one client may make in how many seconds: `"default";q=600;w=60`',
    schema: text,
  },
  "Retry-After": { description: "In how many seconds to ask again", schema: { type: "integer" } },
} as const satisfies Record<string, OpenAPIV3_1.HeaderObject>;

type HeaderName = keyof typeof headerComponents;

/** Says which headers each answer of an operation carries. */
export function withHeaders(operation: OpenAPIV3_1.OperationObject): OpenAPIV3_1.OperationObject {
  const { responses = {}, parameters = [] } = operation;
  const isList = (parameters as OpenAPIV3_1.ParameterObject[]).some(({ name }) => name === "cursor");
  const namesFor = (status: string): HeaderName[] => [
    ...(status === "200" && "304" in responses ? (["ETag"] as const) : []),
    ...(status === "200" && isList ? (["Link"] as const) : []),
    ...(status === "201" ? (["Location"] as const) : []),
    ...("429" in responses ? (["RateLimit", "RateLimit-Policy"] as const) : []),
    ...(status === "429" || status === "503" ? (["Retry-After"] as const) : []),
  ];
  const complete = Object.entries(responses).map(([status, response]) => {
    const headers = Object.fromEntries(
      namesFor(status).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
    );
    return [status, Object.keys(headers).length === 0 ? response : { ...response, headers }];
  });
  return { ...operation, responses: Object.fromEntries(complete) };
}

/** Shows an example of each problem that a response names in its description. */
export function withProblemExamples(response: OpenAPIV3_1.ResponseObject): OpenAPIV3_1.ResponseObject {
  const media = response.content?.[problemMediaType];
  if (media === undefined) return response;
  const codes = [...response.description.matchAll(/^`(\w+)`:/gm)].map(([, code]) => code!);
  const examples = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
  return {
    ...response,
    content: { ...response.content, [problemMediaType]: { ...media, examples } },
  };
}
