/** The posting table: which statements hold which word 3-grams. Written in the transaction that writes the statements. */
import type { DatabaseSession } from "../../database/client.ts";
import { postingsOf } from "./grams.ts";
import { readWords } from "./read-words.ts";

/** A statement and its words. */
export interface PostedStatement {
  readonly id: bigint;
  readonly contentText: string;
}

/** Makes the statements of a revision findable by their words. To be called when they are inserted. */
export async function postRevision(session: DatabaseSession, revisionId: bigint): Promise<void> {
  await writePostings(
    session,
    await session.statement.findMany({ where: { revisionId }, select: { id: true, contentText: true } }),
  );
}

/**
 * Makes statements findable by their words; also after their words were corrected, when what they were found by before
 * stays: a posting only proposes a statement, its words are read anew at every check.
 */
export async function writePostings(
  session: DatabaseSession,
  statements: readonly PostedStatement[],
): Promise<void> {
  const hashes: number[] = [];
  const ids: bigint[] = [];
  for (const { id, contentText } of statements) {
    for (const hash of postingsOf(readWords(contentText).words)) {
      hashes.push(hash);
      ids.push(id);
    }
  }
  if (hashes.length === 0) return;
  await session.$executeRaw`
    INSERT INTO statement_grams (hash, statement_id)
    SELECT * FROM unnest(${hashes}::int[], ${ids}::bigint[]) AS posting(hash, statement_id)
     ORDER BY hash, statement_id ON CONFLICT DO NOTHING`;
}
