/** How an event looks in the API, as SQL that builds the JSON; `e` is its row. */
import { id, instant, json, object, sqlOf, text, word } from "../../database/json-sql.ts";

/** What was done to what. */
export const eventMembers = {
  id: id("e.id"),
  resource_type: word("e.resource_type"),
  resource_id: id("e.resource_id"),
  action: text("e.action"),
  difference: json("coalesce(e.difference::text, 'null')"),
};

export const eventJson = sqlOf(
  object({
    ...eventMembers,
    actor: text("e.actor"),
    recorded_at: instant("e.recorded_at"),
  }),
);
