/** Records confirmations and reads them. A confirmation is an event: nothing here changes or deletes one. */
import type { Database, DatabaseSession } from "../../database/client.ts";
import type { Prisma } from "../../database/generated/client.ts";
import type { Key } from "../../database/keyset.ts";
import { beginRecord, holdMerges } from "../../database/locks.ts";
import { inTransaction } from "../../database/transaction.ts";
import { DomainError } from "../../errors.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import { keyActor, recordEvent } from "../events/service.ts";
import type { Caller } from "../keys/service.ts";
import { missing, readEvidence } from "./evidence.ts";
import { findConfirmationJson, insertConfirmation, listConfirmations } from "./repository.ts";
import type { ConfirmationFilters, NewConfirmation } from "./schemas.ts";
import { refreshAttributionStatus, refreshClaimStatus } from "./standing.ts";

/** Clocks of clients run a little fast. */
const clockSkewMs = 60_000;

/** What a confirmation is about, as it stands in the row: the thing named, and what carries the status. */
interface Subject {
  readonly statementId: bigint | null;
  readonly claimId: bigint | null;
  /** The claim that the named one counts as. */
  readonly canonicalId: bigint | null;
}

export function createConfirmationService({ database, clock }: { database: Database; clock: () => Date }) {
  return {
    /**
     * Records a confirmation, and with it the status that the subject's confirmations now add up to.
     *
     * @throws DomainError `reference_not_found`, `evidence_differs`, `effective_in_future`,
     *   `supersedes_another_subject` or `already_superseded`
     */
    async create(confirmation: NewConfirmation, caller: Caller): Promise<{ id: string; json: string }> {
      const effectiveAt = effectiveInstant(confirmation.effective_at, clock());
      return inTransaction(database, async (transaction) => {
        await holdMerges(transaction);
        const subject = await lockSubject(transaction, confirmation.about);
        await beginRecord(transaction);
        const { claimId, statementId, canonicalId } = await supersededSubject(
          transaction,
          subject,
          confirmation.supersedes,
        );
        const id = await insertConfirmation(transaction, {
          claimId,
          statementId,
          status: confirmation.status,
          partyId: await partyOf(transaction, confirmation.party),
          ...(await readEvidence(transaction, confirmation.evidence)),
          effectiveAt,
          note: confirmation.note ?? null,
          supersedesId: confirmation.supersedes === undefined ? null : BigInt(confirmation.supersedes),
          origin: "editor",
          recordedById: caller.id,
        });
        if (canonicalId !== null) await refreshClaimStatus(transaction, canonicalId);
        if (statementId !== null) await refreshAttributionStatus(transaction, statementId);
        await recordEvent(transaction, {
          resourceType: "confirmations",
          resourceId: id,
          action: "created",
          actor: keyActor(caller),
        });
        return { id: String(id), json: await getJson(transaction, id) };
      });
    },

    /** @throws DomainError `confirmation_not_found` */
    getJson: (id: string): Promise<string> => getJson(database, BigInt(id)),

    list: (filters: ConfirmationFilters, page: PageRequest<Key>): Promise<Page<Key>> =>
      listConfirmations(database, filters, page),
  };
}

export type ConfirmationService = ReturnType<typeof createConfirmationService>;

async function getJson(session: DatabaseSession, id: bigint): Promise<string> {
  const json = await findConfirmationJson(session, id);
  if (json === null) throw new DomainError("confirmation_not_found", `No confirmation has the id ${id}.`);
  return json;
}

function effectiveInstant(given: string | undefined, now: Date): Date | null {
  if (given === undefined) return null;
  const instant = new Date(given);
  if (instant.getTime() > now.getTime() + clockSkewMs) {
    const detail = `It is ${now.toISOString()} here, and ${instant.toISOString()} is still to come.`;
    throw new DomainError("effective_in_future", detail, {
      errors: [{ in: "body", pointer: "/effective_at", detail }],
    });
  }
  return instant;
}

/** Finds and locks the row that carries the status, so that confirmations of one thing are counted one by one. */
async function lockSubject(
  transaction: Prisma.TransactionClient,
  { type, id }: NewConfirmation["about"],
): Promise<Subject> {
  const rows =
    type === "statement"
      ? await transaction.$queryRaw<{ id: bigint }[]>`
          SELECT id FROM statements WHERE id = ${BigInt(id)} FOR UPDATE`
      : await transaction.$queryRaw<{ id: bigint }[]>`
          SELECT id FROM claims WHERE id = (SELECT canonical_id FROM claims WHERE id = ${BigInt(id)}) FOR UPDATE`;
  const row = rows[0];
  if (row === undefined) throw missing("/about/id", `No ${type} has the id ${id}.`);
  return type === "statement"
    ? { statementId: row.id, claimId: null, canonicalId: null }
    : { statementId: null, claimId: BigInt(id), canonicalId: row.id };
}

/**
 * The subject to store. What supersedes a confirmation of a claim that was merged is about that claim itself: should
 * the merge be undone, the two stay together.
 */
async function supersededSubject(
  transaction: Prisma.TransactionClient,
  subject: Subject,
  supersedes: string | undefined,
): Promise<Subject> {
  if (supersedes === undefined) return subject;
  const old = await transaction.confirmation.findUnique({
    where: { id: BigInt(supersedes) },
    select: {
      statementId: true,
      claimId: true,
      claim: { select: { canonicalId: true } },
      supersededBy: { select: { id: true } },
    },
  });
  if (old === null) throw missing("/supersedes", `No confirmation has the id ${supersedes}.`);
  const same =
    old.statementId === subject.statementId && (old.claim?.canonicalId ?? null) === subject.canonicalId;
  const fault = (detail: string) => ({ errors: [{ in: "body", pointer: "/supersedes", detail }] as const });
  if (!same) {
    const detail = `Confirmation ${supersedes} is about another statement or claim.`;
    throw new DomainError("supersedes_another_subject", detail, fault(detail));
  }
  if (old.supersededBy !== null) {
    const detail = `Confirmation ${old.supersededBy.id} has superseded it already.`;
    throw new DomainError("already_superseded", detail, fault(detail));
  }
  return { ...subject, claimId: old.claimId };
}

async function partyOf(
  transaction: Prisma.TransactionClient,
  party: NewConfirmation["party"],
): Promise<bigint | null> {
  if (party.type === "newsroom") return null;
  const id = BigInt(party.id);
  if ((await transaction.speaker.count({ where: { id } })) === 0) {
    throw missing("/party/id", `No speaker has the id ${party.id}.`);
  }
  return id;
}
