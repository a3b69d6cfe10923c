import { sendVersioned, type App } from "../../http/app.ts";
import { pageRequest, sendPage } from "../../http/paging.ts";
import { asOfQuery, type At } from "../../http/past.ts";
import { idParams } from "../../http/text.ts";
import { claimOrders } from "./orders.ts";
import { claimPage, claimQuery, claimSchema } from "./schemas.ts";
import type { ClaimService } from "./service.ts";

export function registerClaimRoutes(
  app: App,
  { at }: { readonly at: At<{ readonly claims: ClaimService }> },
): void {
  app.route({
    method: "GET",
    url: "/claims",
    schema: {
      operationId: "list_claims",
      tags: ["claims"],
      summary: "What is contested",
      description:
        "Propositions that somebody asserts, denies or leaves unconfirmed, each with its status and the parties behind " +
        "it, and how many statements take which stance. `stance`, `speaker` and `document` are about one statement: " +
        "`speaker=White House&stance=has_not_confirmed` gives the claims that the White House has not confirmed.",
      querystring: claimQuery,
      response: { 200: claimPage },
    },
    config: {
      access: "open",
      examples: [
        { name: "denied", summary: "What was denied, by whom, in which words", query: { status: "denied" } },
        { name: "unconfirmed", summary: "What a party has not confirmed", query: { status: "unconfirmed" } },
        {
          name: "then",
          summary: "What was contested when the first of these was recorded",
          query: { as_of: { operation: "list_claims", example: "denied", pointer: "/data/0/recorded_at" } },
        },
      ],
    },
    handler: async (request, reply) => {
      const { key } = claimOrders[request.query.sort];
      return sendPage(
        request,
        reply,
        await at(request.asOf).claims.list(request.query, pageRequest(request, key), request.publishedOnly),
      );
    },
  });

  app.route({
    method: "GET",
    url: "/claims/:id",
    schema: {
      operationId: "get_claim",
      tags: ["claims"],
      summary: "One claim and its whole story",
      description:
        "The proposition, its status with the parties and their evidence, and every statement on it by stance and speaker " +
        "in the order of time. The id of a claim that was merged answers with the one it was merged into, and " +
        "`merged_into` says so.",
      params: idParams,
      querystring: asOfQuery,
      response: { 200: claimSchema },
    },
    config: {
      access: "open",
      problems: ["claim_not_found"],
      examples: [
        {
          name: "denied",
          summary: "A claim that was denied",
          params: { id: { operation: "list_claims", example: "denied", pointer: "/data/0/id" } },
        },
        {
          name: "unconfirmed",
          summary: "A claim that a party has not confirmed",
          params: { id: { operation: "list_claims", example: "unconfirmed", pointer: "/data/0/id" } },
        },
        {
          name: "then",
          summary: "A claim as it was when it was recorded",
          params: { id: { operation: "list_claims", example: "denied", pointer: "/data/0/id" } },
          query: { as_of: { operation: "list_claims", example: "denied", pointer: "/data/0/recorded_at" } },
        },
      ],
    },
    handler: async (request, reply) =>
      sendVersioned(reply, await at(request.asOf).claims.get(request.params.id, request.publishedOnly)),
  });
}
