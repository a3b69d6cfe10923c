import { z } from "zod";
import { dayText, wellFormedText } from "../../http/text.ts";
import { spanSchema, statementSchema } from "../statements/schemas.ts";
import { STEP_KINDS } from "./align.ts";
import { EFFECTS, SEVERITIES } from "./differences.ts";
import { tellingStems } from "./likeness.ts";
import { RANKS } from "./match.ts";
import { LOSSES } from "./qualifying-clause.ts";
import { readWords } from "./read-words.ts";
import { VERDICTS } from "./verdict.ts";

const checksMost = 100;
const quotationMost = 10_000;
/** Of all the questions of a request together. */
const charactersMost = 50_000;
const draftMost = 200_000;
/** Fewer words than these must have a telling one among them: "it is" stands in every text. */
const leastWords = 3;

const quotation = wellFormedText({ most: quotationMost })
  .refine((text) => readWords(text).words.length > 0, "must hold words, not only punctuation or symbols")
  .refine((text) => {
    const { words } = readWords(text);
    return words.length === 0 || words.length >= leastWords || tellingStems(words).size > 0;
  }, "must hold at least three words, or one that does not stand in every text")
  .describe("The words to check, without or with their quotation marks");

const question = {
  text: quotation,
  speaker: wellFormedText({ most: 300 })
    .refine((name) => /\p{L}/u.test(name), "must hold a letter")
    .optional()
    .describe("Whom the words are laid to: `Rubio`, `Secretary of State`"),
  said_from: dayText.optional().describe("Said on or after this day; where the day is not known, published"),
  said_to: dayText.optional().describe("Said on or before this day"),
};

interface Period {
  readonly said_from?: string | undefined;
  readonly said_to?: string | undefined;
}

const isPeriod = ({ said_from, said_to }: Period): boolean =>
  said_from === undefined || said_to === undefined || said_from <= said_to;
const notBefore = { path: ["said_to"], message: "must not be before said_from" };

const quoteQuestion = z.strictObject(question).refine(isPeriod, notBefore).meta({ id: "QuoteQuestion" });
export type QuoteQuestion = z.output<typeof quoteQuestion>;

export const quoteQuery = z.strictObject(question).refine(isPeriod, notBefore);

export const quoteQuestions = z.union(
  [
    quoteQuestion,
    z
      .array(quoteQuestion)
      .min(1, "must hold a question")
      .max(checksMost, `must hold at most ${checksMost} questions`)
      .refine(
        (questions) => questions.reduce((sum, { text }) => sum + text.length, 0) <= charactersMost,
        `must hold at most ${charactersMost} characters in all`,
      )
      .describe(`Several at once, ${checksMost} at most, with ${charactersMost} characters in all`),
  ],
  "must be a question, `{ text, speaker?, said_from?, said_to? }`, or an array of them",
);

export const draftQuestion = z.strictObject({
  text: wellFormedText({ most: draftMost }).describe("The draft of an article, plain text"),
  published_on: dayText.optional().describe("When it is to be published: what `Friday` is counted from"),
});

const stepSchema = z.strictObject({
  kind: z.enum(STEP_KINDS).describe("What became of the words"),
  statement_words: z.string().describe("As the statement has them; empty where the quotation added words"),
  quotation_words: z.string().describe("As the quotation has them; empty where it dropped words"),
});

const differenceSchema = z.strictObject({
  effect: z.enum(EFFECTS).describe("What the change touches"),
  severity: z
    .enum(SEVERITIES)
    .describe("`critical`: turns or moves the meaning. `major`: shifts it. `minor`: leaves it"),
  statement_words: z.string().describe("The statement's words"),
  quotation_words: z.string().describe("The quotation's words in their place"),
});

const renderingReference = z.strictObject({
  statement_id: z.string().describe("Id of the statement"),
  kind: z
    .enum(["verbatim", "truncated", "altered", "translated_or_paraphrased"])
    .describe("How it renders the fullest wording of the utterance"),
  document_id: z.string().describe("Id of the document"),
  content: z.string().describe("The words as printed there"),
});

const matchSchema = z
  .strictObject({
    statement: statementSchema,
    rank: z.enum(RANKS).describe("What this statement alone makes of the quotation; `far`: no match"),
    score: z.number().describe("How much of what the words tell was kept, 0 to 1"),
    is_speaker: z
      .boolean()
      .nullable()
      .describe(
        "Whether the speaker asked about is this one; null where nobody was named, where it is not known whose words " +
          "they are, and where the name may mean the speaker or not. Only `false` makes words another's",
      ),
    severity: z.enum(SEVERITIES).describe("That of the gravest difference"),
    spans: z.array(spanSchema).describe("Where the words stand in the document's text"),
    alignment: z.array(stepSchema).describe("Word by word, in order"),
    differences: z
      .array(differenceSchema)
      .describe("Each place where the words differ, and what that changes"),
    lost_clause: z
      .strictObject({
        loss: z.enum(LOSSES).describe("What the quotation loses with it"),
        text: z.string().describe("The words cut off"),
      })
      .nullable()
      .describe("Words of the statement that qualify the quoted ones and are cut off"),
    utterance_id: z.string().nullable().describe("The utterance of which the statement is a rendering"),
    rendering_count: z
      .int()
      .describe(
        "How many statements that stand in their documents render it; `/v1/utterances/{id}` tells more",
      ),
    renderings: z
      .array(renderingReference)
      .describe("The other renderings of the same utterance in the order of their publication; the first 50"),
  })
  .meta({ id: "QuoteMatch" });

export const quoteCheckSchema = z
  .strictObject({
    text: z.string().describe("The words checked"),
    speaker: z.string().nullable().describe("Whom they were laid to"),
    verdict: z.enum(VERDICTS).describe("The answer"),
    explanation: z.string().describe("The answer in sentences"),
    negation_flip: z
      .boolean()
      .describe("Whether a negation was lost or put in, or a word replaced by its opposite"),
    severity: z.enum(SEVERITIES).describe("How much the change matters, where the words differ"),
    matches: z
      .array(matchSchema)
      .describe("The statements on which the verdict rests, the best first; 5 at most"),
    pieces: z
      .array(
        z.strictObject({
          quotation_words: z.string().describe("This piece of the quotation"),
          statement_id: z.string().describe("The statement that it is from"),
          speaker: z.string().nullable().describe("Whose words they are"),
        }),
      )
      .describe("Of a stitched quotation, its pieces in order"),
    nearest: z.array(matchSchema).describe("Not matches: what comes closest where nothing was found"),
  })
  .meta({ id: "QuoteCheck" });

export type QuoteCheck = z.output<typeof quoteCheckSchema>;
export type QuoteMatch = z.output<typeof matchSchema>;

export const quoteChecksSchema = z.union([
  quoteCheckSchema,
  z.strictObject({ data: z.array(quoteCheckSchema).describe("One answer for each question, in order") }),
]);

export const draftCheckSchema = z.strictObject({
  data: z
    .array(
      z.strictObject({
        start: z.int().describe("First code point of the quotation in the draft"),
        end: z.int().describe("Code point after its last"),
        check: quoteCheckSchema,
      }),
    )
    .describe("Each quotation of the draft, in order"),
  unchecked: z
    .array(z.strictObject({ start: z.int(), end: z.int(), exact: z.string() }))
    .describe("Quotations of a word or two that stand in every text, which nothing can be said about"),
  complete: z.boolean().describe("False where the draft has more quotations than were checked"),
});
export type DraftCheck = z.output<typeof draftCheckSchema>;
