/** Makes, lists, revokes and recognises API keys. */
import { timingSafeEqual } from "node:crypto";
import type { Database } from "../../database/client.ts";
import type { KeyScope } from "../../http/app.ts";
import { createApiKey, hashApiKey, isWellFormedApiKey } from "./api-key.ts";
import { findKeyByHash, insertKey, listKeys, revokeKey, touchKey, type StoredKey } from "./repository.ts";

/** The last use is kept to the minute: one write a minute for a key, not one for every request. */
const lastUseResolutionMs = 60_000;

/** Who is calling: what the rest of the program may know of a key. */
export interface Caller {
  readonly id: bigint;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
}

export function createKeyService({ database, clock }: { database: Database; clock: () => Date }) {
  return {
    /** Makes a key. `text` is the key itself and cannot be had again; `stored` is what is kept of it. */
    async create(key: {
      name: string;
      scopes: readonly KeyScope[];
      expiresAt?: Date | null;
    }): Promise<{ text: string; stored: StoredKey }> {
      const { key: text, prefix, hash } = createApiKey();
      const stored = await insertKey(database, {
        name: key.name,
        scopes: key.scopes,
        prefix,
        hash,
        createdAt: clock(),
        expiresAt: key.expiresAt ?? null,
      });
      return { text, stored };
    },

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
