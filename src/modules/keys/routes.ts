import type { FastifyReply } from "fastify";
import { DomainError } from "../../errors.ts";
import { sendJson, type App } from "../../http/app.ts";
import { pageRequest, sendPage } from "../../http/paging.ts";
import { idParams } from "../../http/text.ts";
import { keyActor } from "../events/service.ts";
import { oldestFirst } from "./repository.ts";
import { createdKeySchema, keyPage, keyQuery, keySchema, newKeySchema } from "./schemas.ts";
import type { CreatedKey, KeyService } from "./service.ts";

export function registerKeyRoutes(app: App, { keys }: { readonly keys: KeyService }): void {
  /** The key stands in this answer and nowhere else. */
  async function sendCreated(reply: FastifyReply, { text, stored }: CreatedKey): Promise<FastifyReply> {
    const rest = (await keys.getJson(stored.id)).slice(1);
    return sendJson(reply.code(201), `{"key":${JSON.stringify(text)},${rest}`);
  }

  app.route({
    method: "POST",
    url: "/admin/keys",
    schema: {
      operationId: "create_key",
      tags: ["admin"],
      summary: "Make an API key",
      description:
        "The key stands in the answer and cannot be had again: the service keeps only its hash. Every write is logged " +
        "under the key's name.",
      body: newKeySchema,
      response: { 201: createdKeySchema },
    },
    config: {
      access: "admin",
      idempotent: true,
      secret: true,
      examples: [
        {
          name: "desk",
          summary: "For a desk that sends its articles in",
          body: { name: "metro desk", scopes: ["ingest"] },
        },
      ],
    },
    handler: async (request, reply) => {
      const { name, scopes, expires_at } = request.body;
      const expiresAt = expires_at === undefined ? null : new Date(expires_at);
      return sendCreated(reply, await keys.create({ name, scopes, expiresAt }, keyActor(request.caller!)));
    },
  });

  app.route({
    method: "GET",
    url: "/admin/keys",
    schema: {
      operationId: "list_keys",
      tags: ["admin"],
      summary: "All API keys",
      description:
        "Every key that was ever made, with its scopes, its last use and whether it is still of use; never the key itself.",
      querystring: keyQuery,
      response: { 200: keyPage },
    },
    config: { access: "admin", examples: [{ name: "all", summary: "Every key", query: { limit: 5 } }] },
    handler: async (request, reply) =>
      sendPage(request, reply, await keys.page(pageRequest(request, oldestFirst.key))),
  });

  app.route({
    method: "POST",
    url: "/admin/keys/:id/rotate",
    schema: {
      operationId: "rotate_key",
      tags: ["admin"],
      summary: "Replace an API key by a new one",
      description:
        "Revokes the key and makes another one of the same name and scopes, which stands in the answer and cannot be had " +
        "again.",
      params: idParams,
      response: { 201: createdKeySchema },
    },
    config: {
      access: "admin",
      idempotent: true,
      secret: true,
      problems: ["key_not_found", "key_revoked"],
      examples: [
        {
          name: "leaked",
          summary: "The key stood in a log for everybody to see",
          params: { id: { operation: "create_key", example: "desk", pointer: "/id" } },
        },
      ],
    },
    handler: async (request, reply) => {
      const id = BigInt(request.params.id);
      const made = await keys.rotate(id, keyActor(request.caller!));
      if (made === null) throw await unusable(id);
      return sendCreated(reply, made);
    },
  });

  app.route({
    method: "POST",
    url: "/admin/keys/:id/revoke",
    schema: {
      operationId: "revoke_key",
      tags: ["admin"],
      summary: "Make an API key useless",
      description:
        "At once and for good. What was written with the key stays, and the log says that it was this key.",
      params: idParams,
      response: { 200: keySchema },
    },
    config: {
      access: "admin",
      problems: ["key_not_found", "key_revoked"],
      examples: [
        {
          name: "over",
          summary: "Nobody needs the key any more",
          params: { id: { operation: "rotate_key", example: "leaked", pointer: "/id" } },
        },
      ],
    },
    handler: async (request, reply) => {
      const id = BigInt(request.params.id);
      if (!(await keys.revoke(id, keyActor(request.caller!)))) throw await unusable(id);
      return sendJson(reply, await keys.getJson(id));
    },
  });

  /** Why a key cannot be changed: there is none, or it is revoked already. */
  async function unusable(id: bigint): Promise<DomainError> {
    await keys.getJson(id);
    return new DomainError("key_revoked");
  }
}
