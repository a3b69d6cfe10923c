/** What may be sent as an article, over HTTP and on the command line alike. */
import { z } from "zod";
import { dayText, wellFormedText } from "../../http/text.ts";
import { canonicalUrl } from "./canonical-url.ts";

const dayMs = 86_400_000;

/** A day on which something may have been published; where clocks are ahead of UTC it is tomorrow already. */
export const publicationDay = dayText.refine(
  (day) => day <= new Date(Date.now() + dayMs).toISOString().slice(0, 10),
  "must not be a day that is still to come",
);

/** What the sender knows of an article besides its text. */
export const metadataFields = {
  url: wellFormedText({ most: 2000 })
    .refine((address) => canonicalUrl(address) !== null, "must be an http or https address")
    .optional()
    .describe(
      "Address of the article. It identifies the document: another text with the same address is its next revision",
    ),
  title: wellFormedText({ most: 1000 }).optional().describe("Headline"),
  publisher: wellFormedText({ most: 300 }).optional().describe("Who published it"),
  byline: wellFormedText({ most: 1000 }).optional().describe("Who wrote it, as printed"),
  published_on: publicationDay
    .optional()
    .describe('Day of publication, `YYYY-MM-DD`. What "Friday" and "yesterday" in the text are counted from'),
};

/** Its length and what is in it are judged when it is read, which says more about what is wrong. */
export const contentFields = {
  text: z.string().min(1).optional().describe("The article as plain text, a paragraph a line"),
  html: z
    .string()
    .min(1)
    .optional()
    .describe("The article as a page of HTML, of which the main text and its metadata are taken"),
};

export const hasOneContent = ({
  text,
  html,
}: {
  text?: string | undefined;
  html?: string | undefined;
}): boolean => (text === undefined) !== (html === undefined);

export const oneContentMessage = "must have either text or html";
