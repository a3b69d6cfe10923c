/**
 * What routes are written against: the application type and the declarations that every route makes in its `config`.
 *
 *     export function registerSpeakerRoutes(app: App, { speakers }: { readonly speakers: SpeakerService }): void {
 *       app.route({
 *         method: "GET",
 *         url: "/speakers/:id",
 *         schema: {
 *           operationId: "get_speaker",
 *           tags: ["speakers"],
 *           summary: "One speaker",
 *           description: "Who this is, under which names and in which positions ...",
 *           params: idParams,
 *           response: { 200: speakerSchema },
 *         },
 *         config: {
 *           access: "open",
 *           problems: ["speaker_not_found"],
 *           examples: [{ name: "first", summary: "Who speaks most", params: { id: { operation: "list_speakers", ... } } }],
 *         },
 *         handler: async (request, reply) => sendVersioned(reply, await speakers.get(request.params.id)),
 *       });
 *     }
 *
 * A route declares only its own success and, in `problems`, its own failures: validation, keys, rate limit, load,
 * idempotency and the rest are added to its documented answers by the route-contract plugin.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { ProblemCode } from "../errors.ts";

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export const KEY_SCOPES = ["ingest", "curate", "confirm", "admin"] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** A value of an example that is taken from the recorded answer to an earlier one, so that ids are never typed in. */
export interface FromAnswer {
  readonly operation: string;
  readonly example: string;
  /** JSON pointer into that answer: `/data/0/id`. */
  readonly pointer: string;
}

type ExampleValue = string | number | boolean | FromAnswer;

/** A request that works against the freshly seeded service; its answer is recorded into the OpenAPI document. */
export interface RouteExample {
  /** Unique within the operation, `snake_case`. */
  readonly name: string;
  readonly summary: string;
  readonly params?: Readonly<Record<string, ExampleValue>>;
  readonly query?: Readonly<Record<string, ExampleValue>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values in it may be taken from answers too. */
  readonly body?: unknown;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** Who may call: everybody, or whoever has a key with this scope. */
    access: "open" | KeyScope;
    /** Failures of this operation's own, by their codes in the catalogue. */
    problems?: readonly ProblemCode[];
    /** A creation: takes an `Idempotency-Key`, and answers its repetition with the first answer. */
    idempotent?: boolean;
    /** The answer holds something that is shown once: it is kept for repetitions only under lock. */
    secret?: boolean;
    /** An update: needs `If-Match`. */
    versioned?: boolean;
    /** Answered under any load and without counting: what a supervisor asks. */
    vital?: boolean;
    examples?: readonly RouteExample[];
  }
}

/** A resource that can be updated: its JSON, and the version that an update must name. */
export interface Versioned {
  readonly json: string;
  readonly version: number;
}

/** Sends a resource with the version in its `ETag`. */
export function sendVersioned(reply: FastifyReply, { json, version }: Versioned): FastifyReply {
  reply.resourceVersion = version;
  return sendJson(reply, json);
}

/**
 * Sends JSON that Postgres has already built. The schema still documents it, and every test checks it against the
 * schema, but nothing parses it on the way: that is what makes reads fast.
 */
export function sendJson(reply: FastifyReply, json: string): FastifyReply {
  return reply.type("application/json; charset=utf-8").send(json);
}
