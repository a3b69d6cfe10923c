/**
 * Grouping at ingestion: a statement in nearly the words of an earlier one of the same speaker renders the same
 * utterance. Two people's words are never grouped, however alike they are.
 */
import type { DatabaseSession } from "../../database/client.ts";
import { searchGrams } from "../quote-checks/grams.ts";
import { readWords } from "../quote-checks/read-words.ts";
import { differenceFrom, kindOfRendering, renderingOf } from "./rendering.ts";
import {
  byAsked,
  findAlike,
  insertFirstRenderings,
  insertUtterance,
  listOfRevision,
  listOfUtterance,
  lockUtterancesOf,
  saveRenderings,
  type GroupedStatement,
} from "./repository.ts";

/** Rarest 3-grams of a statement by which its earlier renderings are looked for. */
const searchedGramsMost = 6;
/** Earlier statements compared with a new one. */
const comparedMost = 12;

/**
 * Groups the statements of a revision with the earlier ones that render the same utterances. To be called last in the
 * transaction that stores them, after their postings: until it ends, nobody else groups these speakers' words.
 */
export async function groupRevision(session: DatabaseSession, revisionId: bigint): Promise<void> {
  const statements = await listOfRevision(session, revisionId);
  const asked = statements.flatMap(({ id, speakerId, text }) =>
    searchGrams(readWords(text).words, searchedGramsMost).map(({ hash }) => ({
      statementId: id,
      speakerId,
      hash,
    })),
  );
  const joined = new Set<string>();
  if ((await findAlike(session, revisionId, asked)).length > 0) {
    await lockUtterancesOf(
      session,
      statements.map(({ speakerId }) => speakerId),
    );
    // Read again: whoever held the locks before may have grouped what was found.
    const alike = byAsked(await findAlike(session, revisionId, asked));
    for (const statement of statements) {
      const earlier = (alike.get(statement.id) ?? [])
        .slice(0, comparedMost)
        .find((other) => isSameDay(other, statement) && renderingOf(other, statement) !== null);
      if (earlier === undefined) continue;
      const utteranceId = earlier.utteranceId ?? (await insertUtterance(session, earlier.speakerId));
      await arrange(session, utteranceId, [earlier, statement]);
      joined.add(statement.id);
    }
  }
  // A paraphrase alone is no utterance: what was said is not known word for word.
  await insertFirstRenderings(
    session,
    statements.filter(({ id, kind }) => kind !== "indirect" && !joined.has(id)),
  );
}

/** Words said on two different days are two utterances, even where they are the same words. */
function isSameDay(a: GroupedStatement, b: GroupedStatement): boolean {
  return a.saidOn === null || b.saidOn === null || a.saidOn === b.saidOn;
}

/**
 * Puts statements into an utterance and tells anew how each rendering differs from the first, where the first changed.
 *
 * @param added statements that may already be in it
 */
export async function arrange(
  session: DatabaseSession,
  utteranceId: string,
  added: readonly GroupedStatement[],
  { anew = false } = {},
): Promise<void> {
  const held = await listOfUtterance(session, utteranceId);
  const news = added.filter(({ id }) => held.every((statement) => statement.id !== id));
  const all = [...held, ...news].toSorted(byAppearance);
  const first = all[0];
  if (first === undefined) return;
  const changed = first === held[0] && !anew ? news : all;
  await saveRenderings(
    session,
    utteranceId,
    changed.map((statement) => ({
      statementId: statement.id,
      kind: kindOfRendering(first, statement),
      difference: statement === first ? null : differenceFrom(first, statement),
    })),
  );
}

function byAppearance(a: GroupedStatement, b: GroupedStatement): number {
  const [x, y] = [a.publishedOn ?? "", b.publishedOn ?? ""];
  return x === y ? a.id.length - b.id.length || (a.id < b.id ? -1 : 1) : x < y ? -1 : 1;
}
