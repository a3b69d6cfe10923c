/**
 * Work that takes long without waiting for anything: reading a long article, comparing long texts. Threads do it, so
 * that the event loop goes on answering others. Short texts take less time than handing them over, and stay here.
 */
import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { DomainError } from "../errors.ts";
import { extractStatements } from "../extraction/extract-statements.ts";
import type { Extraction, ExtractionOptions } from "../extraction/statement.ts";
import { textDifference, type TextDifference } from "../modules/documents/word-difference.ts";

export interface HeavyWork {
  readonly extract: (text: string, options: ExtractionOptions) => Extraction | Promise<Extraction>;
  readonly textDifference: (from: string, to: string) => TextDifference | Promise<TextDifference>;
}

/** Everything on the thread that asks for it: for commands, which have nobody else to answer. */
export const onThisThread: HeavyWork = { extract: extractStatements, textDifference };

/** Texts up to this many UTF-16 units take a few milliseconds. */
const shortText = 2_000;
/** Each thread loads models of its own. */
const threadsMost = 4;
/** Texts that wait for a thread: one more would wait for minutes, and take up memory meanwhile. */
const waitingMost = 50;
const retryAfterSeconds = 5;
/** Threads that nobody needs for so long end, and give their memory back. */
const idleMs = 60_000;

export interface Threads extends HeavyWork {
  readonly extract: (text: string, options: ExtractionOptions) => Promise<Extraction>;
  readonly textDifference: (from: string, to: string) => Promise<TextDifference>;
  /** Ends the threads at once, and whatever they are doing with them. */
  readonly close: () => Promise<void>;
}

/**
 * Threads that start when there is work for them.
 *
 * @throws DomainError, from what it is asked to do, `overloaded` while too many texts wait
 */
export function createThreads(): Threads {
  const pool = new Piscina({
    filename: new URL("./worker.ts", import.meta.url).href,
    execArgv: ["--import", new URL("./typescript.mjs", import.meta.url).href],
    minThreads: 0,
    maxThreads: Math.min(threadsMost, Math.max(1, availableParallelism() - 1)),
    idleTimeout: idleMs,
  });
  const run = <Result>(name: string, task: readonly unknown[]): Promise<Result> => {
    if (pool.queueSize < waitingMost) return pool.run(task, { name });
    throw new DomainError("overloaded", undefined, { headers: { "retry-after": `${retryAfterSeconds}` } });
  };
  return {
    extract: async (text, options) =>
      text.length <= shortText ? extractStatements(text, options) : run("extract", [text, options]),
    textDifference: async (from, to) =>
      from.length + to.length <= shortText ? textDifference(from, to) : run("difference", [from, to]),
    close: () => pool.destroy(),
  };
}
