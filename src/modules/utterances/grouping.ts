/**
 * Grouping at ingestion: a statement in nearly the words of an earlier one of the same speaker renders the same
 * utterance. Two people's words are never grouped, however alike they are.
 */
import type { DatabaseSession } from "../../database/client.ts";
import { searchGrams } from "../quote-checks/grams.ts";
import { readWords } from "../quote-checks/read-words.ts";
import {
  beginVersionsOf,
  findAlike,
  insertFirstRenderings,
  insertUtterance,
  listOfRevision,
  listPredecessors,
  lockUtterancesOf,
  saveRenderings,
  type AskedGram,
  type GroupedStatement,
  type Predecessor,
} from "./grouping-repository.ts";
import { areOneUtterance } from "./rendering.ts";

/** Rarest 3-grams of a statement by which its earlier renderings are looked for. */
const searchedGramsMost = 6;
/** Earlier statements compared with a new one. */
const comparedMost = 12;

/**
 * Groups the statements of a revision with the earlier ones that render the same utterances. To be called last in the
 * transaction that stores them, after their postings, with the merges held: until it ends, nobody else groups these
 * speakers' words.
 */
export async function groupRevision(session: DatabaseSession, revisionId: bigint): Promise<void> {
  const statements = await listOfRevision(session, revisionId);
  const predecessors = await listPredecessors(session, revisionId);
  const asked = gramsAsked(statements);
  const joined = new Set<string>();
  if (predecessors.length > 0 || (await findAlike(session, asked)).size > 0) {
    await lockUtterancesOf(
      session,
      [...statements, ...predecessors].map(({ speakerId }) => speakerId),
    );
    await beginVersionsOf(
      session,
      predecessors.map(({ id }) => id),
    );
    // Read again: whoever held the locks before may have grouped what was found.
    const alike = await findAlike(session, asked);
    const made = new Map<string, string>();
    for (const statement of statements) {
      const earlier = carriedOn(predecessors, statement) ?? alikeTo(statement, alike.get(statement.id) ?? []);
      if (earlier === undefined) continue;
      const utteranceId = earlier.utteranceId ?? made.get(earlier.id) ?? null;
      made.set(earlier.id, await join(session, [statement], { ...earlier, utteranceId }));
      joined.add(statement.id);
    }
  }
  // A paraphrase alone is no utterance: what was said is not known word for word.
  await insertFirstRenderings(
    session,
    statements.filter(({ id, kind }) => kind !== "indirect" && !joined.has(id)),
  );
}

/** What the statement carries on, where an editor may have said which utterance that renders. */
function carriedOn(
  predecessors: readonly Predecessor[],
  statement: GroupedStatement,
): GroupedStatement | undefined {
  return predecessors.find(
    (one) =>
      one.continuedById === statement.id &&
      one.speakerId === statement.speakerId &&
      one.utteranceId !== null &&
      (one.unchanged || areOneUtterance(one, statement)),
  );
}

/** The 3-grams by which others in nearly the words of these statements are looked for. */
export function gramsAsked(statements: readonly GroupedStatement[]): AskedGram[] {
  return statements.flatMap(({ id, revisionId, speakerId, text }) =>
    searchGrams(readWords(text).words, searchedGramsMost).map(({ hash }) => ({
      statementId: id,
      revisionId,
      speakerId,
      hash,
    })),
  );
}

/** The first of the statements found, of the same speaker, that renders the same utterance. */
export function alikeTo(
  statement: GroupedStatement,
  found: readonly GroupedStatement[],
): GroupedStatement | undefined {
  return found
    .slice(0, comparedMost)
    .find((other) => isSameDay(other, statement) && areOneUtterance(other, statement));
}

/** Words said on two different days are two utterances, even where they are the same words. */
function isSameDay(a: GroupedStatement, b: GroupedStatement): boolean {
  return a.saidOn === null || b.saidOn === null || a.saidOn === b.saidOn;
}

/** Puts statements into the utterance of another of the same speaker, which may have none yet; gives that. */
export async function join(
  session: DatabaseSession,
  statements: readonly GroupedStatement[],
  { id, speakerId, utteranceId }: GroupedStatement,
): Promise<string> {
  const ids = statements.map((statement) => statement.id);
  const joinedId = utteranceId ?? (await insertUtterance(session, speakerId));
  await saveRenderings(session, joinedId, utteranceId === null ? [id, ...ids] : ids);
  return joinedId;
}
