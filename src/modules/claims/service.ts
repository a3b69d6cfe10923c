/** Reading claims: what is contested, who takes which stance on it, and what is known of its truth. */
import type { Database } from "../../database/client.ts";
import type { Key } from "../../database/keyset.ts";
import { notFound } from "../../errors.ts";
import type { Versioned } from "../../http/app.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import type { SpeakerService } from "../speakers/service.ts";
import { findClaim, findClaimIds, findClaimIdsByParty, listClaims } from "./repository.ts";
import type { ClaimQuery } from "./schemas.ts";
import { findSuggestions } from "./suggestions.ts";

export interface ClaimServiceDependencies {
  readonly database: Database;
  readonly speakers: Pick<SpeakerService, "findIds">;
}

export function createClaimService({ database, speakers }: ClaimServiceDependencies) {
  return {
    /** A page of claims; those that were merged into others are not listed. */
    async list(query: ClaimQuery, request: PageRequest<Key>, publishedOnly: boolean): Promise<Page<Key>> {
      const find = async (parameter: "speaker" | "confirmed_by" | "denied_by") => {
        const named = query[parameter];
        return named === undefined ? null : speakers.findIds(named, parameter);
      };
      const [takingStance, confirming, denying] = await Promise.all([
        find("speaker"),
        find("confirmed_by"),
        find("denied_by"),
      ]);
      const named = { takingStance, confirming, denying };
      return listClaims(database, query, named, request, publishedOnly);
    },

    /** Ids that stand for the same claims as these, in statements too. */
    findIds: (ids: readonly string[]): Promise<bigint[]> => findClaimIds(database, ids),

    /** Ids of the claims that one of the speakers with these ids, names or aliases has confirmed or denied. */
    async findIdsByParty(
      parameter: "confirmed_by" | "denied_by",
      references: readonly string[],
    ): Promise<bigint[]> {
      const parties = await speakers.findIds(references, parameter);
      const status = parameter === "denied_by" ? "denied" : "confirmed";
      return findClaimIdsByParty(database, status, parties, parameter);
    },

    /**
     * Claims that may be the same in other words, as JSON with a score, the likest first.
     *
     * @throws DomainError `claim_not_found`
     */
    async suggest(id: string, limit: number, publishedOnly: boolean): Promise<string[]> {
      if ((await findClaimIds(database, [id])).length === 0) throw notFound("claim", id);
      return findSuggestions(database, id, limit, publishedOnly);
    },

    /**
     * One claim with every statement on it; for an id that was merged, the claim it counts as.
     *
     * @throws DomainError `claim_not_found`
     */
    async get(id: string, publishedOnly: boolean): Promise<Versioned> {
      const claim = await findClaim(database, id, publishedOnly);
      if (claim === null) throw notFound("claim", id);
      return claim;
    },
  };
}

export type ClaimService = ReturnType<typeof createClaimService>;
