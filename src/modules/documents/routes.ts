import { faultInBody, type DomainError } from "../../errors.ts";
import { UnreadableTextError } from "../../extraction/readable-text.ts";
import { sendJson, sendVersioned, type App } from "../../http/app.ts";
import { pageRequest, sendPage } from "../../http/paging.ts";
import { asOfQuery, type At } from "../../http/past.ts";
import { anyVersion, versionDemand } from "../../http/preconditions.ts";
import { idParams } from "../../http/text.ts";
import { keyActor } from "../events/service.ts";
import type { DocumentEditing } from "./editing.ts";
import type { Ingested, IngestionService } from "./ingestion.ts";
import { documentOrders } from "./orders.ts";
import {
  documentChangeSchema,
  documentDetailSchema,
  documentPage,
  documentQuery,
  documentTextSchema,
  ingestedSchema,
  newDocumentSchema,
  textQuery,
} from "./schemas.ts";
import type { DocumentService } from "./service.ts";

interface DocumentServices {
  readonly at: At<{ readonly documents: DocumentService }>;
  readonly ingestion: IngestionService;
  readonly documentEditing: DocumentEditing;
}

const firstDocument = { operation: "list_documents", example: "latest", pointer: "/data/0/id" } as const;

export function registerDocumentRoutes(app: App, { at, ingestion, documentEditing }: DocumentServices): void {
  app.route({
    method: "GET",
    url: "/documents",
    schema: {
      operationId: "list_documents",
      tags: ["documents"],
      summary: "The articles that we hold",
      description:
        "Every document that fits all the filters, the latest published first; documents whose day of publication is " +
        "not known come after all others.",
      querystring: documentQuery,
      response: { 200: documentPage },
    },
    config: {
      access: "open",
      examples: [
        { name: "latest", summary: "The latest documents", query: { limit: 5 } },
        {
          name: "by_publisher",
          summary: "What Newsweek published in August 2025",
          query: { publisher: "Newsweek", published_from: "2025-08-01", published_to: "2025-08-31" },
        },
      ],
    },
    handler: async (request, reply) => {
      const { key: order } = documentOrders[request.query.sort];
      return sendPage(
        request,
        reply,
        await at(request.asOf).documents.list(request.query, pageRequest(request, order.key)),
      );
    },
  });

  app.route({
    method: "GET",
    url: "/documents/:id",
    schema: {
      operationId: "get_document",
      tags: ["documents"],
      summary: "One article",
      description:
        "Its metadata and where each piece of it is known from, its revisions, and how much was found in it.",
      params: idParams,
      querystring: asOfQuery,
      response: { 200: documentDetailSchema },
    },
    config: {
      access: "open",
      problems: ["document_not_found"],
      examples: [
        { name: "article", summary: "The example article", params: { id: firstDocument } },
        {
          name: "then",
          summary: "The example article as it was when it was first ingested",
          params: { id: firstDocument },
          query: {
            as_of: { operation: "list_documents", example: "latest", pointer: "/data/0/recorded_at" },
          },
        },
      ],
    },
    handler: async (request, reply) =>
      sendVersioned(reply, await at(request.asOf).documents.get(BigInt(request.params.id))),
  });

  app.route({
    method: "GET",
    url: "/documents/:id/text",
    schema: {
      operationId: "get_document_text",
      tags: ["documents"],
      summary: "The text of an article",
      description:
        "The text in which all offsets of statements count, in Unicode code points. Plain text, or JSON with its hash " +
        "and revision to those who accept `application/json`.",
      params: idParams,
      querystring: textQuery,
      response: {
        200: {
          description: "The text",
          content: {
            "text/plain": { schema: documentTextSchema.shape.text },
            "application/json": { schema: documentTextSchema },
          },
        },
      },
    },
    config: {
      access: "open",
      problems: ["document_not_found", "revision_not_found"],
      examples: [
        {
          name: "with_hash",
          summary: "The text of the example article with its hash",
          params: { id: firstDocument },
          headers: { accept: "application/json" },
        },
      ],
    },
    handler: async (request, reply) => {
      const text = await at(request.asOf).documents.getText(
        BigInt(request.params.id),
        request.query.revision ?? null,
      );
      if (request.form === "application/json") return sendJson(reply, JSON.stringify(text));
      return reply.type("text/plain; charset=utf-8").send(text.text);
    },
  });

  app.route({
    method: "POST",
    url: "/documents",
    schema: {
      operationId: "create_document",
      tags: ["documents"],
      summary: "Ingest an article",
      description:
        "Finds who said what in an article, given as plain text or as a page of HTML, and stores it in one transaction. " +
        "Sending the same text again changes nothing and says so; another text of the same document (by its url, or by " +
        "your name for it) becomes its next revision. What you say of the article goes before what the page says.",
      body: newDocumentSchema,
      response: {
        200: ingestedSchema.describe("Exactly this text was held already"),
        201: ingestedSchema.describe("A new document, or a new revision of one"),
      },
    },
    config: {
      access: "ingest",
      idempotent: true,
      problems: ["unreadable_document"],
      examples: [
        {
          name: "text",
          summary: "A short article as plain text",
          body: {
            text: 'Mayor Ann Lee said on Friday that the bridge will stay closed. "We have no money," she told reporters.',
            url: "https://www.example.org/news/bridge",
            title: "Bridge stays closed",
            publisher: "The Example Gazette",
            published_on: "2025-08-09",
          },
        },
        {
          name: "revision",
          summary: "The same article after it was changed: its next revision",
          body: {
            text: 'Mayor Ann Lee said on Saturday that the bridge will stay closed until spring. "We have no money," she told reporters. The council has not confirmed that the bridge will open again.',
            url: { operation: "create_document", example: "text", pointer: "/document/url" },
          },
        },
      ],
    },
    handler: async (request, reply) => {
      refuseTooLong(request.body);
      const { published_on: publishedOn, ...article } = request.body;
      const ingested = await ingestion
        .ingest({ ...article, publishedOn }, keyActor(request.caller!))
        .catch((error: unknown) => {
          throw error instanceof UnreadableTextError ? unreadableDocument(error, request.body) : error;
        });
      void reply
        .code(ingested.outcome === "unchanged" ? 200 : 201)
        .header("location", `/v1/documents/${ingested.documentId}`);
      const { json } = await at(null).documents.get(ingested.documentId);
      return sendJson(reply, ingestedJson(ingested, json));
    },
  });

  app.route({
    method: "PATCH",
    url: "/documents/:id",
    schema: {
      operationId: "update_document",
      tags: ["documents"],
      summary: "Say what has become of an article, or correct its metadata",
      description:
        "An article that was retracted or taken down, or that names no publisher: what you say counts for all its " +
        "statements, goes before what a later page says of itself, and is logged with your reason. Only the members that " +
        "you send are changed.",
      params: idParams,
      body: documentChangeSchema,
      response: { 200: documentDetailSchema },
    },
    config: {
      access: "curate",
      versioned: true,
      problems: ["document_not_found"],
      examples: [
        {
          name: "retracted",
          summary: "The publisher has retracted it",
          params: { id: { operation: "create_document", example: "text", pointer: "/document/id" } },
          headers: anyVersion,
          body: { standing: "retracted", reason: "Retracted by the publisher on its front page" },
        },
      ],
    },
    handler: async (request, reply) => {
      const id = BigInt(request.params.id);
      await documentEditing.update(id, request.body, versionDemand(request), request.caller!);
      return sendVersioned(reply, await at(null).documents.get(id));
    },
  });
}

/** Whoever sends an article waits while it is read: a megabyte takes some three seconds. */
const bytesMost = { text: 2_000_000, html: 4_000_000 } as const;

/** @throws DomainError `body_too_large` */
function refuseTooLong(body: {
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}): void {
  for (const member of ["text", "html"] as const) {
    if (Buffer.byteLength(body[member] ?? "") <= bytesMost[member]) continue;
    const most = bytesMost[member] / 1e6;
    const detail = `The ${member} of one article may have ${most} MB here; \`npm run ingest\` takes longer ones.`;
    throw faultInBody("body_too_large", `/${member}`, detail);
  }
}

const ingestedJson = ({ outcome, statements }: Ingested, document: string): string =>
  `{"unchanged":${outcome === "unchanged"},"statement_count":${statements},"document":${document}}`;

function unreadableDocument(
  error: UnreadableTextError,
  { html }: { html?: string | undefined },
): DomainError {
  const member = html === undefined ? "text" : "html";
  return faultInBody("unreadable_document", `/${member}`, `The ${member} ${error.message}.`, error);
}
