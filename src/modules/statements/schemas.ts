import { z } from "zod";
import { DATE_PRECISIONS, KINDS, MEDIA, STANCES } from "../../extraction/statement.ts";
import { choicesOf, severalOf } from "../../http/choices.ts";
import { listQuery, pageOf } from "../../http/paging.ts";
import { asOfParameter } from "../../http/past.ts";
import { flag, idText, wellFormedText } from "../../http/text.ts";
import { STATUSES, statusSchema } from "../claims/schemas.ts";
import { STANDINGS } from "../documents/schemas.ts";
import { publisherReference } from "../sources/schemas.ts";
import { speakerReference } from "../speakers/schemas.ts";
import { FACETS } from "./facets.ts";
import { STATEMENT_SORTS } from "./orders.ts";
import { fromText, toText } from "./periods.ts";

const REVIEW_STATES = ["extracted", "accepted", "corrected", "rejected"] as const;

export const spanSchema = z
  .strictObject({
    start: z.int().describe("First code point, counted from 0 in the text of the document's revision"),
    end: z.int().describe("Code point after the last"),
    exact: z.string().describe("The words, exactly as they stand there"),
    prefix: z.string().describe("Up to 32 code points before"),
    suffix: z.string().describe("Up to 32 code points after"),
  })
  .meta({ id: "Span" });

const anchorSchema = z
  .strictObject({
    text: z.string().describe("The words of the spans, joined by a space"),
    spans: z.array(spanSchema).describe("Where they stand; more than one where the sentence interrupts them"),
  })
  .meta({ id: "Anchor" });

const stepSchema = z
  .strictObject({
    type: z
      .enum(["speaker", "report", "publication", "statement", "document"])
      .describe(
        "The `speaker` comes first, the `document` itself last; what lies between passed the words on",
      ),
    id: z
      .string()
      .nullable()
      .describe("Id of the speaker, source or document; null for a speaker not determined"),
    name: z.string().nullable().describe("Name of the speaker or source, title of the document"),
    anonymous: z.boolean().describe("Whether the name is withheld"),
    publisher: publisherReference.nullable().describe("Who published this step"),
    url: z.string().nullable().describe("Where this step is on the web"),
    date: z.string().nullable().describe("When it was said or published, as precisely as known: `2025-08`"),
  })
  .meta({ id: "ChainStep" });

const positionReference = z
  .strictObject({
    id: z.string().describe("Id of the position"),
    title: z.string().describe("`Secretary of State`"),
    organization: speakerReference.nullable().describe("Where the position is held"),
  })
  .meta({ id: "PositionReference" });

export const statementSchema = z
  .strictObject({
    id: z.string().describe("Id of the statement"),
    kind: z
      .enum(KINDS)
      .describe(
        "`direct`: verbatim, in quotation marks. `indirect`: a paraphrase. `mixed`: one with quoted words",
      ),
    stance: z.enum(STANCES).describe("How the speaker stands to the content"),
    speaker: speakerReference
      .nullable()
      .describe(
        "Who said it. Null where the speaker could not be determined, which is not the same as anonymous",
      ),
    anonymous: z.boolean().describe("Whether the speaker is a source whose name is withheld"),
    attributed_as: anchorSchema.nullable().describe("The words that name the speaker, as printed"),
    position: positionReference
      .nullable()
      .describe(
        "The position that the speaker held when it was said, as far as that is on record; else the printed one",
      ),
    position_as_printed: positionReference
      .nullable()
      .describe("The position that the document gives the speaker"),
    position_conflict: z
      .boolean()
      .describe("Whether the record says that the speaker did not hold the printed position on that day"),
    audience: z.string().nullable().describe("To whom it was said: `reporters`"),
    place: z.string().nullable().describe("Where it was said: `Mexico City`"),
    said_on: z
      .strictObject({
        as_printed: z.string().nullable().describe("`Friday`"),
        date: z.string().nullable().describe("The date that stands for, as precisely as known: `2025-08-08`"),
        precision: z.enum(DATE_PRECISIONS).nullable().describe("How much of the date is known"),
      })
      .nullable()
      .describe("When it was said; null where the document does not tell"),
    medium: z.enum(MEDIA).describe("How it was said"),
    cue: anchorSchema.nullable().describe("The words that signal the saying: `told`, `has not confirmed`"),
    content: anchorSchema.nullable().describe("What was said: the exact words of the document"),
    sentence: z
      .strictObject({ start: z.int(), end: z.int(), exact: z.string() })
      .describe("The sentence or sentences that hold all this"),
    chain: z.array(stepSchema).describe("How the words came to the reader, from the speaker to the document"),
    claim: z
      .strictObject({
        id: z.string().describe("Id of the claim"),
        text: z.string().describe("The proposition"),
      })
      .nullable()
      .describe("The contested proposition on which the statement takes its stance"),
    status: statusSchema.describe("Is it so? The status of the claim, and the parties behind it"),
    attribution_status: statusSchema.describe(
      "Was it said? What the confirmations of the statement itself add up to",
    ),
    confidence: z
      .number()
      .describe("The engine's probability that the statement was extracted correctly, 0 to 1"),
    review: z.enum(REVIEW_STATES).describe("`extracted`: found by the engine and seen by no editor yet"),
    document: z
      .strictObject({
        id: z.string().describe("Id of the document"),
        title: z.string().nullable().describe("Title of the document"),
        publisher: publisherReference.nullable().describe("Who published it"),
        url: z.string().nullable().describe("Where it was published"),
        published_on: z.iso.date().nullable().describe("When it was published"),
        standing: z.enum(STANDINGS).describe("What has become of the document since"),
        revision: z.int().describe("Number of the revision that the spans are in"),
      })
      .describe("The document that the statement was found in"),
    superseded: z
      .strictObject({
        at: z.iso.datetime().describe("When a later revision of the document took its place"),
        by: z.string().nullable().describe("The statement that carries it on; null where it is gone"),
      })
      .nullable()
      .describe("Null while the statement stands in the document's latest revision"),
    recorded_at: z.iso.datetime().describe("When the statement was recorded here"),
    highlight: z
      .strictObject({
        content: z.string(),
        attributed_as: z.string().nullable(),
      })
      .optional()
      .describe(
        "With `q` only: the texts as safe HTML, all of it escaped, in which `<mark>` surrounds what matched",
      ),
  })
  .meta({ id: "Statement" });

const reference = severalOf(wellFormedText({ most: 300 })).optional();

export const statementQuery = listQuery({
  as_of: asOfParameter,
  q: wellFormedText({ most: 500 })
    .optional()
    .describe(
      'Words to search for in what was said and who said it: `drug cartels`, `"no invasion"`, `troops -military`, ' +
        "`tariff OR trade`. Words that are in every text, such as `the`, find nothing",
    ),
  speaker: reference.describe(
    "Who said it: id, name or alias of a speaker; of a person also a part of the name (`Lee`), if nobody has it in whole",
  ),
  position: reference.describe("In what position: its id, its title or part of the title (`ambassador`)"),
  organization: reference.describe(
    "Said by this organisation or by somebody who holds a position there: id or name",
  ),
  document: severalOf(idText).optional().describe("In which document: its id"),
  publisher: reference.describe("Who published it: id or name"),
  standing: choicesOf(STANDINGS)
    .optional()
    .describe(
      "What has become of the document since: `standing=retracted` finds what rests on retracted articles",
    ),
  claim: severalOf(idText).optional().describe("On which claim a stance is taken: its id"),
  kind: choicesOf(KINDS).optional().describe("Verbatim, paraphrase, or both"),
  stance: choicesOf(STANCES).optional().describe("How the speaker stands to the content"),
  medium: choicesOf(MEDIA).optional().describe("How it was said"),
  status: choicesOf(STATUSES).optional().describe("Is it so? The status of the claim"),
  confirmed_by: reference.describe(
    "Whose claim this party has confirmed: id, name or alias of a speaker, or `newsroom` for the newsroom itself",
  ),
  denied_by: reference.describe(
    "Whose claim this party has denied: id, name or alias of a speaker, or `newsroom` for the newsroom itself",
  ),
  attribution_status: choicesOf(STATUSES)
    .optional()
    .describe("Was it said? The status of the statement itself"),
  review: choicesOf(REVIEW_STATES)
    .optional()
    .describe("What editors made of it; rejected ones are shown only where they are asked for"),
  anonymous: flag.optional().describe("`true`: only sources whose name is withheld. `false`: none of them"),
  said_from: fromText.optional().describe("Said on or after: `2025-08-07`, `2025-08` or `2025`"),
  said_to: toText.optional().describe("Said on or before; a month or year counts to its end"),
  published_from: fromText.optional().describe("Published on or after"),
  published_to: toText.optional().describe("Published on or before; a month or year counts to its end"),
  include: choicesOf(["superseded"])
    .optional()
    .describe("`superseded`: also statements of earlier revisions of their documents"),
  sort: z
    .enum(STATEMENT_SORTS)
    .optional()
    .describe(
      "Unless you say: with `q`, `relevance` (of the 200 latest matches, as far as phrases are found that stand neither in the " +
        "2,000 latest statements with all the words nor, if they have three words, in the 1,000 latest with these three in a " +
        "row; other orders find them all); with `said_from` or `said_to`, `-said_on`; else `-published_on`, the latest first. `document`: in the order of the text. Unknown dates come last where " +
        "the latest come first, and first where the earliest do",
    ),
  facets: choicesOf(FACETS)
    .optional()
    .describe(
      "Also count the matches by these: `facets=stance,speaker`. At most the 10,000 latest are counted",
    ),
}).superRefine((query, context) => {
  if (query.sort === "relevance" && query.q === undefined) {
    context.addIssue({
      code: "custom",
      path: ["sort"],
      message: "by relevance needs `q`, the words to search for",
    });
  }
  for (const period of ["said", "published"] as const) {
    const [from, to] = [query[`${period}_from`], query[`${period}_to`]];
    if (from !== undefined && to !== undefined && from > to) {
      const message = `must not be before ${period}_from`;
      context.addIssue({ code: "custom", path: [`${period}_to`], message });
    }
  }
});

export type StatementQuery = z.output<typeof statementQuery>;

const facetSchema = z.array(
  z.strictObject({
    value: z.string().describe("The value to filter by"),
    name: z.string().nullable().describe("What the value is called, where it is an id"),
    count: z.int().describe("How many matches have it"),
  }),
);

export const statementPage = pageOf(statementSchema, {
  facets: z
    .strictObject({
      counted: z.int().describe("How many matches were counted"),
      complete: z.boolean().describe("False where the 10,000 latest were counted and there may be more"),
      counts: z.partialRecord(z.enum(FACETS), facetSchema).describe("The commonest values, 20 at most"),
    })
    .optional()
    .describe("Present when asked for with `facets`"),
});
