/** What a thread can be asked to do, by name; see heavy-work.ts. */
import { extractStatements } from "../extraction/extract-statements.ts";
import type { Extraction, ExtractionOptions } from "../extraction/statement.ts";
import { textDifference, type TextDifference } from "../modules/documents/word-difference.ts";

export const extract = ([text, options]: [string, ExtractionOptions]): Extraction =>
  extractStatements(text, options);

export const difference = ([from, to]: [string, string]): TextDifference => textDifference(from, to);
