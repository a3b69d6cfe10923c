/** What editors do to claims: word new ones, join and split them, and say which statements take a stance on them. */
import type { Database } from "../../database/client.ts";
import type { Stance } from "../../database/generated/client.ts";
import { beginRecord, holdMerges } from "../../database/locks.ts";
import { mergeRows, splitRows } from "../../database/merges.ts";
import { inTransaction } from "../../database/transaction.ts";
import { faultInBody, notFound } from "../../errors.ts";
import type { VersionDemand } from "../../http/preconditions.ts";
import { followStatement, lockFollowers } from "../confirmations/follow-statement.ts";
import { refreshClaimStatus } from "../confirmations/standing.ts";
import { recordMerge } from "../events/merge-events.ts";
import { differenceOf, keyActor, recordEvent } from "../events/service.ts";
import type { Caller } from "../keys/service.ts";
import { lockStatement, writeStatement } from "../statements/change-statement.ts";

export function createClaimEditing({ database }: { readonly database: Database }) {
  return {
    /** Records a claim in an editor's own words. Returns its id. */
    async create(text: string, caller: Caller): Promise<string> {
      return inTransaction(database, async (transaction) => {
        await beginRecord(transaction);
        const { id } = await transaction.claim.create({ data: { text }, select: { id: true } });
        await recordEvent(transaction, {
          resourceType: "claims",
          resourceId: id,
          action: "created",
          difference: { text: { from: null, to: text } },
          actor: keyActor(caller),
        });
        return String(id);
      });
    },

    /**
     * Joins a claim to another one that says the same. The confirmations of both count for both from then on.
     *
     * @throws DomainError `claim_not_found`, `reference_not_found`, `stale_version`, `already_merged` or `merge_circle`
     */
    async merge(id: string, into: string, demand: VersionDemand, caller: Caller): Promise<void> {
      await inTransaction(database, async (transaction) => {
        const parted = await mergeRows(transaction, request(id, demand), BigInt(into));
        await refreshClaimStatus(transaction, parted.otherRootId, keyActor(caller));
        await recordMerge(transaction, "claims", "merged", parted, keyActor(caller));
      });
    },

    /**
     * Undoes a merge: the claim has its own statements, confirmations and status again.
     *
     * @throws DomainError `claim_not_found`, `stale_version` or `not_merged`
     */
    async split(id: string, demand: VersionDemand, caller: Caller): Promise<void> {
      await inTransaction(database, async (transaction) => {
        const parted = await splitRows(transaction, request(id, demand));
        await refreshClaimStatus(transaction, parted.rootId, keyActor(caller));
        await refreshClaimStatus(transaction, parted.otherRootId, keyActor(caller));
        await recordMerge(transaction, "claims", "split", parted, keyActor(caller));
      });
    },

    /**
     * Says on which claim a statement takes its stance; on none with null. Confirmations that the engine read from the
     * statement move with it.
     *
     * @throws DomainError `statement_not_found`, `reference_not_found` or `stale_version`
     */
    async link(
      statementId: string,
      link: { readonly claimId: string | null; readonly stance?: Stance | undefined },
      demand: VersionDemand,
      caller: Caller,
    ): Promise<void> {
      const id = BigInt(statementId);
      const claimId = link.claimId === null ? null : BigInt(link.claimId);
      await inTransaction(database, async (transaction) => {
        await holdMerges(transaction);
        await lockFollowers(transaction, id, claimId === null ? [] : [claimId]);
        const statement = await lockStatement(transaction, id);
        if (statement === null) throw notFound("statement", statementId);
        demand(statement.version);
        if (claimId !== null && (await transaction.claim.count({ where: { id: claimId } })) === 0) {
          throw faultInBody("reference_not_found", "/claim_id", `No claim has the id ${link.claimId}.`);
        }
        await beginRecord(transaction);
        const linked = { ...statement, claimId, stance: link.stance ?? statement.stance };
        await writeStatement(transaction, id, linked);
        await followStatement(transaction, statement, linked, keyActor(caller));
        const difference = differenceOf(
          { claim_id: statement.claimId?.toString() ?? null, stance: statement.stance },
          { claim_id: link.claimId, stance: linked.stance },
        );
        await recordEvent(transaction, {
          resourceType: "statements",
          resourceId: id,
          action: claimId === null ? "unlinked" : "linked",
          difference,
          actor: keyActor(caller),
        });
      });
    },
  };
}

export type ClaimEditing = ReturnType<typeof createClaimEditing>;

const request = (id: string, demand: VersionDemand) =>
  ({ table: "claims", id: BigInt(id), demand, notFound: "claim_not_found" }) as const;
