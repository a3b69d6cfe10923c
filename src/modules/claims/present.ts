/** How claims, and the status of claims and statements, look in the API, as SQL that builds the JSON. */
import {
  arrayOf,
  constant,
  id,
  instant,
  json,
  membersText,
  object,
  objectWhere,
  plain,
  sqlOf,
  text,
  word,
  type JsonSql,
} from "../../database/json-sql.ts";
import { evidenceJoins, evidenceJson, isSuperseded } from "../confirmations/present.ts";
import { joinSpeaker, speakerJson } from "../speakers/present.ts";
import { visible } from "../statements/publication.ts";

const party = object({
  confirmation_id: id("c.id"),
  party: speakerJson("party"),
  status: word("c.status"),
  evidence: evidenceJson,
  origin: word("c.origin"),
  effective_at: instant("c.effective_at"),
  recorded_at: instant("c.recorded_at"),
});

/** Joins, as `claim`, the claim whose id is in a column; the one it counts as, where it was merged. */
export const joinClaim = (idColumn: string): string => `
  LEFT JOIN claims_by_id claim_linked ON claim_linked.id = ${idColumn}
  LEFT JOIN claims_by_id claim ON claim.id = claim_linked.canonical_id`;

/**
 * The condition that a confirmation `c` is about a claim: what was said of one counts for the one it was merged into. An
 * array, so that the ids are found first and the confirmations by them: of a view of the past Postgres cannot tell that
 * it gives few ids, and would rather read all confirmations.
 */
export const ofClaim = (canonicalId: string): string =>
  `c.claim_id = ANY(ARRAY(SELECT member.id FROM claims member WHERE member.canonical_id = ${canonicalId}))`;

/** The same about a statement: what was confirmed of words counts where a later revision has them unchanged. */
const ofStatement = (idColumn: string): string =>
  `c.statement_id = ANY(ARRAY(SELECT statement_line(${idColumn})))`;

/**
 * The confirmations `c` about something that make its status what it is: of a `confirmed` claim those of who confirmed it,
 * not of who had not done so; of a `disputed` one those of everybody who took a side.
 */
const behind = (about: string, status: string): string => `
    FROM confirmations c
    ${joinSpeaker("party", "c.party_id")}
    ${evidenceJoins}
   WHERE (${about})
     AND CASE ${status}
           WHEN 'unconfirmed' THEN c.status = 'not_confirmed'
           WHEN 'disputed' THEN c.status IN ('confirmed', 'denied', 'disputed')
           ELSE c.status::text = (${status})::text END
     AND NOT ${isSuperseded}`;

/**
 * `{ value, parties }`: the status of the row `claim`, which was not merged, and the confirmations that make it what it
 * is, in the order they were recorded.
 */
const statusJson = object({
  value: word("claim.status"),
  parties: json(`CASE WHEN claim.status = 'unchecked' THEN '[]'
    ELSE ${sqlOf(arrayOf(party, "c.id", behind(ofClaim("claim.id"), "claim.status")))} END`),
});

/**
 * The text of the members `status` and `attribution_status` of the statement `s` on the row `claim`, each with the
 * confirmations that make it what it is. One query finds those of both, because also a query that is not carried out
 * takes time to prepare; and most statements are unchecked, which do not pay for looking.
 */
export const statusesJson: JsonSql = (() => {
  const parties = (column: string): JsonSql =>
    json(
      `'[' || coalesce(string_agg(${sqlOf(party)}, ',' ORDER BY c.id) FILTER (WHERE c.${column} IS NOT NULL), '') || ']'`,
    );
  const found = membersText({
    status: object({ value: word("s.status"), parties: parties("claim_id") }),
    attribution_status: object({ value: word("s.attribution_status"), parties: parties("statement_id") }),
  });
  const unchecked = object({ value: constant('"unchecked"'), parties: constant("[]") });
  const about = `${ofClaim("claim.id")} OR ${ofStatement("s.id")}`;
  const status = "CASE WHEN c.claim_id IS NULL THEN s.attribution_status ELSE s.status END";
  return json(`CASE WHEN s.status = 'unchecked' AND s.attribution_status = 'unchecked'
    THEN '${membersText({ status: unchecked, attribution_status: unchecked }).template}'
    ELSE (SELECT ${sqlOf(found)} ${behind(about, status)}) END`);
})();

/** The current statements `t` that the reader sees on the row `claim`, and on what was merged into it. */
export const onClaim = (publishedOnly: boolean): string =>
  `t.claim_id IN (SELECT member.id FROM claims member WHERE member.canonical_id = claim.id)
  AND t.superseded_at IS NULL AND ${visible("t", publishedOnly)}`;

/** The members of the row `claim` in a list; `claimJoins` bring what they read. */
export const claimMembers = (publishedOnly: boolean) => ({
  id: id("claim.id"),
  text: text("claim.text"),
  status: statusJson,
  read_in: objectWhere("read_in.id IS NOT NULL", {
    document_id: id("read_in.document_id"),
    revision: plain("read_in.number"),
    start: plain("claim.start"),
    end: plain(`claim."end"`),
  }),
  statement_count: plain(`(SELECT count(*) FROM statements t WHERE ${onClaim(publishedOnly)})`),
  stances: arrayOf(
    object({ value: word("counted.stance"), count: plain("counted.count") }),
    "counted.stance",
    `FROM (SELECT t.stance, count(*) FROM statements t WHERE ${onClaim(publishedOnly)} GROUP BY 1) counted`,
  ),
  recorded_at: instant("claim.recorded_at"),
});

/** Whether the reader sees the row `claim`: through a statement on it, or because an editor has worded it. */
export const claimIsSeen = (publishedOnly: boolean): string =>
  publishedOnly
    ? `(claim.revision_id IS NULL OR EXISTS (SELECT FROM statements t WHERE ${onClaim(publishedOnly)}))`
    : "true";

export const claimSummaryJson = (publishedOnly: boolean): string =>
  sqlOf(object(claimMembers(publishedOnly)));
export const claimJoins = "LEFT JOIN revisions read_in ON read_in.id = claim.revision_id";
