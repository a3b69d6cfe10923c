/** The whole story of a claim: every statement on it, by stance and speaker, in the order of time. */
import {
  arrayOf,
  id,
  instant,
  json,
  object,
  optionalId,
  optionalWord,
  plain,
  sqlOf,
  text,
  word,
  type JsonSql,
} from "../../database/json-sql.ts";
import { joinSpeaker, speakerJson } from "../speakers/present.ts";
import { saidDay } from "../statements/present.ts";
import { claimMembers, ofClaim, onClaim } from "./present.ts";

/** A story is read by people; whoever needs more statements than this pages through them. */
const mostTold = 500;

const statement = object({
  id: id("t.id"),
  kind: word("t.kind"),
  medium: word("t.medium"),
  text: text("t.content_text"),
  attributed_as: text("t.attributed_as"),
  said_on: saidDay("t"),
  document: object({
    id: id("t.document_id"),
    title: text("document.title"),
    publisher: text("publisher.name"),
    published_on: optionalWord("document.published_on"),
  }),
});

/** The day of saying, or of publication where that is not known; null where neither is. */
const day = "coalesce(nullif(t.said_on, '-infinity'), nullif(t.published_on, '-infinity'))";

const story = (publishedOnly: boolean): JsonSql =>
  json(`(
  WITH told AS (
    SELECT t.stance, speaker.id AS speaker_id, ${sqlOf(speakerJson("speaker"))} AS speaker,
           ${sqlOf(statement)} AS statement, row_number() OVER (ORDER BY ${day} NULLS LAST, t.id) AS place
      FROM statements t JOIN documents_by_id document ON document.id = t.document_id
      LEFT JOIN publishers publisher ON publisher.id = document.publisher_id
      ${joinSpeaker("speaker", "t.speaker_id")}
     WHERE ${onClaim(publishedOnly)} ORDER BY place LIMIT ${mostTold}),
  by_speaker AS (
    SELECT stance, min(place) AS place, format('{"speaker":%s,"statements":[%s]}',
             min(speaker), string_agg(statement, ',' ORDER BY place)) AS speaker
      FROM told GROUP BY stance, speaker_id),
  by_stance AS (
    SELECT min(place) AS place, format('{"stance":"%s","speakers":[%s]}',
             stance, string_agg(speaker, ',' ORDER BY place)) AS taken
      FROM by_speaker GROUP BY stance)
  SELECT '[' || coalesce(string_agg(taken, ',' ORDER BY place), '') || ']' FROM by_stance)`);

/** Where it was read first: in the earliest document that has a statement on it. */
const firstAppearance = (publishedOnly: boolean): JsonSql =>
  json(`coalesce((
    SELECT ${sqlOf(
      object({
        statement_id: id("t.id"),
        document_id: id("t.document_id"),
        published_on: optionalWord("nullif(t.published_on, '-infinity')"),
      }),
    )} FROM statements t WHERE ${onClaim(publishedOnly)}
     ORDER BY nullif(t.published_on, '-infinity') NULLS LAST, t.id LIMIT 1), 'null')`);

/**
 * Every status that the claim has had, the first one first, with the confirmation that was recorded at that instant. A
 * version that another one replaced at the same instant was never to be seen.
 */
const statusHistory = arrayOf(
  object({
    status: word("h.status"),
    since: instant("h.since"),
    confirmation_id: optionalId(
      // Not max(): for it Postgres goes back through all confirmations until it meets one of the claim.
      `(SELECT (array_agg(c.id ORDER BY c.id DESC))[1] FROM confirmations c
         WHERE ${ofClaim("claim.id")} AND c.recorded_at = h.since)`,
    ),
  }),
  "h.version",
  `FROM (SELECT seen.*, lag(seen.status) OVER (ORDER BY seen.version) AS earlier FROM (
           SELECT v.row ->> 'status' AS status, v.recorded_from AS since, v.version FROM versions v
            WHERE v.resource_type = 'claims' AND v.resource_id = claim.id AND v.recorded_from < v.recorded_until
           UNION ALL SELECT claim.status::text, claim.changed_at, claim.version) seen) h
   WHERE h.earlier IS DISTINCT FROM h.status`,
);

/** The row `claim` in full, as JSON text; `asked` is the row whose id was asked for, and `claimJoins` bring the rest. */
export const claimDetailJson = (publishedOnly: boolean): string =>
  sqlOf(
    object({
      ...claimMembers(publishedOnly),
      first_appearance: firstAppearance(publishedOnly),
      status_history: statusHistory,
      story: story(publishedOnly),
      story_complete: plain(
        `(SELECT count(*) <= ${mostTold} FROM statements t WHERE ${onClaim(publishedOnly)})`,
      ),
      merged_from: arrayOf(
        id("m.id"),
        "m.id",
        "FROM claims m WHERE m.canonical_id = claim.id AND m.id <> claim.id",
      ),
      merged_into: optionalId("CASE WHEN asked.id <> claim.id THEN claim.id END"),
      links: object({ statements: json(`'"/v1/statements?claim=' || claim.id || '"'`) }),
    }),
  );
