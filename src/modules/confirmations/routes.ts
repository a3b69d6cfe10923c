import { sendJson, type App } from "../../http/app.ts";
import { pageRequest, sendPage } from "../../http/paging.ts";
import { asOfQuery, type At } from "../../http/past.ts";
import { idParams } from "../../http/text.ts";
import { latestFirst } from "./repository.ts";
import {
  confirmationPage,
  confirmationQuery,
  confirmationSchema,
  newConfirmationSchema,
  withdrawalSchema,
} from "./schemas.ts";
import type { ConfirmationService } from "./service.ts";

interface ConfirmationServices {
  readonly at: At<{ readonly confirmations: ConfirmationService }>;
  readonly confirmations: ConfirmationService;
}

export function registerConfirmationRoutes(app: App, { at, confirmations }: ConfirmationServices): void {
  app.route({
    method: "POST",
    url: "/confirmations",
    schema: {
      operationId: "create_confirmation",
      tags: ["confirmations"],
      summary: "Record who confirmed or denied something",
      description:
        "Adds one record about a statement (was it said?) or a claim (is it so?): who confirmed or denied it, on what " +
        "evidence, and since when. The status of the statement or claim follows from all its records. A record is " +
        "never edited or deleted; a later one can say that it supersedes it.",
      body: newConfirmationSchema,
      response: { 201: confirmationSchema },
    },
    config: {
      access: "confirm",
      idempotent: true,
      problems: [
        "reference_not_found",
        "evidence_differs",
        "effective_in_future",
        "supersedes_another_subject",
        "already_superseded",
      ],
      examples: [
        {
          name: "newsroom",
          summary: "The newsroom has asked too, and got no confirmation",
          body: {
            about: {
              type: "claim",
              id: { operation: "list_claims", example: "unconfirmed", pointer: "/data/0/id" },
            },
            status: "not_confirmed",
            party: { type: "newsroom" },
            evidence: {
              type: "statement",
              statement_id: { operation: "list_statements", example: "unconfirmed", pointer: "/data/0/id" },
            },
            note: "Asked again by telephone; no answer",
          },
        },
      ],
    },
    handler: async (request, reply) => {
      const { id, json } = await confirmations.create(request.body, request.caller!);
      return sendJson(reply.code(201).header("location", `/v1/confirmations/${id}`), json);
    },
  });

  app.route({
    method: "POST",
    url: "/confirmations/:id/withdrawal",
    schema: {
      operationId: "withdraw_confirmation",
      tags: ["confirmations"],
      summary: "Take back a record that was a mistake",
      description:
        "For a record of the wrong claim, party or status. Nothing is deleted: another record, with the status " +
        "`withdrawn`, supersedes the mistaken one, which then counts for nothing. What a party itself takes back is no " +
        "mistake of ours and is recorded as a new confirmation.",
      params: idParams,
      body: withdrawalSchema,
      response: { 201: confirmationSchema },
    },
    config: {
      access: "confirm",
      idempotent: true,
      problems: ["confirmation_not_found", "already_superseded", "already_withdrawn"],
      examples: [
        {
          name: "mistake",
          summary: "It was about another claim",
          params: { id: { operation: "create_confirmation", example: "newsroom", pointer: "/id" } },
          body: { note: "It was about another claim" },
        },
      ],
    },
    handler: async (request, reply) => {
      const { params, body, caller } = request;
      const { id, json } = await confirmations.withdraw(params.id, body.note, caller!);
      return sendJson(reply.code(201).header("location", `/v1/confirmations/${id}`), json);
    },
  });

  app.route({
    method: "GET",
    url: "/confirmations",
    schema: {
      operationId: "list_confirmations",
      tags: ["confirmations"],
      summary: "Who confirmed or denied what, the latest first",
      description:
        "Every record of a confirmation or denial, those that a later one superseded included. Those with the origin " +
        "`extracted` were read by the engine in an article, with the sentence as evidence.",
      querystring: confirmationQuery,
      response: { 200: confirmationPage },
    },
    config: {
      access: "open",
      examples: [
        { name: "denied", summary: "Who denied something", query: { status: "denied" } },
        {
          name: "not_confirmed",
          summary: "Who has not confirmed something",
          query: { status: "not_confirmed" },
        },
      ],
    },
    handler: async (request, reply) =>
      sendPage(
        request,
        reply,
        await at(request.asOf).confirmations.list(
          request.query,
          pageRequest(request, latestFirst.key),
          request.publishedOnly,
        ),
      ),
  });

  app.route({
    method: "GET",
    url: "/confirmations/:id",
    schema: {
      operationId: "get_confirmation",
      tags: ["confirmations"],
      summary: "One record of a confirmation or denial",
      description: "What was confirmed or denied, by whom, on what evidence, and what took its place since.",
      params: idParams,
      querystring: asOfQuery,
      response: { 200: confirmationSchema },
    },
    config: {
      access: "open",
      problems: ["confirmation_not_found"],
      examples: [
        {
          name: "denial",
          summary: "A denial that the engine read in the article",
          params: { id: { operation: "list_confirmations", example: "denied", pointer: "/data/0/id" } },
        },
      ],
    },
    handler: async (request, reply) =>
      sendJson(reply, await at(request.asOf).confirmations.getJson(request.params.id, request.publishedOnly)),
  });
}
