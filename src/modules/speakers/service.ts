/** Reading speakers: who they are, under which names, and in which positions. */
import type { Database } from "../../database/client.ts";
import type { Key } from "../../database/keyset.ts";
import { notFound } from "../../errors.ts";
import type { Versioned } from "../../http/app.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import { usualSort } from "./orders.ts";
import { findPositionIds, findSeatIds, findSpeakerIds } from "./references.ts";
import { findSpeaker, listSpeakers } from "./repository.ts";
import type { SpeakerQuery } from "./schemas.ts";

/** An organisation as it appears in statements: as the speaker, or through the positions at it. */
export interface OrganizationIds {
  readonly speakers: readonly bigint[];
  readonly positions: readonly bigint[];
}

export function createSpeakerService({ database }: { readonly database: Database }) {
  return {
    /** A page of speakers; those that were merged into others are not listed. */
    list: (query: SpeakerQuery, request: PageRequest<Key>): Promise<Page<Key>> =>
      listSpeakers(database, query, query.sort ?? usualSort(query.q), request),

    /** Ids that stand for the speakers with these ids, names or aliases; `parameter` is where the reader named them. */
    findIds: (references: readonly string[], parameter = "speaker"): Promise<bigint[]> =>
      findSpeakerIds(database, references, parameter),

    /** Ids of the positions with these ids, or with these words in their titles. */
    findPositionIds: (references: readonly string[]): Promise<bigint[]> =>
      findPositionIds(database, references),

    /** Ids of the organisations with these ids, names or aliases, and of the positions held there. */
    async findOrganization(references: readonly string[]): Promise<OrganizationIds> {
      const speakers = await findSpeakerIds(database, references, "organization");
      return { speakers, positions: await findSeatIds(database, speakers) };
    },

    /**
     * One speaker; for an id that was merged, the speaker it counts as.
     *
     * @throws DomainError `speaker_not_found`
     */
    async get(id: string): Promise<Versioned> {
      const speaker = await findSpeaker(database, id);
      if (speaker === null) throw notFound("speaker", id);
      return speaker;
    },
  };
}

export type SpeakerService = ReturnType<typeof createSpeakerService>;
