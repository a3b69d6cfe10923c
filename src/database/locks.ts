/** Locks and the instant of a transaction that changes what others may be changing. */
import type { DatabaseSession } from "./client.ts";

/** Any number that nothing else locks in the database of the service. */
const mergesLock = 72_707_370;

/**
 * Keeps claims and speakers from being merged, split or renamed until the transaction ends; many may hold this at once.
 * To be called before anything else is locked, by whatever changes statements.
 */
export async function holdMerges(transaction: DatabaseSession): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock_shared(${mergesLock}::bigint)`;
}

/** Lets only this transaction merge, split and rename; waits for those that rely on what is merged, and on names. */
export async function lockMerges(transaction: DatabaseSession): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${mergesLock}::bigint)`;
}

/**
 * Takes the present as the instant at which this transaction records all that it writes. To be called when it holds
 * its locks: the instants of two transactions about one thing are then in the order in which they wrote.
 */
export async function beginRecord(transaction: DatabaseSession): Promise<void> {
  await transaction.$executeRaw`SELECT begin_record()`;
}
