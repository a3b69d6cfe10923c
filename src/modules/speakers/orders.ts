/** How lists of speakers can be sorted. */
import { keyset, type Keyset } from "../../database/keyset.ts";

export const SPEAKER_SORTS = ["name", "-name", "-statement_count", "statement_count", "relevance"] as const;
export type SpeakerSort = (typeof SPEAKER_SORTS)[number];

const id = { sql: "s.id", type: "bigint" } as const;
const name = { sql: "s.name", type: "text" } as const;
const count = { sql: "s.statement_count", type: "bigint" } as const;
const relevance = { sql: "s.relevance", type: "real" } as const;

export const speakerOrders: Readonly<Record<SpeakerSort, Keyset>> = {
  name: keyset("ASC", name, id),
  "-name": keyset("DESC", name, id),
  "-statement_count": keyset("DESC", count, id),
  statement_count: keyset("ASC", count, id),
  relevance: keyset("DESC", relevance, id),
};

/** The order that a list is in when nobody asks for one. */
export const usualSort = (q: string | undefined): SpeakerSort => (q === undefined ? "name" : "relevance");
