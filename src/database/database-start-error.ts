import { OperatorError } from "../operator-error.ts";

/** The database could not be started or reached. */
export class DatabaseStartError extends OperatorError {
  override readonly name = "DatabaseStartError";
}
