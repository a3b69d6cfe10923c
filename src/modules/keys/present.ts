/** How an API key looks in the API, as SQL that builds the JSON. */
import { id, instant, json, object, sqlOf, text } from "../../database/json-sql.ts";

/** What may be told of a key `k`: never its hash. */
export const keyJson = sqlOf(
  object({
    id: id("k.id"),
    name: text("k.name"),
    prefix: text("k.prefix"),
    scopes: json("to_json(k.scopes)::text"),
    created_at: instant("k.created_at"),
    expires_at: instant("k.expires_at"),
    revoked_at: instant("k.revoked_at"),
    last_used_at: instant("k.last_used_at"),
  }),
);
