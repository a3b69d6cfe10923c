/** The next set of anchors of a statement: those that were corrected, and the others as they were. */
import type { DatabaseSession } from "../../database/client.ts";
import type { Prisma } from "../../database/generated/client.ts";
import { DomainError } from "../../errors.ts";
import type { Span } from "../../extraction/statement.ts";
import { codePointText } from "../documents/code-point-text.ts";
import { ROLES, anchorsAt, type Spans } from "../statements/anchors.ts";
import type { StatementFields, StatementRow } from "../statements/change-statement.ts";

/** What a set of anchors makes of the statement. */
type Anchored = Pick<
  StatementFields,
  "spanSet" | "contentText" | "attributedAs" | "sentenceStart" | "sentenceEnd"
>;

/** Where the spans of a set stand, by role. */
export async function readSpans(
  session: DatabaseSession,
  statementId: bigint,
  spanSet: number,
): Promise<Spans> {
  const anchors = await session.statementAnchors.findUniqueOrThrow({
    where: { statementId_spanSet: { statementId, spanSet } },
  });
  const of = (anchor: Prisma.JsonValue): Span[] =>
    ((anchor as { spans: Span[] } | null)?.spans ?? []).map(({ start, end }) => ({ start, end }));
  return { content: of(anchors.content), cue: of(anchors.cue), attributed_as: of(anchors.attributedAs) };
}

/**
 * Stores the next set of anchors and says what the statement is with it. The words are taken from the revision, never
 * from the client; the sentence still holds the whole attribution after its spans have moved.
 *
 * @throws DomainError `spans_do_not_fit`
 */
export async function storeAnchors(
  transaction: DatabaseSession,
  { id, revisionId, spanSet, sentenceStart, sentenceEnd }: StatementRow,
  spans: Spans,
): Promise<Anchored> {
  const revision = await transaction.revision.findUniqueOrThrow({
    where: { id: revisionId },
    select: { text: true },
  });
  const text = codePointText(revision.text);
  refuseMisfits(text.length, spans);
  const all = ROLES.flatMap((role) => spans[role]);
  const sentence = {
    start: Math.min(sentenceStart, ...all.map(({ start }) => start)),
    end: Math.max(sentenceEnd, ...all.map(({ end }) => end)),
  };
  const anchors = anchorsAt(text, spans, sentence);
  // Corrections are counted up from the row's set, which is the latest; the row is locked.
  await transaction.$executeRaw`
    INSERT INTO statement_anchors (statement_id, span_set, content, cue, attributed_as, sentence)
    SELECT ${id}, ${spanSet + 1}::int, a.content, a.cue, a.attributed_as, a.sentence
      FROM json_to_record(${JSON.stringify(anchors)}::json) AS a(content json, cue json, attributed_as json, sentence json)`;
  return {
    spanSet: spanSet + 1,
    contentText: anchors.content.text,
    attributedAs: anchors.attributed_as?.text ?? null,
    sentenceStart: sentence.start,
    sentenceEnd: sentence.end,
  };
}

function refuseMisfits(length: number, spans: Spans): void {
  const errors = ROLES.flatMap((role) =>
    spans[role].flatMap(({ start, end }, at) => {
      const detail = misfit(spans[role][at - 1]?.end ?? 0, start, end, length);
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
