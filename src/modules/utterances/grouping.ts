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
  listOfRevision,
  listPredecessors,
  lockUtterancesOf,
  saveGroups,
  type AskedGram,
  type Group,
  type GroupedStatement,
  type Predecessor,
} from "./grouping-repository.ts";
import { areOneUtterance, areOpposites } from "./rendering.ts";

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
  const earlierOf = new Map<string, GroupedStatement>();
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
    for (const statement of statements) {
      const earlier = carriedOn(predecessors, statement) ?? alikeTo(statement, alike.get(statement.id) ?? []);
      if (earlier !== undefined) earlierOf.set(statement.id, earlier);
    }
  }
  await saveGroups(
    session,
    groupsOf(statements.map((statement) => ({ block: [statement], earlier: earlierOf.get(statement.id) }))),
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

/**
 * The first of the statements found, of the same speaker, that renders the same utterance. A fragment fits words and
 * their opposite alike: it leads nobody to where the opposite of what was said is.
 *
 * @param block the statements that go where this one goes
 */
export function alikeTo(
  statement: GroupedStatement,
  found: readonly GroupedStatement[],
  block: readonly GroupedStatement[] = [statement],
): GroupedStatement | undefined {
  const compared = found.slice(0, comparedMost);
  const isOpposed = ({ utteranceId }: GroupedStatement): boolean =>
    utteranceId !== null &&
    compared.some((one) => one.utteranceId === utteranceId && block.some((own) => areOpposites(one, own)));
  return compared.find(
    (other) => isSameDay(other, statement) && areOneUtterance(other, statement) && !isOpposed(other),
  );
}

/** Words said on two different days are two utterances, even where they are the same words. */
function isSameDay(a: GroupedStatement, b: GroupedStatement): boolean {
  return a.saidOn === null || b.saidOn === null || a.saidOn === b.saidOn;
}

/** Statements of one speaker that render one utterance, with an earlier one that renders it too, if any. */
export interface Placed {
  readonly block: readonly GroupedStatement[];
  readonly earlier: GroupedStatement | undefined;
}

/** The utterances that the blocks are put into: that of the earlier statement, which may have none yet, or one of their own. */
export function groupsOf(placed: readonly Placed[]): Group[] {
  const groups = new Map<string, Group & { readonly statementIds: Set<string> }>();
  for (const { block, earlier } of placed) {
    // A paraphrase alone is no utterance: what was said is not known word for word.
    if (earlier === undefined && block.every(({ kind }) => kind === "indirect")) continue;
    const { id, utteranceId, recordedAs } = earlier ?? block[0]!;
    const key = utteranceId ?? `begun by ${id}`;
    const group = groups.get(key) ?? {
      utteranceId,
      recordedAs,
      statementIds: new Set(utteranceId ? [] : [id]),
    };
    for (const statement of block) group.statementIds.add(statement.id);
    groups.set(key, group);
  }
  return [...groups.values()];
}
