import { sendJson, type App } from "../../http/app.ts";
import { pageRequest, sendPage } from "../../http/paging.ts";
import { asOfQuery, type At } from "../../http/past.ts";
import { idParams } from "../../http/text.ts";
import { sourceOrders } from "./orders.ts";
import { sourcePage, sourceQuery, sourceSchema } from "./schemas.ts";
import type { SourceService } from "./service.ts";

export function registerSourceRoutes(
  app: App,
  { at }: { readonly at: At<{ readonly sources: SourceService }> },
): void {
  app.route({
    method: "GET",
    url: "/sources",
    schema: {
      operationId: "list_sources",
      tags: ["sources"],
      summary: "Through whom words came",
      description:
        "Reports, publications and handed-out statements that words passed through between the speaker and the document " +
        "that prints them, with the number of those statements. The two ends of a chain are not listed here: they are " +
        "speakers and documents.",
      querystring: sourceQuery,
      response: { 200: sourcePage },
    },
    config: {
      access: "open",
      examples: [{ name: "reports", summary: "Reports that articles cite", query: { type: "report" } }],
    },
    handler: async (request, reply) => {
      const { key } = sourceOrders[request.query.sort];
      return sendPage(
        request,
        reply,
        await at(request.asOf).sources.list(request.query, pageRequest(request, key), request.publishedOnly),
      );
    },
  });

  app.route({
    method: "GET",
    url: "/sources/:id",
    schema: {
      operationId: "get_source",
      tags: ["sources"],
      summary: "One source",
      description: "What it is, who published it, and the latest statements that came through it.",
      params: idParams,
      querystring: asOfQuery,
      response: { 200: sourceSchema },
    },
    config: {
      access: "open",
      problems: ["source_not_found"],
      examples: [
        {
          name: "report",
          summary: "A report that an article cites",
          params: { id: { operation: "list_sources", example: "reports", pointer: "/data/0/id" } },
        },
      ],
    },
    handler: async (request, reply) =>
      sendJson(reply, await at(request.asOf).sources.getJson(request.params.id, request.publishedOnly)),
  });
}
