import { z } from "zod";
import { listQuery, pageOf } from "../../http/paging.ts";
import { asOfParameter } from "../../http/past.ts";
import { idText } from "../../http/text.ts";
import { revisionNumber, revisionSchema } from "./schemas.ts";
import { DIFFERENCE_KINDS, GRANULARITIES } from "./word-difference.ts";

export const FATES = ["exact", "moved", "altered", "gone", "new"] as const;

export const revisionParams = z.strictObject({
  id: idText.describe("Id of the document"),
  number: revisionNumber.describe("Number of the revision"),
});

export const revisionQuery = listQuery({ as_of: asOfParameter });
export const revisionPage = pageOf(revisionSchema);

export const diffQuery = z
  .strictObject({
    as_of: asOfParameter,
    from: revisionNumber
      .optional()
      .describe("Number of the earlier revision; the one before `to` unless given"),
    to: revisionNumber.optional().describe("Number of the later revision; the current one unless given"),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ["from"],
    message: "must not be after `to`",
  });

const run = (of: string) =>
  z.strictObject({
    start: z.int().describe(`First code point in the ${of} text`),
    end: z.int().describe("Code point after the last"),
    exact: z.string().describe("The words there; empty where this text has none of it"),
  });

const statement = z
  .strictObject({ id: z.string(), content: z.string().describe("The words of its content") })
  .nullable();

export const diffSchema = z
  .strictObject({
    from: z.int().describe("Number of the earlier revision"),
    to: z.int().describe("Number of the later revision"),
    granularity: z
      .enum(GRANULARITIES)
      .describe(
        "What was compared: words; lines, where more than a thousand words were removed and added; the `text` as a " +
          "whole, but for the beginning and end that both share, where as many lines were",
      ),
    differences: z
      .array(z.strictObject({ kind: z.enum(DIFFERENCE_KINDS), from: run("earlier"), to: run("later") }))
      .describe("Runs of the texts in their order; joined, those of each side are the whole text"),
    statements: z
      .array(
        z.strictObject({
          outcome: z
            .enum(FATES)
            .describe(
              "`exact`: the same words of the same speaker at the same place; `moved`: elsewhere; `altered`: words of the " +
                "same speaker of which at least 65 % are in both, in the same order; `gone`; `new`",
            ),
          from: statement.describe("The statement of the earlier revision; null where it is new"),
          to: statement.describe("The one that carries it on in the later revision; null where it is gone"),
        }),
      )
      .describe("What became of each statement, in the order of the later text; what is gone comes last"),
    counts: z
      .strictObject(
        Object.fromEntries(FATES.map((fate) => [fate, z.int()])) as Record<(typeof FATES)[number], z.ZodInt>,
      )
      .describe("How many statements had which fate"),
  })
  .meta({ id: "RevisionDiff" });
