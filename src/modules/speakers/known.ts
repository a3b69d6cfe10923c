/** Speakers and positions as an editor names them: by id, or by a name that is looked up and made if it is new. */
import type { DatabaseSession } from "../../database/client.ts";
import type { SpeakerType } from "../../database/generated/client.ts";
import { DomainError, faultInBody } from "../../errors.ts";
import { positionKey, speakerKey } from "../documents/name-keys.ts";

/**
 * The id of a speaker. A name finds the same speaker as ingestion would find for it in this document.
 *
 * @throws DomainError `reference_not_found`
 */
export async function knownSpeaker(
  transaction: DatabaseSession,
  speaker: { readonly id: string } | { readonly name: string; readonly type: SpeakerType },
  documentId: bigint,
  pointer: string,
): Promise<bigint> {
  if ("id" in speaker) {
    const id = BigInt(speaker.id);
    if ((await transaction.speaker.count({ where: { id } })) > 0) return id;
    throw faultInBody("reference_not_found", `${pointer}/id`, `No speaker has the id ${speaker.id}.`);
  }
  const { name, type } = speaker;
  const key = speakerKey({ name, type }, documentId);
  return (await transaction.speaker.upsert({ where: { key }, update: {}, create: { key, name, type } })).id;
}

/**
 * The id of a position that the speaker, or somebody who counts as the same, holds or held.
 *
 * @throws DomainError `reference_not_found` or `position_of_another_speaker`
 */
export async function knownPosition(
  transaction: DatabaseSession,
  speakerId: bigint,
  position: { readonly id: string } | { readonly title: string; readonly organization: string | null },
  pointer: string,
): Promise<bigint> {
  if ("id" in position) {
    const id = BigInt(position.id);
    const found = await transaction.position.findUnique({
      where: { id },
      select: { speaker: { select: { canonicalId: true } } },
    });
    if (found === null)
      throw faultInBody("reference_not_found", `${pointer}/id`, `No position has the id ${position.id}.`);
    const { canonicalId } = await transaction.speaker.findUniqueOrThrow({ where: { id: speakerId } });
    if (found.speaker.canonicalId !== canonicalId) throw new DomainError("position_of_another_speaker");
    return id;
  }
  const { title, organization } = position;
  const key = positionKey({ title, organization });
  const organizationId = organization === null ? null : await knownOrganization(transaction, organization);
  const { id } = await transaction.position.upsert({
    where: { speakerId_key: { speakerId, key } },
    update: {},
    create: { speakerId, key, title, organizationId, origin: "editor" },
  });
  return id;
}

/** An organisation of this name; it is the same in every document. */
export async function knownOrganization(transaction: DatabaseSession, name: string): Promise<bigint> {
  const key = speakerKey({ name, type: "organization" }, 0n);
  const create = { key, name, type: "organization" } as const;
  return (await transaction.speaker.upsert({ where: { key }, update: {}, create })).id;
}
