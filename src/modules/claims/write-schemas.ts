import { z } from "zod";
import { STANCES } from "../../extraction/statement.ts";
import { idText, wellFormedText } from "../../http/text.ts";
import { claimSummary } from "./schemas.ts";

export const newClaimSchema = z
  .strictObject({
    text: wellFormedText({ most: 2000 })
      .refine((text) => text.trim() !== "", "must hold words")
      .describe("The proposition, as a sentence that can be true or false"),
  })
  .meta({ id: "NewClaim" });

export const mergeSchema = z
  .strictObject({ into: idText.describe("Id of the one that it is the same as") })
  .meta({ id: "Merge" });

export const claimLinkSchema = z
  .strictObject({
    claim_id: idText.describe("The claim on which the statement takes a stance"),
    stance: z.enum(STANCES).optional().describe("Which stance, where it is not the one on record"),
  })
  .meta({ id: "ClaimLink" });

export const suggestionQuery = z.strictObject({
  limit: z.coerce
    .number("must be a whole number")
    .int()
    .min(1, "must be at least 1")
    .transform((limit) => Math.min(limit, 50))
    .default(10)
    .describe("How many to suggest; more than 50 counts as 50"),
});

export const suggestionsSchema = z
  .strictObject({
    data: z.array(
      z.strictObject({
        score: z.number().describe("From 0 to 1: the share of the words of both claims that both have"),
        claim: claimSummary,
      }),
    ),
  })
  .meta({ id: "ClaimSuggestions" });
