/** Reading documents: their metadata, their revisions, their texts. */
import type { Database, DatabaseSession } from "../../database/client.ts";
import type { Key } from "../../database/keyset.ts";
import { DomainError, notFound } from "../../errors.ts";
import type { Versioned } from "../../http/app.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import { documentExists, findDocument, findText, listDocuments, type RevisionText } from "./repository.ts";
import type { DocumentQuery } from "./schemas.ts";

export function createDocumentService({ database }: { readonly database: Database }) {
  return {
    /** A page of the documents that all the filters fit. */
    list: (query: DocumentQuery, request: PageRequest<Key>): Promise<Page<Key>> =>
      listDocuments(database, query, request),

    /**
     * One document, with the version that an update must name.
     *
     * @throws DomainError `document_not_found`
     */
    async get(id: bigint): Promise<Versioned> {
      const document = await findDocument(database, id);
      if (document === null) throw notFound("document", id);
      return document;
    },

    /**
     * The text of a revision, the current one unless its number is given.
     *
     * @throws DomainError `document_not_found`, or `revision_not_found`
     */
    async getText(id: bigint, revision: number | null): Promise<RevisionText> {
      const text = await findText(database, id, revision);
      if (text !== null) return text;
      throw await revisionNotFound(database, id, revision);
    },
  };
}

export type DocumentService = ReturnType<typeof createDocumentService>;

/** Why there is no such revision: the document has none of the number, or there is no document. */
export async function revisionNotFound(
  session: DatabaseSession,
  documentId: bigint,
  number: number | null,
): Promise<DomainError> {
  if (!(await documentExists(session, documentId))) return notFound("document", documentId);
  return new DomainError("revision_not_found", `Document ${documentId} has no revision ${number}.`);
}
