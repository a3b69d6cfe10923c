/** What the log says of a merge or its undoing: one event on each of the two rows. */
import type { DatabaseSession } from "../../database/client.ts";
import type { MergeableTable, Parted } from "../../database/merges.ts";
import { recordEvent, type Actor } from "./service.ts";

/** Records that two rows were joined, or parted again, in the transaction that does it. */
export async function recordMerge(
  transaction: DatabaseSession,
  resourceType: MergeableTable,
  action: "merged" | "split" | "unmerged",
  { rootId, otherRootId }: Parted,
  actor: Actor,
): Promise<void> {
  const change = (other: bigint) =>
    action === "merged" ? { from: null, to: String(other) } : { from: String(other), to: null };
  const about = { resourceType, action, actor };
  await recordEvent(transaction, {
    ...about,
    resourceId: rootId,
    difference: { merged_into: change(otherRootId) },
  });
  await recordEvent(transaction, {
    ...about,
    resourceId: otherRootId,
    difference: { merged_from: change(rootId) },
  });
}
