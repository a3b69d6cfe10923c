import { sendJson, type App } from "../../http/app.ts";
import { pageRequest, sendPage } from "../../http/paging.ts";
import { asOfQuery, type At } from "../../http/past.ts";
import { idParams } from "../../http/text.ts";
import { diffQuery, diffSchema, revisionPage, revisionParams, revisionQuery } from "./revision-schemas.ts";
import { inOrder, type RevisionService } from "./revisions.ts";
import { revisionSchema } from "./schemas.ts";

const firstDocument = { operation: "list_documents", example: "latest", pointer: "/data/0/id" } as const;

export function registerRevisionRoutes(
  app: App,
  { at }: { readonly at: At<{ readonly revisions: RevisionService }> },
): void {
  app.route({
    method: "GET",
    url: "/documents/:id/revisions",
    schema: {
      operationId: "list_revisions",
      tags: ["documents"],
      summary: "The texts that an article has had",
      description:
        "Every text of the document that we were sent, the first one first. None is ever changed or lost.",
      params: idParams,
      querystring: revisionQuery,
      response: { 200: revisionPage },
    },
    config: {
      access: "open",
      problems: ["document_not_found"],
      examples: [
        { name: "article", summary: "The texts of the example article", params: { id: firstDocument } },
      ],
    },
    handler: async (request, reply) =>
      sendPage(
        request,
        reply,
        await at(request.asOf).revisions.list(BigInt(request.params.id), pageRequest(request, inOrder.key)),
      ),
  });

  app.route({
    method: "GET",
    url: "/documents/:id/revisions/:number",
    schema: {
      operationId: "get_revision",
      tags: ["documents"],
      summary: "One text that an article has had",
      description:
        "When it was ingested, its hash, and how much was found in it. The words are at " +
        "`/v1/documents/{id}/text?revision=`.",
      params: revisionParams,
      querystring: asOfQuery,
      response: { 200: revisionSchema },
    },
    config: {
      access: "open",
      problems: ["document_not_found", "revision_not_found"],
      examples: [
        { name: "first", summary: "The text as it was first", params: { id: firstDocument, number: 1 } },
      ],
    },
    handler: async (request, reply) =>
      sendJson(
        reply,
        await at(request.asOf).revisions.getJson(BigInt(request.params.id), request.params.number),
      ),
  });

  app.route({
    method: "GET",
    url: "/documents/:id/diff",
    schema: {
      operationId: "compare_revisions",
      tags: ["documents"],
      summary: "What changed in an article",
      description:
        "The difference of two revisions word by word, with the place of each change in both texts, and what became of " +
        "every statement: whether it stands as it did, has moved, was altered, is gone or is new.",
      params: idParams,
      querystring: diffQuery,
      response: { 200: diffSchema },
    },
    config: {
      access: "open",
      problems: ["document_not_found", "revision_not_found"],
      examples: [
        {
          name: "same",
          summary: "A text and itself, of which nothing differs",
          params: { id: firstDocument },
          query: { from: 1, to: 1 },
        },
      ],
    },
    handler: async (request, reply) => {
      const { params, query, publishedOnly } = request;
      return sendJson(
        reply,
        JSON.stringify(await at(request.asOf).revisions.compare(BigInt(params.id), query, publishedOnly)),
      );
    },
  });
}
