/** Full-text search by what a reader types. */
import { Prisma } from "./generated/client.ts";

/**
 * The words asked for as a `tsquery`: all of them, phrases in quotation marks, `or`, and without a word after a dash.
 * A dash that stands before no word is only a sign: Postgres would take each one for a "not", and fails
 * (`tsquery stack too small`) where more than 32 of these follow each other.
 */
export const searchQuery = (q: string): Prisma.Sql =>
  Prisma.sql`websearch_to_tsquery('english', ${q.replace(/-(?![\p{L}\p{N}"])/gu, " ")})`;
