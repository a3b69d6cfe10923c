/** What became of a resource: every change of it, when, by whom, and what was different afterwards. */
import type { Database } from "../../database/client.ts";
import type { Key } from "../../database/keyset.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import type { ClaimService } from "../claims/service.ts";
import type { DocumentService } from "../documents/service.ts";
import type { SourceService } from "../sources/service.ts";
import type { SpeakerService } from "../speakers/service.ts";
import type { StatementService } from "../statements/service.ts";
import type { UtteranceService } from "../utterances/service.ts";
import { listHistory, listInstants, type WithHistory } from "./repository.ts";
import { mementosMost, timeMapOf } from "./time-map.ts";

export interface HistoryServiceDependencies {
  readonly database: Database;
  readonly documents: Pick<DocumentService, "get">;
  readonly statements: Pick<StatementService, "get">;
  readonly speakers: Pick<SpeakerService, "get">;
  readonly sources: Pick<SourceService, "getJson">;
  readonly claims: Pick<ClaimService, "get">;
  readonly utterances: Pick<UtteranceService, "get">;
}

export function createHistoryService({ database, ...services }: HistoryServiceDependencies) {
  /** Throws where the reader does not see the resource. */
  const read: Readonly<Record<WithHistory, (id: string, publishedOnly: boolean) => Promise<unknown>>> = {
    documents: (id) => services.documents.get(BigInt(id)),
    statements: (id, publishedOnly) => services.statements.get(id, publishedOnly),
    speakers: (id) => services.speakers.get(id),
    sources: (id, publishedOnly) => services.sources.getJson(id, publishedOnly),
    claims: (id, publishedOnly) => services.claims.get(id, publishedOnly),
    utterances: (id, publishedOnly) => services.utterances.get(id, publishedOnly),
  };
  return {
    /**
     * The history of the row with this id itself, also where it was merged into another, the oldest entry first.
     *
     * @throws DomainError `document_not_found`, `statement_not_found` and so on, as reading the resource does
     */
    async list(
      table: WithHistory,
      id: string,
      request: PageRequest<Key>,
      publishedOnly: boolean,
    ): Promise<Page<Key>> {
      await read[table](id, publishedOnly);
      return listHistory(database, table, BigInt(id), request);
    },

    /**
     * The instants at which something was recorded of a resource, the oldest first, in the form of a TimeMap (RFC 7089).
     *
     * @param after leaves out the instants up to this one
     * @throws DomainError as `list` does
     */
    async timeMap(
      table: WithHistory,
      id: string,
      { after, publishedOnly }: { readonly after: Date | null; readonly publishedOnly: boolean },
    ): Promise<string> {
      await read[table](id, publishedOnly);
      const limit = mementosMost + 1;
      return timeMapOf(
        `/v1/${table}/${id}`,
        await listInstants(database, table, BigInt(id), { after, limit }),
        after,
      );
    },
  };
}

export type HistoryService = ReturnType<typeof createHistoryService>;
