import { sendVersioned, type App } from "../../http/app.ts";
import { pageRequest, sendPage } from "../../http/paging.ts";
import { asOfQuery, type At } from "../../http/past.ts";
import { idParams } from "../../http/text.ts";
import { listExamples } from "./examples.ts";
import { statementOrders, usualSort } from "./orders.ts";
import { statementPage, statementQuery, statementSchema } from "./schemas.ts";
import type { StatementService } from "./service.ts";

export function registerStatementRoutes(
  app: App,
  { at }: { readonly at: At<{ readonly statements: StatementService }> },
): void {
  app.route({
    method: "GET",
    url: "/statements",
    schema: {
      operationId: "list_statements",
      tags: ["statements"],
      summary: "Who said what",
      description:
        "Every attributed statement that fits all the filters: who said it, in what position, to whom, where, when and " +
        "how, the exact words with their place in the text, the way they took to the reader, and what is known of " +
        "their truth. Several values of one filter widen it (`stance=denies,confirms`), several filters narrow the " +
        "list. With `q`, the words that matched are marked in `highlight`.",
      querystring: statementQuery,
      response: { 200: statementPage },
    },
    config: {
      access: "open",
      examples: listExamples,
    },
    handler: async (request, reply) => {
      const { key } = statementOrders[request.query.sort ?? usualSort(request.query)];
      const { page, facets } = await at(request.asOf).statements.list(
        request.query,
        pageRequest(request, key),
        request.publishedOnly,
      );
      return sendPage(request, reply, page, facets === null ? {} : { facets });
    },
  });

  app.route({
    method: "GET",
    url: "/statements/:id",
    schema: {
      operationId: "get_statement",
      tags: ["statements"],
      summary: "One statement",
      description:
        "Who said it, the exact words and where they stand, the chain of sources from the speaker to the document, and " +
        "two answers with the parties behind them: `status` (is it so?) and `attribution_status` (was it said?). A " +
        "statement of an earlier revision keeps its address; `superseded` names the one that carries it on.",
      params: idParams,
      querystring: asOfQuery,
      response: { 200: statementSchema },
    },
    config: {
      access: "open",
      problems: ["statement_not_found"],
      examples: [
        {
          name: "denial",
          summary: "A denial, with the sentence as evidence",
          params: { id: { operation: "list_statements", example: "denials", pointer: "/data/0/id" } },
        },
        {
          name: "then",
          summary: "The denial as it was when it was recorded",
          params: { id: { operation: "list_statements", example: "denials", pointer: "/data/0/id" } },
          query: {
            as_of: { operation: "list_statements", example: "denials", pointer: "/data/0/recorded_at" },
          },
        },
      ],
    },
    handler: async (request, reply) =>
      sendVersioned(reply, await at(request.asOf).statements.get(request.params.id, request.publishedOnly)),
  });
}
