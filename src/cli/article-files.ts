/** Articles out of files: plain text, HTML, or NDJSON with one article a line; from disk or from standard input. */
import { createReadStream, statSync } from "node:fs";
import { extname, resolve } from "node:path";
import { decodeText, textBytesMost, UnreadableTextError } from "../extraction/readable-text.ts";
import type { ArticleInput } from "../modules/documents/article.ts";
import { decodeHtml } from "../modules/documents/parse-html.ts";
import { articleOfLine } from "./article-line.ts";

/** An article, or why there is none. */
export interface FoundArticle {
  /** "news.ndjson, line 7", for messages. */
  readonly where: string;
  readonly article: ArticleInput | UnreadableTextError;
  /** How much of the file it took. */
  readonly bytes: number;
}

type Format = "text" | "html" | "ndjson";

const formats: Readonly<Record<string, Format>> = {
  ".txt": "text",
  ".text": "text",
  ".md": "text",
  ".html": "html",
  ".htm": "html",
  ".xhtml": "html",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
};
/** Enough of a file to tell its format by. */
const headBytes = 1024;
const lineFeed = 0x0a;

/** The articles of a file in their order; "-" is standard input. A large NDJSON file is never held whole. */
export async function* articlesIn(file: string): AsyncGenerator<FoundArticle> {
  const where = file === "-" ? "standard input" : file;
  try {
    if (file === "-") yield* articlesOf(process.stdin, { format: null, name: null, where });
    else {
      const fault = faultOf(file);
      if (fault !== null) throw new UnreadableTextError(fault);
      const format = formats[extname(file).toLowerCase()] ?? null;
      yield* articlesOf(createReadStream(file), { format, name: resolve(file), where });
    }
  } catch (error) {
    yield { where, article: unreadable(error), bytes: 0 };
  }
}

function faultOf(file: string): string | null {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return "does not exist";
  return stats.isDirectory() ? "is a folder; name the files in it" : null;
}

interface FileNames {
  /** Null where the file's name does not tell. */
  readonly format: Format | null;
  /** The file's path, which identifies its article; null for standard input. */
  readonly name: string | null;
  readonly where: string;
}

async function* articlesOf(
  stream: AsyncIterable<Buffer>,
  { format, name, where }: FileNames,
): AsyncGenerator<FoundArticle> {
  const head: Buffer[] = [];
  const chunks = stream[Symbol.asyncIterator]();
  for (let length = 0; length < headBytes; length += head.at(-1)!.length) {
    const { value, done } = await chunks.next();
    if (done) break;
    head.push(value);
  }
  const all = chain(head, chunks);
  const known = format ?? formatOf(Buffer.concat(head));
  if (known === "ndjson") {
    yield* articlesOfLines(all, name ?? "stdin", where);
    return;
  }
  const bytes = await collect(all);
  const content = (): ArticleInput =>
    known === "html" ? { html: decodeHtml(bytes) } : { text: decodeText(bytes) };
  yield {
    where,
    article: attempt(() => ({ ...content(), ...(name !== null && { name }) })),
    bytes: bytes.length,
  };
}

/** What a text is that has no name to tell: HTML begins with a tag, NDJSON with an object. */
function formatOf(head: Buffer): Format {
  const start = head
    .toString("latin1")
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart();
  if (/^<(?:!doctype html|html|head|body|\?xml|!--)/i.test(start)) return "html";
  return /^\{\s*"/.test(start) ? "ndjson" : "text";
}

async function* articlesOfLines(
  chunks: AsyncIterable<Buffer>,
  name: string,
  where: string,
): AsyncGenerator<FoundArticle> {
  let number = 0;
  for await (const { bytes, length } of linesOf(chunks)) {
    number += 1;
    if (/^\s*$/.test(bytes.subarray(0, 100).toString("latin1")) && length <= 100) continue;
    yield {
      where: `${where}, line ${number}`,
      article: attempt(() => articleOfLine(decodeText(bytes), name)),
      bytes: length,
    };
  }
}

/** Lines without their ends. Of a line that is longer than any article only so much is kept as shows that it is. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<{ bytes: Buffer; length: number }> {
  let parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer): void => {
    if (length <= textBytesMost) parts.push(part);
    length += part.length;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      add(chunk.subarray(start, end));
      yield { bytes: Buffer.concat(parts), length: length + 1 };
      [parts, length, start] = [[], 0, end + 1];
    }
    add(chunk.subarray(start));
  }
  if (length > 0) yield { bytes: Buffer.concat(parts), length };
}

/** The whole, or so much of it as shows that it is too long. */
async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length > textBytesMost) break;
  }
  return Buffer.concat(parts);
}

async function* chain(head: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* head;
  for (;;) {
    const { value, done } = await rest.next();
    if (done) return;
    yield value;
  }
}

function attempt(read: () => ArticleInput): ArticleInput | UnreadableTextError {
  try {
    return read();
  } catch (error) {
    return unreadable(error);
  }
}

/** What went wrong with one article, so that the others go on; anything but a bad file is a defect of ours. */
function unreadable(error: unknown): UnreadableTextError {
  if (error instanceof UnreadableTextError) return error;
  if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
  return new UnreadableTextError(`cannot be read: ${(error as Error).message}`);
}
