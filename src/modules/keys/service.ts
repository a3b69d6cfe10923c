/** Makes, lists, revokes and recognises API keys. */
import { timingSafeEqual } from "node:crypto";
import type { Database, DatabaseSession } from "../../database/client.ts";
import type { Key } from "../../database/keyset.ts";
import { inTransaction } from "../../database/transaction.ts";
import type { KeyScope } from "../../http/app.ts";
import { createApiKey, hashApiKey, isWellFormedApiKey } from "./api-key.ts";
import { DomainError, faultInBody } from "../../errors.ts";
import type { Page, PageRequest } from "../../http/paging.ts";
import { recordEvent, type Actor, type Difference } from "../events/service.ts";
import {
  findKeyByHash,
  findKeyJson,
  findUsableKey,
  insertKey,
  listKeys,
  pageKeys,
  revokeKey,
  touchKey,
  type StoredKey,
} from "./repository.ts";

/** The last use is kept to the minute: one write a minute for a key, not one for every request. */
const lastUseResolutionMs = 60_000;

/** Who is calling: what the rest of the program may know of a key. */
export interface Caller {
  readonly id: bigint;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
}

/** `text` is the key itself and cannot be had again; `stored` is what is kept of it. */
export interface CreatedKey {
  readonly text: string;
  readonly stored: StoredKey;
}

interface KeyWish {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly expiresAt?: Date | null;
}

/** Somebody at the terminal of the service, who needs no key. */
const commandLine: Actor = { apiKeyId: null, name: "cli" };

export function createKeyService({ database, clock }: { database: Database; clock: () => Date }) {
  const makeKey = async (session: DatabaseSession, wish: KeyWish, actor: Actor): Promise<CreatedKey> => {
    const { key: text, prefix, hash } = createApiKey();
    const stored = await insertKey(session, {
      name: wish.name,
      scopes: wish.scopes,
      prefix,
      hash,
      createdAt: clock(),
      expiresAt: wish.expiresAt ?? null,
    });
    const scopes = { from: null, to: wish.scopes };
    await logKey(session, stored.id, "created", actor, { scopes });
    return { text, stored };
  };

  return {
    /** @throws DomainError `invalid_request` for a key that would have ended already */
    async create(wish: KeyWish, actor: Actor = commandLine): Promise<CreatedKey> {
      if (wish.expiresAt != null && wish.expiresAt <= clock()) {
        const detail = "`expires_at` must be in the future";
        throw faultInBody("invalid_request", "/expires_at", detail);
      }
      return inTransaction(database, (transaction) => makeKey(transaction, wish, actor));
    },

    /**
     * Replaces a key by a new one of the same name and scopes, for as long a time as the old one was made for; null
     * where no key that is in use has this id.
     */
    rotate: (id: bigint, actor: Actor = commandLine): Promise<CreatedKey | null> =>
      inTransaction(database, async (transaction) => {
        const old = await findUsableKey(transaction, id);
        const now = clock();
        if (old === null || !(await revokeKey(transaction, id, now))) return null;
        const lifetimeMs = old.expiresAt === null ? null : old.expiresAt.getTime() - old.createdAt.getTime();
        const expiresAt = lifetimeMs === null ? null : new Date(now.getTime() + lifetimeMs);
        const made = await makeKey(transaction, { name: old.name, scopes: old.scopes, expiresAt }, actor);
        await logKey(transaction, id, "rotated", actor, {
          replaced_by: { from: null, to: String(made.stored.id) },
        });
        return made;
      }),

    list: (): Promise<StoredKey[]> => listKeys(database),

    /** Revokes at once and for good; false where no key that is in use has this id. */
    revoke: (id: bigint, actor: Actor = commandLine): Promise<boolean> =>
      inTransaction(database, async (transaction) => {
        const revoked = await revokeKey(transaction, id, clock());
        if (revoked) await logKey(transaction, id, "revoked", actor, null);
        return revoked;
      }),

    /** A page of keys, the first one first. */
    page: (request: PageRequest<Key>): Promise<Page<Key>> => pageKeys(database, request),

    /** @throws DomainError `key_not_found` */
    async getJson(id: bigint): Promise<string> {
      const json = await findKeyJson(database, id);
      if (json === null) throw new DomainError("key_not_found", `No API key has the id ${id}.`);
      return json;
    },

    /** The caller that a key stands for; null where it is mistyped, unknown, expired or revoked. */
    async authenticate(text: string): Promise<Caller | null> {
      if (!isWellFormedApiKey(text)) return null;
      const hash = hashApiKey(text);
      const stored = await findKeyByHash(database, hash);
      // The index has already compared the hashes, not in constant time; of a hash that tells nothing of the key.
      if (stored === null || !timingSafeEqual(Buffer.from(stored.hash), Buffer.from(hash))) return null;
      const now = clock();
      if (stored.revokedAt !== null || (stored.expiresAt !== null && stored.expiresAt <= now)) return null;
      if (stored.lastUsedAt === null || now.getTime() - stored.lastUsedAt.getTime() >= lastUseResolutionMs) {
        await touchKey(database, stored.id, now);
      }
      return { id: stored.id, name: stored.name, scopes: stored.scopes };
    },
  };
}

const logKey = (
  session: DatabaseSession,
  resourceId: bigint,
  action: string,
  actor: Actor,
  difference: Difference | null,
) => recordEvent(session, { resourceType: "api_keys", resourceId, action, difference, actor });

export type KeyService = ReturnType<typeof createKeyService>;
