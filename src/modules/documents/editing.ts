/** What editors know better about a document than its page: what has become of it, and its metadata. */
import type { Database, DatabaseSession } from "../../database/client.ts";
import type { DocumentStanding, MetadataOrigin } from "../../database/generated/client.ts";
import { beginRecord, holdMerges } from "../../database/locks.ts";
import { inTransaction } from "../../database/transaction.ts";
import { definedOf } from "../../defined-of.ts";
import { notFound } from "../../errors.ts";
import type { VersionDemand } from "../../http/preconditions.ts";
import { differenceOf, keyActor, recordEvent } from "../events/service.ts";
import type { Caller } from "../keys/service.ts";
import { publisherRow } from "./extraction-rows.ts";
import { savePublishers } from "./ingestion-repository.ts";
import { nameKey } from "./name-keys.ts";
import type { DocumentChange } from "./schemas.ts";

export function createDocumentEditing({ database }: { readonly database: Database }) {
  return {
    /**
     * Changes what is known of a document, for all its statements. Where it is known already nothing is written.
     *
     * @throws DomainError `document_not_found` or `stale_version`
     */
    async update(
      id: bigint,
      { reason, ...change }: DocumentChange,
      demand: VersionDemand,
      caller: Caller,
    ): Promise<void> {
      await inTransaction(database, async (transaction) => {
        // What is known of a document goes on to its statements, as a speaker's name does.
        await holdMerges(transaction);
        await transaction.$executeRaw`SELECT FROM documents WHERE id = ${id} FOR UPDATE`;
        const row = await transaction.document.findUnique({ where: { id }, include: { publisher: true } });
        if (row === null) throw notFound("document", id);
        demand(row.version);
        await beginRecord(transaction);
        const before: Fields = {
          standing: row.standing,
          publisher: row.publisher?.name ?? null,
          title: row.title,
          published_on: row.publishedOn?.toISOString().slice(0, 10) ?? null,
        };
        const changed = differenceOf(before, definedOf(change));
        if (changed === null) return;
        await transaction.document.update({
          where: { id },
          data: await columnsOf(transaction, change),
          select: { id: true },
        });
        await recordEvent(transaction, {
          resourceType: "documents",
          resourceId: id,
          action: "updated",
          difference: { ...changed, reason: { from: null, to: reason } },
          actor: keyActor(caller),
        });
      });
    },
  };
}

export type DocumentEditing = ReturnType<typeof createDocumentEditing>;

interface Fields {
  readonly standing: DocumentStanding;
  readonly publisher: string | null;
  readonly title: string | null;
  readonly published_on: string | null;
}

type Change = Omit<DocumentChange, "reason">;

async function columnsOf(
  transaction: DatabaseSession,
  { standing, publisher, title, published_on: publishedOn }: Change,
) {
  return {
    ...(standing === undefined ? {} : { standing }),
    ...(publisher === undefined
      ? {}
      : { publisherId: await publisherId(transaction, publisher), publisherOrigin: originOf(publisher) }),
    ...(title === undefined ? {} : { title, titleOrigin: originOf(title) }),
    ...(publishedOn === undefined
      ? {}
      : {
          publishedOn: publishedOn === null ? null : new Date(publishedOn),
          publishedOnOrigin: originOf(publishedOn),
        }),
  };
}

const originOf = (value: string | null): MetadataOrigin | null => (value === null ? null : "editor");

async function publisherId(transaction: DatabaseSession, name: string | null): Promise<bigint | null> {
  if (name === null) return null;
  await savePublishers(transaction, [publisherRow(name)]);
  const { id } = await transaction.publisher.findUniqueOrThrow({ where: { key: nameKey(name) } });
  return id;
}
