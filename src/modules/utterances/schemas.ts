import { z } from "zod";
import { KINDS } from "../../extraction/statement.ts";
import { idText } from "../../http/text.ts";
import { STANDINGS } from "../documents/schemas.ts";
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
    kind: z
      .enum(RENDERING_KINDS)
      .describe(
        "How it renders the words of the reference. `verbatim`: all of them; `truncated`: words are cut off or left out where it " +
          "says so; `altered`: words are replaced, put in or dropped; `translated_or_paraphrased`: the reporter's words",
      ),
    statement_kind: z.enum(KINDS).describe("Verbatim, paraphrase, or both"),
    content: z.string().describe("The words as printed there"),
    superseded: z
      .boolean()
      .describe("Whether a later revision of its document printed other words, or none, in its place"),
    difference: z
      .array(
        z.strictObject({
          kind: z.enum(STEP_KINDS).describe("What became of the reference's words"),
          reference_words: z.string().describe("As the reference has them; empty where words were added"),
          words: z.string().describe("As this one has them; empty where words were dropped or cut off"),
        }),
      )
      .describe("Word by word, from the first to the last word of the reference; empty for that one itself"),
    document: z.strictObject({
      id: z.string().describe("Id of the document"),
      title: z.string().nullable().describe("Its title"),
      publisher: z.strictObject({ id: z.string(), name: z.string() }).nullable().describe("Who published it"),
      url: z.string().nullable().describe("Where it was published"),
      published_on: z.iso.date().nullable().describe("When it was published"),
      standing: z
        .enum(STANDINGS)
        .describe("What has become of it since: a retracted article's words are not to be relied on"),
    }),
  })
  .meta({ id: "Rendering" });

export const utteranceSchema = z
  .strictObject({
    id: z.string().describe("Id of the utterance"),
    speaker: speakerReference.nullable().describe("Whose words they are"),
    rendering_count: z.int().describe("How many statements that stand in their documents render it"),
    first_appearance: renderingSchema.describe(
      "The earliest publication that we hold; what has no known date is later than what has one",
    ),
    reference_statement_id: z
      .string()
      .describe(
        "The rendering that all are held against: the fullest that has the earliest one's words unchanged, " +
          "verbatim statements before paraphrases and those that stand before superseded ones",
      ),
    wordings: z
      .array(
        z.strictObject({
          content: z.string().describe("The words, as they were printed first"),
          first_published_on: z.iso.date().nullable().describe("When they were first printed so"),
          documents: z
            .int()
            .describe("How many documents print them so now; 0 where only earlier revisions did"),
        }),
      )
      .describe(
        "How the wording drifted: each different wording, the earliest first, 200 at most. Case, marks, accents and other form make no difference",
      ),
    renderings: z
      .array(renderingSchema)
      .describe(
        "In the order of their publication, the first 200. Of what a document no longer prints so, one of each wording is left, marked as superseded",
      ),
    recorded_at: z.iso.datetime().describe("When the utterance was recorded here"),
  })
  .meta({ id: "Utterance" });
