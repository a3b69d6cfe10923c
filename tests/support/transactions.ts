/** What goes on in the transactions of a database, told to a test. */
import type { Database } from "../../src/database/client.ts";
import { databaseProblem } from "../../src/database/prisma-errors.ts";

interface Watcher {
  /** A transaction asks something. */
  readonly asked?: () => void;
  /** A transaction was undone; the service may try the same again. */
  readonly undone?: (error: unknown) => void;
}

/** The same database, whose transactions are watched. */
export function watched(database: Database, { asked, undone }: Watcher): Database {
  const told = <Session extends object>(session: Session): Session =>
    new Proxy(session, {
      get: (target, name) => {
        asked?.();
        return Reflect.get(target, name) as unknown;
      },
    });
  const $transaction = async (work: (session: object) => Promise<unknown>, options: object) => {
    try {
      return await database.$transaction(async (session) => work(told(session)), options);
    } catch (error) {
      undone?.(error);
      throw error;
    }
  };
  return new Proxy(database, {
    get: (target, name) => (name === "$transaction" ? $transaction : (Reflect.get(target, name) as unknown)),
  });
}

/** The same database, with the list of what its transactions were undone by that others got in the way of: the service hides it by trying again. */
export function notingConflicts(database: Database): {
  readonly database: Database;
  readonly conflicts: readonly unknown[];
} {
  const conflicts: unknown[] = [];
  const undone = (error: unknown): void => {
    if (databaseProblem(error)?.kind === "conflict") conflicts.push(error);
  };
  return { database: watched(database, { undone }), conflicts };
}
