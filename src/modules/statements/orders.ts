/** How lists of statements can be sorted. */
import { keyset, type Keyset } from "../../database/keyset.ts";

export const STATEMENT_SORTS = [
  "-published_on",
  "published_on",
  "-said_on",
  "said_on",
  "-recorded_at",
  "recorded_at",
  "-confidence",
  "confidence",
  "document",
  "relevance",
] as const;
export type StatementSort = (typeof STATEMENT_SORTS)[number];

const id = { sql: "s.id", type: "bigint" } as const;
const publishedOn = { sql: "s.published_on", type: "date" } as const;
const saidOn = { sql: "s.said_on", type: "date" } as const;
const confidence = { sql: "s.confidence", type: "real" } as const;

/** Each follows an index of the table, but for relevance, which is counted for a bounded number of matches. */
export const statementOrders: Readonly<Record<StatementSort, Keyset>> = {
  "-published_on": keyset("DESC", publishedOn, id),
  published_on: keyset("ASC", publishedOn, id),
  "-said_on": keyset("DESC", saidOn, id),
  said_on: keyset("ASC", saidOn, id),
  // Ids are given in the order of recording.
  "-recorded_at": keyset("DESC", id),
  recorded_at: keyset("ASC", id),
  "-confidence": keyset("DESC", confidence, id),
  confidence: keyset("ASC", confidence, id),
  document: keyset("ASC", { sql: "s.revision_id", type: "bigint" }, { sql: "s.ordinal", type: "int" }),
  relevance: keyset("DESC", { sql: "s.relevance", type: "real" }, id),
};

/**
 * The order that a list is in when nobody asks for one. A list of what was said within a period follows the day of
 * saying: in the order of publication it would be scattered over everything published since.
 */
export function usualSort(query: { q?: unknown; said_from?: unknown; said_to?: unknown }): StatementSort {
  if (query.q !== undefined) return "relevance";
  return query.said_from === undefined && query.said_to === undefined ? "-published_on" : "-said_on";
}
