/** The one shape of every error: RFC 9457 `application/problem+json`. */
import { z } from "zod";
import { catalogue, type DomainError, type ProblemCode } from "../errors.ts";

export const problemMediaType = "application/problem+json";

export const problemSchema = z
  .strictObject({
    type: z.string().describe("Address that explains this kind of problem, the same at every occurrence"),
    title: z.string().describe("The kind of problem, in a few words"),
    status: z.int().describe("The HTTP status"),
    detail: z.string().describe("What is wrong this time"),
    instance: z.string().describe("The path that was asked for"),
    code: z
      .enum(Object.keys(catalogue) as [ProblemCode, ...ProblemCode[]])
      .describe("The kind, for programs"),
    request_id: z.string().describe("What the service's log calls this request"),
    errors: z
      .array(
        z.strictObject({
          in: z.enum(["body", "query", "path", "header"]).describe("The part of the request"),
          pointer: z.string().describe("JSON pointer into that part"),
          detail: z.string().describe("What is wrong there"),
        }),
      )
      .describe("Each part of the request that is wrong; empty where no single part is"),
  })
  .meta({ id: "Problem" });

export type Problem = z.infer<typeof problemSchema>;

/** Addresses come from clients; what is repeated to them is short and can be written as UTF-8. */
export const shown = (text: string, most = 200): string => {
  const wellFormed = text.replace(/\p{Surrogate}/gu, "\uFFFD");
  return wellFormed.length <= most
    ? wellFormed
    : `${wellFormed.slice(0, most)}…`.replace(/\p{Surrogate}/gu, "");
};

export function problemOf(
  error: DomainError,
  request: { readonly id: string; readonly url: string },
): Problem {
  return {
    type: `/problems/${error.code}`,
    title: catalogue[error.code].title,
    status: error.status,
    detail: error.message,
    instance: shown(request.url.split("?", 1)[0]!),
    code: error.code,
    request_id: request.id,
    errors: error.errors.map((fault) => ({ ...fault })),
  };
}
