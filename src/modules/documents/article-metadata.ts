/**
 * What a page says about its article: JSON-LD of schema.org first, which publishers keep in order because search
 * engines read it, then OpenGraph and the older `<meta>` names.
 */
import { Parser } from "htmlparser2";
import { publicationDay } from "./article-schema.ts";
import type { HtmlPage } from "./html-page.ts";

/** Null is what the page does not say. */
export interface ArticleMetadata {
  readonly title: string | null;
  readonly byline: string | null;
  readonly publisher: string | null;
  /** `YYYY-MM-DD`, by the clock of whoever wrote the time. */
  readonly publishedOn: string | null;
  readonly url: string | null;
  /** The article's text as its JSON-LD has it. */
  readonly articleBody: string | null;
}

type JsonObject = Readonly<Record<string, unknown>>;

const jsonLdBlocksMost = 50;
const nodesMost = 20_000;
const shortTextMost = 1000;

/** Reads the metadata of a page; what is malformed counts as not said. */
export function articleMetadata(page: HtmlPage): ArticleMetadata {
  const nodes = page.jsonLd.slice(0, jsonLdBlocksMost).flatMap((json) => objectsIn(parsed(json)));
  const byId = new Map(nodes.filter((node) => "name" in node).map((node) => [node["@id"], node]));
  const article = nodes.find((node) => typesOf(node).some((type) => isArticle.test(type))) ?? {};
  const meta = (...names: string[]): string | null => {
    for (const name of names) if (page.meta.has(name)) return shortText(page.meta.get(name));
    return null;
  };
  return {
    title:
      shortText(article["headline"] ?? article["name"]) ??
      meta("og:title", "twitter:title", "dc.title") ??
      shortText(page.title),
    byline:
      namesOf(article["author"], byId) ?? withoutBy(meta("author", "byl", "dc.creator", "parsely-author")),
    publisher: namesOf(article["publisher"], byId) ?? meta("og:site_name", "dc.publisher"),
    publishedOn: dayOf(
      article["datePublished"] ??
        meta(
          "article:published_time",
          "datepublished",
          "date",
          "pubdate",
          "publish-date",
          "dc.date.issued",
          "dc.date",
          "parsely-pub-date",
          "sailthru.date",
        ),
    ),
    url: page.canonicalUrl ?? meta("og:url") ?? urlOf(article["url"]) ?? urlOf(article["mainEntityOfPage"]),
    articleBody: typeof article["articleBody"] === "string" ? plainText(article["articleBody"]) : null,
  };
}

const isArticle = /^(?:https?:\/\/schema\.org\/)?(?:\w*Article|BlogPosting|LiveBlogPosting|Report)$/;

function typesOf({ "@type": type }: JsonObject): string[] {
  return [type].flat().filter((name) => typeof name === "string");
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** All objects in a JSON value, outer ones first, however deep they are nested. */
function objectsIn(json: unknown): JsonObject[] {
  const found: JsonObject[] = [];
  const queue: unknown[] = [json];
  for (let at = 0; at < queue.length && found.length < nodesMost; at += 1) {
    const value = queue[at];
    if (typeof value !== "object" || value === null) continue;
    if (!Array.isArray(value)) found.push(value as JsonObject);
    for (const inner of Object.values(value)) if (typeof inner === "object") queue.push(inner);
  }
  return found;
}

/** "Ann Lee and Bo Diaz" of one or several persons or organisations, which may be given by reference. */
function namesOf(value: unknown, byId: ReadonlyMap<unknown, JsonObject>): string | null {
  const names = [value].flat().flatMap((one) => {
    if (typeof one === "string") return shortText(one) ?? [];
    if (typeof one !== "object" || one === null) return [];
    const { name } = "name" in one ? one : (byId.get((one as JsonObject)["@id"]) ?? {});
    return shortText(Array.isArray(name) ? name[0] : name) ?? [];
  });
  const distinct = [...new Set(names)];
  const last = distinct.pop();
  if (last === undefined) return null;
  return withoutBy(distinct.length === 0 ? last : `${distinct.join(", ")} and ${last}`);
}

/** Some pages give the address of the author's page for a name. */
const withoutBy = (byline: string | null): string | null =>
  byline === null || /^https?:/.test(byline) ? null : byline.replace(/^by\s+/i, "");

function urlOf(value: unknown): string | null {
  const url = typeof value === "object" && value !== null ? (value as JsonObject)["@id"] : value;
  return typeof url === "string" && /^https?:\/\//.test(url) ? url : null;
}

/** The day that an ISO 8601 time was written on, in its own time zone. */
function dayOf(value: unknown): string | null {
  const [, day] = /^\s*(\d{4}-\d\d-\d\d)(?!\d)/.exec(typeof value === "string" ? value : "") ?? [];
  return publicationDay.safeParse(day).data ?? null;
}

function shortText(value: unknown): string | null {
  if (typeof value !== "string" || value.length > shortTextMost * 10) return null;
  const text = plainText(value).replace(/\s+/g, " ").trim();
  return text === "" || text.length > shortTextMost ? null : text;
}

/** Publishers put markup and entities into JSON strings, where neither belongs. */
function plainText(text: string): string {
  if (!/[<&]/.test(text)) return text;
  let plain = "";
  const parser = new Parser({
    ontext: (part) => (plain += part),
    onopentag: (name) => (plain += /^(?:p|div|br|li|h\d|blockquote)$/.test(name) ? "\n" : ""),
  });
  parser.end(text);
  return plain;
}
