/** How speakers look in the API, as SQL that builds the JSON. */
import { id, objectWhere, text, word, type JsonSql } from "../../database/json-sql.ts";

/** Joins, as `alias`, the speaker whose id is in a column; the one it counts as, where it was merged. */
export const joinSpeaker = (alias: string, idColumn: string): string => `
  LEFT JOIN speakers ${alias}_printed ON ${alias}_printed.id = ${idColumn}
  LEFT JOIN speakers ${alias} ON ${alias}.id = ${alias}_printed.canonical_id`;

/** `{ id, name, type }` of the speaker in the row `alias`; null where there is no row. */
export const speakerJson = (alias: string): JsonSql =>
  objectWhere(`${alias}.id IS NOT NULL`, {
    id: id(`${alias}.id`),
    name: text(`${alias}.name`),
    type: word(`${alias}.type`),
  });
