/**
 * Who is calling. A key that is sent must be valid, also where none is needed, so that nobody believes to be known
 * who is not. Recognising and demanding are two steps, with the rate limit between them: callers with a key are
 * counted by key, and a flood of wrong keys is counted too.
 */
import type { FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { DomainError } from "../errors.ts";
import type { Caller, KeyService } from "../modules/keys/service.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Whose valid key came with the request; null without a key, and before it is recognised. */
    caller: Caller | null;
  }
}

const challenge = { "www-authenticate": 'Bearer realm="On the Record"' };
const invalidChallenge = { "www-authenticate": 'Bearer realm="On the Record", error="invalid_token"' };

/** Recognises the key of a request in `request.caller`. */
export const keyRecognition = fp<{ keys: KeyService }>(
  async (app, { keys }) => {
    app.decorateRequest("caller", null);
    app.addHook("onRequest", async (request) => {
      const text = bearerOf(request);
      // What a supervisor asks is answered without asking the database anything, whatever comes with it.
      if (text === null || request.routeOptions.config.vital) return;
      request.caller = await keys.authenticate(text);
    });
  },
  { name: "key-recognition" },
);

/** Refuses requests whose key is wrong, or that lack the key or scope that the route declares. */
export const keyDemand = fp(
  async (app) => {
    app.addHook("onRequest", (request, _reply, done) => {
      const { access, vital } = request.routeOptions.config;
      if (vital) return done();
      if (request.headers.authorization !== undefined && request.caller === null) {
        throw new DomainError("invalid_key", undefined, { headers: invalidChallenge });
      }
      // A path that no route has declares nothing: it is answered 404, not 401.
      if (access === undefined || access === "open") return done();
      if (request.caller === null) throw new DomainError("missing_key", undefined, { headers: challenge });
      if (!request.caller.scopes.includes(access)) {
        throw new DomainError("missing_scope", `This operation needs a key with the scope \`${access}\`.`);
      }
      done();
    });
  },
  { name: "key-demand", dependencies: ["key-recognition"] },
);

function bearerOf(request: FastifyRequest): string | null {
  const { authorization } = request.headers;
  return authorization === undefined ? null : (/^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? null);
}
