/** `npm run ingest`: takes articles in from files or standard input. */
import { statSync } from "node:fs";
import cliProgress from "cli-progress";
import { isRunByNpm, readConfig } from "../config.ts";
import { openDatabase, useDatabase } from "../database/open.ts";
import { databaseProblem } from "../database/prisma-errors.ts";
import { UnreadableTextError } from "../extraction/readable-text.ts";
import type { ArticleInput } from "../modules/documents/article.ts";
import type { Ingested, IngestionService } from "../modules/documents/ingestion.ts";
import { OperatorError, reportFailure } from "../operator-error.ts";
import { createServices } from "../services.ts";
import { stopRequested } from "../stop-signal.ts";
import { articlesIn } from "./article-files.ts";
import { ingestUsage, readIngestCommandLine, type IngestCommandLine } from "./ingest-command-line.ts";

interface Failure {
  readonly where: string;
  readonly reason: string;
}

interface Tally {
  readonly outcomes: Record<Ingested["outcome"], number>;
  statements: number;
  readonly failures: Failure[];
}

/** Ingests all articles of all files, one after the other: of two texts of one document the later is the revision. */
async function ingestAll(
  { files, given }: IngestCommandLine,
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
  given: IngestCommandLine["given"],
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

const withDefaults = (article: ArticleInput, given: IngestCommandLine["given"]): ArticleInput => ({
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
  const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const articles = documentsOf(tally) + failures.length;
  return `${count(articles, "article")}: ${parts.join(", ")}. ${count(statements, "statement")}.`;
}

async function run(commandLine: IngestCommandLine): Promise<void> {
  await useDatabase(await openDatabase(readConfig()), 2, async (database) => {
    const stop = new AbortController();
    void stopRequested(isRunByNpm()).then(() => stop.abort());
    const { ingestion } = createServices({ database, clock: () => new Date() });
    const tally = await ingestAll(commandLine, ingestion, stop.signal);
    for (const { where, reason } of tally.failures) console.error(`${where} ${reason}`);
    console.log(summaryOf(tally));
    if (stop.signal.aborted) console.error("Stopped before the end; what was ingested is kept.");
    if (tally.failures.length > 0 || stop.signal.aborted) process.exitCode = 1;
  });
}

try {
  const commandLine = readIngestCommandLine(process.argv.slice(2));
  if (commandLine === null) console.log(ingestUsage);
  else await run(commandLine);
} catch (error) {
  reportFailure(error);
}
