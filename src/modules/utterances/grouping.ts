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
  let placed = statements.map((statement): Placed => ({ block: [statement], earlier: undefined }));
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
    placed = withoutOpposites(
      statements.map((statement) => {
        const carried = carriedOn(predecessors, statement);
        const earlier = carried ?? alikeTo(statement, alike.get(statement.id) ?? []);
        return { block: [statement], earlier, isCarriedOn: carried !== undefined };
      }),
    );
  }
  await saveGroups(session, groupsOf(placed));
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
  /** Whether it carries the earlier one on: wherever an editor has put that one, it follows. */
  readonly isCarriedOn?: boolean;
}

const groupKey = ({ id, utteranceId }: GroupedStatement): string => utteranceId ?? `begun by ${id}`;

/**
 * The same, but of blocks that say opposite things and are led to one utterance at once, as by a fragment that fits
 * both, only the first goes there.
 */
export function withoutOpposites(placed: readonly Placed[]): Placed[] {
  const led = new Map<string, Map<string, GroupedStatement>>();
  return placed.map(({ block, earlier, isCarriedOn = false }) => {
    if (earlier === undefined) return { block, earlier };
    const key = groupKey(earlier);
    const before = led.get(key) ?? new Map<string, GroupedStatement>();
    const own = new Map(block.slice(0, comparedMost).map((one) => [one.text, one]));
    const isOpposed = [...before.values()].some((one) =>
      [...own.values()].some((other) => areOpposites(one, other)),
    );
    if (isOpposed && !isCarriedOn) return { block, earlier: undefined };
    // The same words of different days are compared once.
    led.set(key, new Map([...before, ...own].slice(0, comparedMost)));
    return { block, earlier };
  });
}

/** The utterances that the blocks are put into: that of the earlier statement, which may have none yet, or one of their own. */
export function groupsOf(placed: readonly Placed[]): Group[] {
  const groups = new Map<string, Group & { readonly statementIds: Set<string> }>();
  for (const { block, earlier } of placed) {
    // A paraphrase alone is no utterance: what was said is not known word for word.
    if (earlier === undefined && block.every(({ kind }) => kind === "indirect")) continue;
    const { id, utteranceId, recordedAs } = earlier ?? block[0]!;
    const key = groupKey(earlier ?? block[0]!);
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
