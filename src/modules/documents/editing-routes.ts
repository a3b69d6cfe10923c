import { sendVersioned, type App } from "../../http/app.ts";
import { anyVersion, versionDemand } from "../../http/preconditions.ts";
import { idParams } from "../../http/text.ts";
import type { DocumentEditing } from "./editing.ts";
import { documentChangeSchema, documentDetailSchema } from "./schemas.ts";
import type { DocumentService } from "./service.ts";

interface EditingServices {
  readonly documents: DocumentService;
  readonly documentEditing: DocumentEditing;
}

export function registerDocumentEditingRoutes(
  app: App,
  { documents, documentEditing }: EditingServices,
): void {
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
      return sendVersioned(reply, await documents.get(id));
    },
  });
}
