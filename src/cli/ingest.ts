/** `npm run ingest`: takes articles in from files or standard input. */
import { statSync } from "node:fs";
import { parseArgs } from "node:util";
import cliProgress from "cli-progress";
import { z } from "zod";
import { isRunByNpm, readConfig } from "../config.ts";
import { createDatabase } from "../database/client.ts";
import { migrate } from "../database/migrate.ts";
import { openDatabase } from "../database/open.ts";
import { databaseProblem } from "../database/prisma-errors.ts";
import { UnreadableTextError } from "../extraction/readable-text.ts";
import { metadataFields } from "../modules/documents/article-schema.ts";
import type { ArticleInput } from "../modules/documents/article.ts";
import type { Ingested, IngestionService } from "../modules/documents/ingestion.ts";
import { OperatorError, reportFailure } from "../operator-error.ts";
import { createServices } from "../services.ts";
import { stopRequested } from "../stop-signal.ts";
import { articlesIn } from "./article-files.ts";

const usage = `Usage: npm run ingest -- [options] FILE...

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

interface Failure {
  readonly where: string;
  readonly reason: string;
}

interface Tally {
  readonly outcomes: Record<Ingested["outcome"], number>;
  statements: number;
  readonly failures: Failure[];
}

interface CommandLine {
  readonly files: readonly string[];
  readonly given: Omit<ArticleInput, "text" | "html" | "name">;
}

/** @throws OperatorError naming the option that cannot be used */
function readCommandLine(): CommandLine | null {
  const { values, positionals: files } = parseArgs({
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

/** Ingests all articles of all files, one after the other: of two texts of one document the later is the revision. */
async function ingestAll(
  { files, given }: CommandLine,
  ingestion: IngestionService,
  stopped: AbortSignal,
): Promise<Tally> {
  const tally: Tally = { outcomes: { created: 0, revised: 0, unchanged: 0 }, statements: 0, failures: [] };
  const progress = progressBar(files);
  try {
    for (const file of files) {
      for await (const { where, article, bytes } of articlesIn(file)) {
        if (stopped.aborted) return tally;
        const failure = await ingestOne(article, given, ingestion, tally);
        if (failure !== null) tally.failures.push({ where, reason: failure });
        progress?.increment(bytes, { documents: documentsOf(tally), statements: tally.statements });
      }
    }
  } finally {
    progress?.stop();
  }
  return tally;
}

/** Gives the reason why the article failed, or null. */
async function ingestOne(
  article: ArticleInput | UnreadableTextError,
  given: CommandLine["given"],
  ingestion: IngestionService,
  tally: Tally,
): Promise<string | null> {
  if (article instanceof UnreadableTextError) return article.message;
  try {
    const { outcome, statements } = await ingestion.ingest(withDefaults(article, given), {
      apiKeyId: null,
      name: "cli",
    });
    tally.outcomes[outcome] += 1;
    tally.statements += statements;
    return null;
  } catch (error) {
    if (error instanceof UnreadableTextError) return error.message;
    const problem = databaseProblem(error);
    if (problem === null) throw error;
    if (problem.kind === "unavailable") throw new OperatorError("The database cannot be reached any more.");
    return `could not be stored: ${"message" in problem ? problem.message : problem.kind.replace("_", " ")}`;
  }
}

const withDefaults = (article: ArticleInput, given: CommandLine["given"]): ArticleInput => ({
  ...article,
  url: article.url ?? given.url,
  title: article.title ?? given.title,
  publisher: article.publisher ?? given.publisher,
  publishedOn: article.publishedOn ?? given.publishedOn,
});

/** A bar over the bytes of the files; only on a terminal, and only where their number is known. */
function progressBar(files: readonly string[]): cliProgress.SingleBar | null {
  if (!process.stderr.isTTY || files.includes("-")) return null;
  const bytes = files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
  const bar = new cliProgress.SingleBar({
    format: "{bar} {percentage}% | {documents} documents, {statements} statements | {eta_formatted} left",
    hideCursor: true,
  });
  bar.start(bytes, 0, { documents: 0, statements: 0 });
  return bar;
}

const documentsOf = ({ outcomes }: Tally): number => outcomes.created + outcomes.revised + outcomes.unchanged;

function summaryOf(tally: Tally): string {
  const { outcomes, statements, failures } = tally;
  const parts = [
    `${outcomes.created} new`,
    `${outcomes.revised} revised`,
    `${outcomes.unchanged} unchanged`,
    `${failures.length} failed`,
  ];
  return `${documentsOf(tally) + failures.length} articles: ${parts.join(", ")}. ${statements} statements.`;
}

async function run(commandLine: CommandLine): Promise<void> {
  const config = readConfig();
  const server = await openDatabase(config);
  try {
    await migrate(server.url);
    const database = createDatabase({ url: server.url, poolSize: 2 });
    try {
      const stop = new AbortController();
      void stopRequested(isRunByNpm()).then(() => stop.abort());
      const { ingestion } = createServices({ database, clock: () => new Date() });
      const tally = await ingestAll(commandLine, ingestion, stop.signal);
      for (const { where, reason } of tally.failures) console.error(`${where} ${reason}`);
      console.log(summaryOf(tally));
      if (stop.signal.aborted) console.error("Stopped before the end; what was ingested is kept.");
      if (tally.failures.length > 0 || stop.signal.aborted) process.exitCode = 1;
    } finally {
      await database.$disconnect();
    }
  } finally {
    await server.release();
  }
}

try {
  const commandLine = readCommandLine();
  if (commandLine === null) console.log(usage);
  else await run(commandLine);
} catch (error) {
  reportFailure(error);
}
