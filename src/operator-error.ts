/** Errors whose message is all that the person at the terminal needs: no stack, and an exit status of 1. */

export class OperatorError extends Error {
  override readonly name: string = "OperatorError";
}

/**
 * Ends a command that failed: prints the message of an error that is meant for its reader, or of a wrong command line,
 * and sets the exit status. Anything else is a defect of ours, and thrown on with its stack.
 */
export function reportFailure(error: unknown): void {
  const isUsage = String((error as { code?: unknown } | null)?.code).startsWith("ERR_PARSE_ARGS");
  if (!(error instanceof OperatorError) && !isUsage) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}
