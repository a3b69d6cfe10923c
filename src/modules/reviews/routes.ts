import { sendJson, type App } from "../../http/app.ts";
import { pageRequest, sendPage } from "../../http/paging.ts";
import { anyVersion, versionDemand } from "../../http/preconditions.ts";
import { idParams } from "../../http/text.ts";
import { statementOrders } from "../statements/orders.ts";
import { statementPage } from "../statements/schemas.ts";
import type { StatementService } from "../statements/service.ts";
import { latestFirst } from "./repository.ts";
import { newReviewSchema, queueQuery, reviewPage, reviewQuery, reviewSchema } from "./schemas.ts";
import type { ReviewService } from "./service.ts";

export function registerReviewRoutes(
  app: App,
  { reviews, statements }: { readonly reviews: ReviewService; readonly statements: StatementService },
): void {
  app.route({
    method: "POST",
    url: "/statements/:id/reviews",
    schema: {
      operationId: "create_review",
      tags: ["reviews"],
      summary: "Accept, correct or reject what the engine found",
      description:
        "Changes the statement for every reader, and keeps what the engine had found. A correction names only the " +
        "fields that were wrong. What the engine had read from the statement follows: a denial that turns out to be " +
        "somebody else's counts as theirs from then on. A rejected statement leaves the lists, and can be accepted " +
        "again.",
      params: idParams,
      body: newReviewSchema,
      response: { 201: reviewSchema },
    },
    config: {
      access: "curate",
      idempotent: true,
      versioned: true,
      problems: [
        "statement_not_found",
        "reference_not_found",
        "position_of_another_speaker",
        "spans_do_not_fit",
        "nothing_corrected",
      ],
      examples: [
        {
          name: "correction",
          summary: "It was said in an interview",
          params: { id: { operation: "list_statements", example: "latest", pointer: "/data/0/id" } },
          headers: anyVersion,
          body: { decision: "corrected", correction: { medium: "interview" }, reason: "Heard the recording" },
        },
        {
          name: "acceptance",
          summary: "All of it is right",
          params: { id: { operation: "list_statements", example: "latest", pointer: "/data/1/id" } },
          headers: anyVersion,
          body: { decision: "accepted" },
        },
      ],
    },
    handler: async (request, reply) => {
      const { params, body, caller } = request;
      return sendJson(
        reply.code(201),
        await reviews.create(params.id, body, versionDemand(request), caller!),
      );
    },
  });

  app.route({
    method: "GET",
    url: "/statements/:id/reviews",
    schema: {
      operationId: "list_reviews",
      tags: ["reviews"],
      summary: "What editors made of a statement",
      description:
        "Every review of the statement, the latest first, with what it changed; and, in `extracted`, the statement as " +
        "the engine had found it.",
      params: idParams,
      querystring: reviewQuery,
      response: { 200: reviewPage },
    },
    config: {
      access: "open",
      problems: ["statement_not_found"],
      examples: [
        {
          name: "unreviewed",
          summary: "A statement that no editor has looked at",
          params: { id: { operation: "list_statements", example: "latest", pointer: "/data/0/id" } },
        },
      ],
    },
    handler: async (request, reply) => {
      const { page, extracted } = await reviews.list(
        request.params.id,
        pageRequest(request, latestFirst.key),
        request.publishedOnly,
      );
      return sendPage(request, reply, page, { extracted });
    },
  });

  app.route({
    method: "GET",
    url: "/review-queue",
    schema: {
      operationId: "list_review_queue",
      tags: ["reviews"],
      summary: "What most needs a human",
      description:
        "Statements that no editor has looked at yet, those first of which the engine is least sure.",
      querystring: queueQuery,
      response: { 200: statementPage },
    },
    config: {
      access: "curate",
      examples: [{ name: "first", summary: "The statement that needs a human most", query: { limit: 1 } }],
    },
    handler: async (request, reply) => {
      const { document, publisher } = request.query;
      const { page } = await statements.list(
        {
          ...request.query,
          document: document === undefined ? undefined : [document],
          publisher: publisher === undefined ? undefined : [publisher],
          review: ["extracted"],
          sort: "confidence",
        },
        pageRequest(request, statementOrders.confidence.key),
        request.publishedOnly,
      );
      return sendPage(request, reply, page);
    },
  });
}
