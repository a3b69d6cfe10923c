/** How many statements hold a word, by what Postgres counts in a sample of them whenever it analyses the table. */
import type { DatabaseSession } from "../../database/client.ts";

export interface WordShares {
  /** Statements held, about. */
  readonly statements: number;
  /** The share that holds a lexeme: of the thousand commonest what was counted, of others the most that it can be. */
  readonly shareOf: (lexeme: string) => number;
}

/** What Postgres has counted changes at most every minute; to read it takes as long as a search by 3-grams. */
const keptMs = 60_000;

interface Surroundings {
  readonly database: Pick<DatabaseSession, "$queryRaw">;
  readonly clock: () => Date;
}

/** Gives the shares, which are read anew when they are older than a minute. */
export function createWordShares({ database, clock }: Surroundings): () => Promise<WordShares> {
  let kept: { readonly until: number; readonly shares: Promise<WordShares> } | null = null;
  return async () => {
    const now = clock().getTime();
    if (kept === null || now >= kept.until) kept = { until: now + keptMs, shares: readWordShares(database) };
    const asked = kept;
    try {
      return await asked.shares;
    } catch (error) {
      // The next one who asks tries again.
      if (kept === asked) kept = null;
      throw error;
    }
  };
}

async function readWordShares(database: Pick<DatabaseSession, "$queryRaw">): Promise<WordShares> {
  const [row] = await database.$queryRaw<
    { held: number; lexemes: string[] | null; shares: number[] | null }[]
  >`SELECT greatest(reltuples, 0)::float8 AS held, most_common_elems::text::text[] AS lexemes, most_common_elem_freqs AS shares
      FROM pg_class LEFT JOIN pg_stats
        ON schemaname = 'public' AND tablename = 'statements' AND attname = 'search_vector'
     WHERE pg_class.oid = 'public.statements'::regclass`;
  const { held, lexemes, shares } = row!;
  const known = new Map(lexemes?.map((lexeme, nth) => [lexeme, shares![nth]!]));
  // Behind the shares of the words stands the least of them.
  const least = shares?.[known.size] ?? 0;
  return { statements: held, shareOf: (lexeme) => known.get(lexeme) ?? least };
}
