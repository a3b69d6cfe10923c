/** The next set of spans of a statement: those that were corrected, and the others as they were. */
import type { DatabaseSession } from "../../database/client.ts";
import type { SpanRole } from "../../database/generated/client.ts";
import { DomainError } from "../../errors.ts";

export interface Place {
  readonly start: number;
  readonly end: number;
}

export type Anchors = Readonly<Record<SpanRole, readonly Place[]>>;

export const ROLES = ["content", "cue", "attributed_as"] as const satisfies readonly SpanRole[];

/** What a set of spans makes of the statement. */
export interface AnchoredTexts {
  readonly spanSet: number;
  readonly contentText: string;
  readonly attributedAs: string | null;
}

/** The spans of a set, by role. */
export async function readAnchors(
  session: DatabaseSession,
  statementId: bigint,
  spanSet: number,
): Promise<Anchors> {
  const rows = await session.statementSpan.findMany({
    where: { statementId, spanSet },
    orderBy: { ordinal: "asc" },
    select: { role: true, start: true, end: true },
  });
  const of = (wanted: SpanRole): Place[] =>
    rows.filter(({ role }) => role === wanted).map(({ start, end }) => ({ start, end }));
  return { content: of("content"), cue: of("cue"), attributed_as: of("attributed_as") };
}

/**
 * Stores the next set of spans and says what the statement's texts are with it. The words are taken from the revision,
 * never from the client.
 *
 * @throws DomainError `spans_do_not_fit`
 */
export async function storeAnchors(
  transaction: DatabaseSession,
  { id, revisionId, spanSet }: { readonly id: bigint; readonly revisionId: bigint; readonly spanSet: number },
  anchors: Anchors,
): Promise<AnchoredTexts> {
  await refuseMisfits(transaction, revisionId, anchors);
  const rows = ROLES.flatMap((role) => anchors[role].map((place, ordinal) => ({ role, ordinal, ...place })));
  // Corrections are counted up from the row's set, which is the latest; the row is locked.
  await transaction.$executeRaw`
    INSERT INTO statement_spans (statement_id, span_set, role, ordinal, start, "end", exact, prefix, suffix)
    SELECT ${id}, ${spanSet + 1}::int, n.role::span_role, n.ordinal, n.start, n."end",
           substr(r.text, n.start + 1, n."end" - n.start),
           substr(r.text, greatest(n.start - 32, 0) + 1, least(n.start, 32)),
           substr(r.text, n."end" + 1, 32)
      FROM json_to_recordset(${JSON.stringify(rows)}::json)
             AS n(role text, ordinal int, start int, "end" int),
           revisions r WHERE r.id = ${revisionId}`;
  const [texts] = await transaction.$queryRaw<Omit<AnchoredTexts, "spanSet">[]>`
    SELECT string_agg(exact, ' ' ORDER BY ordinal) FILTER (WHERE role = 'content') AS "contentText",
           string_agg(exact, ' ' ORDER BY ordinal) FILTER (WHERE role = 'attributed_as') AS "attributedAs"
      FROM statement_spans WHERE statement_id = ${id} AND span_set = ${spanSet + 1}::int`;
  return { spanSet: spanSet + 1, ...texts! };
}

async function refuseMisfits(
  transaction: DatabaseSession,
  revisionId: bigint,
  anchors: Anchors,
): Promise<void> {
  const { lengthCodePoints } = await transaction.revision.findUniqueOrThrow({
    where: { id: revisionId },
    select: { lengthCodePoints: true },
  });
  const errors = ROLES.flatMap((role) =>
    anchors[role].flatMap(({ start, end }, at) => {
      const detail = misfit(anchors[role][at - 1]?.end ?? 0, start, end, lengthCodePoints);
      const pointer = `/correction/${role}/${at}`;
      return detail === null ? [] : [{ in: "body", pointer, detail } as const];
    }),
  );
  if (errors.length > 0) throw new DomainError("spans_do_not_fit", errors[0]!.detail, { errors });
}

function misfit(least: number, start: number, end: number, length: number): string | null {
  if (end <= start) return "A span ends after it begins.";
  if (end > length) return `The text has only ${length} code points.`;
  if (start < least) return "A span begins where the one before it has ended, or later.";
  return null;
}
