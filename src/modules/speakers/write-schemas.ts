import { z } from "zod";
import { SPEAKER_TYPES } from "../../extraction/statement.ts";
import { dayText, idText, wellFormedText } from "../../http/text.ts";
import { positionPeriod, speakerReference } from "./schemas.ts";

const name = wellFormedText({ most: 300 }).refine((text) => text.trim() === text, {
  error: "must not begin or end with a blank",
});

export const newSpeakerSchema = z
  .strictObject({ name, type: z.enum(SPEAKER_TYPES) })
  .meta({ id: "NewSpeaker" });
export type NewSpeaker = z.output<typeof newSpeakerSchema>;

const externalId = z
  .strictObject({
    scheme: z
      .string()
      .regex(/^[a-z][a-z0-9_-]{0,29}$/, "must be a short name in lower case, such as `wikidata`"),
    value: wellFormedText({ most: 200 }).describe("The identifier there: `Q312`"),
  })
  .refine(({ scheme, value }) => scheme !== "wikidata" || /^Q[1-9]\d{0,11}$/.test(value), {
    path: ["value"],
    error: "must be a Wikidata item such as Q312",
  });

export const speakerChangeSchema = z
  .strictObject({
    name: name.describe("The name to show; the one it replaces stays as an alias"),
    type: z.enum(SPEAKER_TYPES),
    aliases: z.array(name).max(200).describe("All other forms of the name; those left out are taken back"),
    external_ids: z
      .array(externalId)
      .max(50)
      .describe("All identifiers in other registers; those left out are taken back"),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "must change at least one field")
  .meta({ id: "SpeakerChange" });
export type SpeakerChange = z.output<typeof speakerChangeSchema>;

const positionFields = {
  title: name.describe("Without the name: `Secretary of State`"),
  organization: z
    .union(
      [z.strictObject({ id: idText }), z.strictObject({ name })],
      "must be `{ id }` or `{ name }` of an organisation",
    )
    .nullable()
    .describe("Where it is held; an organisation that is not known yet is made"),
  valid_from: dayText.nullable().describe("First day in the position"),
  valid_until: dayText.nullable().describe("Last day in the position; null while it is not over"),
};

interface Period {
  readonly valid_from?: string | null | undefined;
  readonly valid_until?: string | null | undefined;
}

const inOrder = ({ valid_from: from, valid_until: until }: Period): boolean =>
  from == null || until == null || from <= until;
const notInOrder = { path: ["valid_until"], error: "must not be before `valid_from`" };

export const newPositionSchema = z
  .strictObject({
    title: positionFields.title,
    organization: positionFields.organization.default(null),
    valid_from: positionFields.valid_from.default(null),
    valid_until: positionFields.valid_until.default(null),
  })
  .refine(inOrder, notInOrder)
  .meta({ id: "NewPosition" });
export type NewPosition = z.output<typeof newPositionSchema>;

export const positionChangeSchema = z
  .strictObject(positionFields)
  .partial()
  .refine((change) => Object.keys(change).length > 0, "must change at least one field")
  .refine(inOrder, notInOrder)
  .meta({ id: "PositionChange" });
export type PositionChange = z.output<typeof positionChangeSchema>;

export const positionSchema = z
  .strictObject({
    id: z.string(),
    speaker: speakerReference.describe("Who holds or held it"),
    title: z.string(),
    organization: speakerReference.nullable(),
    ...positionPeriod,
    recorded_at: z.iso.datetime(),
  })
  .meta({ id: "Position" });
