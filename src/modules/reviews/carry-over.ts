/**
 * Editors' verdicts outlive a change of the document: what they made of a statement holds for the one that carries it
 * on in the same words. Whatever the engine reads otherwise in the new text is for an editor to look at again.
 */
import type { DatabaseSession } from "../../database/client.ts";
import type { Prisma } from "../../database/generated/client.ts";
import { followStatement } from "../confirmations/follow-statement.ts";
import { differenceOf, recordEvent, type Actor } from "../events/service.ts";
import { ROLES, type Spans } from "../statements/anchors.ts";
import {
  lockStatement,
  statementAsExtracted,
  writeStatement,
  type StatementFields,
  type StatementRow,
} from "../statements/change-statement.ts";
import { shown } from "./correction.ts";
import { insertReview, latestReason } from "./repository.ts";
import { readSpans, storeAnchors } from "./spans.ts";

/** A statement and the one that carries it on in the same words. */
export interface Succession {
  readonly from: bigint;
  readonly to: bigint;
}

/**
 * Carries over what editors made of the statements, with a review of its own for each that says so. To be called in
 * the transaction that stores the new statements, after their confirmations; it holds the locks of both and of the
 * claims.
 *
 * @param actor the engine, since no editor has seen the new text
 */
export async function carryOverReviews(
  transaction: DatabaseSession,
  successions: readonly Succession[],
  actor: Actor,
): Promise<void> {
  const reviewed = await transaction.statement.findMany({
    where: { id: { in: successions.map(({ from }) => from) }, review: { not: "extracted" } },
    select: { id: true },
  });
  const ids = new Set(reviewed.map(({ id }) => id));
  for (const succession of successions) {
    if (ids.has(succession.from)) await carryOver(transaction, succession, actor);
  }
}

async function carryOver(
  transaction: DatabaseSession,
  { from, to }: Succession,
  actor: Actor,
): Promise<void> {
  const judged = (await lockStatement(transaction, from))!;
  const statement = (await lockStatement(transaction, to))!;
  const extracted = await statementAsExtracted(transaction, from);
  const before = await readSpans(transaction, to, statement.spanSet);
  const fields = await verdictOn(transaction, { judged, extracted, statement });
  if (fields === null) return;
  await writeStatement(transaction, to, fields);
  await followStatement(transaction, statement, fields, actor);
  const after = await readSpans(transaction, to, fields.spanSet);
  const corrected = differenceOf(shown(statement, before), shown(fields, after));
  const decision = fields.review === "rejected" ? "rejected" : corrected === null ? "accepted" : "corrected";
  const reason = await latestReason(transaction, from);
  await insertReview(transaction, {
    statementId: to,
    decision,
    reason: `Carried over from statement ${from}${reason === null ? "" : `: ${reason}`}`,
    ...(decision === "corrected" ? { correction: corrected as Prisma.InputJsonObject } : {}),
  });
  await recordEvent(transaction, {
    resourceType: "statements",
    resourceId: to,
    action: decision,
    difference: { review: { from: statement.review, to: fields.review }, ...corrected },
    actor,
  });
}

/** What an editor can correct besides the anchors. */
const circumstances = [
  "kind",
  "stance",
  "medium",
  "speakerId",
  "positionId",
  "audience",
  "place",
  "saidAsPrinted",
  "saidOn",
  "saidPrecision",
  "claimId",
] as const satisfies readonly (keyof StatementFields)[];

interface Case {
  /** The earlier statement as the editor left it, and as the engine had found it. */
  readonly judged: StatementRow;
  readonly extracted: StatementRow;
  /** The new statement, as the engine found it. */
  readonly statement: StatementRow;
}

/** The new statement with the verdict; null where the verdict was on something that the engine now reads otherwise. */
async function verdictOn(
  transaction: DatabaseSession,
  { judged, extracted, statement }: Case,
): Promise<StatementFields | null> {
  // Words that are no statement are none wherever they stand.
  if (judged.review === "rejected") return { ...statement, review: "rejected" };
  if (circumstances.some((name) => extracted[name] !== statement[name])) return null;
  const corrected = Object.fromEntries(circumstances.map((name) => [name, judged[name]]));
  const fields = { ...statement, ...corrected, review: judged.review };
  if (judged.spanSet === 0) return fields;
  const spans = await sameSpans(transaction, judged, statement);
  return spans === null ? null : { ...fields, ...(await storeAnchors(transaction, statement, spans)) };
}

/** The corrected spans, as far off in the new text as what the engine had found; null where other words stand there. */
async function sameSpans(
  transaction: DatabaseSession,
  judged: StatementRow,
  statement: StatementRow,
): Promise<Spans | null> {
  const [found, refound, corrected] = [
    await readSpans(transaction, judged.id, 0),
    await readSpans(transaction, statement.id, 0),
    await readSpans(transaction, judged.id, judged.spanSet),
  ];
  const shift = refound.content[0]!.start - found.content[0]!.start;
  const [same] = await transaction.$queryRaw<{ whole: boolean }[]>`
    SELECT bool_and(p.start + ${shift}::int >= 0 AND p.exact = substr(r.text, greatest(p.start + ${shift}::int, 0) + 1, p."end" - p.start)) AS whole
      FROM statement_anchors a, unnest(ARRAY[a.content, a.cue, a.attributed_as]) anchor,
           json_to_recordset(anchor -> 'spans') AS p(start int, "end" int, exact text), revisions r
     WHERE a.statement_id = ${judged.id} AND a.span_set = ${judged.spanSet}::int AND r.id = ${statement.revisionId}`;
  if (same?.whole !== true) return null;
  const shifted = ROLES.map((role) => [
    role,
    corrected[role].map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  ]);
  return Object.fromEntries(shifted) as Spans;
}
