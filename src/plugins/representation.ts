/**
 * In which form a resource is sent, and whether it has to be sent at all. The forms are those that the route's own
 * schema documents for its success; the one that the client accepts stands in `request.form`. Every successful read
 * carries an `ETag` of exactly what was sent, and is not sent again to a client that has it.
 */
import { hash } from "node:crypto";
import type { FastifyReply, FastifyRequest, FastifySchema } from "fastify";
import fp from "fastify-plugin";
import { DomainError } from "../errors.ts";
import { acceptedForm } from "../http/negotiation.ts";
import { isKnown } from "../http/preconditions.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The media type that the client accepts, of those that the route's schema documents. */
    form: string;
  }
  interface FastifyReply {
    /** The version of a resource that can be updated; becomes part of its `ETag`. */
    resourceVersion: number | null;
  }
}

const json = "application/json";

export const representation = fp(
  async (app) => {
    app.decorateRequest("form", json);
    app.decorateReply("resourceVersion", null);

    app.addHook("onRequest", (request, reply, done) => {
      void reply.header("x-content-type-options", "nosniff");
      const { config, schema } = request.routeOptions;
      if (config?.access === undefined) return done();
      const forms = formsOf(schema);
      if (forms.length > 1) void reply.header("vary", "Accept");
      const form = acceptedForm(request.headers.accept, forms);
      if (form === null) {
        throw new DomainError("not_acceptable", `This resource comes as ${forms.join(", ")}.`, {
          errors: forms.map((detail) => ({ in: "header", pointer: "/accept", detail })),
        });
      }
      request.form = form;
      done();
    });

    app.addHook("onSend", (request, reply, payload, done) => {
      if (!isTagged(request, reply, payload)) return done();
      const digest = hash("sha1", payload, "base64url");
      const etag = reply.resourceVersion === null ? `"${digest}"` : `"${reply.resourceVersion}-${digest}"`;
      void reply.header("etag", etag).header("cache-control", "no-cache");
      // A text goes out with its head in one piece; bytes would be a piece of their own.
      if (!isRead(request) || !isKnown(request.headers["if-none-match"], etag)) return done();
      void reply.code(304).removeHeader("content-type").removeHeader("content-length");
      done(null, "");
    });
  },
  { name: "representation" },
);

const isRead = ({ method }: FastifyRequest): boolean => method === "GET" || method === "HEAD";

/** What gets an `ETag`: successful reads, and whatever has the version of a resource. */
function isTagged(request: FastifyRequest, reply: FastifyReply, payload: unknown): payload is string {
  if (typeof payload !== "string" || reply.statusCode !== 200) return false;
  if (!isRead(request) && reply.resourceVersion === null) return false;
  const { config } = request.routeOptions;
  return config?.access !== undefined && !config.vital;
}

/** The media types of a route's success, the usual one first. */
function formsOf(schema: FastifySchema | undefined): readonly string[] {
  const answers = (schema?.response ?? {}) as Record<string, { content?: Record<string, unknown> }>;
  const success = Object.entries(answers).find(([status]) => status.startsWith("2"))?.[1];
  return success?.content === undefined ? [json] : Object.keys(success.content);
}
