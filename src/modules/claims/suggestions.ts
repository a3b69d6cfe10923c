/** The same claim in other words: claims that share words with it, the likest first. */
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { claimJoins, claimSummaryJson } from "./present.ts";

/** A common word is in very many claims; that many of them are looked at for each word. */
const mostPerWord = 500;
const mostCompared = 200;
/** A claim is a sentence; words beyond these say little more about what it is about. */
const mostWords = 60;

/** Below this, what is shared is chance. */
const leastScore = 0.15;

/**
 * Claims that are not merged with this one, with a score from 0 to 1: the share of the words of both that both have
 * (Dice's coefficient over the stems of the full-text index, which leaves out words such as "the"). It knows nothing of
 * meaning: a claim and its denial share their words. An editor decides.
 *
 * @returns JSON of each suggestion, the likest first
 */
export async function findSuggestions(
  session: DatabaseSession,
  claimId: string,
  limit: number,
  publishedOnly: boolean,
): Promise<string[]> {
  const rows = await session.$queryRaw<{ json: string }[]>`
    WITH asked AS (
      SELECT root.id, tsvector_to_array(root.search_vector) AS words
        FROM claims named JOIN claims root ON root.id = named.canonical_id WHERE named.id = ${BigInt(claimId)}),
    candidates AS (
      SELECT found.id FROM asked, unnest(asked.words[1:${mostWords}::int]) AS word, LATERAL (
          SELECT c.id FROM claims c WHERE c.search_vector @@ plainto_tsquery('simple', word) LIMIT ${mostPerWord}) found
       GROUP BY found.id ORDER BY count(*) DESC, found.id DESC LIMIT ${mostCompared}),
    scored AS (
      SELECT c.canonical_id, max(2.0 * shared.count / greatest(cardinality(asked.words) + length(c.search_vector), 1))
               AS score
        FROM candidates JOIN claims c USING (id) CROSS JOIN asked, LATERAL (
          SELECT count(*) FROM unnest(tsvector_to_array(c.search_vector)) AS word WHERE word = ANY(asked.words)) shared
       WHERE c.canonical_id <> asked.id GROUP BY 1)
    SELECT format('{"score":%s,"claim":%s}', round(scored.score, 3), ${Prisma.raw(claimSummaryJson(publishedOnly))}) AS json
      FROM scored JOIN claims claim ON claim.id = scored.canonical_id ${Prisma.raw(claimJoins)}
     WHERE scored.score >= ${leastScore} ORDER BY scored.score DESC, claim.id LIMIT ${limit}`;
  return rows.map(({ json }) => json);
}
