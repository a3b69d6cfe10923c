/** How speakers look in the API, as SQL that builds the JSON. */
import {
  arrayOf,
  id,
  instant,
  json,
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
import { notRejected } from "../statements/publication.ts";

/**
 * Joins, as `alias (id, canonical_id, name, type)`, the speaker whose id is in a column; the one it counts as, where it
 * was merged. Most were not: for those nothing is looked up a second time.
 */
export const joinSpeaker = (alias: string, idColumn: string): string => `
  LEFT JOIN LATERAL (
    SELECT named.canonical_id AS id, named.canonical_id, coalesce(merged.name, named.name) AS name, coalesce(merged.type, named.type) AS type
      FROM speakers_by_id named LEFT JOIN speakers_by_id merged ON merged.id = nullif(named.canonical_id, named.id)
     WHERE named.id = ${idColumn}) ${alias} ON true`;

/** `{ id, name, type }` of the speaker in the row `alias`; null where there is no row. */
export const speakerJson = (alias: string): JsonSql =>
  objectWhere(`${alias}.id IS NOT NULL`, {
    id: id(`${alias}.id`),
    name: text(`${alias}.name`),
    type: word(`${alias}.type`),
  });

/** The ids of a speaker and of all that were merged into it. */
const family = (speakerId: string): string =>
  `SELECT member.id FROM speakers member WHERE member.canonical_id = ${speakerId}`;

/** How many current statements are those of a speaker or of one merged into it. */
const statementCount = plain(
  "coalesce((SELECT counted.statement_count FROM speaker_counts_by_id counted WHERE counted.speaker_id = s.id), 0)",
);

const reference = { id: id("s.id"), name: text("s.name"), type: word("s.type") };

/** The speaker `s` in a list. */
export const speakerSummaryJson = sqlOf(object({ ...reference, statement_count: statementCount }));

const position = object({
  id: id("p.id"),
  title: text("p.title"),
  organization: speakerJson("organization"),
  valid_from: optionalWord("p.valid_from"),
  valid_until: optionalWord("p.valid_until"),
  origin: word("p.origin"),
  statement_count: plain(
    `(SELECT count(*) FROM statements t WHERE t.position_id = p.id AND t.superseded_at IS NULL AND ${notRejected("t")})`,
  ),
});

/** How many current statements of the speaker `s` have each value of a column, the commonest first. */
const countsBy = (column: string): JsonSql =>
  arrayOf(
    object({ value: word("counted.value"), count: plain("counted.count") }),
    "counted.count DESC, counted.value",
    `FROM (SELECT t.${column} AS value, count(*) FROM statements t
            WHERE t.speaker_id IN (${family("s.id")}) AND t.superseded_at IS NULL AND ${notRejected("t")} GROUP BY 1) counted`,
  );

/** The speaker `s` in full, as JSON text; `asked` is the row whose id was asked for. */
export const speakerDetailJson = sqlOf(
  object({
    ...reference,
    statement_count: statementCount,
    aliases: arrayOf(
      text("other.name"),
      "other.name",
      `FROM (SELECT a.name FROM speaker_aliases a WHERE a.speaker_id IN (${family("s.id")}) AND a.withdrawn_at IS NULL
             UNION SELECT m.name FROM speakers m WHERE m.canonical_id = s.id) other WHERE other.name <> s.name`,
    ),
    external_ids: arrayOf(
      object({ scheme: text("e.scheme"), value: text("e.value") }),
      "e.scheme, e.value",
      `FROM speaker_external_ids e WHERE e.speaker_id IN (${family("s.id")}) AND e.withdrawn_at IS NULL`,
    ),
    positions: arrayOf(
      position,
      "p.valid_from DESC NULLS LAST, p.id DESC",
      `FROM positions p ${joinSpeaker("organization", "p.organization_id")} WHERE p.speaker_id IN (${family("s.id")})`,
    ),
    stances: countsBy("stance"),
    kinds: countsBy("kind"),
    merged_from: arrayOf(id("m.id"), "m.id", "FROM speakers m WHERE m.canonical_id = s.id AND m.id <> s.id"),
    merged_into: optionalId("CASE WHEN asked.id <> s.id THEN s.id END"),
    links: object({ statements: json(`'"/v1/statements?speaker=' || s.id || '"'`) }),
    recorded_at: instant("s.recorded_at"),
  }),
);
