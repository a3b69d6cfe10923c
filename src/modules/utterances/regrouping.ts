/**
 * Grouping after ingestion, when editors say who spoke: what is no longer its speaker's leaves the utterance, for the
 * one of its speaker that it was in before, for one in nearly its words, or for one of its own. Which utterance a
 * statement renders, where an editor said so, is not said otherwise here as long as its speaker stays.
 */
import type { DatabaseSession } from "../../database/client.ts";
import { listsBy } from "../../lists-by.ts";
import { alikeTo, gramsAsked, groupsOf, withoutOpposites, type Placed } from "./grouping.ts";
import {
  beginVersionsOf,
  findAlike,
  findGrouped,
  isAlone,
  listFamily,
  listLatestOf,
  listStrays,
  lockUtterancesOf,
  restoreRenderings,
  saveGroups,
  type GroupedStatement,
} from "./grouping-repository.ts";

/** Utterances of a merged speaker, the latest ones, that are held against those of the speaker it was merged into. */
const joinedMost = 2_000;
/** Statements of an utterance by which others in nearly its words are looked for: they are alike. */
const askedMost = 5;
/** Utterances for which others in nearly their words are looked for in one question. */
const blocksAtOnce = 1_000;

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
    else if (reworded && !found.isEditorsChoice && (await isAlone(session, found))) {
      await joinAlike(session, [[found]]);
    }
  }
  await beginVersionsOf(session, [id]);
}

/**
 * Parts the utterances of two speakers whose merge was undone, in that transaction. What an editor took out of one
 * draws nobody after it.
 */
export async function regroupParted(session: DatabaseSession, speakerId: bigint): Promise<void> {
  await settle(session, await listStrays(session, speakerId), ({ isEditorsChoice }) => !isEditorsChoice);
}

/**
 * Joins the utterances of a speaker that was merged into another with those of that one, where they are in nearly the
 * same words; in that transaction. Undoing the merge takes them apart again.
 */
export async function regroupMerged(session: DatabaseSession, mergedId: bigint): Promise<void> {
  const family = new Set(await listFamily(session, mergedId));
  const latest = await listLatestOf(session, [...family], joinedMost);
  const blocks = [...listsBy(latest, ({ utteranceId }) => utteranceId).values()];
  await joinAlike(
    session,
    blocks,
    ({ utteranceId, ownerId }) => utteranceId !== null && !family.has(ownerId!),
  );
}

/**
 * Puts statements that are in no utterance of their speaker where they belong. What was in one utterance stays
 * together, and what was in two, as an editor may have said, stays apart.
 */
async function settle(
  session: DatabaseSession,
  strays: readonly GroupedStatement[],
  counts?: Counts,
): Promise<void> {
  const restored = new Set(
    await restoreRenderings(
      session,
      strays.map(({ id }) => id),
    ),
  );
  const rest = strays.filter(({ id }) => !restored.has(id));
  const blocks = [...listsBy(rest, ({ storedIn, speakerId }) => `${storedIn} ${speakerId}`).values()];
  await saveGroups(session, groupsOf(await placeBlocks(session, blocks, counts)));
}

/** Puts the statements of each block into the utterance of one that counts and is in nearly their words, if there is one. */
async function joinAlike(session: DatabaseSession, blocks: readonly Block[], counts?: Counts): Promise<void> {
  const placed = await placeBlocks(session, blocks, counts);
  await saveGroups(session, groupsOf(placed.filter(({ earlier }) => earlier !== undefined)));
}

type Block = Placed["block"];
type Counts = (other: GroupedStatement) => boolean;

/** Finds for each block a statement that counts, of the same speaker, that renders the same utterance as one of it. */
async function placeBlocks(
  session: DatabaseSession,
  blocks: readonly Block[],
  counts: Counts = () => true,
): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (let from = 0; from < blocks.length; from += blocksAtOnce) {
    const some = blocks.slice(from, from + blocksAtOnce);
    const alike = await findAlike(session, gramsAsked(some.flatMap((block) => block.slice(0, askedMost))));
    for (const block of some) placed.push({ block, earlier: firstAlike(block, alike, counts) });
  }
  return withoutOpposites(placed);
}

function firstAlike(
  block: Block,
  alike: ReadonlyMap<string, readonly GroupedStatement[]>,
  counts: Counts,
): GroupedStatement | undefined {
  for (const statement of block.slice(0, askedMost)) {
    const found = (alike.get(statement.id) ?? []).filter(counts);
    const earlier = alikeTo(statement, found, block.slice(0, askedMost));
    if (earlier !== undefined) return earlier;
  }
  return undefined;
}
