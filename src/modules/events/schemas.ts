import { z } from "zod";
import { listQuery, pageOf } from "../../http/paging.ts";
import { idText, wellFormedText } from "../../http/text.ts";
import { RESOURCE_TYPES } from "./service.ts";

/** Field by field, what was and what is now. */
export const differenceSchema = z.record(z.string(), z.strictObject({ from: z.unknown(), to: z.unknown() }));

const eventSchema = z
  .strictObject({
    id: z.string().describe("Id of the event; later ones have larger ids"),
    resource_type: z.string().describe("What was written to"),
    resource_id: z.string().describe("Which one"),
    action: z.string().describe("What was done: created, updated, merged, reviewed, revoked ..."),
    difference: differenceSchema.nullable().describe("Field by field, what was and what is now"),
    actor: z.string().describe("Who did it: `key:` and the key's name, `cli`, or `engine:` and its version"),
    recorded_at: z.iso.datetime().describe("When"),
  })
  .meta({ id: "Event" });

export const eventQuery = listQuery({
  resource_type: z.enum(RESOURCE_TYPES).optional().describe("Only writes to resources of this type"),
  resource_id: idText.optional().describe("Only writes to the resource with this id"),
  action: wellFormedText({ most: 60 }).optional().describe("Only this action, such as `merged`"),
  actor: wellFormedText({ most: 200 })
    .optional()
    .describe("Only what this actor did, such as `key:desk` or `cli`"),
  recorded_from: z.iso.datetime().optional().describe("Only what was recorded at or after this instant"),
  recorded_to: z.iso.datetime().optional().describe("Only what was recorded at or before this instant"),
});

export type EventQuery = z.output<typeof eventQuery>;

export const eventPage = pageOf(eventSchema);
