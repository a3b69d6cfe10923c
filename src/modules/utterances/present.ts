/** How an utterance looks in the API: its rows as SQL that builds JSON, and what its wordings tell about each other. */
import type { z } from "zod";
import {
  id,
  instant,
  number,
  object,
  optionalWord,
  plain,
  sqlOf,
  text,
  word,
} from "../../database/json-sql.ts";
import type { Kind } from "../../extraction/statement.ts";
import type { Versioned } from "../../http/app.ts";
import { publisherJson } from "../sources/present.ts";
import { joinSpeaker, speakerJson } from "../speakers/present.ts";
import { differencesFrom, referenceOf, withForms, withoutRepeats, wordingsOf } from "./drift.ts";
import type { utteranceSchema } from "./schemas.ts";

/** Renderings shown, and those among which the reference is chosen. */
export const renderingsMost = 200;
/** Renderings whose wordings are told; an utterance that everybody quotes has thousands. */
export const wordingsReadMost = 1_000;

type Shown = z.output<typeof utteranceSchema>;

/** An utterance as it is read. */
export interface UtteranceRow {
  readonly version: number;
  /** JSON of what is the utterance's own. */
  readonly utterance: string;
  /** JSON of the renderings in the order of `appearance`, those that are superseded last. */
  readonly renderings: string;
}

interface RenderingJson {
  readonly statement_id: string;
  readonly kind: Kind;
  readonly content: string;
  readonly superseded: boolean;
  /** Its place in the order of appearance. */
  readonly nth: number;
  readonly document: Shown["first_appearance"]["document"];
}

const own = object({
  id: id("u.id"),
  speaker: speakerJson("owner"),
  rendering_count: number("seen.count"),
  recorded_at: instant("u.recorded_at"),
});

const rendering = object({
  statement_id: id("r.statement_id"),
  kind: word("r.kind"),
  content: text("r.content_text"),
  superseded: plain("r.superseded"),
  nth: number("r.nth"),
  document: object({
    id: id("document.id"),
    title: text("document.title"),
    publisher: publisherJson("publisher"),
    url: text("document.url"),
    published_on: optionalWord("document.published_on"),
    standing: word("document.standing"),
  }),
});

/** By publication, what has no known day last; among those of a day, by when they were recorded. */
export const appearance = "nullif(s.published_on, '-infinity') NULLS LAST, s.id";

/**
 * The statements `s` that render the utterance, as far as they are its `owner`'s: whatever is stored, nobody else renders
 * the words. Each is found by its id, and its speaker too, whatever else is asked of them: few render one utterance.
 */
export const renderingsOf = (utteranceId: string): string => `
  (SELECT statement_id FROM renderings WHERE utterance_id = ${utteranceId}) r CROSS JOIN LATERAL (
    SELECT s.id, s.kind, s.content_text, s.document_id, s.published_on, s.superseded_at, s.review
      FROM statements_by_id s
     WHERE s.id = r.statement_id
       AND (SELECT x.canonical_id FROM speakers_by_id x WHERE x.id = s.speaker_id) = owner.canonical_id OFFSET 0) s`;

/** An `UtteranceRow` of the utterance `u`; `utteranceJoins` bring the rest. */
export const utteranceColumns = `u.version, ${sqlOf(own)} AS utterance, seen.renderings`;

/**
 * What `utteranceColumns` read.
 *
 * @param seen condition on the statement `s` that the reader sees it
 * @param most renderings read
 */
export const utteranceJoins = (seen: string, most: number): string => `
  ${joinSpeaker("owner", "u.speaker_id")}
  CROSS JOIN LATERAL (
    SELECT coalesce(max(r.count), 0) AS count, '[' || string_agg(${sqlOf(rendering)}, ',' ORDER BY r.superseded, r.nth) || ']' AS renderings
      FROM (SELECT s.id AS statement_id, s.kind, s.content_text, s.document_id, s.superseded_at IS NOT NULL AS superseded,
                   count(*) FILTER (WHERE s.superseded_at IS NULL) OVER () AS count,
                   row_number() OVER (ORDER BY ${appearance}) AS nth
              FROM ${renderingsOf("u.id")} WHERE ${seen} ORDER BY superseded, nth LIMIT ${most}) r
      JOIN documents_by_id document ON document.id = r.document_id
      LEFT JOIN publishers publisher ON publisher.id = document.publisher_id) seen`;

/** The utterance with what its renderings, as this reader sees them, tell about its wording. */
export function presentUtterance({ version, utterance, renderings }: UtteranceRow): Versioned {
  const rows = (JSON.parse(renderings) as RenderingJson[]).map((one) => ({
    statementId: one.statement_id,
    kind: one.kind,
    text: one.content,
    documentId: one.document.id,
    superseded: one.superseded,
    document: one.document,
    nth: one.nth,
  }));
  const read = withForms(rows);
  const all = withoutRepeats(read.toSorted((a, b) => a.nth - b.nth));
  // Among those that quote checks choose it from: what stands is read first.
  const reference = referenceOf(read.slice(0, renderingsMost));
  const differenceOf = differencesFrom(reference);
  const shown = all.slice(0, renderingsMost).map((one): Shown["renderings"][number] => {
    const { kind, difference } = differenceOf(one);
    return {
      statement_id: one.statementId,
      kind,
      statement_kind: one.kind,
      content: one.text,
      superseded: one.superseded,
      difference: one === reference ? [] : [...difference],
      document: one.document,
    };
  });
  const wordings = wordingsOf(all).slice(0, renderingsMost);
  const { recorded_at, ...members } = JSON.parse(utterance) as Pick<
    Shown,
    "id" | "speaker" | "rendering_count" | "recorded_at"
  >;
  const presented: Shown = {
    ...members,
    first_appearance: shown[0]!,
    reference_statement_id: reference.statementId,
    wordings: wordings.map(({ first, documents }) => ({
      content: first.text,
      first_published_on: first.document.published_on,
      documents,
    })),
    renderings: shown,
    recorded_at,
  };
  return { version, json: JSON.stringify(presented) };
}
