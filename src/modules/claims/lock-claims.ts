/** Locks on claims for whoever changes what their status depends on. */
import type { DatabaseSession } from "../../database/client.ts";

export interface LockedClaim {
  readonly id: bigint;
  /** The claim that it counts as. */
  readonly canonicalId: bigint;
  readonly version: number;
}

/**
 * Locks these claims with all that they are merged with, in the order of their ids, so that two transactions cannot
 * wait for each other. The caller holds the merges; ids that no claim has are left out of the answer.
 */
export async function lockClaims(
  transaction: DatabaseSession,
  ids: readonly bigint[],
): Promise<ReadonlyMap<bigint, LockedClaim>> {
  if (ids.length === 0) return new Map();
  const rows = await transaction.$queryRaw<LockedClaim[]>`
    SELECT c.id, c.canonical_id AS "canonicalId", c.version FROM claims c
     WHERE c.canonical_id IN (SELECT named.canonical_id FROM claims named WHERE named.id = ANY(${ids}::bigint[]))
     ORDER BY c.id FOR UPDATE`;
  return new Map(rows.map((row) => [row.id, row]));
}
