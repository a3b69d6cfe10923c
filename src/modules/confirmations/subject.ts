/** What a new confirmation is about, and which earlier one it takes the place of. */
import type { DatabaseSession } from "../../database/client.ts";
import { lockFamilies } from "../../database/merges.ts";
import { DomainError, faultInBody, notFound } from "../../errors.ts";
import type { ConfirmationRecord, Subject } from "./append.ts";
import { evidenceOf } from "./evidence.ts";
import type { NewConfirmation } from "./schemas.ts";

/**
 * Finds and locks what carries the status, so that confirmations of one thing are counted one by one.
 *
 * @throws DomainError `reference_not_found`
 */
export async function lockSubject(
  transaction: DatabaseSession,
  { type, id }: NewConfirmation["about"],
): Promise<Subject> {
  const subject =
    type === "statement"
      ? await lockStatement(transaction, BigInt(id))
      : await lockClaim(transaction, BigInt(id));
  if (subject === null) throw faultInBody("reference_not_found", "/about/id", `No ${type} has the id ${id}.`);
  return subject;
}

/** With the statements that carry it on, whose status depends on it: they are known when it is locked itself. */
async function lockStatement(transaction: DatabaseSession, id: bigint): Promise<Subject | null> {
  const rows = await transaction.$queryRaw<object[]>`SELECT id FROM statements WHERE id = ${id} FOR UPDATE`;
  await transaction.$executeRaw`
    SELECT FROM statements WHERE id IN (SELECT statement_heirs(${id})) ORDER BY id FOR UPDATE`;
  return rows.length === 0 ? null : { statementId: id, claimId: null, canonicalId: null };
}

async function lockClaim(transaction: DatabaseSession, id: bigint): Promise<Subject | null> {
  const claim = (await lockFamilies(transaction, "claims", [id])).get(id);
  return claim === undefined ? null : { statementId: null, claimId: id, canonicalId: claim.canonicalId };
}

/**
 * The subject to store. What supersedes a confirmation of a claim that was merged is about that claim itself: should
 * the merge be undone, the two stay together.
 *
 * @throws DomainError `reference_not_found`, `supersedes_another_subject` or `already_superseded`
 */
export async function supersededSubject(
  transaction: DatabaseSession,
  subject: Subject,
  supersedes: string,
): Promise<Subject> {
  const old = await findSupersedable(transaction, BigInt(supersedes));
  if (old === null)
    throw faultInBody("reference_not_found", "/supersedes", `No confirmation has the id ${supersedes}.`);
  const canonicalId = old.claim?.canonicalId ?? null;
  if (old.statementId !== subject.statementId || canonicalId !== subject.canonicalId) {
    const detail = `Confirmation ${supersedes} is about another statement or claim.`;
    throw faultInBody("supersedes_another_subject", "/supersedes", detail);
  }
  refuseSuperseded(old);
  return { ...subject, claimId: old.claimId };
}

/**
 * Locks what a confirmation is about, and makes the record that withdraws it: all of it again, but for its status.
 *
 * @throws DomainError `confirmation_not_found`, `already_superseded` or `already_withdrawn`
 */
export async function withdrawnRecord(
  transaction: DatabaseSession,
  id: bigint,
): Promise<{ subject: Subject; record: Omit<ConfirmationRecord, "origin"> }> {
  const named = await transaction.confirmation.findUnique({
    where: { id },
    select: { statementId: true, claimId: true },
  });
  if (named === null) throw notFound("confirmation", id);
  const { statementId, claimId } = named;
  const subject =
    claimId === null ? await lockStatement(transaction, statementId!) : await lockClaim(transaction, claimId);
  // Read again: until the lock was had, somebody else could supersede it.
  const old = (await findSupersedable(transaction, id))!;
  refuseSuperseded(old);
  if (old.status === "withdrawn") throw new DomainError("already_withdrawn");
  return {
    subject: subject!,
    record: {
      status: "withdrawn",
      supersedesId: old.id,
      partyId: old.partyId,
      ...evidenceOf(old),
    },
  };
}

const findSupersedable = (transaction: DatabaseSession, id: bigint) =>
  transaction.confirmation.findUnique({
    where: { id },
    include: { claim: { select: { canonicalId: true } }, supersededBy: { select: { id: true } } },
  });

function refuseSuperseded({
  id,
  supersededBy,
}: {
  readonly id: bigint;
  readonly supersededBy: { readonly id: bigint } | null;
}): void {
  if (supersededBy === null) return;
  const detail = `Confirmation ${supersededBy.id} has superseded confirmation ${id} already.`;
  throw faultInBody("already_superseded", "/supersedes", detail);
}
