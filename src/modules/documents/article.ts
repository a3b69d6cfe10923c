/** An article on its way in: what a sender gives, and what it comes to once it is read. */
import { createHash } from "node:crypto";
import type { MetadataOrigin } from "../../database/generated/client.ts";
import { checkReadable, normalizeText } from "../../extraction/readable-text.ts";
import { canonicalUrl } from "./canonical-url.ts";
import { boundedKey } from "./name-keys.ts";
import { parseHtml } from "./parse-html.ts";

/** Either `text` or `html`; everything else is what the sender knows better than the page, and may be left out. */
export interface ArticleInput {
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  /** What the sender calls it: a file's path, an id of a content system. Identifies it where there is no url. */
  readonly name?: string | undefined;
  /** An http or https address; anything else counts as none. */
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  readonly publisher?: string | undefined;
  readonly byline?: string | undefined;
  /** `YYYY-MM-DD` */
  readonly publishedOn?: string | undefined;
}

/** A piece of metadata and where it comes from. */
export interface Sourced {
  readonly value: string;
  readonly origin: MetadataOrigin;
}

export interface Article {
  /** Normalised, and safe to store and to anchor statements in. */
  readonly text: string;
  /** Of the text in UTF-8, in hexadecimal digits. */
  readonly sha256: string;
  /** `url:...`, `file:...` or `sha256:...`: the same for every revision of one document. */
  readonly identityKey: string;
  readonly url: string | null;
  readonly title: Sourced | null;
  readonly publisher: Sourced | null;
  readonly byline: Sourced | null;
  readonly publishedOn: Sourced | null;
}

/**
 * Reads what was sent. What the sender says goes before what a page says of itself.
 *
 * @throws UnreadableTextError when there is no article in it that could be stored
 */
export function readArticle(input: ArticleInput): Article {
  const page = input.html === undefined ? null : parsePage(input.html);
  const text = normalizeText(page?.text ?? input.text ?? "");
  checkReadable(text);
  const url = input.url === undefined ? pageUrl(page?.url ?? null) : canonicalUrl(input.url);
  const sha256 = createHash("sha256").update(text).digest("hex");
  return {
    text,
    sha256,
    identityKey: identityKey(url, input.name, sha256),
    url,
    title: sourced(input.title, page?.title),
    publisher: sourced(input.publisher, page?.publisher),
    byline: sourced(input.byline, page?.byline),
    publishedOn: sourced(input.publishedOn, page?.publishedOn),
  };
}

function parsePage(html: string): ReturnType<typeof parseHtml> {
  checkReadable(html);
  return parseHtml(html);
}

/** Some sites give their front page as the address of every page. */
function pageUrl(address: string | null): string | null {
  const url = address === null ? null : canonicalUrl(address);
  return url === null || new URL(url).pathname === "/" ? null : url;
}

function identityKey(url: string | null, name: string | undefined, sha256: string): string {
  if (url !== null) return boundedKey(`url:${url}`);
  return name === undefined ? `sha256:${sha256}` : boundedKey(`file:${name}`);
}

function sourced(bySender: string | undefined, byPage: string | null | undefined): Sourced | null {
  if (bySender !== undefined) return { value: bySender, origin: "editor" };
  return byPage == null ? null : { value: byPage, origin: "page" };
}
