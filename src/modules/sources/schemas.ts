import { z } from "zod";
import { KINDS, STANCES } from "../../extraction/statement.ts";
import { choicesOf, severalOf } from "../../http/choices.ts";
import { listQuery, pageOf } from "../../http/paging.ts";
import { asOfParameter } from "../../http/past.ts";
import { wellFormedText } from "../../http/text.ts";
import { speakerReference } from "../speakers/schemas.ts";
import { SOURCE_SORTS } from "./orders.ts";

/** A publisher, as other resources mention one. */
export const publisherReference = z
  .strictObject({
    id: z.string().describe("Id of the publisher"),
    name: z.string().describe("Name of the publisher"),
  })
  .meta({ id: "PublisherReference" });

const SOURCE_TYPES = ["report", "publication", "statement", "document"] as const;

const sourceMembers = {
  id: z.string().describe("Id of the source"),
  type: z
    .enum(SOURCE_TYPES)
    .describe(
      "`report`: somebody else's reporting. `publication`: a book, post or programme. `statement`: handed out",
    ),
  name: z.string().describe("What the document calls it: `New York Times report`"),
  publisher: publisherReference.nullable().describe("Who published it, where that is known"),
  url: z.string().nullable().describe("Where it is on the web, where that is known"),
  date: z.string().nullable().describe("When it was published, as precisely as known"),
  statement_count: z.int().describe("How many current statements came through it"),
  recorded_at: z.iso.datetime().describe("When the source was first met"),
};

const sourceSummary = z.strictObject(sourceMembers).meta({ id: "SourceSummary" });

export const sourceSchema = z
  .strictObject({
    ...sourceMembers,
    statements: z
      .array(
        z.strictObject({
          id: z.string().describe("Id of the statement: `/v1/statements/{id}`"),
          kind: z.enum(KINDS),
          stance: z.enum(STANCES),
          text: z.string().describe("What was said, in the document's words"),
          speaker: speakerReference.nullable().describe("Whose words came through the source"),
          document_id: z.string().describe("The document that cites the source"),
        }),
      )
      .describe("The latest 100 statements that came through it"),
  })
  .meta({ id: "Source" });

export const sourceQuery = listQuery({
  as_of: asOfParameter,
  type: choicesOf(SOURCE_TYPES).optional().describe("Only sources of these types"),
  publisher: severalOf(wellFormedText({ most: 300 }))
    .optional()
    .describe("Only what this publisher published: id or name"),
  q: wellFormedText({ most: 200 }).optional().describe("Only sources with this in their name"),
  sort: z.enum(SOURCE_SORTS).default("name").describe("A minus sign turns an order round"),
});

export type SourceQuery = z.output<typeof sourceQuery>;

export const sourcePage = pageOf(sourceSummary);
