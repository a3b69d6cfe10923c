/** Utterances: what was said once and printed in several documents. */
import type { Database } from "../../database/client.ts";
import { byAsked, findRenderings, type Rendering } from "./repository.ts";

export type { Rendering } from "./repository.ts";

export function createUtteranceService({ database }: { readonly database: Database }) {
  return {
    /** The renderings of the utterances that these statements render, by statement, each with the statement itself. */
    async findRenderings(
      statementIds: readonly string[],
    ): Promise<ReadonlyMap<string, readonly Rendering[]>> {
      if (statementIds.length === 0) return new Map();
      return byAsked(await findRenderings(database, statementIds));
    },
  };
}

export type UtteranceService = ReturnType<typeof createUtteranceService>;
