/**
 * One linear pass over a page of HTML, whatever its state: collects what its head says about it, and writes its body
 * anew without what no reader reads (scripts, pictures, forms) and without the nesting and numbers of elements that
 * would make the search for the main text slow.
 */
import { Parser } from "htmlparser2";
import { UnreadableTextError } from "../../extraction/readable-text.ts";

/** What a page says about itself, and its body in simpler HTML. */
export interface HtmlPage {
  /** Contents of `<meta>` by lower-case name or property; the first of each counts. */
  readonly meta: ReadonlyMap<string, string>;
  /** The unparsed texts of its JSON-LD blocks. */
  readonly jsonLd: readonly string[];
  readonly title: string;
  readonly canonicalUrl: string | null;
  readonly body: string;
}

/** Finding the main text takes time quadratic in the elements; ordinary pages have a few thousand. */
const elementsMost = 12_000;
/** Tags and character references together, of which also the left-out parts of a page have many. */
const markupMost = 100_000;
/** Elements nested deeper lose their tags and keep their text. */
const depthMost = 100;

const dropped = new Set(
  (
    "script style noscript svg template iframe object select textarea button canvas math audio video picture " +
    "dialog form nav figcaption"
  ).split(" "),
);
/** Their tags break no line, and the main text is found without them. */
const inline = new Set(
  (
    "abbr acronym b bdi bdo big center cite code data del dfn em font i img input ins kbd label link mark meta " +
    "picture q s samp small source span strike strong sub sup time tt u var wbr html head body title"
  ).split(" "),
);
const keptAttributes = ["class", "id", "href", "role", "rel", "itemprop", "hidden", "aria-hidden", "style"];

/**
 * Reads a page.
 *
 * @throws UnreadableTextError when it has more markup than the page of any article
 */
export function readHtmlPage(html: string): HtmlPage {
  const meta = new Map<string, string>();
  const jsonLd: string[] = [];
  const body: string[] = [];
  /** For every open element the name to close it with, or null when its tag was left out. */
  const open: (string | null)[] = [];
  let title = "";
  let canonicalUrl: string | null = null;
  let elements = 0;
  /** Depth at which an element began whose contents are left out. */
  let droppedFrom = -1;
  let collecting: "title" | "json-ld" | null = null;

  if (countOf(html, "<") + countOf(html, "&") > markupMost) throw tooManyElements();
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "meta") rememberMeta(meta, attributes);
      if (name === "link" && attributes["rel"]?.toLowerCase() === "canonical") {
        canonicalUrl ??= attributes["href"] ?? null;
      }
      if (name === "title" && title === "" && droppedFrom < 0) collecting = "title";
      if (name === "script" && /^application\/ld\+json\b/i.test(attributes["type"]?.trim() ?? "")) {
        collecting = "json-ld";
        jsonLd.push("");
      }
      if (droppedFrom < 0 && dropped.has(name)) droppedFrom = open.length;
      const kept = droppedFrom < 0 && !inline.has(name) && open.length < depthMost;
      open.push(kept ? name : null);
      if (!kept) return;
      if (name !== "br") elements += 1;
      if (elements > elementsMost) throw tooManyElements();
      body.push(`<${name}${attributesOf(attributes)}>`);
    },
    ontext(text) {
      if (collecting === "title") title += text;
      else if (collecting === "json-ld") jsonLd[jsonLd.length - 1] += text;
      else if (droppedFrom < 0) body.push(escape(text));
    },
    onclosetag() {
      const name = open.pop() ?? null;
      collecting = null;
      if (open.length === droppedFrom) droppedFrom = -1;
      if (name !== null && name !== "br" && name !== "hr") body.push(`</${name}>`);
    },
  });
  parser.end(html);
  return { meta, jsonLd, title: title.replace(/\s+/g, " ").trim(), canonicalUrl, body: body.join("") };
}

function rememberMeta(meta: Map<string, string>, attributes: Record<string, string>): void {
  const name = (attributes["property"] ?? attributes["name"] ?? attributes["itemprop"])?.toLowerCase();
  const content = attributes["content"]?.trim();
  if (name && content && !meta.has(name)) meta.set(name, content);
}

function attributesOf(attributes: Record<string, string>): string {
  return keptAttributes
    .filter((name) => attributes[name] !== undefined)
    .map((name) => ` ${name}="${escape(attributes[name]!.slice(0, 500)).replaceAll('"', "&quot;")}"`)
    .join("");
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

function tooManyElements(): UnreadableTextError {
  return new UnreadableTextError(
    `has more than ${elementsMost.toLocaleString("en")} elements or ${markupMost.toLocaleString("en")} tags and ` +
      "character references, too many for the page of one article",
  );
}
