import { z } from "zod";
import { listQuery, pageOf } from "../../http/paging.ts";
import { instantParameter } from "../../http/past.ts";
import { differenceSchema } from "../events/schemas.ts";

const entrySchema = z
  .strictObject({
    recorded_at: z.iso
      .datetime()
      .describe("When it was recorded here: `as_of` this instant shows the outcome"),
    actor: z
      .string()
      .nullable()
      .describe(
        "Who did it: `key:` and the key's name, `cli`, or `engine:` and its version; null where that is not certain",
      ),
    difference: differenceSchema.describe(
      "Field by field, what was on record and what is now; of the first entry all that was recorded. Empty where only " +
        "something beside the resource changed, such as a speaker's aliases",
    ),
    events: z
      .array(
        z.strictObject({
          id: z.string().describe("Id of the event; later ones have larger ids"),
          resource_type: z.string().describe("What was written to"),
          resource_id: z
            .string()
            .describe(
              "Which one: another resource where this one changed along with it, as with a confirmation",
            ),
          action: z.string().describe("What was done: created, accepted, corrected, merged ..."),
          difference: differenceSchema.nullable().describe("What the event itself changed"),
        }),
      )
      .describe("What was done at that instant"),
  })
  .meta({ id: "HistoryEntry" });

export const historyQuery = listQuery({});
export const historyPage = pageOf(entrySchema);

export const timeMapQuery = z.strictObject({
  after: instantParameter.describe(
    "Only states that began after this instant; a TimeMap that goes on elsewhere names the address with it",
  ),
});

export const timeMapSchema = z
  .string()
  .describe("Links, one to a line: the resource, this TimeMap, and every past state");
