/**
 * The position in which a statement was made: the one that its speaker held on that day as far as it is on record, or
 * else the one that the article prints. The two are in conflict where the record says that the speaker held other
 * positions on that day, or the printed one at another time.
 */
import {
  constant,
  id,
  json,
  membersText,
  objectWhere,
  plain,
  sqlOf,
  text,
  type JsonSql,
} from "../../database/json-sql.ts";
import { joinSpeaker, speakerJson } from "../speakers/present.ts";

const day = "coalesce(nullif(s.said_on, '-infinity'), nullif(s.published_on, '-infinity'))";

const covers = (position: string): string =>
  `(coalesce(${position}.valid_from, '-infinity') <= ${day} AND ${day} <= coalesce(${position}.valid_until, 'infinity'))`;

/** "U.S. Secretary of State" and "Secretary of State" agree: all words of one are among the words of the other. */
const words = (position: string): string => `tsvector_to_array(to_tsvector('english', ${position}.title))`;
const agrees = `(p.id = printed.id OR ${words("p")} <@ ${words("printed")} OR ${words("printed")} <@ ${words("p")})`;

/** Joins `printed`, what the article says, and `held`, the position on record for that day that agrees best with it. */
export const joinPositions = `
  LEFT JOIN positions_by_id printed ON printed.id = s.position_id
  LEFT JOIN LATERAL (
    SELECT p.id, p.title, p.organization_id, ${agrees} AS agrees FROM speakers holder JOIN positions p ON p.speaker_id = holder.id
     WHERE holder.canonical_id = speaker.id AND num_nonnulls(p.valid_from, p.valid_until) > 0 AND ${covers("p")}
     ORDER BY ${agrees} DESC NULLS LAST, p.valid_from DESC NULLS LAST, p.id LIMIT 1) held ON true
  ${joinSpeaker("held_organization", "held.organization_id")}
  ${joinSpeaker("printed_organization", "printed.organization_id")}`;

const positionJson = (position: string, organization: string): JsonSql =>
  objectWhere(`${position}.id IS NOT NULL`, {
    id: id(`${position}.id`),
    title: text(`${position}.title`),
    organization: speakerJson(organization),
  });

const printed = positionJson("printed", "printed_organization");
const held = positionJson("held", "held_organization");

const heldAtAnotherTime = `(num_nonnulls(printed.valid_from, printed.valid_until) > 0 AND NOT ${covers("printed")})`;

/** Whether the article prints a position that is not what is on record. */
export const positionConflict = `(printed.id IS NOT NULL AND ${day} IS NOT NULL
  AND CASE WHEN held.id IS NULL THEN ${heldAtAnotherTime} ELSE NOT held.agrees END)`;

const members = (position: JsonSql, asPrinted: JsonSql, inConflict: JsonSql): string =>
  sqlOf(membersText({ position, position_as_printed: asPrinted, position_conflict: inConflict }));

/** The text of the members of a statement's JSON that tell of its position. */
export const positionsJson = json(`CASE
  WHEN held.id IS NOT NULL THEN ${members(held, printed, plain(positionConflict))}
  WHEN printed.id IS NOT NULL THEN ${members(printed, printed, plain(positionConflict))}
  ELSE ${members(constant("null"), constant("null"), constant("false"))} END`);
