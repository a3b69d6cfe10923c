/**
 * The log of every write: what was done to which resource, by whom, and what it changed. Whoever writes records the
 * event in the same transaction, so that there is no write without its event and no event without its write.
 */
import type { Database, DatabaseSession } from "../../database/client.ts";
import type { Prisma } from "../../database/generated/client.ts";
import type { Key } from "../../database/keyset.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import { insertEvent, listEvents } from "./repository.ts";
import type { EventQuery } from "./schemas.ts";

/** What can be written to, by the names of their addresses. */
export const RESOURCE_TYPES = [
  "documents",
  "statements",
  "speakers",
  "positions",
  "sources",
  "claims",
  "confirmations",
  "utterances",
  "api_keys",
] as const;
type ResourceType = (typeof RESOURCE_TYPES)[number];

/** Who writes: somebody with a key, the command line, or the engine. */
export interface Actor {
  readonly apiKeyId: bigint | null;
  /** `key:<name>`, `cli`, `engine:<version>`. */
  readonly name: string;
}

/** Field by field, what was and what is now. */
export type Difference = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;

export interface NewEvent {
  readonly resourceType: ResourceType;
  readonly resourceId: bigint;
  /** A past participle: `created`, `merged`, `reviewed`. */
  readonly action: string;
  readonly difference?: Difference | null;
  readonly actor: Actor;
}

/** The actor that a caller with a key is. */
export const keyActor = (caller: { readonly id: bigint; readonly name: string }): Actor => ({
  apiKeyId: caller.id,
  name: `key:${caller.name}`,
});

/** Records what was done; to be called in the transaction that does it. */
export async function recordEvent(
  transaction: DatabaseSession,
  { resourceType, resourceId, action, difference, actor }: NewEvent,
): Promise<void> {
  await insertEvent(transaction, {
    resourceType,
    resourceId,
    action,
    ...(difference == null ? {} : { difference: difference as Prisma.InputJsonObject }),
    apiKeyId: actor.apiKeyId,
    actor: actor.name,
  });
}

/** The fields that differ between two states of a thing; null where none does. */
export function differenceOf<Fields extends object>(from: Fields, to: Partial<Fields>): Difference | null {
  const changed = Object.entries(to).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(from[field as keyof Fields]),
  );
  if (changed.length === 0) return null;
  return Object.fromEntries(
    changed.map(([field, value]) => [field, { from: from[field as keyof Fields], to: value }]),
  );
}

export function createEventService({ database }: { readonly database: Database }) {
  return {
    /** The log, the latest first. */
    list: (query: EventQuery, request: PageRequest<Key>): Promise<Page<Key>> =>
      listEvents(database, query, request),
  };
}

export type EventService = ReturnType<typeof createEventService>;
