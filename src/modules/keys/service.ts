/** Makes, lists, revokes and recognises API keys. */
import { timingSafeEqual } from "node:crypto";
import type { Database, DatabaseSession } from "../../database/client.ts";
import { inTransaction } from "../../database/transaction.ts";
import type { KeyScope } from "../../http/app.ts";
import { createApiKey, hashApiKey, isWellFormedApiKey } from "./api-key.ts";
import {
  findKeyByHash,
  findUsableKey,
  insertKey,
  listKeys,
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

export function createKeyService({ database, clock }: { database: Database; clock: () => Date }) {
  const makeKey = async (session: DatabaseSession, wish: KeyWish): Promise<CreatedKey> => {
    const { key: text, prefix, hash } = createApiKey();
    const stored = await insertKey(session, {
      name: wish.name,
      scopes: wish.scopes,
      prefix,
      hash,
      createdAt: clock(),
      expiresAt: wish.expiresAt ?? null,
    });
    return { text, stored };
  };

  return {
    create: (wish: KeyWish): Promise<CreatedKey> => makeKey(database, wish),

    /**
     * Replaces a key by a new one of the same name and scopes, for as long a time as the old one was made for; null
     * where no key that is in use has this id.
     */
    rotate: (id: bigint): Promise<CreatedKey | null> =>
      inTransaction(database, async (transaction) => {
        const old = await findUsableKey(transaction, id);
        const now = clock();
        if (old === null || !(await revokeKey(transaction, id, now))) return null;
        const lifetimeMs = old.expiresAt === null ? null : old.expiresAt.getTime() - old.createdAt.getTime();
        return makeKey(transaction, {
          name: old.name,
          scopes: old.scopes,
          expiresAt: lifetimeMs === null ? null : new Date(now.getTime() + lifetimeMs),
        });
      }),

    list: (): Promise<StoredKey[]> => listKeys(database),

    /** Revokes at once and for good; false where no key that is in use has this id. */
    revoke: (id: bigint): Promise<boolean> => revokeKey(database, id, clock()),

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

export type KeyService = ReturnType<typeof createKeyService>;
