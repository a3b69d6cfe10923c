/**
 * In which form a resource is sent, and whether it has to be sent at all. The forms are those that the route's own
 * schema documents for its success; the one that the client accepts stands in `request.form`. Every successful read
 * carries an `ETag` of exactly what was sent, and is not sent again to a client that has it.
 */
import { createHash } from "node:crypto";
import type { FastifySchema } from "fastify";
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

    app.addHook("onRequest", async (request, reply) => {
      void reply.header("x-content-type-options", "nosniff");
      if (request.routeOptions.config?.access === undefined) return;
      const forms = formsOf(request.routeOptions.schema);
      if (forms.length > 1) void reply.header("vary", "Accept");
      const form = acceptedForm(request.headers.accept, forms);
      if (form === null) {
        throw new DomainError("not_acceptable", `This resource comes as ${forms.join(", ")}.`, {
          errors: forms.map((detail) => ({ in: "header", pointer: "/accept", detail })),
        });
      }
      request.form = form;
    });

    app.addHook("onSend", async (request, reply, payload) => {
      const read = request.method === "GET" || request.method === "HEAD";
      const versioned = reply.resourceVersion !== null;
      if (!(read || versioned) || reply.statusCode !== 200 || typeof payload !== "string") return payload;
      if (request.routeOptions.config?.access === undefined || request.routeOptions.config.vital)
        return payload;
      const hash = createHash("sha1").update(payload).digest("base64url");
      const etag = reply.resourceVersion === null ? `"${hash}"` : `"${reply.resourceVersion}-${hash}"`;
      void reply.headers({ etag, "cache-control": "no-cache" });
      if (!read || !isKnown(request.headers["if-none-match"], etag)) return payload;
      void reply.code(304).removeHeader("content-type").removeHeader("content-length");
      return "";
    });
  },
  { name: "representation" },
);

/** The media types of a route's success, the usual one first. */
function formsOf(schema: FastifySchema | undefined): string[] {
  const answers = (schema?.response ?? {}) as Record<string, { content?: Record<string, unknown> }>;
  const success = Object.entries(answers).find(([status]) => status.startsWith("2"))?.[1];
  return success?.content === undefined ? [json] : Object.keys(success.content);
}
