/** How an utterance looks in the API, as SQL that builds the JSON. */
import {
  id,
  instant,
  json,
  object,
  optionalWord,
  plain,
  sqlOf,
  text,
  word,
} from "../../database/json-sql.ts";
import { publisherJson } from "../sources/present.ts";
import { joinSpeaker, speakerJson } from "../speakers/present.ts";

/** An utterance that everybody quotes has thousands of renderings; the first ones tell how its wording drifted. */
const renderingsMost = 200;

const rendering = object({
  statement_id: id("r.statement_id"),
  kind: word("r.kind"),
  statement_kind: word("r.statement_kind"),
  content: text("r.content_text"),
  difference: json("coalesce(r.difference::text, '[]')"),
  document: object({
    id: id("document.id"),
    title: text("document.title"),
    publisher: publisherJson("publisher"),
    url: text("document.url"),
    published_on: optionalWord("document.published_on"),
  }),
});

const wording = object({
  content: text("w.content_text"),
  first_published_on: optionalWord("nullif(w.first, '-infinity')"),
  documents: plain("w.documents"),
});

/** The utterance `u` as JSON text; `utteranceJoins` bring the rest. */
export const utteranceJson = sqlOf(
  object({
    id: id("u.id"),
    speaker: speakerJson("owner"),
    rendering_count: plain("shown.count"),
    first_appearance: json("shown.first"),
    wordings: json("shown.wordings"),
    renderings: json("shown.renderings"),
    recorded_at: instant("u.recorded_at"),
  }),
);

/**
 * What `utteranceJson` reads. A correction may give a statement to another speaker, and a merge be undone: a statement
 * that is no longer the speaker's is not shown among the renderings.
 *
 * @param seen condition on the statement `s` that the reader sees it
 */
export const utteranceJoins = (seen: string): string => `
  ${joinSpeaker("owner", "u.speaker_id")}
  CROSS JOIN LATERAL (
    WITH seen AS MATERIALIZED (
      SELECT r.statement_id, r.kind, r.difference, s.kind AS statement_kind, s.content_text, s.document_id, s.published_on
        FROM renderings r JOIN statements_by_id s ON s.id = r.statement_id AND ${seen}
        JOIN speakers_by_id speaker ON speaker.id = s.speaker_id AND speaker.canonical_id = owner.id
       WHERE r.utterance_id = u.id),
    listed AS (
      SELECT r.published_on, r.statement_id, ${sqlOf(rendering)} AS json
        FROM (SELECT * FROM seen ORDER BY published_on, statement_id LIMIT ${renderingsMost}) r
        JOIN documents_by_id document ON document.id = r.document_id
        LEFT JOIN publishers publisher ON publisher.id = document.publisher_id)
    SELECT (SELECT count(*) FROM seen) AS count,
           (SELECT json FROM listed ORDER BY published_on, statement_id LIMIT 1) AS first,
           (SELECT '[' || string_agg(json, ',' ORDER BY published_on, statement_id) || ']' FROM listed) AS renderings,
           (SELECT '[' || string_agg(${sqlOf(wording)}, ',' ORDER BY w.first, w.content_text) || ']' FROM (
              SELECT content_text, min(published_on) AS first, count(DISTINCT document_id) AS documents FROM seen
               GROUP BY content_text ORDER BY 2, 1 LIMIT ${renderingsMost}) w) AS wordings) shown`;
