/** Reading claims: what is contested, who takes which stance on it, and what is known of its truth. */
import type { Database } from "../../database/client.ts";
import type { Key } from "../../database/keyset.ts";
import { notFound } from "../../errors.ts";
import type { Versioned } from "../../http/app.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import { NEWSROOM } from "../confirmations/schemas.ts";
import type { SpeakerService } from "../speakers/service.ts";
import { findClaim, findClaimIds, findClaimIdsByParty, listClaims, type Parties } from "./repository.ts";
import type { ClaimQuery } from "./schemas.ts";
import { findSuggestions } from "./suggestions.ts";

export interface ClaimServiceDependencies {
  readonly database: Database;
  readonly speakers: Pick<SpeakerService, "findIds">;
}

export function createClaimService({ database, speakers }: ClaimServiceDependencies) {
  /** The parties that these ids, names and aliases mean; `newsroom` is the newsroom, also where a speaker is called so. */
  async function findParties(parameter: string, references: readonly string[]): Promise<Parties> {
    const named = references.filter((reference) => reference.toLowerCase() !== NEWSROOM);
    return {
      speakers: named.length === 0 ? [] : await speakers.findIds(named, parameter),
      newsroom: named.length < references.length,
    };
  }

  return {
    /** A page of claims; those that were merged into others are not listed. */
    async list(query: ClaimQuery, request: PageRequest<Key>, publishedOnly: boolean): Promise<Page<Key>> {
      const { speaker, confirmed_by, denied_by } = query;
      const [takingStance, confirming, denying] = await Promise.all([
        speaker === undefined ? null : speakers.findIds(speaker),
        confirmed_by === undefined ? null : findParties("confirmed_by", confirmed_by),
        denied_by === undefined ? null : findParties("denied_by", denied_by),
      ]);
      const named = { takingStance, confirming, denying };
      return listClaims(database, query, named, request, publishedOnly);
    },

    /** Ids that stand for the same claims as these, in statements too. */
    findIds: (ids: readonly string[]): Promise<bigint[]> => findClaimIds(database, ids),

    /** Ids of the claims that one of these parties has confirmed or denied: ids, names or aliases, or `newsroom`. */
    async findIdsByParty(
      parameter: "confirmed_by" | "denied_by",
      references: readonly string[],
    ): Promise<bigint[]> {
      const parties = await findParties(parameter, references);
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
