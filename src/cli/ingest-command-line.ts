/** What `npm run ingest` can be told. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { metadataFields } from "../modules/documents/article-schema.ts";
import type { ArticleInput } from "../modules/documents/article.ts";
import { OperatorError } from "../operator-error.ts";

export const ingestUsage = `Usage: npm run ingest -- [options] FILE...

Finds who said what in articles and stores it. A FILE is plain text, HTML (.html, .htm), or NDJSON (.ndjson, .jsonl)
with one article a line; "-" is standard input. Ingesting the same text again changes nothing; a changed text of the
same document becomes its next revision.

  --publisher NAME     who published the articles
  --published-on DATE  day of publication (YYYY-MM-DD), which "Friday" and "yesterday" are counted from
  --url ADDRESS        address of the article, for one FILE
  --title TEXT         headline of the article, for one FILE
  --help               this text

What a line of NDJSON says of its article goes before these options, and they go before what a page of HTML says.
A line: {"text" or "html", "id", "url", "title", "publisher", "byline", "published_on"}; text or html is needed.

A document is known again by its url, else by its file's path (and its id, in NDJSON), else by its text.
The database is that of DATABASE_URL, or the service's own in DATA_DIR. Exit status 1 if any article failed; the others
are kept.`;

/** What to ingest. */
export interface IngestCommandLine {
  readonly files: readonly string[];
  /** What goes for every article that does not say otherwise. */
  readonly given: Omit<ArticleInput, "text" | "html" | "name">;
}

/**
 * Reads the words after the command's name; null asks for help.
 *
 * @throws OperatorError naming the option that cannot be used
 */
export function readIngestCommandLine(words: readonly string[]): IngestCommandLine | null {
  const { values, positionals: files } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      publisher: { type: "string" },
      "published-on": { type: "string" },
      url: { type: "string" },
      title: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return null;
  if (files.length === 0) throw new OperatorError("No FILE is named; --help tells more.");
  const { byline: _, ...fields } = metadataFields;
  const read = z.strictObject(fields).safeParse({
    publisher: values.publisher,
    published_on: values["published-on"],
    url: values.url,
    title: values.title,
  });
  if (!read.success) {
    throw new OperatorError(
      read.error.issues
        .map(({ path, message }) => `--${String(path[0]).replace("_", "-")} ${message}.`)
        .join("\n"),
    );
  }
  const { published_on: publishedOn, ...given } = read.data;
  if (files.length > 1 && (given.url !== undefined || given.title !== undefined)) {
    throw new OperatorError("--url and --title are of one article: name one FILE with them.");
  }
  return { files, given: { ...given, publishedOn } };
}
