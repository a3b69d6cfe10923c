/** What editors make of statements: accepted, corrected or rejected. A review is only ever added. */
import type { Database } from "../../database/client.ts";
import type { Prisma } from "../../database/generated/client.ts";
import type { Key } from "../../database/keyset.ts";
import { beginRecord, holdMerges } from "../../database/locks.ts";
import { inTransaction } from "../../database/transaction.ts";
import { notFound } from "../../errors.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import type { VersionDemand } from "../../http/preconditions.ts";
import { followStatement, lockFollowers } from "../confirmations/follow-statement.ts";
import { keyActor, recordEvent, type Difference } from "../events/service.ts";
import type { Caller } from "../keys/service.ts";
import { writePostings } from "../quote-checks/postings.ts";
import { lockStatement, writeStatement, type StatementRow } from "../statements/change-statement.ts";
import { regroupReviewed } from "../utterances/regrouping.ts";
import { applyCorrection, type Corrected } from "./correction.ts";
import { findExtractedJson, getReviewJson, insertReview, listReviews } from "./repository.ts";
import type { NewReview } from "./schemas.ts";

export function createReviewService({ database }: { readonly database: Database }) {
  return {
    /**
     * Records a review and changes the statement accordingly, with all that rests on it: the confirmations that the
     * engine read from it follow. What the engine had found stays on record.
     *
     * @throws DomainError `statement_not_found`, `stale_version`, and what a correction can throw
     */
    async create(
      statementId: string,
      review: NewReview,
      demand: VersionDemand,
      caller: Caller,
    ): Promise<string> {
      const id = BigInt(statementId);
      return inTransaction(database, async (transaction) => {
        await holdMerges(transaction);
        const newClaim = review.decision === "corrected" ? review.correction.claim_id : undefined;
        await lockFollowers(transaction, id, newClaim == null ? [] : [BigInt(newClaim)]);
        const statement = await lockStatement(transaction, id);
        if (statement === null) throw notFound("statement", statementId);
        demand(statement.version);
        await beginRecord(transaction);
        const { fields, difference } = await reviewed(transaction, statement, review);
        await writeStatement(transaction, id, fields);
        const reworded = fields.contentText !== statement.contentText;
        if (reworded) await writePostings(transaction, [{ id, contentText: fields.contentText }]);
        await regroupReviewed(transaction, id, { reworded });
        await followStatement(transaction, statement, fields, keyActor(caller));
        const reviewId = await insertReview(transaction, {
          statementId: id,
          decision: review.decision,
          reason: review.reason ?? null,
          ...(review.decision === "corrected" ? { correction: difference as Prisma.InputJsonObject } : {}),
          recordedById: caller.id,
        });
        await recordEvent(transaction, {
          resourceType: "statements",
          resourceId: id,
          action: review.decision,
          difference,
          actor: keyActor(caller),
        });
        return getReviewJson(transaction, reviewId);
      });
    },

    /**
     * The reviews of a statement, the latest first, and the statement as the engine had found it.
     *
     * @throws DomainError `statement_not_found`
     */
    async list(
      statementId: string,
      request: PageRequest<Key>,
      publishedOnly: boolean,
    ): Promise<{ readonly page: Page<Key>; readonly extracted: string }> {
      const id = BigInt(statementId);
      const [extracted, page] = await Promise.all([
        findExtractedJson(database, id, publishedOnly),
        listReviews(database, id, request),
      ]);
      if (extracted === null) throw notFound("statement", statementId);
      return { page, extracted };
    },
  };
}

export type ReviewService = ReturnType<typeof createReviewService>;

async function reviewed(
  transaction: Prisma.TransactionClient,
  statement: StatementRow,
  review: NewReview,
): Promise<Corrected> {
  if (review.decision !== "corrected") {
    const difference: Difference =
      statement.review === review.decision ? {} : { review: { from: statement.review, to: review.decision } };
    return { fields: { ...statement, review: review.decision }, difference };
  }
  return applyCorrection(transaction, statement, review.correction);
}
