/** API keys in the database. */
import { allOf } from "../../database/choices.ts";
import type { DatabaseSession } from "../../database/client.ts";
import { Prisma, type ApiKey } from "../../database/generated/client.ts";
import { after, keyColumn, keyset, orderBy, type Key } from "../../database/keyset.ts";
import type { KeyScope } from "../../http/app.ts";
import { page, type Page, type PageRequest, type PageRow } from "../../http/paging.ts";
import { keyJson } from "./present.ts";

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

export async function findKeyJson(session: DatabaseSession, keyId: bigint): Promise<string | null> {
  const [row] = await session.$queryRaw<{ json: string }[]>`
    SELECT ${Prisma.raw(keyJson)} AS json FROM api_keys k WHERE k.id = ${keyId}`;
  return row?.json ?? null;
}

export const oldestFirst = keyset("ASC", { sql: "k.id", type: "bigint" });

export async function pageKeys(
  session: DatabaseSession,
  { limit, after: from }: PageRequest<Key>,
): Promise<Page<Key>> {
  const rows = await session.$queryRaw<PageRow<Key>[]>`
    SELECT ${Prisma.raw(keyJson)} AS json, ${keyColumn(oldestFirst)} AS key FROM api_keys k
     WHERE ${allOf(after(oldestFirst, from))} ORDER BY ${orderBy(oldestFirst)} LIMIT ${limit + 1}`;
  return page(rows, limit);
}
