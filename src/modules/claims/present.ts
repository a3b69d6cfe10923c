/** How claims, and the status of claims and statements, look in the API, as SQL that builds the JSON. */
import {
  arrayOf,
  id,
  instant,
  json,
  object,
  optionalId,
  plain,
  sqlOf,
  text,
  word,
  type JsonSql,
} from "../../database/json-sql.ts";
import { joinSpeaker, speakerJson } from "../speakers/present.ts";

const party = object({
  confirmation_id: id("c.id"),
  party: speakerJson("party"),
  status: word("c.status"),
  evidence: object({
    quotation: text("coalesce(c.evidence_quotation, told.content_text)"),
    statement_id: optionalId("c.evidence_statement_id"),
    document_id: optionalId("coalesce(held.document_id, told.document_id)"),
    revision: plain("held.number"),
    start: plain("c.evidence_start"),
    end: plain("c.evidence_end"),
    url: text("c.evidence_url"),
  }),
  origin: word("c.origin"),
  effective_at: instant("c.effective_at"),
  recorded_at: instant("c.recorded_at"),
});

/**
 * `{ value, parties }`: a status and the confirmations that make it what it is, in the order they were recorded; they
 * are the ones that `deriveStatus` counts. `about` is the column of `confirmations` that `idColumn` is looked up in.
 */
export function statusJson(
  about: "claim_id" | "statement_id",
  idColumn: string,
  statusColumn: string,
): JsonSql {
  const parties = arrayOf(
    party,
    "c.id",
    `FROM confirmations c
     ${joinSpeaker("party", "c.party_id")}
     LEFT JOIN revisions held ON held.id = c.evidence_revision_id
     LEFT JOIN statements told ON told.id = c.evidence_statement_id
    WHERE c.${about} = ${idColumn}
      AND CASE ${statusColumn}
            WHEN 'unconfirmed' THEN c.status = 'not_confirmed'
            WHEN 'disputed' THEN c.status IN ('confirmed', 'denied', 'disputed')
            ELSE c.status::text = ${statusColumn}::text END
      AND NOT EXISTS (SELECT FROM confirmations later WHERE later.supersedes_id = c.id)`,
  );
  return object({
    value: word(statusColumn),
    // Most statements are unchecked: they do not pay for looking.
    parties: json(`CASE WHEN ${statusColumn} = 'unchecked' THEN '[]' ELSE ${sqlOf(parties)} END`),
  });
}
