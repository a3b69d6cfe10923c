/** `npm run extract`: who said what in news texts, one JSON line a file. */
import { readFileSync, statSync } from "node:fs";
import { basename, extname } from "node:path";
import { parseArgs } from "node:util";
import { definedOf } from "../defined-of.ts";
import { extractStatements } from "../extraction/extract-statements.ts";
import {
  checkReadable,
  decodeText,
  textBytesMost,
  UnreadableTextError,
} from "../extraction/readable-text.ts";
import type { ExtractionOptions, ExtractedStatement, Extraction, Span } from "../extraction/statement.ts";
import { OperatorError, reportFailure } from "../operator-error.ts";

const USAGE = `Prints who said what in news texts: one JSON line for each file. Needs no database.

  npm run extract -- [options] FILE...

  FILE                 a UTF-8 text file; "-" reads standard input
  --published-on DATE  day of publication (YYYY-MM-DD), which "Friday" and "yesterday" are counted from
  --publisher NAME     who published the article
  --help               this text

Offsets count Unicode code points, end exclusive. Exit status 1 if a file could not be read; the rest is printed.
`;

function parseCommandLine(): { files: string[]; options: ExtractionOptions; help: boolean } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      "published-on": { type: "string" },
      publisher: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const publishedOn = values["published-on"];
  if (publishedOn !== undefined && !isDay(publishedOn))
    throw new OperatorError(
      `--published-on "${publishedOn}" is not a day: write it as YYYY-MM-DD, for instance 2025-08-08`,
    );
  if (!values.help && positionals.length === 0)
    throw new OperatorError("No FILE was named; --help tells more.");
  return {
    files: positionals,
    help: values.help,
    options: definedOf({ publishedOn, publisher: values.publisher }),
  };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** @throws UnreadableTextError with the end of a sentence that begins with the file's name */
function readInput(file: string): string {
  const text = decodeText(file === "-" ? readFileSync(0) : readBytes(file));
  checkReadable(text);
  return text;
}

function readBytes(file: string): Buffer {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) throw new UnreadableTextError("does not exist");
  if (stats.isDirectory()) throw new UnreadableTextError("is a folder: name the files in it");
  if (stats.size > textBytesMost)
    throw new UnreadableTextError(
      `has ${Math.round(stats.size / 1e6)} MB; at most ${textBytesMost / 1e6} MB are read`,
    );
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UnreadableTextError(`cannot be read: ${(error as Error).message}`);
  }
}

const spans = (list: readonly Span[]): number[][] => list.map(({ start, end }) => [start, end]);

function present(id: string, extraction: Extraction): unknown {
  const { speakers, statements, claims, confirmations, corrections } = extraction;
  const speakerOf = ({ speaker }: ExtractedStatement): unknown => {
    const known = speaker === null ? undefined : speakers[speaker];
    return known ? { name: known.name, type: known.type } : null;
  };
  return {
    id,
    statements: statements.map((statement) => ({
      kind: statement.kind,
      speaker: speakerOf(statement),
      attributed_as: statement.attributedAs,
      position: statement.position,
      stance: statement.stance,
      medium: statement.medium,
      audience: statement.audience,
      place: statement.place,
      said_on: statement.saidOn && {
        as_printed: statement.saidOn.asPrinted,
        date: statement.saidOn.date,
        precision: statement.saidOn.precision,
      },
      chain: statement.chain.map(({ span, ...step }) => ({ ...step, span: span && [span.start, span.end] })),
      confidence: Number(statement.confidence.toFixed(3)),
      source: spans(statement.source),
      cue: spans(statement.cue),
      content: spans(statement.content),
    })),
    claims: claims.map(({ text, span, statements: about }) => ({
      text,
      span: [span.start, span.end],
      statements: about,
    })),
    confirmations: confirmations.map(({ claim, status, statement, evidence }) => ({
      claim,
      status,
      statement,
      evidence: [evidence.start, evidence.end],
    })),
    corrections: corrections.map(({ kind, span }) => ({ kind, span: [span.start, span.end] })),
  };
}

function main(): number {
  const { files, options, help } = parseCommandLine();
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  let failed = 0;
  for (const file of files) {
    try {
      const text = readInput(file);
      const id = file === "-" ? "stdin" : basename(file, extname(file));
      process.stdout.write(`${JSON.stringify(present(id, extractStatements(text, options)))}\n`);
    } catch (error) {
      if (!(error instanceof UnreadableTextError)) throw error;
      failed++;
      process.stderr.write(`${file === "-" ? "standard input" : file} ${error.message}\n`);
    }
  }
  return failed > 0 ? 1 : 0;
}

// A reader that stops early ("| head -1") is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

try {
  process.exitCode = main();
} catch (error) {
  reportFailure(error);
}
