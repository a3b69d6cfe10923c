/** The database could not be started or reached; the message is meant for the person who typed the command. */
export class DatabaseStartError extends Error {
  override readonly name = "DatabaseStartError";
}
