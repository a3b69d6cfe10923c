/** API keys in the database. */
import type { DatabaseSession } from "../../database/client.ts";
import type { ApiKey } from "../../database/generated/client.ts";
import type { KeyScope } from "../../http/app.ts";

export type StoredKey = ApiKey;

export interface NewKey {
  readonly name: string;
  readonly prefix: string;
  readonly hash: string;
  readonly scopes: readonly KeyScope[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

export const insertKey = (session: DatabaseSession, key: NewKey): Promise<StoredKey> =>
  session.apiKey.create({ data: { ...key, scopes: [...key.scopes] } });

export const findKeyByHash = (session: DatabaseSession, hash: string): Promise<StoredKey | null> =>
  session.apiKey.findUnique({ where: { hash } });

/** A key that is not revoked. */
export const findUsableKey = (session: DatabaseSession, id: bigint): Promise<StoredKey | null> =>
  session.apiKey.findFirst({ where: { id, revokedAt: null } });

export const listKeys = (session: DatabaseSession): Promise<StoredKey[]> =>
  session.apiKey.findMany({ orderBy: { id: "asc" } });

/** Revokes a key that is not revoked yet; false where there is none. */
export async function revokeKey(session: DatabaseSession, id: bigint, revokedAt: Date): Promise<boolean> {
  const { count } = await session.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt } });
  return count === 1;
}

export async function touchKey(session: DatabaseSession, id: bigint, lastUsedAt: Date): Promise<void> {
  await session.apiKey.updateMany({ where: { id }, data: { lastUsedAt } });
}
