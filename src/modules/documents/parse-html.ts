/** An article out of a page of HTML. */
import { decodeText, UnreadableTextError } from "../../extraction/readable-text.ts";
import { articleMetadata, type ArticleMetadata } from "./article-metadata.ts";
import { readHtmlPage } from "./html-page.ts";
import { mainText } from "./main-text.ts";

/** What a page holds of an article: its text, a paragraph a line, and what the page says about it. */
export interface ParsedPage extends Omit<ArticleMetadata, "articleBody"> {
  readonly text: string;
}

/**
 * Finds the article of a page.
 *
 * @throws UnreadableTextError when there is none, or the page is too large to look for it
 */
export function parseHtml(html: string): ParsedPage {
  const page = readHtmlPage(html);
  const { articleBody, ...metadata } = articleMetadata(page);
  const text = better(mainText(page.body, page.title), articleBody);
  if (!hasProse(text)) throw new UnreadableTextError("is a page of HTML without an article");
  return { ...metadata, text };
}

/**
 * Decodes a page as browsers do: by its byte order mark, by the encoding that it declares, else as UTF-8, and what is
 * neither declared nor UTF-8 as windows-1252.
 *
 * @throws UnreadableTextError when the bytes are no text
 */
export function decodeHtml(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString("latin1");
  const declared = /<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w:.-]{1,40})/i.exec(head)?.[1];
  if (declared !== undefined) return decodeText(bytes, declared);
  try {
    return decodeText(bytes);
  } catch (error) {
    if (head.includes("\0") || !(error instanceof UnreadableTextError)) throw error;
    return decodeText(bytes, "windows-1252");
  }
}

/**
 * The page's own text keeps its paragraphs, which JSON-LD mostly loses, so it is preferred unless most of the article
 * is missing from it, as where a script would have to fetch it.
 */
function better(found: string, articleBody: string | null): string {
  const body = (articleBody ?? "")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[\n ]*/g, "\n")
    .trim();
  return found.length < body.length / 2 ? body : found;
}

/** Whether some line of the text is a sentence: at least five words, and an end. Menus and teasers have none. */
function hasProse(text: string): boolean {
  return text.split("\n").some((line) => /[.!?…]["'”’»)\]]*(?:\s|$)/.test(line) && countWords(line) >= 5);
}

const countWords = (line: string): number => line.match(/\p{L}+/gu)?.length ?? 0;
