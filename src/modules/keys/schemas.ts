import { z } from "zod";
import { KEY_SCOPES } from "../../http/app.ts";
import { listQuery, pageOf } from "../../http/paging.ts";
import { wellFormedText } from "../../http/text.ts";

const members = {
  id: z.string(),
  name: z.string().describe("What the key is called in the log of writes"),
  prefix: z.string().describe("Its first characters, by which a person recognises it"),
  scopes: z.array(z.enum(KEY_SCOPES)).describe("What it may do"),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().nullable().describe("When it ends by itself; null if never"),
  revoked_at: z.iso.datetime().nullable().describe("When it was made useless; null while it is in use"),
  last_used_at: z.iso.datetime().nullable().describe("When it was last used, to the minute"),
};

export const keySchema = z.strictObject(members).meta({ id: "ApiKey" });

export const createdKeySchema = z
  .strictObject({
    key: z.string().describe("The key itself. It is shown now and never again: only its hash is kept"),
    ...members,
  })
  .meta({ id: "CreatedApiKey" });

export const newKeySchema = z
  .strictObject({
    name: wellFormedText({ most: 100 }).regex(/^[^\p{C}]*$/u, "must not hold control characters"),
    scopes: z
      .array(z.enum(KEY_SCOPES))
      .min(1)
      .max(KEY_SCOPES.length)
      .transform((scopes) => [...new Set(scopes)]),
    expires_at: z.iso
      .datetime({ offset: true, error: "must be an RFC 3339 instant" })
      .optional()
      .describe("When it ends by itself; never unless given"),
  })
  .meta({ id: "NewApiKey" });

export const keyQuery = listQuery({});
export const keyPage = pageOf(keySchema);
