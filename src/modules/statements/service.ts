/** Reading statements: who said what, filtered, sorted, paged and counted. */
import type { Database } from "../../database/client.ts";
import type { Key } from "../../database/keyset.ts";
import { DomainError } from "../../errors.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import { conditionsOf, type ResolvedReferences } from "./filters.ts";
import { usualSort } from "./orders.ts";
import {
  findClaimIds,
  findPositionIds,
  findPublisherIds,
  findSeatIds,
  findSpeakerIds,
} from "./references.ts";
import { countFacets, findStatementJson, listStatements } from "./repository.ts";
import type { StatementQuery } from "./schemas.ts";

export interface StatementList {
  readonly page: Page<Key>;
  /** JSON of the counts; null where none were asked for. */
  readonly facets: string | null;
}

export function createStatementService({ database }: { readonly database: Database }) {
  return {
    /** A page of the statements that all the filters fit. */
    async list(query: StatementQuery, request: PageRequest<Key>): Promise<StatementList> {
      const selection = {
        conditions: conditionsOf(query, await resolve(database, query)),
        q: query.q ?? null,
        includeSuperseded: query.include?.includes("superseded") ?? false,
      };
      const sort = query.sort ?? usualSort(query);
      const [page, facets] = await Promise.all([
        listStatements(database, selection, sort, request),
        query.facets === undefined ? null : countFacets(database, selection, query.facets),
      ]);
      return { page, facets };
    },

    /**
     * One statement as JSON.
     *
     * @throws DomainError `statement_not_found`
     */
    async getJson(id: string): Promise<string> {
      const json = await findStatementJson(database, id);
      if (json === null) throw new DomainError("statement_not_found", `No statement has the id ${id}.`);
      return json;
    },
  };
}

async function resolve(database: Database, query: StatementQuery): Promise<ResolvedReferences> {
  const { speaker, position, organization, publisher, claim } = query;
  const [speakers, positions, seats, publishers, claims] = await Promise.all([
    speaker === undefined ? null : findSpeakerIds(database, speaker, "speaker"),
    position === undefined ? null : findPositionIds(database, position),
    organization === undefined ? null : resolveOrganization(database, organization),
    publisher === undefined ? null : findPublisherIds(database, publisher),
    claim === undefined ? null : findClaimIds(database, claim),
  ]);
  return { speakers, positions, organization: seats, publishers, claims };
}

async function resolveOrganization(database: Database, references: readonly string[]) {
  const speakers = await findSpeakerIds(database, references, "organization");
  return { speakers, positions: await findSeatIds(database, speakers) };
}

export type StatementService = ReturnType<typeof createStatementService>;
