/** Utterances: what was said once and is rendered by statements in several documents. */
import type { Database, DatabaseSession } from "../../database/client.ts";
import { beginRecord, holdMerges } from "../../database/locks.ts";
import { inTransaction } from "../../database/transaction.ts";
import { DomainError } from "../../errors.ts";
import type { Versioned } from "../../http/app.ts";
import type { VersionDemand } from "../../http/preconditions.ts";
import { keyActor, recordEvent } from "../events/service.ts";
import type { Caller } from "../keys/service.ts";
import { arrange } from "./grouping.ts";
import {
  beginUtteranceVersion,
  byAsked,
  findGrouped,
  findRenderings,
  findUtterance,
  insertUtterance,
  lockUtterancesOf,
  type GroupedStatement,
  type Rendering,
} from "./repository.ts";

export type { Rendering } from "./repository.ts";

export function createUtteranceService({ database }: { readonly database: Database }) {
  return {
    /** The renderings of the utterances that these statements render, by statement, each with the statement itself. */
    async findRenderings(
      statementIds: readonly string[],
    ): Promise<ReadonlyMap<string, readonly Rendering[]>> {
      if (statementIds.length === 0) return new Map();
      return byAsked(await findRenderings(database, statementIds));
    },

    /**
     * One utterance with its renderings.
     *
     * @throws DomainError `utterance_not_found`, also where the reader may see none of its renderings
     */
    get: (id: string, publishedOnly: boolean): Promise<Versioned> =>
      getUtterance(database, id, publishedOnly),

    /**
     * Says that a statement renders this utterance, and no other.
     *
     * @throws DomainError `utterance_not_found`, `stale_version`, `statement_not_found`, or `words_of_another_speaker`
     */
    add: (id: string, statementId: string, demand: VersionDemand, caller: Caller): Promise<Versioned> =>
      inTransaction(database, async (transaction) => {
        const statement = await changing(transaction, id, statementId, demand);
        const before = statement.utteranceId;
        await move(transaction, statement, id, caller);
        if (before !== null && before !== id) {
          await beginUtteranceVersion(transaction, before);
          await arrange(transaction, before, [], { anew: true });
        }
        return getUtterance(transaction, id, false);
      }),

    /**
     * Says that a statement does not render this utterance: it becomes the first rendering of one of its own.
     *
     * @throws DomainError `utterance_not_found`, `stale_version`, `statement_not_found`, or `not_a_rendering`
     */
    separate: (id: string, statementId: string, demand: VersionDemand, caller: Caller): Promise<Versioned> =>
      inTransaction(database, async (transaction) => {
        const statement = await changing(transaction, id, statementId, demand);
        if (statement.utteranceId !== id) throw new DomainError("not_a_rendering");
        const own = await insertUtterance(transaction, statement.speakerId);
        await move(transaction, statement, own, caller);
        await arrange(transaction, id, [], { anew: true });
        return getUtterance(transaction, own, false);
      }),
  };
}

export type UtteranceService = ReturnType<typeof createUtteranceService>;

async function getUtterance(
  session: DatabaseSession,
  id: string,
  publishedOnly: boolean,
): Promise<Versioned> {
  const utterance = await findUtterance(session, id, publishedOnly);
  if (utterance === null) throw new DomainError("utterance_not_found", `No utterance has the id ${id}.`);
  return utterance;
}

/** Locks the utterance as its editor knows it, and the statement's speaker; gives the statement. */
async function changing(
  transaction: DatabaseSession,
  id: string,
  statementId: string,
  demand: VersionDemand,
): Promise<GroupedStatement> {
  await holdMerges(transaction);
  const known = await findGrouped(transaction, statementId);
  if (known === null)
    throw new DomainError("statement_not_found", `No statement with a speaker has the id ${statementId}.`);
  await lockUtterancesOf(transaction, [known.speakerId]);
  await beginRecord(transaction);
  const utterance = await beginUtteranceVersion(transaction, id);
  if (utterance === null) throw new DomainError("utterance_not_found", `No utterance has the id ${id}.`);
  demand(utterance.version);
  const statement = (await findGrouped(transaction, statementId))!;
  if (statement.speakerId !== utterance.speakerId) throw new DomainError("words_of_another_speaker");
  return statement;
}

async function move(
  transaction: DatabaseSession,
  statement: GroupedStatement,
  utteranceId: string,
  caller: Caller,
): Promise<void> {
  await arrange(transaction, utteranceId, [statement]);
  await recordEvent(transaction, {
    resourceType: "statements",
    resourceId: BigInt(statement.id),
    action: "regrouped",
    difference: { utterance_id: { from: statement.utteranceId, to: utteranceId } },
    actor: keyActor(caller),
  });
}
