/** Reading sources: what words passed through on their way from the speaker to a document, and who published it. */
import type { Database } from "../../database/client.ts";
import type { Key } from "../../database/keyset.ts";
import { notFound } from "../../errors.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import { findPublisherIds, findSourceJson, listSources } from "./repository.ts";
import type { SourceQuery } from "./schemas.ts";

export function createSourceService({ database }: { readonly database: Database }) {
  return {
    async list(query: SourceQuery, request: PageRequest<Key>, publishedOnly: boolean): Promise<Page<Key>> {
      const publishers =
        query.publisher === undefined ? null : await findPublisherIds(database, query.publisher);
      return listSources(database, query, publishers, request, publishedOnly);
    },

    /** Ids of the publishers with these ids or names. */
    findPublisherIds: (references: readonly string[]): Promise<bigint[]> =>
      findPublisherIds(database, references),

    /**
     * One source as JSON.
     *
     * @throws DomainError `source_not_found`
     */
    async getJson(id: string, publishedOnly: boolean): Promise<string> {
      const json = await findSourceJson(database, id, publishedOnly);
      if (json === null) throw notFound("source", id);
      return json;
    },
  };
}

export type SourceService = ReturnType<typeof createSourceService>;
