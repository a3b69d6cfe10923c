/**
 * How often one client may ask, told in the `RateLimit` and `RateLimit-Policy` headers (draft-ietf-httpapi-ratelimit-
 * headers-11). A client is a key, or an address without one. Counting is by the generic cell rate algorithm (ITU-T
 * I.371): each request moves the client's "theoretical arrival time" on by the interval between requests, so the
 * quota refills evenly and no instant lets everybody start anew. One number is kept for each client, in memory.
 */
import fp from "fastify-plugin";
import { DomainError } from "../errors.ts";

export interface RateLimitOptions {
  readonly requests: number;
  readonly windowSeconds: number;
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs?: () => number;
}

/** Clients whose quota is full again are forgotten when more than these are known. */
const knownClientsMost = 50_000;

export const rateLimit = fp<RateLimitOptions>(
  async (app, { requests, windowSeconds, nowMs = () => performance.now() }) => {
    const windowMs = windowSeconds * 1000;
    const intervalMs = windowMs / requests;
    /** By client: when its quota will be full again. */
    const fullAgainAtMs = new Map<string, number>();

    app.addHook("onRequest", (request, reply, done) => {
      if (request.routeOptions.config?.vital) return done();
      const client = request.caller === null ? request.ip : `key ${request.caller.id}`;
      const now = nowMs();
      const next = Math.max(fullAgainAtMs.get(client) ?? now, now) + intervalMs;
      const refused = next - now > windowMs;
      const used = (refused ? next - intervalMs : next) - now;
      void reply.headers({
        "ratelimit-policy": `"default";q=${requests};w=${windowSeconds}`,
        ratelimit: `"default";r=${Math.floor((windowMs - used) / intervalMs + 1e-9)};t=${Math.ceil(used / 1000)}`,
      });
      if (refused) {
        const waitSeconds = Math.max(1, Math.ceil((next - now - windowMs) / 1000));
        throw new DomainError("too_many_requests", undefined, {
          headers: { "retry-after": `${waitSeconds}` },
        });
      }
      fullAgainAtMs.set(client, next);
      if (fullAgainAtMs.size > knownClientsMost) forgetFull(fullAgainAtMs, now);
      done();
    });
  },
  { name: "rate-limit", dependencies: ["key-recognition"] },
);

function forgetFull(fullAgainAtMs: Map<string, number>, now: number): void {
  for (const [client, at] of fullAgainAtMs) if (at <= now) fullAgainAtMs.delete(client);
  // All of them are active: the longest known go first, which is the order a Map keeps.
  for (const client of fullAgainAtMs.keys()) {
    if (fullAgainAtMs.size <= knownClientsMost / 2) return;
    fullAgainAtMs.delete(client);
  }
}
