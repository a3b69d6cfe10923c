import { z } from "zod";
import { CORRECTION_KINDS } from "../../extraction/statement.ts";
import { choicesOf, severalOf } from "../../http/choices.ts";
import { listQuery, pageOf } from "../../http/paging.ts";
import { asOfParameter } from "../../http/past.ts";
import { dayText, wellFormedText } from "../../http/text.ts";
import {
  contentFields,
  hasOneContent,
  metadataFields,
  oneContentMessage,
  publicationDay,
} from "./article-schema.ts";
import { DOCUMENT_SORTS } from "./orders.ts";

/** What has become of a document, from the weakest to the strongest. */
export const STANDINGS = ["live", "edited", "corrected", "retracted", "gone"] as const;

const originSchema = z
  .enum(["printed", "page", "editor"])
  .nullable()
  .describe(
    "`printed` in the text, found in the `page`'s markup, or set by an `editor`; null with the field",
  );

const documentMembers = {
  id: z.string().describe("Id of the document"),
  url: z.string().nullable().describe("Where it is on the web"),
  title: z.string().nullable().describe("Headline"),
  byline: z.string().nullable().describe("Who wrote it"),
  publisher: z
    .strictObject({
      id: z.string().describe("Id of the publisher"),
      name: z.string().describe("Name of the publisher"),
    })
    .nullable()
    .describe("Who published it"),
  published_on: z.iso.date().nullable().describe("Day of publication"),
  origins: z
    .strictObject({
      title: originSchema,
      byline: originSchema,
      publisher: originSchema,
      published_on: originSchema,
    })
    .describe("Where each of these is known from"),
  language: z.string().describe("Language of the text, as in `en`"),
  standing: z.enum(STANDINGS).describe("What has become of it since it was published"),
  revision: z.int().describe("Number of its current text: 1, 2, 3 ..."),
  statement_count: z.int().describe("How many statements were found in the current text"),
  links: z
    .strictObject({
      self: z.string().describe("This document"),
      text: z.string().describe("Its text"),
      statements: z.string().describe("Its statements in the order of the text"),
    })
    .describe("Where to go on"),
  recorded_at: z.iso.datetime().describe("When it was first ingested"),
  changed_at: z.iso.datetime().describe("When its metadata or standing last changed"),
};

export const revisionSchema = z
  .strictObject({
    number: z.int().describe("1, 2, 3 ... within the document"),
    sha256: z.string().describe("SHA-256 of the text in UTF-8"),
    length_code_points: z.int().describe("Length of the text, in the unit of all offsets"),
    engine_version: z.string().describe("Version of the extraction engine that read it"),
    corrections: z
      .array(
        z.strictObject({
          kind: z
            .enum(CORRECTION_KINDS)
            .describe(
              "That it had been wrong, that it was brought up to date, or another note of the editors",
            ),
          start: z.int().describe("First code point in the text"),
          end: z.int().describe("Code point after the last"),
          exact: z.string().describe("The words that say so"),
        }),
      )
      .describe(
        "What the text prints about its own changes, as in `An earlier version of this article misquoted ...`. One " +
          "that corrects makes the document's standing `corrected`",
      ),
    statement_count: z.int().describe("How many statements were found in it"),
    recorded_at: z.iso.datetime().describe("When it was ingested"),
  })
  .meta({ id: "Revision" });

const documentSchema = z.strictObject(documentMembers).meta({ id: "Document" });

export const documentDetailSchema = z
  .strictObject({
    ...documentMembers,
    counts: z
      .strictObject({ statements: z.int(), speakers: z.int(), claims: z.int() })
      .describe("How much was found in its current text"),
    revisions: z.array(revisionSchema).describe("Its texts, the first one first"),
  })
  .meta({ id: "DocumentDetail" });

export const documentPage = pageOf(documentSchema);

export const documentQuery = listQuery({
  as_of: asOfParameter,
  publisher: severalOf(wellFormedText({ most: 300 }))
    .optional()
    .describe("Who published it: id or name"),
  published_from: dayText.optional().describe("Published on this day or later"),
  published_to: dayText.optional().describe("Published on this day or earlier"),
  standing: choicesOf(STANDINGS).optional().describe("What has become of it since it was published"),
  q: wellFormedText({ most: 300 })
    .refine((words) => /\S/.test(words), "must have a word")
    .optional()
    .describe("Words of the title, all of them, in any order"),
  sort: z.enum(DOCUMENT_SORTS).default("-published_on").describe("Order of the list; `-` is descending"),
});

export type DocumentQuery = z.output<typeof documentQuery>;

/** A name without a letter or sign is no name. */
const nameText = (most: number) =>
  wellFormedText({ most }).refine((name) => /\S/.test(name), "must have a word");

export const documentChangeSchema = z
  .strictObject({
    standing: z.enum(STANDINGS).optional().describe("What has become of it since it was published"),
    publisher: nameText(300).nullable().optional().describe("Who published it; null where that is not known"),
    title: nameText(1000).nullable().optional().describe("Headline; null where it has none"),
    published_on: publicationDay
      .nullable()
      .optional()
      .describe("Day of publication; null where it is not known"),
    reason: nameText(2000).describe("Why, for whoever reads the log"),
  })
  .refine((change) => Object.keys(change).some((name) => name !== "reason"), "must change at least one field")
  .meta({ id: "DocumentChange" });
export type DocumentChange = z.output<typeof documentChangeSchema>;

/** The number of a revision, in an address. */
export const revisionNumber = z.coerce
  .number("must be a whole number")
  .int()
  .min(1, "must be at least 1")
  .max(2 ** 31 - 1, "must be below 2^31");

export const textQuery = z.strictObject({
  as_of: asOfParameter,
  revision: revisionNumber.optional().describe("Number of the revision; the current one unless given"),
});

export const documentTextSchema = z
  .strictObject({
    text: z.string().describe("The text that all offsets count in"),
    sha256: z.string().describe("SHA-256 of the text in UTF-8"),
    revision: z.int().describe("Number of the revision"),
    length_code_points: z.int().describe("Length in Unicode code points"),
  })
  .meta({ id: "DocumentText" });

export const newDocumentSchema = z
  .strictObject({
    ...contentFields,
    ...metadataFields,
    name: wellFormedText({ most: 500 })
      .optional()
      .describe(
        "What you call the article, such as its id in your system. Without a url it identifies the document: another " +
          "text of the same name is its next revision",
      ),
  })
  .refine(hasOneContent, oneContentMessage)
  .meta({ id: "NewDocument" });

export const ingestedSchema = z
  .strictObject({
    unchanged: z
      .boolean()
      .describe("Whether exactly this text was held already, so that nothing was written"),
    statement_count: z.int().describe("How many statements were found in the text"),
    document: documentDetailSchema,
  })
  .meta({ id: "Ingested" });
