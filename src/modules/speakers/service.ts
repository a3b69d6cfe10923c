/** Reading speakers: who they are, under which names, and in which positions. */
import type { Database } from "../../database/client.ts";
import type { Key } from "../../database/keyset.ts";
import { DomainError } from "../../errors.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import { usualSort } from "./orders.ts";
import { findSpeakerJson, listSpeakers } from "./repository.ts";
import type { SpeakerQuery } from "./schemas.ts";

export function createSpeakerService({ database }: { readonly database: Database }) {
  return {
    /** A page of speakers; those that were merged into others are not listed. */
    list: (query: SpeakerQuery, request: PageRequest<Key>): Promise<Page<Key>> =>
      listSpeakers(database, query, query.sort ?? usualSort(query.q), request),

    /**
     * One speaker as JSON; for an id that was merged, the speaker it counts as.
     *
     * @throws DomainError `speaker_not_found`
     */
    async getJson(id: string): Promise<string> {
      const json = await findSpeakerJson(database, id);
      if (json === null) throw new DomainError("speaker_not_found", `No speaker has the id ${id}.`);
      return json;
    },
  };
}

export type SpeakerService = ReturnType<typeof createSpeakerService>;
