/** How a confirmation looks in the API, as SQL that builds the JSON. */
import { id, instant, json, object, optionalId, plain, sqlOf, text, word } from "../../database/json-sql.ts";
import { joinSpeaker, speakerJson } from "../speakers/present.ts";

/** Whether another confirmation took the place of the confirmation `c`. */
export const isSuperseded = "EXISTS (SELECT FROM confirmations later WHERE later.supersedes_id = c.id)";

/** The evidence of the confirmation `c`; `evidenceJoins` bring what it reads. */
export const evidenceJson = object({
  quotation: text("coalesce(c.evidence_quotation, told.content_text)"),
  statement_id: optionalId("c.evidence_statement_id"),
  document_id: optionalId("held.document_id"),
  revision: plain("held.number"),
  start: plain("c.evidence_start"),
  end: plain("c.evidence_end"),
  url: text("c.evidence_url"),
});

export const evidenceJoins = `
  LEFT JOIN statements_by_id told ON told.id = c.evidence_statement_id
  LEFT JOIN revisions held ON held.id = coalesce(c.evidence_revision_id, told.revision_id)`;

const aboutClaim = object({
  type: { template: '"claim"', values: [] },
  id: id("claim.id"),
  text: text("claim.text"),
});
const aboutStatement = object({
  type: { template: '"statement"', values: [] },
  id: id("said.id"),
  text: text("said.content_text"),
});

/** A confirmation `c` as JSON text; `confirmationJoins` bring what it reads. */
export const confirmationJson = sqlOf(
  object({
    id: id("c.id"),
    about: json(`CASE WHEN c.claim_id IS NULL THEN ${sqlOf(aboutStatement)} ELSE ${sqlOf(aboutClaim)} END`),
    status: word("c.status"),
    party: speakerJson("party"),
    evidence: evidenceJson,
    effective_at: instant("c.effective_at"),
    note: text("c.note"),
    supersedes: optionalId("c.supersedes_id"),
    superseded_by: optionalId("later.id"),
    origin: word("c.origin"),
    recorded_by: text("recorder.name"),
    recorded_at: instant("c.recorded_at"),
  }),
);

export const confirmationJoins = `
  LEFT JOIN claims_by_id claim ON claim.id = c.claim_id
  LEFT JOIN statements_by_id said ON said.id = c.statement_id
  ${joinSpeaker("party", "c.party_id")}
  LEFT JOIN confirmations later ON later.supersedes_id = c.id
  LEFT JOIN api_keys recorder ON recorder.id = c.recorded_by_id
  ${evidenceJoins}`;
