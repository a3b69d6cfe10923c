import type { App } from "../../http/app.ts";
import { pageRequest, sendPage } from "../../http/paging.ts";
import { latestFirst } from "./repository.ts";
import { eventPage, eventQuery } from "./schemas.ts";
import type { EventService } from "./service.ts";

export function registerEventRoutes(app: App, { events }: { readonly events: EventService }): void {
  app.route({
    method: "GET",
    url: "/admin/events",
    schema: {
      operationId: "list_events",
      tags: ["admin"],
      summary: "The log of every write",
      description:
        "Who did what to which resource, and what it changed, the latest first. The log is only ever added to: " +
        "neither an operation of this API nor the service's own code can change or delete an entry.",
      querystring: eventQuery,
      response: { 200: eventPage },
    },
    config: {
      access: "admin",
      examples: [{ name: "latest", summary: "The latest write", query: { limit: 1 } }],
    },
    handler: async (request, reply) =>
      sendPage(request, reply, await events.list(request.query, pageRequest(request, latestFirst.key))),
  });
}
