import { z } from "zod";
import { choicesOf } from "../../http/choices.ts";
import { listQuery, pageOf } from "../../http/paging.ts";
import { asOfParameter } from "../../http/past.ts";
import { wellFormedText } from "../../http/text.ts";
import { KINDS, SPEAKER_TYPES, STANCES } from "../../extraction/statement.ts";
import { SPEAKER_SORTS } from "./orders.ts";

const speakerType = z
  .enum(SPEAKER_TYPES)
  .describe("`anonymous`: a source whose name is withheld. `group`: unnamed many, such as critics");

/** A speaker, as other resources mention one. */
export const speakerReference = z
  .strictObject({
    id: z.string().describe("Id of the speaker: `/v1/speakers/{id}`"),
    name: z.string().describe("The fullest form of the name that documents print"),
    type: speakerType,
  })
  .meta({ id: "SpeakerReference" });

const speakerMembers = {
  ...speakerReference.shape,
  statement_count: z.int().describe("How many current statements are attributed to this speaker"),
};

const speakerSummary = z.strictObject(speakerMembers).meta({ id: "SpeakerSummary" });

/** Since when and until when somebody held a position, and who says so. */
export const positionPeriod = {
  valid_from: z.iso.date().nullable().describe("First day in the position; null where it is not known"),
  valid_until: z.iso
    .date()
    .nullable()
    .describe("Last day in the position; null where it is not known or not over"),
  origin: z
    .enum(["printed", "page", "editor"])
    .describe("Who says so: the text of an article, the data of its page, or an editor"),
};

const positionSchema = z.strictObject({
  id: z.string().describe("Id of the position; `/v1/statements?position={id}` lists what was said in it"),
  title: z.string().describe("As printed, without the name: `Secretary of State`"),
  organization: speakerReference.nullable().describe("Where the position is held, if that is known"),
  ...positionPeriod,
  statement_count: z.int().describe("How many current statements were made in this position"),
});

const countOf = <const Words extends readonly [string, ...string[]]>(words: Words, about: string) =>
  z.array(z.strictObject({ value: z.enum(words), count: z.int() })).describe(about);

export const speakerSchema = z
  .strictObject({
    ...speakerMembers,
    aliases: z.array(z.string()).describe("Other forms of the name that documents print"),
    external_ids: z
      .array(z.strictObject({ scheme: z.string(), value: z.string() }))
      .describe("The same speaker in other registers, such as Wikidata"),
    positions: z.array(positionSchema).describe("Positions that this speaker is given, the latest first"),
    stances: countOf(STANCES, "How often the speaker takes each stance"),
    kinds: countOf(KINDS, "How often the speaker is quoted directly, paraphrased, or both"),
    merged_from: z.array(z.string()).describe("Ids that now stand for this speaker too"),
    merged_into: z
      .string()
      .nullable()
      .describe("Set where the id you asked for was merged: the id of the speaker you are looking at"),
    links: z.strictObject({ statements: z.string().describe("Address of everything the speaker said") }),
    recorded_at: z.iso.datetime().describe("When the speaker was first met"),
  })
  .meta({ id: "Speaker" });

export const speakerQuery = listQuery({
  as_of: asOfParameter,
  q: wellFormedText({ most: 200 })
    .optional()
    .describe(
      "A name, or its beginning as somebody types it. Misspellings, missing accents, initials (`J. Smith`, `JFK`) and " +
        "nicknames are read too; who is likeliest meant and most quoted comes first",
    ),
  type: choicesOf(SPEAKER_TYPES).optional().describe("Only speakers of these types"),
  sort: z
    .enum(SPEAKER_SORTS)
    .optional()
    .describe("`name` unless `q` is given, then `relevance`. A minus sign turns an order round"),
}).superRefine(({ sort, q }, context) => {
  if (sort === "relevance" && q === undefined) {
    context.addIssue({
      code: "custom",
      path: ["sort"],
      message: "by relevance needs `q`, the name to compare with",
    });
  }
});

export type SpeakerQuery = z.output<typeof speakerQuery>;

export const speakerPage = pageOf(speakerSummary);
