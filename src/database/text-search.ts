/** Full-text search by what a reader types. */
import { Prisma } from "./generated/client.ts";

/**
 * The words asked for as a `tsquery`: all of them, phrases in quotation marks, `or`, and without a word after a dash.
 * A dash that stands before no word is only a sign: Postgres would take each one for a "not", and fails
 * (`tsquery stack too small`) where more than 32 of these follow each other.
 */
export const searchQuery = (q: string): Prisma.Sql =>
  Prisma.sql`websearch_to_tsquery('english', ${q.replace(/-(?!"|[^\s-]*[\p{L}\p{N}])/gu, " ")})`;

/**
 * Whether a text has all words that a search asks for, wherever they stand: true of every text that the search finds.
 * True of all texts where the search can find some by what they lack.
 *
 * @param vector the text's words, a `tsvector`
 */
export const hasItsWords = (vector: Prisma.Sql, q: string): Prisma.Sql => {
  const needed = Prisma.sql`querytree(${searchQuery(q)})`;
  return Prisma.sql`(${needed} = 'T' OR ${vector} @@ regexp_replace(${needed}, ' <(-|[0-9]+)> ', ' & ', 'g')::tsquery)`;
};

/** The phrases that are searched for: what stands in quotation marks, the last one also without the mark at its end. */
export const phrasesOf = (q: string): string[] => q.split('"').filter((_, nth) => nth % 2 === 1);
