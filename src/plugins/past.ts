/**
 * As of when a request asks: its `as_of`, or for single resources the `Accept-Datetime` header of Memento (RFC 7089,
 * pattern 1.2: the address itself is the timegate, and its past states have addresses of their own). The header
 * counts in whole seconds and may lie in the future, which then means now.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import type { z } from "zod";
import { DomainError } from "../errors.ts";
import { readHttpDate } from "../http/past.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The instant whose knowledge is asked for; null for the present. */
    asOf: Date | null;
  }
}

export const past = fp<{ clock: () => Date }>(
  async (app, { clock }) => {
    app.decorateRequest("asOf", null);
    /** By the pattern of a route: whether what it gives has a map of its past states. Routes are never added later. */
    const mapped = new Map<string, boolean>();
    const hasTimeMap = (url: string): boolean => {
      const known = mapped.get(url);
      if (known !== undefined) return known;
      const found = app.hasRoute({ method: "GET", url: `${url}/timemap` });
      mapped.set(url, found);
      return found;
    };
    app.addHook("preHandler", (request, reply, done) => {
      const fields = (request.routeOptions.schema?.querystring as z.ZodObject | undefined)?.shape;
      if (fields === undefined || !("as_of" in fields)) return done();
      const isList = "cursor" in fields;
      const { as_of: named } = request.query as { readonly as_of?: Date };
      const now = clock();
      if (named !== undefined && named > now) {
        throw invalid("query", "/as_of", `must not be in the future; it is ${now.toISOString()} here`);
      }
      const negotiated = isList ? null : negotiatedInstant(request, now);
      request.asOf = named ?? negotiated;
      if (!isList) describe(request, reply, negotiated, hasTimeMap(request.routeOptions.url!));
      done();
    });
  },
  { name: "past" },
);

function negotiatedInstant(request: FastifyRequest, now: Date): Date | null {
  const header = request.headers["accept-datetime"];
  if (header === undefined) return null;
  const instant = typeof header === "string" ? readHttpDate(header) : null;
  if (instant === null) {
    const detail = "must be a date of HTTP, such as Sat, 09 Aug 2025 12:00:00 GMT";
    throw invalid("header", "/accept-datetime", detail);
  }
  return instant > now ? null : instant;
}

/** The headers by which clients of Memento find their way. */
function describe(
  request: FastifyRequest,
  reply: FastifyReply,
  negotiated: Date | null,
  hasTimeMap: boolean,
): void {
  const [path] = request.url.split("?", 1) as [string];
  const vary = [reply.getHeader("vary"), "accept-datetime"].filter((value) => value !== undefined);
  const links = [`<${path}>; rel="original timegate"`];
  if (hasTimeMap) links.push(`<${path}/timemap>; rel="timemap"; type="application/link-format"`);
  void reply.header("vary", vary.join(", ")).header("link", links.join(", "));
  if (request.asOf === null) return;
  void reply.header("memento-datetime", request.asOf.toUTCString());
  if (request.asOf === negotiated)
    void reply.header("content-location", `${path}?as_of=${request.asOf.toISOString()}`);
}

const invalid = (part: "query" | "header", pointer: string, problem: string): DomainError => {
  const detail = `\`${pointer.slice(1)}\`: ${problem}`;
  return new DomainError("invalid_request", detail, { errors: [{ in: part, pointer, detail }] });
};
