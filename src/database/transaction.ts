/** Transactions: opened by services, handed to repositories. */
import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "./client.ts";
import type { Prisma } from "./generated/client.ts";
import { databaseProblem } from "./prisma-errors.ts";

const maxWaitMs = 5_000;
const timeoutMs = 60_000;
const attemptsMost = 4;

/**
 * Runs the work in one transaction, which is kept if the work returns and undone if it throws. Work that another
 * transaction got in the way of is run again from its start, so it must have no effects outside the transaction.
 *
 * Inside the work only the transaction may be used, never the outer database: that would be another connection,
 * which does not see the work's rows and can wait for them for ever.
 */
export async function inTransaction<Result>(
  database: Database,
  work: (transaction: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.$transaction(work, { maxWait: maxWaitMs, timeout: timeoutMs });
    } catch (error) {
      if (attempt === attemptsMost || databaseProblem(error)?.kind !== "conflict") throw error;
      await delay(10 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}
