/** The table of what was answered to creations that carried an `Idempotency-Key`. */
import type { DatabaseSession } from "../database/client.ts";

export interface IdempotentRequest {
  readonly apiKeyId: bigint;
  readonly key: string;
  /** SHA-256 of method, path and body. */
  readonly requestHash: string;
}

export interface Answer {
  readonly status: number;
  /** Exactly as sent. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What has become of a key; `taken`: this request is the first and must be carried out. */
export type KeyState =
  | { readonly state: "taken" | "pending" | "other_request" }
  | { readonly state: "answered"; readonly answer: Answer };

/** Takes the key for this request, or says what has become of the one that took it before. */
export async function takeKey(
  session: DatabaseSession,
  { apiKeyId, key, requestHash }: IdempotentRequest,
  { now, abandonedBefore }: { now: Date; abandonedBefore: Date },
): Promise<KeyState> {
  const taken = await session.$executeRaw`
    INSERT INTO idempotent_answers AS a (api_key_id, key, request_hash, recorded_at)
    VALUES (${apiKeyId}, ${key}, ${requestHash}, ${now})
    ON CONFLICT (api_key_id, key) DO UPDATE SET recorded_at = excluded.recorded_at
      WHERE a.status IS NULL AND a.request_hash = excluded.request_hash AND a.recorded_at < ${abandonedBefore}`;
  if (taken === 1) return { state: "taken" };
  const found = await session.idempotentAnswer.findUnique({ where: { apiKeyId_key: { apiKeyId, key } } });
  // Between the two statements the other request failed and gave the key back.
  if (found === null) return { state: "pending" };
  if (found.requestHash !== requestHash) return { state: "other_request" };
  if (found.status === null) return { state: "pending" };
  return {
    state: "answered",
    answer: {
      status: found.status,
      body: found.body as string,
      headers: found.headers as Record<string, string>,
    },
  };
}

/** Keeps the answer for repetitions. */
export async function keepAnswer(
  session: DatabaseSession,
  { apiKeyId, key }: IdempotentRequest,
  { status, body, headers }: Answer,
): Promise<void> {
  await session.idempotentAnswer.update({
    where: { apiKeyId_key: { apiKeyId, key } },
    data: { status, body, headers },
  });
}

/** Gives the key back, so that the request may be tried again. */
export async function releaseKey(
  session: DatabaseSession,
  { apiKeyId, key }: IdempotentRequest,
): Promise<void> {
  await session.idempotentAnswer.deleteMany({ where: { apiKeyId, key, status: null } });
}

/** Forgets what is older than a repetition can be. */
export async function forgetAnswers(session: DatabaseSession, before: Date): Promise<void> {
  await session.idempotentAnswer.deleteMany({ where: { recordedAt: { lt: before } } });
}
