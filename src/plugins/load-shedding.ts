/** Refuses work with 503 and `Retry-After` while the event loop is behind, so that what was accepted is finished. */
import underPressure from "@fastify/under-pressure";
import fp from "fastify-plugin";
import { DomainError } from "../errors.ts";

/** Above this mean delay every answer would take longer than a reader waits. */
const mostEventLoopDelayMs = 1_000;
const retryAfterSeconds = 5;

export const loadShedding = fp(
  async (app) => {
    await app.register(underPressure, {
      maxEventLoopDelay: mostEventLoopDelayMs,
      pressureHandler: async (request) => {
        if (request.routeOptions.config?.vital) return;
        throw new DomainError("overloaded", undefined, {
          headers: { "retry-after": `${retryAfterSeconds}` },
        });
      },
    });
  },
  { name: "load-shedding" },
);
