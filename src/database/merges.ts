/**
 * Merging rows so that it can be undone. `merged_into_id` is what an editor said; `canonical_id`, the row that one
 * counts as, follows from it by a trigger. What was merged keeps its id and all that points at it.
 */
import { DomainError, faultInBody, type ProblemCode } from "../errors.ts";
import type { VersionDemand } from "../http/preconditions.ts";
import type { DatabaseSession } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { beginRecord, lockMerges } from "./locks.ts";

export type MergeableTable = "claims" | "speakers";

interface MergeableRow {
  readonly id: bigint;
  readonly canonicalId: bigint;
  readonly mergedIntoId: bigint | null;
  readonly version: number;
}

/**
 * Locks rows with all that they are merged with, in the order of their ids, so that two transactions cannot wait for
 * each other. The caller holds the merges; ids that no row has are left out of the answer.
 */
export async function lockFamilies(
  transaction: DatabaseSession,
  table: MergeableTable,
  ids: readonly bigint[],
): Promise<ReadonlyMap<bigint, MergeableRow>> {
  if (ids.length === 0) return new Map();
  const rows = await transaction.$queryRaw<MergeableRow[]>`
    SELECT m.id, m.canonical_id AS "canonicalId", m.merged_into_id AS "mergedIntoId", m.version
      FROM ${Prisma.raw(table)} m
     WHERE m.canonical_id IN (SELECT named.canonical_id FROM ${Prisma.raw(table)} named WHERE named.id = ANY(${ids}::bigint[]))
     ORDER BY m.id FOR UPDATE`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** The two that a merge joined or a split parted, each by the id that it now counts as. */
export interface Parted {
  readonly rootId: bigint;
  readonly otherRootId: bigint;
}

interface MergeRequest {
  readonly table: MergeableTable;
  readonly id: bigint;
  readonly demand: VersionDemand;
  /** What is thrown where no row has the id. */
  readonly notFound: ProblemCode;
}

/**
 * Merges a row into the one that `intoId` counts as. The version that is demanded is that of what the row's address
 * shows.
 *
 * @throws DomainError `notFound`, `reference_not_found`, `stale_version`, `already_merged` or `merge_circle`
 */
export async function mergeRows(
  transaction: DatabaseSession,
  { table, id, demand, notFound }: MergeRequest,
  intoId: bigint,
): Promise<Parted> {
  await lockMerges(transaction);
  const rows = await lockFamilies(transaction, table, [id, intoId]);
  const row = rows.get(id);
  if (row === undefined) throw new DomainError(notFound);
  const into = rows.get(intoId);
  if (into === undefined) throw faultInBody("reference_not_found", "/into", `Nothing has the id ${intoId}.`);
  demand(rows.get(row.canonicalId)!.version);
  if (row.mergedIntoId !== null) throw new DomainError("already_merged");
  if (into.canonicalId === id) throw new DomainError("merge_circle");
  await setMerged(transaction, table, { id, mergedIntoId: into.canonicalId, changed: into.canonicalId });
  return { rootId: id, otherRootId: into.canonicalId };
}

/**
 * Undoes the merge of a row. What was merged into it goes with it.
 *
 * @throws DomainError `notFound`, `stale_version` or `not_merged`
 */
export async function splitRows(
  transaction: DatabaseSession,
  { table, id, demand, notFound }: MergeRequest,
): Promise<Parted> {
  await lockMerges(transaction);
  const rows = await lockFamilies(transaction, table, [id]);
  const row = rows.get(id);
  if (row === undefined) throw new DomainError(notFound);
  demand(rows.get(row.canonicalId)!.version);
  if (row.mergedIntoId === null) throw new DomainError("not_merged");
  await setMerged(transaction, table, { id, mergedIntoId: null, changed: row.canonicalId });
  return { rootId: id, otherRootId: row.canonicalId };
}

/** The other row looks different to its readers from now on, so that it begins a version too. */
async function setMerged(
  transaction: DatabaseSession,
  table: MergeableTable,
  { id, mergedIntoId, changed }: { id: bigint; mergedIntoId: bigint | null; changed: bigint },
): Promise<void> {
  await beginRecord(transaction);
  await transaction.$executeRaw`
    UPDATE ${Prisma.raw(table)} SET merged_into_id = ${mergedIntoId} WHERE id = ${id}`;
  await transaction.$executeRaw`UPDATE ${Prisma.raw(table)} SET version = version + 1 WHERE id = ${changed}`;
}
