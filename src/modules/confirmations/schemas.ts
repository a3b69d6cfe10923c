import { z } from "zod";
import { listQuery, pageOf } from "../../http/paging.ts";
import { asOfParameter } from "../../http/past.ts";
import { flag, idText, wellFormedText } from "../../http/text.ts";
import { SPEAKER_TYPES } from "../../extraction/statement.ts";

export const CONFIRMATION_STATUSES = [
  "confirmed",
  "denied",
  "not_confirmed",
  "disputed",
  "retracted",
] as const;

/** How a query names the newsroom as the party, which is no speaker and has no id. */
export const NEWSROOM = "newsroom";

const offset = z.int().min(0).max(100_000_000);

const newEvidence = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("statement"),
    statement_id: idText.describe("The statement that says so"),
    quotation: wellFormedText({ most: 5000 })
      .optional()
      .describe("Which of its words; they must stand in the statement's content"),
  }),
  z.strictObject({
    type: z.literal("span"),
    document_id: idText,
    revision: z.int().min(1).max(1_000_000).describe("Number of the document's revision"),
    start: offset.describe("First code point of the quotation in the revision's text"),
    end: offset.describe("The code point after its last"),
    quotation: wellFormedText({ most: 5000 }).describe("Exactly what stands there"),
  }),
  z.strictObject({
    type: z.literal("url"),
    url: z.url({ protocol: /^https?$/, error: "must be an http or https address" }).max(2000),
    quotation: wellFormedText({ most: 5000 }).describe("The words at that address"),
  }),
]);

export const newConfirmationSchema = z
  .strictObject({
    about: z
      .strictObject({ type: z.enum(["statement", "claim"]), id: idText })
      .describe("A statement (was it said?) or a claim (is it so?)"),
    status: z
      .enum(CONFIRMATION_STATUSES)
      .describe("`not_confirmed`: the party was asked or reported on and has not confirmed"),
    party: z
      .discriminatedUnion("type", [
        z.strictObject({ type: z.literal("speaker"), id: idText }),
        z.strictObject({ type: z.literal(NEWSROOM) }),
      ])
      .describe("Who confirms or denies: a speaker, or the newsroom itself"),
    evidence: newEvidence.describe("A statement, a span of a document, or an address with a quotation"),
    effective_at: z.iso
      .datetime({ offset: true, error: "must be an RFC 3339 instant" })
      .optional()
      .describe("When it took effect; not in the future"),
    note: wellFormedText({ most: 2000 }).optional(),
    supersedes: idText
      .optional()
      .describe("The confirmation of the same statement or claim that no longer stands because of this one"),
  })
  .meta({ id: "NewConfirmation" });
export type NewConfirmation = z.output<typeof newConfirmationSchema>;

const partySchema = z
  .strictObject({ id: z.string(), name: z.string(), type: z.enum(SPEAKER_TYPES) })
  .nullable()
  .describe("The speaker who confirms or denies; null where it is the newsroom itself");

export const evidenceSchema = z.strictObject({
  quotation: z.string().nullable().describe("The words of the evidence"),
  statement_id: z.string().nullable().describe("The statement that is the evidence, if it is one"),
  document_id: z.string().nullable().describe("The document that the words stand in"),
  revision: z.int().nullable().describe("Number of the document's revision"),
  start: z.int().nullable().describe("First code point of the quotation in the revision's text"),
  end: z.int().nullable().describe("The code point after its last"),
  url: z.string().nullable().describe("Where the words stand, if it is no document that we hold"),
});

export const withdrawalSchema = z
  .strictObject({ note: wellFormedText({ most: 2000 }).describe("Why the record was a mistake") })
  .meta({ id: "Withdrawal" });

export const confirmationSchema = z
  .strictObject({
    id: z.string(),
    about: z.strictObject({
      type: z.enum(["statement", "claim"]),
      id: z.string(),
      text: z.string().describe("The content of the statement, or the wording of the claim"),
    }),
    status: z
      .enum([...CONFIRMATION_STATUSES, "withdrawn"])
      .describe("`withdrawn`: the record that this one supersedes was a mistake and counts for nothing"),
    party: partySchema,
    evidence: evidenceSchema,
    effective_at: z.iso.datetime().nullable().describe("When it took effect in the world"),
    note: z.string().nullable(),
    supersedes: z.string().nullable().describe("The confirmation that this one takes the place of"),
    superseded_by: z.string().nullable().describe("The one that took its place; null while it stands"),
    origin: z.enum(["extracted", "editor"]).describe("Read by the engine in an article, or recorded by hand"),
    recorded_by: z.string().nullable().describe("Name of the key that recorded it; null for the engine"),
    recorded_at: z.iso.datetime().describe("When we learnt of it"),
  })
  .meta({ id: "Confirmation" });

export const confirmationQuery = listQuery({
  as_of: asOfParameter,
  statement: idText.optional().describe("Only those of this statement"),
  claim: idText.optional().describe("Only those of this claim, and of what was merged into it"),
  party: z
    .string()
    .regex(new RegExp(`^(?:${NEWSROOM}|[1-9][0-9]{0,17})$`), "must be the id of a speaker, or `newsroom`")
    .optional()
    .describe("Only those by this speaker: an id; or `newsroom` for those by the newsroom itself"),
  status: z.enum(CONFIRMATION_STATUSES).optional().describe("Only those that say this"),
  origin: z
    .enum(["extracted", "editor"])
    .optional()
    .describe("Only those that the engine read in an article, or that an editor recorded"),
  superseded: flag.optional().describe("`false`: only those that stand; `true`: only those that do not"),
});
export type ConfirmationQuery = z.output<typeof confirmationQuery>;

export const confirmationPage = pageOf(confirmationSchema);
