/** Prometheus metrics: how many requests, how long they took, and the state of the process. */
import fp from "fastify-plugin";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { z } from "zod";
import type { App } from "../http/app.ts";

const bucketsSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export const metrics = fp(
  async (app: App) => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const duration = new Histogram({
      name: "http_request_duration_seconds",
      help: "Time from the request's arrival to the end of its answer",
      labelNames: ["method", "route", "status"] as const,
      buckets: bucketsSeconds,
      registers: [registry],
    });

    app.addHook("onResponse", (request, reply, done) => {
      // The route's pattern and not the address: a label must have few values.
      const route = request.routeOptions.url ?? "none";
      duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      done();
    });
    app.addHook("onClose", async () => registry.clear());

    app.route({
      method: "GET",
      url: "/metrics",
      schema: {
        operationId: "get_metrics",
        tags: ["service"],
        summary: "Metrics for Prometheus",
        description:
          "Requests by route and status with their durations, memory, event loop and garbage collection.",
        response: {
          200: {
            description: "Prometheus text format",
            content: { "text/plain": { schema: z.string() } },
          },
        },
      },
      config: { access: "open", vital: true },
      handler: async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
    });
  },
  { name: "metrics" },
);
