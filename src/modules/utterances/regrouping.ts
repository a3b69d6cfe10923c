/**
 * Grouping after ingestion, when editors say who spoke: what is no longer its speaker's leaves the utterance, for the
 * one of its speaker that it was in before, for one in nearly its words, or for one of its own. Which utterance a
 * statement renders, where an editor said so, is not said otherwise here as long as its speaker stays.
 */
import type { DatabaseSession } from "../../database/client.ts";
import { alikeTo, gramsAsked, join } from "./grouping.ts";
import {
  beginVersionsOf,
  findAlike,
  findFormerUtterances,
  findGrouped,
  insertUtterance,
  isAlone,
  isEditorsChoice,
  listFamily,
  listLatestOf,
  listsBy,
  listStrays,
  lockUtterancesOf,
  saveRenderings,
  type GroupedStatement,
} from "./grouping-repository.ts";

/** Utterances of a merged speaker, the latest ones, that are held against those of the speaker it was merged into. */
const joinedMost = 200;
/** Statements of an utterance by which others in nearly its words are looked for: they are alike. */
const askedMost = 5;

/**
 * Groups a statement anew whose review, speaker or words have changed. To be called in the transaction that does it,
 * with the merges held and the statement locked, after its postings.
 */
export async function regroupReviewed(
  session: DatabaseSession,
  statementId: bigint,
  { reworded }: { readonly reworded: boolean },
): Promise<void> {
  const id = String(statementId);
  const found = await findGrouped(session, id);
  if (found !== null && !found.rejected) {
    await lockUtterancesOf(session, [found.speakerId]);
    if (found.utteranceId === null) await settle(session, [found]);
    else if (reworded && (await isAlone(session, found)) && !(await isEditorsChoice(session, id))) {
      const earlier = await findEarlier(session, [found]);
      if (earlier !== undefined) await join(session, [found], earlier);
    }
  }
  await beginVersionsOf(session, [id]);
}

/** Parts the utterances of two speakers whose merge was undone, in that transaction. */
export async function regroupParted(session: DatabaseSession, speakerId: bigint): Promise<void> {
  const strays = await listStrays(session, speakerId);
  const blocks = listsBy(strays, ({ storedIn, speakerId: speaker }) => `${storedIn} ${speaker}`);
  for (const block of blocks.values()) await settle(session, block);
}

/**
 * Joins the utterances of a speaker that was merged into another with those of that one, where they are in nearly the
 * same words; in that transaction. Undoing the merge takes them apart again.
 */
export async function regroupMerged(session: DatabaseSession, mergedId: bigint): Promise<void> {
  const family = new Set(await listFamily(session, mergedId));
  const latest = await listLatestOf(session, [...family], joinedMost);
  const blocks = [...listsBy(latest, ({ utteranceId }) => utteranceId!).values()];
  const alike = await findAlike(session, gramsAsked(blocks.flatMap((block) => block.slice(0, askedMost))));
  const isOthers = ({ utteranceId, ownerId }: GroupedStatement): boolean =>
    utteranceId !== null && !family.has(ownerId!);
  for (const block of blocks) {
    const earlier = firstAlike(block, alike, isOthers);
    if (earlier !== undefined) await join(session, block, earlier);
  }
}

/** Puts statements of one speaker that were in one utterance where they belong. */
async function settle(session: DatabaseSession, block: readonly GroupedStatement[]): Promise<void> {
  const { speakerId } = block[0]!;
  const former = await findFormerUtterances(
    session,
    block.map(({ id }) => id),
    speakerId,
  );
  for (const [id, utteranceId] of former) await saveRenderings(session, utteranceId, [id]);
  const rest = block.filter(({ id }) => !former.has(id));
  if (rest.length === 0) return;
  const earlier = await findEarlier(session, rest);
  if (earlier !== undefined) await join(session, rest, earlier);
  else if (rest.some(({ kind }) => kind !== "indirect")) {
    await saveRenderings(
      session,
      await insertUtterance(session, speakerId),
      rest.map(({ id }) => id),
    );
  }
}

/** A statement of the same speaker, none of these, that renders the same utterance as one of them. */
async function findEarlier(
  session: DatabaseSession,
  block: readonly GroupedStatement[],
): Promise<GroupedStatement | undefined> {
  const ids = new Set(block.map(({ id }) => id));
  const alike = await findAlike(session, gramsAsked(block.slice(0, askedMost)));
  return firstAlike(block, alike, ({ id }) => !ids.has(id));
}

function firstAlike(
  block: readonly GroupedStatement[],
  alike: ReadonlyMap<string, readonly GroupedStatement[]>,
  counts: (other: GroupedStatement) => boolean,
): GroupedStatement | undefined {
  for (const statement of block) {
    const earlier = alikeTo(statement, (alike.get(statement.id) ?? []).filter(counts));
    if (earlier !== undefined) return earlier;
  }
  return undefined;
}
