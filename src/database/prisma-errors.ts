/** What a failed query means, in words that do not depend on Prisma or on the driver below it. */
import pg from "pg";
import { Prisma } from "./generated/client.ts";

/** The constraint is null where the database does not name it. */
export type DatabaseProblem =
  | { readonly kind: "duplicate"; readonly constraint: string | null }
  | { readonly kind: "missing_reference"; readonly constraint: string | null }
  /** A check, a trigger or a NOT NULL refused the row. */
  | { readonly kind: "refused"; readonly constraint: string | null; readonly message: string }
  /** The row to read, change or delete is not there. */
  | { readonly kind: "not_found" }
  /** A value that the column's type cannot hold: out of range, not a uuid, a NUL character. */
  | { readonly kind: "invalid_value"; readonly message: string }
  /** Two transactions got in each other's way; the same work may succeed when tried again. */
  | { readonly kind: "conflict" }
  /** The query took longer than it is allowed to. */
  | { readonly kind: "too_slow" }
  /** The database cannot be reached, is stopping, or has no connection free. */
  | { readonly kind: "unavailable" };

/** The part of a driver error that is read here. Prisma publishes no type for it. */
interface DriverCause {
  readonly kind?: string;
  readonly originalCode?: string;
  readonly originalMessage?: string;
  readonly constraint?: { readonly index?: string; readonly fields?: readonly string[] };
}

/** Tells what an error thrown by a query means, or null when it is no error of the database. */
export function databaseProblem(error: unknown): DatabaseProblem | null {
  if (error instanceof pg.DatabaseError) {
    const { code = "", message, constraint } = error;
    const named = constraint === undefined ? {} : { constraint: { index: constraint } };
    return fromSqlState({ originalCode: code, originalMessage: message, ...named }, message);
  }
  // What a commit fails with, as by a deferred trigger, Prisma hands on as its driver threw it.
  if (error instanceof Error && error.name === "DriverAdapterError") {
    return fromSqlState(error.cause as DriverCause, error.message);
  }
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) {
    return isConnectionLost(error) ? { kind: "unavailable" } : null;
  }
  if (error.code === "P2025") return { kind: "not_found" };
  if (error.code === "P2028") return { kind: "too_slow" };
  const { cause = {} } = (error.meta?.["driverAdapterError"] ?? {}) as { cause?: DriverCause };
  return fromSqlState(cause, error.message) ?? fromPrismaCode(error);
}

function fromSqlState(cause: DriverCause, fallbackMessage: string): DatabaseProblem | null {
  const code = cause.originalCode ?? "";
  const message = cause.originalMessage ?? fallbackMessage;
  if (cause.kind === "DatabaseNotReachable" || cause.kind === "ConnectionClosed")
    return { kind: "unavailable" };
  if (code === "23505") return { kind: "duplicate", constraint: constraintOf(cause) };
  if (code === "23503") return { kind: "missing_reference", constraint: constraintOf(cause) };
  // 23xxx: integrity; P0001: raised by a trigger.
  if (code.startsWith("23") || code === "P0001")
    return { kind: "refused", constraint: constraintOf(cause), message };
  if (code.startsWith("22")) return { kind: "invalid_value", message };
  if (code === "40001" || code === "40P01" || code === "55P03") return { kind: "conflict" };
  if (code === "57014") return { kind: "too_slow" };
  // 08: connection lost; 53: out of connections, memory or disk; 57P: the server stops or starts.
  if (/^(08|53|57P)/.test(code)) return { kind: "unavailable" };
  return null;
}

function fromPrismaCode({ code, message }: Prisma.PrismaClientKnownRequestError): DatabaseProblem | null {
  if (code === "P2002") return { kind: "duplicate", constraint: null };
  if (code === "P2003") return { kind: "missing_reference", constraint: null };
  if (["P2000", "P2006", "P2007", "P2020"].includes(code)) return { kind: "invalid_value", message };
  if (code === "P2034") return { kind: "conflict" };
  if (["P1001", "P1002", "P1008", "P1017", "P2024", "P2037"].includes(code)) return { kind: "unavailable" };
  return null;
}

/** The driver names the constraint of only some errors; Postgres names it in every message, last and in quotes. */
function constraintOf({ constraint, originalMessage = "" }: DriverCause): string | null {
  return constraint?.index ?? /constraint "([^"]+)"/.exec(originalMessage)?.[1] ?? null;
}

const lostConnectionCodes = [
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
];
const lostConnectionMessage =
  /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error)/;

/** What node-postgres throws where the database does not answer: errors of the socket, and plain ones of its own. */
function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = "", message } = error as NodeJS.ErrnoException;
  return lostConnectionCodes.includes(code) || lostConnectionMessage.test(message);
}
