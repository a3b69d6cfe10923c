/**
 * Answers that are remembered for as long as nothing is written.
 *
 * `pg_current_snapshot()` tells of which transactions a query sees the work. While it stays the same, a query that asks
 * for nothing but what is stored gives the same rows again: nothing else has to be known of what it reads, and no write
 * has to tell anybody. To ask for it takes Postgres a small part of what a page of statements takes. Several processes
 * can share a database, since each asks Postgres and not itself.
 */
import { Lru } from "toad-cache";

/** How many answers are remembered, those that were given last, ... */
const answersMost = 500;
/** ... and how many characters an answer may have: an export is not what is asked for again and again. */
const charactersMost = 64_000;

type Rows = readonly unknown[];

interface Answer {
  /** What Postgres saw before the question was asked: the answer may be newer, and never older. */
  readonly snapshot: string;
  readonly rows: Promise<Rows>;
}

export interface Memory {
  /** What was answered to the question of this name, where nothing was written since; otherwise asks again. */
  readonly answer: (question: string, ask: () => Promise<Rows>) => Promise<Rows>;
  /** Needed where Postgres itself may have begun anew: after a crash it can count transactions from an earlier one. */
  readonly forget: () => void;
}

/** @param askSnapshot asks for `pg_current_snapshot()`, of a database that is not a standby: those do not tell all */
export function createMemory(askSnapshot: () => Promise<string>): Memory {
  const answers = new Lru<Answer>(answersMost);
  const currentSnapshot = shared(askSnapshot);
  return {
    answer: async (question, ask) => {
      const snapshot = await currentSnapshot();
      const known = answers.get(question);
      if (known?.snapshot === snapshot) return known.rows;
      const rows = keptIfShort(ask(), () => answers.delete(question));
      answers.set(question, { snapshot, rows });
      return rows;
    },
    forget: () => answers.clear(),
  };
}

/** The rows; those that cannot be had, and those that are too long, are not for keeping. */
async function keptIfShort(asked: Promise<Rows>, drop: () => void): Promise<Rows> {
  try {
    const rows = await asked;
    if (charactersOf(rows) > charactersMost) drop();
    return rows;
  } catch (error) {
    drop();
    throw error;
  }
}

/**
 * Asks once for all who want to know while the question before is on its way. That one is not for them: a write that they
 * know of may have come after it was asked.
 */
function shared<Told>(ask: () => Promise<Told>): () => Promise<Told> {
  let onItsWay: Promise<unknown> = Promise.resolve();
  let next: Promise<Told> | null = null;
  return () =>
    (next ??= onItsWay.then(() => {
      next = null;
      const told = ask();
      onItsWay = told.catch(() => undefined);
      return told;
    }));
}

const charactersOf = (rows: Rows): number =>
  rows
    .flatMap((row) => Object.values(row as object))
    .reduce<number>((sum, value) => sum + (typeof value === "string" ? value.length : 0), 0);
