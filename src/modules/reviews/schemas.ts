import { z } from "zod";
import { KINDS, MEDIA, SPEAKER_TYPES, STANCES } from "../../extraction/statement.ts";
import { listQuery, pageOf } from "../../http/paging.ts";
import { idText, wellFormedText } from "../../http/text.ts";
import { differenceSchema } from "../events/schemas.ts";
import { periodText } from "../statements/periods.ts";
import { statementSchema } from "../statements/schemas.ts";

const name = wellFormedText({ most: 300 });
const reason = wellFormedText({ most: 2000 });
const offset = z.int().min(0).max(100_000_000);

const spans = (least: number) =>
  z
    .array(z.strictObject({ start: offset, end: offset }))
    .min(least)
    .max(200)
    .describe("Code points of the revision's text, end exclusive, in the order of the text");

/** One id, or the name of one that is made if it is not there yet. */
const speaker = z.union(
  [z.strictObject({ id: idText }), z.strictObject({ name, type: z.enum(SPEAKER_TYPES) })],
  "must be `{ id }` of a speaker, or `{ name, type }` of one",
);
const position = z.union(
  [
    z.strictObject({ id: idText }),
    z.strictObject({ title: name, organization: name.nullable().default(null) }),
  ],
  "must be `{ id }` of a position, or `{ title, organization }` of one",
);

const correctionSchema = z
  .strictObject({
    speaker: speaker.nullable().describe("Who said it; null where that cannot be determined"),
    position: position
      .nullable()
      .describe("In what position. A corrected speaker keeps none of the old speaker's positions"),
    kind: z.enum(KINDS),
    stance: z.enum(STANCES),
    medium: z.enum(MEDIA),
    audience: name.nullable(),
    place: name.nullable(),
    said_on: z
      .strictObject({ as_printed: name.nullable(), date: periodText.nullable() })
      .nullable()
      .describe("When it was said, as precisely as known: `2025-08-08`, `2025-08` or `2025`"),
    claim_id: idText.nullable().describe("The claim on which it takes its stance"),
    content: spans(1),
    cue: spans(0),
    attributed_as: spans(0),
  })
  .partial()
  .refine((fields) => Object.keys(fields).length > 0, "must correct at least one field")
  .meta({ id: "Correction" });
export type Correction = z.output<typeof correctionSchema>;

export const newReviewSchema = z
  .discriminatedUnion("decision", [
    z.strictObject({ decision: z.literal("accepted"), reason: reason.optional() }),
    z.strictObject({
      decision: z.literal("corrected"),
      correction: correctionSchema.describe("The fields that were wrong, with what is right"),
      reason: reason.optional(),
    }),
    z.strictObject({ decision: z.literal("rejected"), reason: reason.describe("Why it is no statement") }),
  ])
  .meta({ id: "NewReview" });
export type NewReview = z.output<typeof newReviewSchema>;

export const reviewSchema = z
  .strictObject({
    id: z.string(),
    statement_id: z.string(),
    decision: z.enum(["accepted", "corrected", "rejected"]),
    reason: z.string().nullable(),
    correction: differenceSchema.nullable().describe("Field by field, what was and what is since"),
    reviewed_by: z.string().nullable().describe("Name of the key of the editor"),
    recorded_at: z.iso.datetime(),
  })
  .meta({ id: "Review" });

export const reviewPage = pageOf(reviewSchema, {
  extracted: statementSchema.describe("The statement as the engine found it, with its first spans"),
});
export const reviewQuery = listQuery({});

export const queueQuery = listQuery({
  document: idText.optional().describe("Only statements of this document"),
  publisher: idText.optional().describe("Only statements of this publisher's documents"),
});
