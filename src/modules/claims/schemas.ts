import { z } from "zod";
import { STANCES, KINDS, MEDIA } from "../../extraction/statement.ts";
import { choicesOf, severalOf } from "../../http/choices.ts";
import { listQuery, pageOf } from "../../http/paging.ts";
import { asOfParameter } from "../../http/past.ts";
import { idText, wellFormedText } from "../../http/text.ts";
import { CONFIRMATION_STATUSES, evidenceSchema } from "../confirmations/schemas.ts";
import { speakerReference } from "../speakers/schemas.ts";
import { CLAIM_SORTS } from "./orders.ts";

export const STATUSES = ["unchecked", "unconfirmed", "confirmed", "denied", "disputed", "retracted"] as const;

const partySchema = z
  .strictObject({
    confirmation_id: z.string().describe("Id of the confirmation that records this"),
    party: speakerReference.nullable().describe("Who confirms or denies; null for the newsroom itself"),
    status: z
      .enum(CONFIRMATION_STATUSES)
      .describe("What the party says; `not_confirmed`: it was asked, or would know, and has not confirmed"),
    evidence: evidenceSchema,
    origin: z
      .enum(["extracted", "editor"])
      .describe("`extracted`: read by the engine in an article. `editor`: recorded by a person"),
    effective_at: z.iso.datetime().nullable().describe("When it took effect in the world, if known"),
    recorded_at: z.iso.datetime().describe("When it was recorded here"),
  })
  .meta({ id: "Party" });

export const statusSchema = z
  .strictObject({
    value: z
      .enum(STATUSES)
      .describe(
        "`confirmed`: confirmed, never denied. `denied`: denied, never confirmed. `disputed`: both. `unconfirmed`: " +
          "a party that would know has not confirmed. `retracted`: taken back. `unchecked`: nobody has looked",
      ),
    parties: z.array(partySchema).describe("Who stands behind the status, in the order it was recorded"),
  })
  .meta({ id: "Status" });

const countSchema = z.strictObject({ value: z.enum(STANCES), count: z.int() });

const claimMembers = {
  id: z.string().describe("Id of the claim"),
  text: z.string().describe("The proposition, in the words of the document where it was first read"),
  status: statusSchema.describe("Is it so? What the confirmations of the claim add up to"),
  read_in: z
    .strictObject({
      document_id: z.string(),
      revision: z.int().describe("Number of the document's revision"),
      start: z.int().describe("Where the text begins, in code points of the revision's text"),
      end: z.int().describe("Where it ends, exclusive"),
    })
    .nullable()
    .describe("Where its words stand; null for a claim that an editor worded"),
  statement_count: z.int().describe("How many current statements take a stance on it"),
  stances: z.array(countSchema).describe("How many take each stance"),
  recorded_at: z.iso.datetime().describe("When the claim was recorded here"),
};

export const claimSummary = z.strictObject(claimMembers).meta({ id: "ClaimSummary" });

const takenStance = z.strictObject({
  id: z.string().describe("Id of the statement: `/v1/statements/{id}`"),
  kind: z.enum(KINDS),
  medium: z.enum(MEDIA),
  text: z.string().describe("What was said, in the document's words"),
  attributed_as: z.string().nullable().describe("The speaker as printed"),
  said_on: z.string().nullable().describe("When it was said, as precisely as known"),
  document: z.strictObject({
    id: z.string(),
    title: z.string().nullable(),
    publisher: z.string().nullable().describe("Name of the publisher"),
    published_on: z.iso.date().nullable(),
  }),
});

export const claimSchema = z
  .strictObject({
    ...claimMembers,
    first_appearance: z
      .strictObject({
        statement_id: z.string(),
        document_id: z.string(),
        published_on: z.iso.date().nullable(),
      })
      .nullable()
      .describe("The first statement on it in the earliest document; null while there is none"),
    status_history: z
      .array(
        z.strictObject({
          status: z.enum(STATUSES),
          since: z.iso.datetime(),
          confirmation_id: z
            .string()
            .nullable()
            .describe("The confirmation that made it so; null where a merge or nothing did"),
        }),
      )
      .describe("Every status that it has had, the first one first"),
    story: z
      .array(
        z.strictObject({
          stance: z.enum(STANCES),
          speakers: z.array(
            z.strictObject({
              speaker: speakerReference.nullable().describe("Null where the speaker could not be determined"),
              statements: z.array(takenStance).describe("In the order of time, the earliest first"),
            }),
          ),
        }),
      )
      .describe("Every statement on the claim by stance and speaker; who spoke first stands first"),
    story_complete: z
      .boolean()
      .describe("False where the story holds only the first 500 statements; `links.statements` has all"),
    merged_from: z.array(z.string()).describe("Ids that now stand for this claim too"),
    merged_into: z
      .string()
      .nullable()
      .describe("Set where the id you asked for was merged: the id of the claim you are looking at"),
    links: z.strictObject({ statements: z.string().describe("Address of all statements on the claim") }),
  })
  .meta({ id: "Claim" });

export const claimQuery = listQuery({
  as_of: asOfParameter,
  q: wellFormedText({ most: 500 })
    .optional()
    .describe(
      'Only claims in which these words stand: `directive cartels`, `"military force"`, `troops -navy`',
    ),
  status: choicesOf(STATUSES).optional().describe("Only claims with these statuses"),
  stance: choicesOf(STANCES).optional().describe("Only claims on which somebody takes one of these stances"),
  speaker: severalOf(wellFormedText({ most: 300 }))
    .optional()
    .describe(
      "Only claims on which this speaker takes a stance: id, name or alias, or a part of a person's name that nobody has in whole",
    ),
  confirmed_by: severalOf(wellFormedText({ most: 300 }))
    .optional()
    .describe(
      "Only claims that this party has confirmed: id, name or alias of a speaker, or `newsroom` for the newsroom itself",
    ),
  denied_by: severalOf(wellFormedText({ most: 300 }))
    .optional()
    .describe(
      "Only claims that this party has denied: id, name or alias of a speaker, or `newsroom` for the newsroom itself",
    ),
  document: severalOf(idText).optional().describe("Only claims that a statement of this document is about"),
  sort: z
    .enum(CLAIM_SORTS)
    .default("-recorded_at")
    .describe("`-recorded_at`: the latest first. `recorded_at`: the earliest first"),
});

export type ClaimQuery = z.output<typeof claimQuery>;

export const claimPage = pageOf(claimSummary);
