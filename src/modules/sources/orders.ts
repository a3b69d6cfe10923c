/** How lists of sources can be sorted. */
import { keyset, type Keyset } from "../../database/keyset.ts";

export const SOURCE_SORTS = ["name", "-name", "-recorded_at", "recorded_at"] as const;
export type SourceSort = (typeof SOURCE_SORTS)[number];

const id = { sql: "s.id", type: "bigint" } as const;
const name = { sql: "s.name", type: "text" } as const;

export const sourceOrders: Readonly<Record<SourceSort, Keyset>> = {
  name: keyset("ASC", name, id),
  "-name": keyset("DESC", name, id),
  // Ids are given in the order of recording.
  "-recorded_at": keyset("DESC", id),
  recorded_at: keyset("ASC", id),
};
