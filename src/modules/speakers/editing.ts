/** What editors do to speakers: make, name, merge and unmerge them. */
import type { Database, DatabaseSession } from "../../database/client.ts";
import { beginRecord, lockMerges } from "../../database/locks.ts";
import { lockFamilies, mergeRows, splitRows } from "../../database/merges.ts";
import { inTransaction } from "../../database/transaction.ts";
import { DomainError, notFound } from "../../errors.ts";
import type { VersionDemand } from "../../http/preconditions.ts";
import { speakerKey } from "../documents/name-keys.ts";
import { recordMerge } from "../events/merge-events.ts";
import { differenceOf, keyActor, recordEvent, type Difference } from "../events/service.ts";
import type { Caller } from "../keys/service.ts";
import { regroupMerged, regroupParted } from "../utterances/regrouping.ts";
import { readNames, writeAliases, writeExternalIds } from "./names.ts";
import type { NewSpeaker, SpeakerChange } from "./write-schemas.ts";

/** What an editor makes belongs to no document. */
const noDocument = 0n;

export function createSpeakerEditing({ database }: { readonly database: Database }) {
  return {
    /**
     * Records a speaker whom no document has named yet. Returns the id.
     *
     * @throws DomainError `name_taken`, naming the speaker who has the name
     */
    async create({ name, type }: NewSpeaker, caller: Caller): Promise<string> {
      return inTransaction(database, async (transaction) => {
        await beginRecord(transaction);
        const key = speakerKey({ name, type }, noDocument);
        const [made] = await transaction.$queryRaw<{ id: bigint }[]>`
          INSERT INTO speakers (key, name, type) VALUES (${key}, ${name}, ${type}::text::speaker_type)
          ON CONFLICT (key) DO NOTHING RETURNING id`;
        if (made === undefined) {
          const { id } = await transaction.speaker.findUniqueOrThrow({ where: { key } });
          throw new DomainError("name_taken", `Speaker ${id} has this name; use it, or a fuller name.`);
        }
        const difference = { name: { from: null, to: name }, type: { from: null, to: type } };
        await record(transaction, made.id, "created", difference, caller);
        return String(made.id);
      });
    },

    /**
     * Changes what is on record of a speaker, for every statement. A name that is replaced stays as an alias.
     *
     * @throws DomainError `speaker_not_found`, `stale_version` or `name_taken`
     */
    async update(id: string, change: SpeakerChange, demand: VersionDemand, caller: Caller): Promise<void> {
      await inTransaction(database, async (transaction) => {
        // A new name goes on to the speaker's statements: nobody else may be holding some of them and waiting for the speaker.
        await lockMerges(transaction);
        const rows = await lockFamilies(transaction, "speakers", [BigInt(id)]);
        const named = rows.get(BigInt(id));
        if (named === undefined) throw notFound("speaker", id);
        const root = rows.get(named.canonicalId)!;
        demand(root.version);
        await beginRecord(transaction);
        const before = await readNames(transaction, root.id);
        const renamed = change.name !== undefined && change.name !== before.name;
        const aliases = change.aliases ?? before.aliases;
        await writeAliases(transaction, root.id, renamed ? [...aliases, before.name] : aliases);
        if (change.external_ids !== undefined) {
          await writeExternalIds(transaction, root.id, change.external_ids);
        }
        await transaction.$executeRaw`
          UPDATE speakers SET name = ${change.name ?? before.name},
            type = ${change.type ?? before.type}::text::speaker_type, version = version + 1
           WHERE id = ${root.id}`;
        const difference = differenceOf(before, await readNames(transaction, root.id));
        await record(transaction, root.id, "updated", difference, caller);
      });
    },

    /**
     * Says that a speaker is the same as another one. Everything that is attributed to either is attributed to both.
     *
     * @throws DomainError `speaker_not_found`, `reference_not_found`, `stale_version`, `already_merged` or `merge_circle`
     */
    async merge(id: string, into: string, demand: VersionDemand, caller: Caller): Promise<void> {
      await inTransaction(database, async (transaction) => {
        const parted = await mergeRows(transaction, request(id, demand), BigInt(into));
        await regroupMerged(transaction, parted.rootId);
        await recordMerge(transaction, "speakers", "merged", parted, keyActor(caller));
      });
    },

    /**
     * Undoes a merge: each has what was attributed to it before.
     *
     * @throws DomainError `speaker_not_found`, `stale_version` or `not_merged`
     */
    async unmerge(id: string, demand: VersionDemand, caller: Caller): Promise<void> {
      await inTransaction(database, async (transaction) => {
        const parted = await splitRows(transaction, request(id, demand));
        await regroupParted(transaction, parted.rootId);
        await recordMerge(transaction, "speakers", "unmerged", parted, keyActor(caller));
      });
    },
  };
}

export type SpeakerEditing = ReturnType<typeof createSpeakerEditing>;

const request = (id: string, demand: VersionDemand) =>
  ({ table: "speakers", id: BigInt(id), demand, notFound: "speaker_not_found" }) as const;

const record = (
  transaction: DatabaseSession,
  resourceId: bigint,
  action: string,
  difference: Difference | null,
  caller: Caller,
) =>
  recordEvent(transaction, {
    resourceType: "speakers",
    resourceId,
    action,
    difference,
    actor: keyActor(caller),
  });
