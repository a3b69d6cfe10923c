/** The evidence of a new confirmation: it must exist and hold the quoted words. */
import type { DatabaseSession } from "../../database/client.ts";
import type { Confirmation, Prisma } from "../../database/generated/client.ts";
import { faultInBody, type DomainError } from "../../errors.ts";
import type { NewConfirmation } from "./schemas.ts";

type EvidenceColumns = Pick<
  Prisma.ConfirmationUncheckedCreateInput,
  | "evidenceStatementId"
  | "evidenceRevisionId"
  | "evidenceStart"
  | "evidenceEnd"
  | "evidenceUrl"
  | "evidenceQuotation"
>;

/**
 * What to store of the evidence. Words at a url of somebody else's are taken on the editor's word; nothing is fetched.
 *
 * @throws DomainError `reference_not_found` or `evidence_differs`
 */
export async function readEvidence(
  session: DatabaseSession,
  evidence: NewConfirmation["evidence"],
): Promise<EvidenceColumns> {
  if (evidence.type === "statement") return readStatement(session, evidence);
  if (evidence.type === "span") return readSpan(session, evidence);
  return { evidenceUrl: evidence.url, evidenceQuotation: evidence.quotation };
}

/** What is stored of the evidence of a confirmation, for another one that rests on the same. */
export const evidenceOf = (held: Confirmation): EvidenceColumns => ({
  evidenceStatementId: held.evidenceStatementId,
  evidenceRevisionId: held.evidenceRevisionId,
  evidenceStart: held.evidenceStart,
  evidenceEnd: held.evidenceEnd,
  evidenceUrl: held.evidenceUrl,
  evidenceQuotation: held.evidenceQuotation,
});

type EvidenceOf<Type> = Extract<NewConfirmation["evidence"], { type: Type }>;

async function readStatement(
  session: DatabaseSession,
  { statement_id: id, quotation }: EvidenceOf<"statement">,
): Promise<EvidenceColumns> {
  const evidenceStatementId = BigInt(id);
  const statement = await session.statement.findUnique({
    where: { id: evidenceStatementId },
    select: { contentText: true },
  });
  if (statement === null)
    throw faultInBody("reference_not_found", "/evidence/statement_id", `No statement has the id ${id}.`);
  if (quotation === undefined) return { evidenceStatementId };
  if (!statement.contentText.includes(quotation)) {
    throw differs(`These words do not stand in the content of statement ${id}.`);
  }
  return { evidenceStatementId, evidenceQuotation: quotation };
}

async function readSpan(
  session: DatabaseSession,
  { document_id: id, revision: number, start, end, quotation }: EvidenceOf<"span">,
): Promise<EvidenceColumns> {
  // Only the span leaves the database: a text may have ten million characters. A length below zero is an error there.
  const [revision] = await session.$queryRaw<{ id: bigint; found: string }[]>`
    SELECT r.id, substr(r.text, ${start}::int + 1, greatest(${end}::int - ${start}::int, 0)) AS found
      FROM revisions r WHERE r.document_id = ${BigInt(id)} AND r.number = ${number}`;
  if (revision === undefined) {
    throw faultInBody(
      "reference_not_found",
      "/evidence",
      `No document has the id ${id} and a revision ${number}.`,
    );
  }
  if (revision.found !== quotation) {
    throw differs(`Other words stand at code points ${start} to ${end} of revision ${number}.`);
  }
  return {
    evidenceRevisionId: revision.id,
    evidenceStart: start,
    evidenceEnd: end,
    evidenceQuotation: quotation,
  };
}

const differs = (detail: string): DomainError =>
  faultInBody("evidence_differs", "/evidence/quotation", detail);
