/** How a statement looks in the API, as SQL that builds the JSON. */
import {
  constant,
  id,
  instant,
  json,
  jsonOrNull,
  number,
  object,
  objectWhere,
  optionalId,
  optionalWord,
  plain,
  sqlOf,
  text,
  word,
  type JsonSql,
} from "../../database/json-sql.ts";
import { joinClaim, statusesJson } from "../claims/present.ts";
import { publisherJson } from "../sources/present.ts";
import { joinSpeaker, speakerJson } from "../speakers/present.ts";
import { joinPositions, positionsJson } from "./position-held.ts";

/** When the statement in the row `alias` was said, as precisely as known; null where it is not. */
export const saidDay = (alias: string): JsonSql =>
  optionalWord(`CASE ${alias}.said_precision
    WHEN 'day' THEN ${alias}.said_on::text WHEN 'month' THEN to_char(${alias}.said_on, 'YYYY-MM')
    WHEN 'year' THEN to_char(${alias}.said_on, 'YYYY') END`);

const nothing = constant("null");
const never = constant("false");

const speakerStep = object({
  type: constant('"speaker"'),
  id: optionalId("speaker.id"),
  name: text("speaker.name"),
  anonymous: plain("s.anonymous"),
  publisher: nothing,
  url: nothing,
  date: saidDay("s"),
});

const relayStep = object({
  type: word("source.type"),
  id: id("source.id"),
  name: text("source.name"),
  anonymous: never,
  publisher: publisherJson("source_publisher"),
  url: text("source.url"),
  date: optionalWord("source.date"),
});

const relays = `(SELECT string_agg(',' || ${sqlOf(relayStep)}, '' ORDER BY relay.ordinal)
  FROM statement_relays relay JOIN sources_by_id source ON source.id = relay.source_id
  LEFT JOIN publishers source_publisher ON source_publisher.id = source.publisher_id
 WHERE relay.statement_id = s.id)`;

const documentStep = object({
  type: constant('"document"'),
  id: id("document.id"),
  name: text("document.title"),
  anonymous: never,
  publisher: publisherJson("publisher"),
  url: text("document.url"),
  date: optionalWord("document.published_on"),
});

const chain: JsonSql = {
  template: `[${speakerStep.template}%s,${documentStep.template}]`,
  values: [...speakerStep.values, `coalesce(${relays}, '')`, ...documentStep.values],
};

const members = {
  id: id("s.id"),
  kind: word("s.kind"),
  stance: word("s.stance"),
  speaker: speakerJson("speaker"),
  anonymous: plain("s.anonymous"),
  attributed_as: jsonOrNull("anchors.attributed_as"),
  "...positions": positionsJson,
  audience: text("s.audience"),
  place: text("s.place"),
  said_on: objectWhere("s.said_as_printed IS NOT NULL OR s.said_precision IS NOT NULL", {
    as_printed: text("s.said_as_printed"),
    date: saidDay("s"),
    precision: optionalWord("s.said_precision"),
  }),
  medium: word("s.medium"),
  cue: jsonOrNull("anchors.cue"),
  content: json("anchors.content"),
  sentence: json("anchors.sentence"),
  chain,
  claim: objectWhere("claim.id IS NOT NULL", { id: id("claim.id"), text: text("claim.text") }),
  "...statuses": statusesJson,
  confidence: number("s.confidence"),
  review: word("s.review"),
  document: object({
    id: id("document.id"),
    title: text("document.title"),
    publisher: publisherJson("publisher"),
    url: text("document.url"),
    published_on: optionalWord("document.published_on"),
    standing: word("document.standing"),
    revision: number("revision.number"),
  }),
  superseded: objectWhere("s.superseded_at IS NOT NULL", {
    at: instant("s.superseded_at"),
    by: optionalId(`(SELECT r.continued_by_id FROM re_anchorings r
      WHERE r.statement_id = s.id ORDER BY r.revision_id DESC LIMIT 1)`),
  }),
  recorded_at: instant("s.recorded_at"),
};

/** A statement as JSON text: `s` is its row, `statementJoins` bring the rest. */
export const statementJson = sqlOf(object(members));

/** The same of a statement that no later revision has superseded: there is nothing to look up. */
export const currentStatementJson = sqlOf(object({ ...members, superseded: nothing }));

/** The text as HTML, all of it escaped, in which `<mark>` surrounds what the row's `query` finds. */
function highlighted(column: string): string {
  // Two control characters stand for the marks until the rest is escaped; where the text itself has them, they go.
  const marked = `ts_headline('english', translate(${column}, E'\\x02\\x03', '  '), s.query,
    E'HighlightAll=true, StartSel="\\x02", StopSel="\\x03"')`;
  const replacements = [
    ["&", "&amp;"],
    ["<", "&lt;"],
    [">", "&gt;"],
    ['"', "&quot;"],
    ["\\x02", "<mark>"],
    ["\\x03", "</mark>"],
  ];
  return replacements.reduce((sql, [from, to]) => `replace(${sql}, E'${from}', '${to}')`, marked);
}

/** The same with the words that were searched for marked: `s` also has the column `query`. */
export const highlightedStatementJson = sqlOf(
  object({
    ...members,
    highlight: object({
      content: text(highlighted("s.content_text")),
      attributed_as: text(highlighted("s.attributed_as")),
    }),
  }),
);

/** What `statementJson` reads besides the statement's row `s`: all of it looked up by key, once for each row. */
export const statementJoins = `
  JOIN revisions revision ON revision.id = s.revision_id
  JOIN documents_by_id document ON document.id = s.document_id
  LEFT JOIN publishers publisher ON publisher.id = document.publisher_id
  ${joinSpeaker("speaker", "s.speaker_id")}
  ${joinPositions}
  ${joinClaim("s.claim_id")}
  JOIN statement_anchors anchors ON anchors.statement_id = s.id AND anchors.span_set = s.span_set`;
