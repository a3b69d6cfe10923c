/**
 * `Idempotency-Key` on creations: whoever did not hear the answer may ask again, and what was done once is not done
 * twice (draft-ietf-httpapi-idempotency-key-header). The same key and request get the first answer, also while the
 * first is still under way; the same key with another request is refused. Failures of the service are not kept.
 */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import type { Database } from "../database/client.ts";
import { DomainError } from "../errors.ts";
import {
  forgetAnswers,
  keepAnswer,
  releaseKey,
  type Answer,
  takeKey,
  type IdempotentRequest,
  type KeyState,
} from "./idempotent-answers.ts";
import { seal, unseal } from "./sealed-text.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Set while this request is the one that its `Idempotency-Key` stands for. */
    idempotent: IdempotentRequest | null;
  }
}

const keptMs = 24 * 3600_000;
/** A request that has not been answered for so long never will be: its process is gone. */
const abandonedAfterMs = 120_000;
const longestWaitMs = 10_000;
const pauseMs = 50;

/** One request in so many also clears out old answers. */
const clearEvery = 200;

export const idempotency = fp<{ database: Database; clock: () => Date }>(
  async (app, { database, clock }) => {
    let keysTaken = 0;
    app.decorateRequest("idempotent", null);

    // Reads, which are most requests, do not pass through here.
    app.addHook("onRoute", (route) => {
      if (!route.config?.idempotent) return;
      route.preHandler = [route.preHandler ?? []].flat().concat(takeFirst);
      route.onSend = [route.onSend ?? []].flat().concat(keepAfterwards);
    });

    async function takeFirst(request: FastifyRequest, reply: FastifyReply) {
      const asked = idempotentRequest(request);
      if (asked === null) return undefined;
      keysTaken += 1;
      if (keysTaken % clearEvery === 1) await forgetAnswers(database, new Date(clock().getTime() - keptMs));
      const key = await takeOrWait(database, asked, clock);
      if (key.state === "answered") {
        const { body } = key.answer;
        return repeat(reply, {
          ...key.answer,
          body: isSecret(request) ? unseal(body, ...lockOf(request)) : body,
        });
      }
      if (key.state === "other_request") throw new DomainError("idempotency_key_reused");
      if (key.state === "pending") {
        throw new DomainError("request_in_progress", undefined, { headers: { "retry-after": "1" } });
      }
      request.idempotent = asked;
      return undefined;
    }

    async function keepAfterwards(request: FastifyRequest, reply: FastifyReply, payload: unknown) {
      const asked = request.idempotent;
      if (asked === null) return payload;
      request.idempotent = null;
      if (reply.statusCode >= 500 || typeof payload !== "string") await releaseKey(database, asked);
      else {
        const body = isSecret(request) ? seal(payload, ...lockOf(request)) : payload;
        await keepAnswer(database, asked, { status: reply.statusCode, body, headers: kept(reply) });
      }
      return payload;
    }
  },
  { name: "idempotency", dependencies: ["key-recognition"] },
);

function idempotentRequest({ caller, headers, method, body, url }: FastifyRequest) {
  const key = headers["idempotency-key"];
  if (caller === null || key === undefined) return null;
  const requestHash = createHash("sha256")
    .update(JSON.stringify([method, url, body]))
    .digest("hex");
  return { apiKeyId: caller.id, key: String(key), requestHash };
}

async function takeOrWait(
  database: Database,
  asked: IdempotentRequest,
  clock: () => Date,
): Promise<KeyState> {
  const giveUpAtMs = performance.now() + longestWaitMs;
  for (;;) {
    const now = clock();
    const key = await takeKey(database, asked, {
      now,
      abandonedBefore: new Date(now.getTime() - abandonedAfterMs),
    });
    if (key.state !== "pending" || performance.now() > giveUpAtMs) return key;
    await sleep(pauseMs);
  }
}

const isSecret = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config?.secret ?? false;

/** A secret answer is locked with the caller's own API key, of which the service keeps only the hash. */
const lockOf = ({ headers }: FastifyRequest): [secret: string, purpose: string] => [
  String(headers.authorization?.split(" ").at(-1)),
  `answer to ${String(headers["idempotency-key"])}`,
];

/** The headers of an answer that its repetition must have too. */
function kept(reply: FastifyReply): Record<string, string> {
  const headers = ["content-type", "location"].map((name) => [name, reply.getHeader(name)] as const);
  return Object.fromEntries(
    headers.filter((header): header is [string, string] => typeof header[1] === "string"),
  );
}

const repeat = (reply: FastifyReply, { status, body, headers }: Answer): FastifyReply =>
  reply
    .code(status)
    .headers({ ...headers, "idempotency-replayed": "true" })
    .serializer((text: string) => text)
    .send(body);
