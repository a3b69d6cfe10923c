/** Reading claims: what is contested, who takes which stance on it, and what is known of its truth. */
import type { Database } from "../../database/client.ts";
import type { Key } from "../../database/keyset.ts";
import { DomainError } from "../../errors.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import type { SpeakerService } from "../speakers/service.ts";
import { findClaimIds, findClaimJson, listClaims } from "./repository.ts";
import type { ClaimQuery } from "./schemas.ts";

export interface ClaimServiceDependencies {
  readonly database: Database;
  readonly speakers: Pick<SpeakerService, "findIds">;
}

export function createClaimService({ database, speakers }: ClaimServiceDependencies) {
  return {
    /** A page of claims; those that were merged into others are not listed. */
    async list(query: ClaimQuery, request: PageRequest<Key>): Promise<Page<Key>> {
      const speakerIds = query.speaker === undefined ? null : await speakers.findIds(query.speaker);
      return listClaims(database, query, speakerIds, request);
    },

    /** Ids that stand for the same claims as these, in statements too. */
    findIds: (ids: readonly string[]): Promise<bigint[]> => findClaimIds(database, ids),

    /**
     * One claim with every statement on it, as JSON; for an id that was merged, the claim it counts as.
     *
     * @throws DomainError `claim_not_found`
     */
    async getJson(id: string): Promise<string> {
      const json = await findClaimJson(database, id);
      if (json === null) throw new DomainError("claim_not_found", `No claim has the id ${id}.`);
      return json;
    },
  };
}

export type ClaimService = ReturnType<typeof createClaimService>;
