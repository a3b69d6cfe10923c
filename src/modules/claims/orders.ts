/** How lists of claims can be sorted. */
import { keyset, type Keyset } from "../../database/keyset.ts";

export const CLAIM_SORTS = ["-recorded_at", "recorded_at"] as const;
export type ClaimSort = (typeof CLAIM_SORTS)[number];

/** Ids are given in the order of recording, and they have an index. */
export const claimOrders: Readonly<Record<ClaimSort, Keyset>> = {
  "-recorded_at": keyset("DESC", { sql: "claim.id", type: "bigint" }),
  recorded_at: keyset("ASC", { sql: "claim.id", type: "bigint" }),
};
