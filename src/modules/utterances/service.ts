/** Utterances: what was said once and is rendered by statements in several documents. */
import type { Database, DatabaseSession } from "../../database/client.ts";
import { beginRecord, holdMerges } from "../../database/locks.ts";
import { inTransaction } from "../../database/transaction.ts";
import { DomainError, notFound } from "../../errors.ts";
import type { Versioned } from "../../http/app.ts";
import type { VersionDemand } from "../../http/preconditions.ts";
import { keyActor, recordEvent } from "../events/service.ts";
import type { Caller } from "../keys/service.ts";
import { lockStatement } from "../statements/change-statement.ts";
import { differencesFrom, referenceOf, withForms } from "./drift.ts";
import {
  findGrouped,
  listLine,
  lockUtterancesOf,
  saveGroups,
  type GroupedStatement,
} from "./grouping-repository.ts";
import { presentUtterance, renderingsMost, wordingsReadMost } from "./present.ts";
import type { RenderingKind } from "./rendering.ts";
import { lockUtterance, findUtterance, listRendered, type RenderingRow } from "./repository.ts";

/** A statement as a rendering. */
export interface Rendering {
  readonly statementId: string;
  readonly kind: RenderingKind;
  readonly documentId: string;
  readonly content: string;
}

/** The utterance that a statement renders, with the others that do. */
export interface Rendered {
  readonly utteranceId: string;
  /** Statements that render it and stand in their documents. */
  readonly count: number;
  /** The first of them, without the statement asked about. */
  readonly others: readonly Rendering[];
}

/** Renderings shown with a statement. */
const othersMost = 50;

export function createUtteranceService({ database }: { readonly database: Database }) {
  return {
    /** What these statements render, by statement, as far as the reader sees it. */
    async findRenderings(
      statementIds: readonly string[],
      { publishedOnly }: { readonly publishedOnly: boolean },
    ): Promise<ReadonlyMap<string, Rendered>> {
      if (statementIds.length === 0) return new Map();
      const rendered = await listRendered(database, statementIds, publishedOnly, renderingsMost);
      return new Map(
        rendered.flatMap(({ utteranceId, askedIds, count, renderings }) => {
          const othersOf = told(renderings);
          return askedIds.map((id) => [id, { utteranceId, count, others: othersOf(id) }]);
        }),
      );
    },

    /**
     * One utterance with its renderings.
     *
     * @throws DomainError `utterance_not_found`, also where the reader may see none of its renderings
     */
    get: (id: string, publishedOnly: boolean): Promise<Versioned> =>
      getUtterance(database, id, publishedOnly),

    /**
     * Says that a statement renders this utterance, and no other. Where it does already nothing is written.
     *
     * @throws DomainError `utterance_not_found`, `stale_version`, `statement_not_found`, `words_of_another_speaker`, or
     *   `not_a_rendering` where it was rejected
     */
    add: (id: string, statementId: string, demand: VersionDemand, caller: Caller): Promise<Versioned> =>
      inTransaction(database, async (transaction) => {
        const { statement, speakerId } = await changing(transaction, id, statementId, demand);
        if (statement.speakerId !== speakerId) throw new DomainError("words_of_another_speaker");
        if (statement.storedIn !== id) await move(transaction, statement, id, caller);
        return getUtterance(transaction, id, false);
      }),

    /**
     * Says that a statement does not render this utterance: it becomes the first rendering of one of its own.
     *
     * @throws DomainError `utterance_not_found`, `stale_version`, `statement_not_found`, or `not_a_rendering`
     */
    separate: (id: string, statementId: string, demand: VersionDemand, caller: Caller): Promise<Versioned> =>
      inTransaction(database, async (transaction) => {
        const { statement } = await changing(transaction, id, statementId, demand);
        if (statement.storedIn !== id) throw new DomainError("not_a_rendering");
        const own = await move(transaction, statement, null, caller);
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
  const utterance = await findUtterance(session, id, publishedOnly, wordingsReadMost);
  if (utterance === null) throw notFound("utterance", id);
  return presentUtterance(utterance);
}

/** How the renderings of an utterance differ, told of all but one; nothing is compared where there is no other. */
function told(rows: readonly RenderingRow[]): (id: string) => readonly Rendering[] {
  if (rows.length === 0) return () => [];
  const seen = withForms(rows.map((row) => ({ ...row, superseded: false })));
  const differenceOf = differencesFrom(referenceOf(seen));
  return (id) =>
    seen
      .filter(({ statementId }) => statementId !== id)
      .slice(0, othersMost)
      .map((one) => ({
        statementId: one.statementId,
        kind: differenceOf(one).kind,
        documentId: one.documentId,
        content: one.text,
      }));
}

/** Locks the statement, the utterance as its editor knows it, and whose it is. */
async function changing(
  transaction: DatabaseSession,
  id: string,
  statementId: string,
  demand: VersionDemand,
): Promise<{ readonly statement: GroupedStatement; readonly speakerId: string }> {
  await holdMerges(transaction);
  await lockStatement(transaction, BigInt(statementId));
  const statement = await findGrouped(transaction, statementId);
  if (statement === null)
    throw new DomainError("statement_not_found", `No statement with a speaker has the id ${statementId}.`);
  await lockUtterancesOf(transaction, [statement.speakerId]);
  await beginRecord(transaction);
  const utterance = await lockUtterance(transaction, id);
  if (utterance === null) throw notFound("utterance", id);
  demand(utterance.version);
  if (statement.rejected)
    throw new DomainError(
      "not_a_rendering",
      "An editor has rejected it: it renders nothing until it is accepted.",
    );
  // Read again: whoever held the lock before may have grouped it.
  return { statement: (await findGrouped(transaction, statementId))!, speakerId: utterance.speakerId };
}

/**
 * Puts the statement into an utterance, or into a new one of its own; gives the id of that. Earlier revisions of its
 * document that have it in the same words go with it: they would render what it does not.
 */
async function move(
  transaction: DatabaseSession,
  statement: GroupedStatement,
  utteranceId: string | null,
  caller: Caller,
): Promise<string> {
  const { storedIn, recordedAs } = statement;
  const statementIds = new Set(await listLine(transaction, statement));
  const [own] = await saveGroups(transaction, [{ utteranceId, recordedAs, statementIds }]);
  const to = utteranceId ?? own!;
  for (const moved of statementIds) {
    await recordEvent(transaction, {
      resourceType: "statements",
      resourceId: BigInt(moved),
      action: "regrouped",
      difference: { utterance_id: { from: storedIn, to } },
      actor: keyActor(caller),
    });
  }
  return to;
}
