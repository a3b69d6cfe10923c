import { z } from "zod";
import { KINDS } from "../../extraction/statement.ts";
import { idText } from "../../http/text.ts";
import { STEP_KINDS } from "../quote-checks/align.ts";
import { speakerReference } from "../speakers/schemas.ts";
import { RENDERING_KINDS } from "./rendering.ts";

export const renderingParams = z.strictObject({
  id: idText.describe("Id of the utterance"),
  statement_id: idText.describe("Id of the statement"),
});

const renderingSchema = z
  .strictObject({
    statement_id: z.string().describe("Id of the statement"),
    kind: z.enum(RENDERING_KINDS).describe("How it renders the utterance, against its first appearance"),
    statement_kind: z.enum(KINDS).describe("Verbatim, paraphrase, or both"),
    content: z.string().describe("The words as printed there"),
    difference: z
      .array(
        z.strictObject({
          kind: z.enum(STEP_KINDS).describe("What became of the first rendering's words"),
          first_words: z.string().describe("As the first rendering has them"),
          words: z.string().describe("As this one has them"),
        }),
      )
      .describe("Word by word, against the first rendering; empty for that one"),
    document: z.strictObject({
      id: z.string().describe("Id of the document"),
      title: z.string().nullable().describe("Its title"),
      publisher: z.strictObject({ id: z.string(), name: z.string() }).nullable().describe("Who published it"),
      url: z.string().nullable().describe("Where it was published"),
      published_on: z.iso.date().nullable().describe("When it was published"),
    }),
  })
  .meta({ id: "Rendering" });

export const utteranceSchema = z
  .strictObject({
    id: z.string().describe("Id of the utterance"),
    speaker: speakerReference.nullable().describe("Whose words they are"),
    rendering_count: z.int().describe("How many statements render it"),
    first_appearance: renderingSchema.describe("The earliest publication that we hold"),
    wordings: z
      .array(
        z.strictObject({
          content: z.string().describe("The words"),
          first_published_on: z.iso.date().nullable().describe("When they were first printed so"),
          documents: z.int().describe("How many documents print them so"),
        }),
      )
      .describe("How the wording drifted: each different wording, the earliest first"),
    renderings: z.array(renderingSchema).describe("In the order of their publication; the first 200"),
    recorded_at: z.iso.datetime().describe("When the utterance was recorded here"),
  })
  .meta({ id: "Utterance" });
