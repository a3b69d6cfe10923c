/** How a document looks in the API, as SQL that builds the JSON; `d` is its row, `documentJoins` bring the rest. */
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
} from "../../database/json-sql.ts";
import { notRejected } from "../statements/publication.ts";

const currentStatements = `(SELECT count(*) FROM statements s WHERE s.document_id = d.id AND s.superseded_at IS NULL
  AND ${notRejected("s")})`;

const members = {
  id: id("d.id"),
  url: text("d.url"),
  title: text("d.title"),
  byline: text("d.byline"),
  publisher: objectWhere("publisher.id IS NOT NULL", {
    id: id("publisher.id"),
    name: text("publisher.name"),
  }),
  published_on: optionalWord("d.published_on"),
  origins: object({
    title: optionalWord("d.title_origin"),
    byline: optionalWord("d.byline_origin"),
    publisher: optionalWord("d.publisher_origin"),
    published_on: optionalWord("d.published_on_origin"),
  }),
  language: word("d.language"),
  standing: word("d.standing"),
  revision: plain("latest.number"),
  statement_count: plain(currentStatements),
  links: object({
    self: { template: '"/v1/documents/%s"', values: ["d.id::text"] },
    text: { template: '"/v1/documents/%s/text"', values: ["d.id::text"] },
    statements: { template: '"/v1/statements?document=%s&sort=document"', values: ["d.id::text"] },
  }),
  recorded_at: instant("d.recorded_at"),
  changed_at: instant("d.changed_at"),
};

const correction = object({
  kind: word("printed.kind"),
  start: plain("printed.start"),
  end: plain(`printed."end"`),
  exact: text(`substr(r.text, printed.start + 1, printed."end" - printed.start)`),
});

const revision = object({
  number: plain("r.number"),
  sha256: word("r.sha256"),
  length_code_points: plain("r.length_code_points"),
  engine_version: text("r.engine_version"),
  corrections: arrayOf(
    correction,
    "printed.start",
    `FROM jsonb_to_recordset(r.corrections) AS printed(kind text, start int, "end" int)`,
  ),
  statement_count: plain("(SELECT count(*) FROM statements s WHERE s.revision_id = r.id)"),
  recorded_at: instant("r.recorded_at"),
});

const counted = (column: string): string =>
  `(SELECT count(DISTINCT s.${column}) FROM statements s WHERE s.document_id = d.id AND s.superseded_at IS NULL
    AND ${notRejected("s")})`;

/** A revision: `r` is its row. */
export const revisionJson = sqlOf(revision);

/** A document in a list. */
export const documentJson = sqlOf(object(members));

/** A document by itself: with its revisions, and how much was found in it. */
export const documentDetailJson = sqlOf(
  object({
    ...members,
    counts: object({
      statements: plain(currentStatements),
      speakers: plain(counted("speaker_id")),
      claims: plain(counted("claim_id")),
    }),
    revisions: arrayOf(revision, "r.number", "FROM revisions r WHERE r.document_id = d.id"),
  }),
);

export const documentJoins = `
  LEFT JOIN publishers publisher ON publisher.id = d.publisher_id
  CROSS JOIN LATERAL (SELECT max(r.number) AS number FROM revisions r WHERE r.document_id = d.id) latest`;
