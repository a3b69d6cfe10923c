/** Reading documents: their metadata, their revisions, their texts. */
import type { Database } from "../../database/client.ts";
import type { Key } from "../../database/keyset.ts";
import { DomainError } from "../../errors.ts";
import type { Versioned } from "../../http/app.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import type { DocumentSort } from "./orders.ts";
import {
  documentExists,
  findDocument,
  findText,
  listDocuments,
  type DocumentFilters,
  type RevisionText,
} from "./repository.ts";

export function createDocumentService({ database }: { readonly database: Database }) {
  return {
    /** A page of the documents that all the filters fit. */
    list: (filters: DocumentFilters, sort: DocumentSort, request: PageRequest<Key>): Promise<Page<Key>> =>
      listDocuments(database, filters, sort, request),

    /**
     * One document, with the version that an update must name.
     *
     * @throws DomainError `document_not_found`
     */
    get: (id: bigint): Promise<Versioned> => get(database, id),

    /** The same, without the version. */
    getJson: async (id: bigint): Promise<string> => (await get(database, id)).json,

    /**
     * The text of a revision, the current one unless its number is given.
     *
     * @throws DomainError `document_not_found`, or `revision_not_found`
     */
    async getText(id: bigint, revision: number | null): Promise<RevisionText> {
      const text = await findText(database, id, revision);
      if (text !== null) return text;
      if (!(await documentExists(database, id))) throw documentNotFound(id);
      throw new DomainError("revision_not_found", `Document ${id} has no revision ${revision}.`);
    },
  };
}

export type DocumentService = ReturnType<typeof createDocumentService>;

async function get(database: Database, id: bigint): Promise<Versioned> {
  const document = await findDocument(database, id);
  if (document === null) throw documentNotFound(id);
  return document;
}

export const documentNotFound = (id: bigint): DomainError =>
  new DomainError("document_not_found", `No document has the id ${id}.`);
