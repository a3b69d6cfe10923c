/** Reading statements: who said what, filtered, sorted, paged and counted. */
import type { Database } from "../../database/client.ts";
import type { Key } from "../../database/keyset.ts";
import { notFound } from "../../errors.ts";
import type { Versioned } from "../../http/app.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import type { ClaimService } from "../claims/service.ts";
import type { SourceService } from "../sources/service.ts";
import type { SpeakerService } from "../speakers/service.ts";
import { conditionsOf, followsIndex, onlySpeaker, type ResolvedReferences } from "./filters.ts";
import { usualSort } from "./orders.ts";
import { countFacets, findStatement, findStatements, listStatements } from "./repository.ts";
import type { StatementQuery } from "./schemas.ts";

export interface StatementList {
  readonly page: Page<Key>;
  /** JSON of the counts; null where none were asked for. */
  readonly facets: string | null;
}

export interface StatementServiceDependencies {
  readonly database: Database;
  readonly speakers: Pick<SpeakerService, "findIds" | "findPositionIds" | "findOrganization">;
  readonly claims: Pick<ClaimService, "findIds" | "findIdsByParty">;
  readonly sources: Pick<SourceService, "findPublisherIds">;
}

export function createStatementService({
  database,
  speakers,
  claims,
  sources,
}: StatementServiceDependencies) {
  async function resolve(query: StatementQuery): Promise<ResolvedReferences> {
    const { speaker, position, organization, publisher, claim, confirmed_by, denied_by } = query;
    const [bySpeaker, byPosition, byOrganization, byPublisher, byClaim, confirmed, denied] =
      await Promise.all([
        speaker === undefined ? null : speakers.findIds(speaker),
        position === undefined ? null : speakers.findPositionIds(position),
        organization === undefined ? null : speakers.findOrganization(organization),
        publisher === undefined ? null : sources.findPublisherIds(publisher),
        claim === undefined ? null : claims.findIds(claim),
        confirmed_by === undefined ? null : claims.findIdsByParty("confirmed_by", confirmed_by),
        denied_by === undefined ? null : claims.findIdsByParty("denied_by", denied_by),
      ]);
    return {
      speakers: bySpeaker,
      positions: byPosition,
      organization: byOrganization,
      publishers: byPublisher,
      claims: byClaim,
      confirmed,
      denied,
    };
  }

  return {
    /** A page of the statements that all the filters fit, of those that the reader sees. */
    async list(
      query: StatementQuery,
      request: PageRequest<Key>,
      publishedOnly: boolean,
    ): Promise<StatementList> {
      const ofSpeaker = onlySpeaker(query);
      const references = await resolve(ofSpeaker === null ? query : { ...query, speaker: undefined });
      const selection = {
        conditions: conditionsOf(query, references),
        ofSpeaker,
        followsIndex: ofSpeaker !== null || followsIndex(query, references),
        q: query.q ?? null,
        includeSuperseded: query.include?.includes("superseded") ?? false,
        byReview: query.review !== undefined,
        publishedOnly,
      };
      const sort = query.sort ?? usualSort(query);
      const [page, facets] = await Promise.all([
        listStatements(database, selection, sort, request),
        query.facets === undefined ? null : countFacets(database, selection, query.facets),
      ]);
      return { page, facets };
    },

    /**
     * One statement, also a rejected one.
     *
     * @throws DomainError `statement_not_found`, also where the reader may not see it
     */
    async get(id: string, publishedOnly: boolean): Promise<Versioned> {
      const statement = await findStatement(database, id, publishedOnly);
      if (statement === null) throw notFound("statement", id);
      return statement;
    },

    /** A few statements as JSON, in the order of their ids; what the reader may see is the caller's to ask. */
    async getManyJson(ids: readonly string[]): Promise<string[]> {
      return (await findStatements(database, ids)).map(({ json }) => json);
    },
  };
}

export type StatementService = ReturnType<typeof createStatementService>;
