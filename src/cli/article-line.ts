/** One line of NDJSON as an article. */
import { z } from "zod";
import { UnreadableTextError } from "../extraction/readable-text.ts";
import {
  contentFields,
  hasOneContent,
  metadataFields,
  oneContentMessage,
} from "../modules/documents/article-schema.ts";
import type { ArticleInput } from "../modules/documents/article.ts";

const articleLine = z
  .strictObject({
    ...contentFields,
    ...metadataFields,
    id: z.union([z.string().min(1).max(500), z.int()]).optional(),
  })
  .refine(hasOneContent, oneContentMessage);

/**
 * Reads a line: an object with `text` or `html`, and any of `id`, `url`, `title`, `publisher`, `byline` and
 * `published_on`; null counts as absent.
 *
 * @param file identifies, together with `id`, an article that has no url
 * @throws UnreadableTextError saying what is wrong with the line
 */
export function articleOfLine(line: string, file: string): ArticleInput {
  const read = articleLine.safeParse(withoutNulls(parseLine(line)));
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `${path.join(".")}: ${message}`,
    );
    throw new UnreadableTextError(`is no article: ${faults.join("; ")}`);
  }
  const { id, published_on: publishedOn, ...rest } = read.data;
  return { ...rest, publishedOn, ...(id !== undefined && { name: `${file}#${id}` }) };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new UnreadableTextError(`is not JSON: ${(error as Error).message}`);
  }
}

function withoutNulls(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}
