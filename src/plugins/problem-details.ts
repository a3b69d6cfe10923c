/** Every failure of a request leaves as RFC 9457 problem details: the only mapper from errors to answers. */
import type { Socket } from "node:net";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import type { z } from "zod";
import { Prisma } from "../database/generated/client.ts";
import { databaseProblem } from "../database/prisma-errors.ts";
import { catalogue, DomainError, type ProblemCode, type RequestFault } from "../errors.ts";
import { problemMediaType, problemOf, shown } from "../http/problem.ts";
import { nearest } from "./nearest.ts";

/** More faults than these tell a reader nothing new, and a hostile body could have thousands. */
const mostFaults = 20;

export const problemDetails = fp(
  async (app) => {
    app.setErrorHandler((error: FastifyError, request, reply) => sendProblem(error, request, reply));
    app.setNotFoundHandler((request, reply) => sendProblem(noRoute(request), request, reply));
  },
  { name: "problem-details" },
);

/** Nothing at the address at all, or nothing for the method. */
function noRoute(request: FastifyRequest): DomainError {
  const path = request.url.split("?", 1)[0]!;
  const methods = request.server.operations
    .filter(({ url }) => new RegExp(`^${url.replace(/:\w+/g, "[^/]+")}$`).test(path))
    .flatMap(({ method }) => method);
  if (methods.length === 0) return new DomainError("route_not_found");
  const allow = methods.includes("GET") ? [...methods, "HEAD"] : methods;
  return new DomainError("method_not_allowed", `This address takes ${allow.join(", ")}.`, {
    headers: { allow: allow.join(", ") },
  });
}

/** Answers with the problem that an error stands for; what nobody foresaw is logged and told as `internal_error`. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = asDomainError(error, request);
  // Writing a line for each refused request would add to the load; the metrics count them.
  if (problem.status >= 500 && problem.code !== "overloaded")
    request.log.error({ err: withoutArguments(error), code: problem.code }, problem.message);
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type(problemMediaType)
    .serializer(JSON.stringify)
    .send(problemOf(asOfThen(problem, request), request));
}

/** What is not found in the past may well be there now: the answer says as of when it speaks. */
function asOfThen(problem: DomainError, { asOf }: FastifyRequest): DomainError {
  if (asOf == null || problem.status !== 404) return problem;
  return new DomainError(problem.code, `${problem.message} That is as of ${asOf.toISOString()}.`);
}

/** Prisma prints a call that it cannot carry out with all its arguments, the texts of documents among them. */
const withoutArguments = (error: unknown): unknown =>
  error instanceof Prisma.PrismaClientValidationError
    ? new Error(`Prisma refused a call: ${error.message.split("\n").at(-1)}`)
    : error;

/** What Fastify itself refuses, in the words of our catalogue. */
const frameworkCodes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_BAD_URL: "invalid_url",
  FST_ERR_CTP_BODY_TOO_LARGE: "body_too_large",
  FST_ERR_CTP_EMPTY_JSON_BODY: "invalid_json",
  FST_ERR_CTP_INVALID_JSON_BODY: "invalid_json",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported_media_type",
  FST_ERR_CTP_EMPTY_TYPE: "unsupported_media_type",
};

function asDomainError(error: unknown, request: FastifyRequest): DomainError {
  if (error instanceof DomainError) return error;
  const unfit = fromDatabase(error);
  if (unfit !== null) return unfit;
  if (!(error instanceof Error)) return new DomainError("internal_error");
  const { code, statusCode = 500, validation, validationContext } = error as FastifyError;
  if (validation !== undefined) {
    const errors = faultsOf(validation as unknown as readonly ValidationIssue[], validationContext, request);
    return new DomainError("invalid_request", errors[0]?.detail, { errors });
  }
  const known = frameworkCodes[code];
  if (known === "body_too_large") {
    const detail = `This operation takes a body of at most ${request.routeOptions.bodyLimit} bytes.`;
    return new DomainError(known, detail, { cause: error });
  }
  if (known !== undefined) return new DomainError(known, undefined, { cause: error });
  // Anything else that Fastify blames on the client: a wrong content length, a parameter that is far too long.
  if (code?.startsWith("FST_ERR_") && statusCode < 500) {
    return new DomainError("invalid_request", error.message, { cause: error });
  }
  return new DomainError("internal_error", undefined, { cause: error });
}

/** What repositories cannot know the meaning of: a database that is gone, or busier than a reader can wait for. */
function fromDatabase(cause: unknown): DomainError | null {
  const kind = databaseProblem(cause)?.kind;
  const retry = { headers: { "retry-after": "5" }, cause };
  if (kind === "unavailable") return new DomainError("database_unavailable", undefined, retry);
  // Others were in the way each time that it was tried.
  if (kind === "conflict") return new DomainError("overloaded", undefined, retry);
  if (kind === "too_slow") return new DomainError("query_too_slow", undefined, retry);
  return null;
}

/** Answers what was not even HTTP, where there is no request yet; the connection is closed after it. */
export function clientErrorHandler(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = error.code === "HPE_HEADER_OVERFLOW" ? "headers_too_large" : "invalid_request";
  const problem = new DomainError(code, code === "invalid_request" ? "This is not HTTP." : undefined);
  const body = JSON.stringify(problemOf(problem, { id: "none", url: "" }));
  socket.end(
    `HTTP/1.1 ${problem.status} ${catalogue[code].title}\r\ncontent-type: ${problemMediaType}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** What the type provider makes of a zod issue. */
interface ValidationIssue {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
  readonly params: {
    readonly keys?: readonly string[];
    /** Of a union: what is wrong by each of its branches. */
    readonly errors?: readonly (readonly BranchIssue[])[];
  };
}

/** As zod gives it, its path beginning at the union. */
interface BranchIssue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly BranchIssue[])[];
}

/**
 * What is wrong with a value that only one branch of a union could take, an object or an array, is told by that branch.
 */
function byBranch(issue: ValidationIssue): readonly ValidationIssue[] {
  const branches = (issue.params.errors ?? []).filter(
    (issues) => !issues.some(({ code, path }) => code === "invalid_type" && path.length === 0),
  );
  if (branches.length !== 1) return [issue];
  const at = issue.instancePath === "/" ? "" : issue.instancePath;
  return branches[0]!.flatMap(({ code, path, message, ...params }) =>
    byBranch({ keyword: code, instancePath: `${at}/${path.join("/")}`, message, params }),
  );
}

const partNames: Readonly<Record<string, RequestFault["in"]>> = {
  body: "body",
  querystring: "query",
  params: "path",
  headers: "header",
};

function faultsOf(
  issues: readonly ValidationIssue[],
  context: string | undefined,
  request: FastifyRequest,
): RequestFault[] {
  const part = partNames[context ?? ""] ?? "body";
  return issues
    .flatMap(byBranch)
    .flatMap((issue): RequestFault[] => {
      const pointer = issue.instancePath === "/" ? "" : shown(issue.instancePath);
      if (issue.keyword !== "unrecognized_keys")
        return [{ in: part, pointer, detail: described(issue, pointer, part) }];
      const valid = pointer === "" ? namesTaken(request, context) : [];
      return (issue.params.keys ?? []).map((key) => ({
        in: part,
        pointer: `${pointer}/${shown(key).replaceAll("~", "~0").replaceAll("/", "~1")}`,
        detail: unknownName(key, valid, part),
      }));
    })
    .slice(0, mostFaults);
}

const described = (issue: ValidationIssue, pointer: string, part: string): string =>
  `${pointer === "" ? `The ${part}` : `\`${pointer.slice(1)}\``} ${shown(issue.message)}`;

function unknownName(name: string, valid: readonly string[], part: RequestFault["in"]): string {
  const what = part === "query" ? "query parameter" : "field";
  const unknown = `There is no ${what} \`${shown(name, 60)}\``;
  if (valid.length === 0)
    return part === "query" ? `${unknown}; this operation takes none.` : `${unknown} here.`;
  return `${unknown}; the nearest is \`${nearest(name, valid)}\`. Valid are: ${valid.join(", ")}.`;
}

/** The names that the route's schema for this part of the request takes. */
function namesTaken(request: FastifyRequest, context: string | undefined): string[] {
  const schema = request.routeOptions.schema as Record<string, z.ZodType | undefined> | undefined;
  const part = schema?.[context ?? ""];
  return part !== undefined && "shape" in part ? Object.keys(part.shape as object) : [];
}
