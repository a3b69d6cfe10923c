/** How lists of documents can be sorted. */
import { keyset, type Keyset } from "../../database/keyset.ts";

export const DOCUMENT_SORTS = ["-published_on", "published_on", "-recorded_at", "recorded_at"] as const;
export type DocumentSort = (typeof DOCUMENT_SORTS)[number];

const id = { sql: "d.id", type: "bigint" } as const;

interface DocumentOrder {
  readonly key: Keyset;
  /**
   * Documents of which the day is not known come before all others, as in lists of statements. They are read apart,
   * since the index of a column that can be null does not put them into a row comparison.
   */
  readonly byDay: boolean;
}

const day = { sql: "coalesce(d.published_on, '-infinity')", type: "date" } as const;

export const documentOrders: Readonly<Record<DocumentSort, DocumentOrder>> = {
  "-published_on": { key: keyset("DESC", day, id), byDay: true },
  published_on: { key: keyset("ASC", day, id), byDay: true },
  // Ids are given in the order of recording.
  "-recorded_at": { key: keyset("DESC", id), byDay: false },
  recorded_at: { key: keyset("ASC", id), byDay: false },
};

/** The same order among documents of which the day is known. */
export const knownDayOrders: Readonly<Record<Keyset["direction"], Keyset>> = {
  DESC: keyset("DESC", { sql: "d.published_on", type: "date" }, id),
  ASC: keyset("ASC", { sql: "d.published_on", type: "date" }, id),
};
