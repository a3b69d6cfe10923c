/** A speaker's aliases and identifiers elsewhere. What is taken back keeps its row, with the instant. */
import type { DatabaseSession } from "../../database/client.ts";
import type { SpeakerType } from "../../database/generated/client.ts";
import { faultInBody } from "../../errors.ts";

/** What is on record of a speaker's names, as the API shows it. */
export interface SpeakerNames {
  readonly name: string;
  readonly type: SpeakerType;
  readonly aliases: readonly string[];
  readonly external_ids: readonly { readonly scheme: string; readonly value: string }[];
}

/** What is on record of a speaker and of all that were merged into it. */
export async function readNames(session: DatabaseSession, canonicalId: bigint): Promise<SpeakerNames> {
  const of = { speaker: { canonicalId }, withdrawnAt: null };
  const speaker = await session.speaker.findUniqueOrThrow({ where: { id: canonicalId } });
  const aliases = await session.speakerAlias.findMany({ where: of, select: { name: true } });
  const external_ids = await session.speakerExternalId.findMany({
    where: of,
    select: { scheme: true, value: true },
    orderBy: [{ scheme: "asc" }, { value: "asc" }],
  });
  const names = new Set(aliases.map(({ name }) => name));
  return { name: speaker.name, type: speaker.type, aliases: [...names].sort(), external_ids };
}

/** Makes these the aliases: new ones are added, those that are left out are taken back. */
export async function writeAliases(
  transaction: DatabaseSession,
  canonicalId: bigint,
  aliases: readonly string[],
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE speaker_aliases a SET withdrawn_at = record_instant() FROM speakers s
     WHERE s.id = a.speaker_id AND s.canonical_id = ${canonicalId} AND a.withdrawn_at IS NULL
       AND a.name <> ALL(${aliases}::text[])`;
  await transaction.$executeRaw`
    INSERT INTO speaker_aliases AS a (speaker_id, name)
    SELECT ${canonicalId}, wanted.name FROM unnest(${aliases}::text[]) AS wanted(name)
     WHERE NOT EXISTS (SELECT FROM speaker_aliases held JOIN speakers s ON s.id = held.speaker_id
       WHERE s.canonical_id = ${canonicalId} AND held.name = wanted.name AND held.withdrawn_at IS NULL)
     GROUP BY wanted.name
    ON CONFLICT (speaker_id, name) DO UPDATE SET withdrawn_at = NULL, recorded_at = record_instant()`;
}

/**
 * Makes these the identifiers in other registers.
 *
 * @throws DomainError `name_taken` where one is on record for somebody else
 */
export async function writeExternalIds(
  transaction: DatabaseSession,
  canonicalId: bigint,
  externalIds: SpeakerNames["external_ids"],
): Promise<void> {
  const wanted = JSON.stringify(externalIds);
  await transaction.$executeRaw`
    UPDATE speaker_external_ids e SET withdrawn_at = record_instant() FROM speakers s
     WHERE s.id = e.speaker_id AND s.canonical_id = ${canonicalId} AND e.withdrawn_at IS NULL
       AND NOT EXISTS (SELECT FROM json_to_recordset(${wanted}::json) AS w(scheme text, value text)
                        WHERE w.scheme = e.scheme AND w.value = e.value)`;
  // An identifier that was taken back from somebody else is free.
  await transaction.$executeRaw`
    INSERT INTO speaker_external_ids AS e (scheme, value, speaker_id)
    SELECT DISTINCT w.scheme, w.value, ${canonicalId}::bigint
      FROM json_to_recordset(${wanted}::json) AS w(scheme text, value text)
    ON CONFLICT (scheme, value) DO UPDATE
       SET speaker_id = excluded.speaker_id, withdrawn_at = NULL, recorded_at = record_instant()
     WHERE e.withdrawn_at IS NOT NULL`;
  const taken = await transaction.$queryRaw<{ scheme: string; value: string; id: bigint }[]>`
    SELECT e.scheme, e.value, s.id FROM speaker_external_ids e JOIN speakers s ON s.id = e.speaker_id
      JOIN json_to_recordset(${wanted}::json) AS w(scheme text, value text) USING (scheme, value)
     WHERE s.canonical_id <> ${canonicalId}`;
  const [first] = taken;
  if (first === undefined) return;
  const detail = `The ${first.scheme} id ${first.value} is on record for speaker ${first.id}.`;
  throw faultInBody("name_taken", "/external_ids", detail);
}
