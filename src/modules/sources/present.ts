/** How sources and publishers look in the API, as SQL that builds the JSON. */
import {
  arrayOf,
  id,
  instant,
  object,
  objectWhere,
  optionalWord,
  plain,
  sqlOf,
  text,
  word,
  type JsonSql,
} from "../../database/json-sql.ts";
import { joinSpeaker, speakerJson } from "../speakers/present.ts";
import { visible } from "../statements/publication.ts";

/** A source is read by people; whoever needs more of its statements pages through those of its documents. */
const mostStatements = 100;

/** `{ id, name }` of the publisher in the row `alias`; null where there is no row. */
export const publisherJson = (alias: string): JsonSql =>
  objectWhere(`${alias}.id IS NOT NULL`, { id: id(`${alias}.id`), name: text(`${alias}.name`) });

const members = (publishedOnly: boolean) => ({
  id: id("s.id"),
  type: word("s.type"),
  name: text("s.name"),
  publisher: publisherJson("publisher"),
  url: text("s.url"),
  date: optionalWord("s.date"),
  statement_count:
    plain(`(SELECT count(*) FROM statement_relays r JOIN statements_by_id t ON t.id = r.statement_id
     WHERE r.source_id = s.id AND t.superseded_at IS NULL AND ${visible("t", publishedOnly)})`),
  recorded_at: instant("s.recorded_at"),
});

/** The source `s` in a list, as JSON text; `sourceJoins` bring what it reads. */
export const sourceSummaryJson = (publishedOnly: boolean): string => sqlOf(object(members(publishedOnly)));
export const sourceJoins = "LEFT JOIN publishers publisher ON publisher.id = s.publisher_id";

/** The source `s` in full. */
export const sourceDetailJson = (publishedOnly: boolean): string =>
  sqlOf(
    object({
      ...members(publishedOnly),
      statements: arrayOf(
        object({
          id: id("t.id"),
          kind: word("t.kind"),
          stance: word("t.stance"),
          text: text("t.content_text"),
          speaker: speakerJson("speaker"),
          document_id: id("t.document_id"),
        }),
        "t.id DESC",
        `FROM (SELECT told.* FROM statement_relays r JOIN statements_by_id told ON told.id = r.statement_id
              WHERE r.source_id = s.id AND told.superseded_at IS NULL AND ${visible("told", publishedOnly)}
              ORDER BY told.id DESC LIMIT ${mostStatements}) t ${joinSpeaker("speaker", "t.speaker_id")}`,
      ),
    }),
  );
