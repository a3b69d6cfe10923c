/** Records confirmations and reads them. A confirmation is an event: nothing here changes or deletes one. */
import type { Database, DatabaseSession } from "../../database/client.ts";
import type { Prisma } from "../../database/generated/client.ts";
import type { Key } from "../../database/keyset.ts";
import { beginRecord, holdMerges } from "../../database/locks.ts";
import { inTransaction } from "../../database/transaction.ts";
import { faultInBody, notFound } from "../../errors.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import { keyActor } from "../events/service.ts";
import type { Caller } from "../keys/service.ts";
import { appendConfirmation } from "./append.ts";
import { readEvidence } from "./evidence.ts";
import { findConfirmationJson, listConfirmations } from "./repository.ts";
import { NEWSROOM, type ConfirmationQuery, type NewConfirmation } from "./schemas.ts";
import { lockSubject, supersededSubject, withdrawnRecord } from "./subject.ts";

/** Clocks of clients run a little fast. */
const clockSkewMs = 60_000;

export interface RecordedConfirmation {
  readonly id: string;
  readonly json: string;
}

export function createConfirmationService({ database, clock }: { database: Database; clock: () => Date }) {
  return {
    /**
     * Records a confirmation, and with it the status that the subject's confirmations now add up to.
     *
     * @throws DomainError `reference_not_found`, `evidence_differs`, `effective_in_future`,
     *   `supersedes_another_subject` or `already_superseded`
     */
    async create(confirmation: NewConfirmation, caller: Caller): Promise<RecordedConfirmation> {
      const effectiveAt = effectiveInstant(confirmation.effective_at, clock());
      const { about, supersedes } = confirmation;
      return inTransaction(database, async (transaction) => {
        await holdMerges(transaction);
        const named = await lockSubject(transaction, about);
        const subject =
          supersedes === undefined ? named : await supersededSubject(transaction, named, supersedes);
        await beginRecord(transaction);
        const id = await appendConfirmation(
          transaction,
          subject,
          {
            status: confirmation.status,
            partyId: await partyOf(transaction, confirmation.party),
            ...(await readEvidence(transaction, confirmation.evidence)),
            effectiveAt,
            note: confirmation.note ?? null,
            supersedesId: supersedes === undefined ? null : BigInt(supersedes),
            origin: "editor",
          },
          keyActor(caller),
        );
        return { id: String(id), json: await getJson(transaction, id, false) };
      });
    },

    /**
     * Records that a confirmation was a mistake and counts for nothing.
     *
     * @throws DomainError `confirmation_not_found`, `already_superseded` or `already_withdrawn`
     */
    async withdraw(id: string, note: string, caller: Caller): Promise<RecordedConfirmation> {
      return inTransaction(database, async (transaction) => {
        await holdMerges(transaction);
        const { subject, record } = await withdrawnRecord(transaction, BigInt(id));
        await beginRecord(transaction);
        const withdrawal = { ...record, note, origin: "editor" } as const;
        const withdrawalId = await appendConfirmation(transaction, subject, withdrawal, keyActor(caller));
        return { id: String(withdrawalId), json: await getJson(transaction, withdrawalId, false) };
      });
    },

    /** @throws DomainError `confirmation_not_found` */
    getJson: (id: string, publishedOnly: boolean): Promise<string> =>
      getJson(database, BigInt(id), publishedOnly),

    list: (query: ConfirmationQuery, request: PageRequest<Key>, publishedOnly: boolean): Promise<Page<Key>> =>
      listConfirmations(database, query, request, publishedOnly),
  };
}

export type ConfirmationService = ReturnType<typeof createConfirmationService>;

async function getJson(session: DatabaseSession, id: bigint, publishedOnly: boolean): Promise<string> {
  const json = await findConfirmationJson(session, id, publishedOnly);
  if (json === null) throw notFound("confirmation", id);
  return json;
}

function effectiveInstant(given: string | undefined, now: Date): Date | null {
  if (given === undefined) return null;
  const instant = new Date(given);
  if (instant.getTime() > now.getTime() + clockSkewMs) {
    const detail = `It is ${now.toISOString()} here, and ${instant.toISOString()} is still to come.`;
    throw faultInBody("effective_in_future", "/effective_at", detail);
  }
  return instant;
}

async function partyOf(
  transaction: Prisma.TransactionClient,
  party: NewConfirmation["party"],
): Promise<bigint | null> {
  if (party.type === NEWSROOM) return null;
  const id = BigInt(party.id);
  if ((await transaction.speaker.count({ where: { id } })) === 0) {
    throw faultInBody("reference_not_found", "/party/id", `No speaker has the id ${party.id}.`);
  }
  return id;
}
