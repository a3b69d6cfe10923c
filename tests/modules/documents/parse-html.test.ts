import { describe, expect, it } from "vitest";
import { decodeHtml, parseHtml } from "../../../src/modules/documents/parse-html.ts";

const sentence =
  "The mayor said on Friday that the bridge would not open, in spite of what had been reported.";
const paragraphs = (count: number): string => `<p>${sentence}</p>`.repeat(count);
const page = (body: string, head = "<title>Bridge stays shut</title>"): string =>
  `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
const jsonLd = (value: unknown): string =>
  `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

describe("the text of a page", () => {
  it("is its article, a paragraph a line, without menus, captions, scripts and comments", () => {
    const { text } = parseHtml(
      page(`<nav><a href="/">Home</a></nav><script>let said = "<p>no</p>";</script>
        <article><h2>What   happened</h2><p>The mayor <b>said</b> on <time>Friday</time> that the&nbsp;bridge
        would not &ldquo;open&rdquo;&nbsp;&mdash; ever.</p><figure><img src="x"><figcaption>A bridge.</figcaption></figure>
        ${paragraphs(6)}<p>First line<br>second line of it.</p><!-- secret --></article>
        <footer><p>Imprint</p></footer>`),
    );
    expect(text.split("\n")).toEqual([
      "What happened",
      "The mayor said on Friday that the bridge would not “open” — ever.",
      ...Array.from({ length: 6 }, () => sentence),
      "First line",
      "second line of it.",
    ]);
  });

  it("is found in a fragment of one sentence", () => {
    expect(parseHtml("<p>Mayor Ann Lee said that the bridge will open.</p>").text).toBe(
      "Mayor Ann Lee said that the bridge will open.",
    );
  });

  it("comes from JSON-LD where the page itself has no text", () => {
    const { text } = parseHtml(
      page(
        `<div id="app"></div>`,
        jsonLd({ "@type": "NewsArticle", articleBody: `<p>${sentence}</p><p>No &amp; no.</p>` }),
      ),
    );
    expect(text).toBe(`${sentence}\nNo & no.`);
  });

  it("keeps the page's paragraphs where JSON-LD runs them together", () => {
    const { text } = parseHtml(
      page(
        `<article>${paragraphs(8)}</article>`,
        jsonLd({ "@type": "NewsArticle", articleBody: `${sentence} `.repeat(8) }),
      ),
    );
    expect(text.split("\n")).toHaveLength(8);
  });

  it.each([
    ["nothing", page("")],
    ["a menu", page(`<ul>${'<li><a href="/x">All our news</a></li>'.repeat(40)}</ul>`)],
    [
      "a form",
      page(`<h1>Sign in</h1><form><p>Please sign in to read all of our articles.</p><input></form>`),
    ],
    ["only a script", page(`<script>document.write("<p>${sentence}</p>")</script>`)],
    ["unclosed comments", "<!--".repeat(1000)],
  ])("is refused where the page has %s", (_, html) => {
    expect(() => parseHtml(html)).toThrow("is a page of HTML without an article");
  });

  it.each([
    ["elements", "<div></div>".repeat(20_000)],
    ["stray angle brackets", "<".repeat(200_000)],
    ["character references", `<p>${"&amp;".repeat(200_000)}</p>`],
  ])("is refused where the page has too many %s to be searched in time", (_, html) => {
    expect(() => parseHtml(page(html + paragraphs(6)))).toThrow("too many for the page of one article");
  });

  it.each([
    ["10,000 tags", `<article>${paragraphs(10_000)}</article>`],
    ["elements nested 10,000 deep", "<div>".repeat(10_000) + paragraphs(6)],
    ["tags that are never closed", "<p><b><i><div>".repeat(2000) + paragraphs(6)],
    ["closing tags of nothing", "</div></p></x>".repeat(5000) + paragraphs(6)],
    ["an attribute of a megabyte", `<p class="${"x".repeat(1e6)}">${paragraphs(6)}`],
    ["JSON-LD nested a million deep", jsonLd(1).replace("1", "[".repeat(1e6)) + paragraphs(6)],
  ])("is found in a page of %s", (_, html) => {
    expect(parseHtml(page(html)).text).toContain(sentence);
  });
});

describe("the metadata of a page", () => {
  const metadata = (head: string) => {
    const { text: _, ...rest } = parseHtml(page(paragraphs(6), head));
    return rest;
  };

  it("comes from JSON-LD, also by reference within a graph", () => {
    const graph = [
      { "@type": "WebSite", name: "Bugle online" },
      {
        "@type": ["Thing", "ReportageNewsArticle"],
        headline: "Lee &amp; the <i>bridge</i>",
        datePublished: "2025-08-08T23:10:00-04:00",
        author: [{ "@type": "Person", name: "By Ann Lee" }, { "@id": "#bo" }, "Cy Oh"],
        publisher: { "@id": "#bugle" },
        mainEntityOfPage: { "@id": "https://bugle.example/lee" },
      },
      { "@id": "#bugle", "@type": "NewsMediaOrganization", name: "The Daily Bugle" },
      { "@id": "#bo", "@type": "Person", name: "Bo Diaz" },
    ];
    expect(metadata(jsonLd({ "@context": "https://schema.org", "@graph": graph }))).toEqual({
      title: "Lee & the bridge",
      byline: "Ann Lee, Bo Diaz and Cy Oh",
      publisher: "The Daily Bugle",
      publishedOn: "2025-08-08",
      url: "https://bugle.example/lee",
    });
  });

  it("comes from OpenGraph and meta tags where there is no JSON-LD, or it is malformed", () => {
    expect(
      metadata(`<title>Lee | Bugle</title><script type="application/ld+json">{"@type": "NewsArticle", </script>
        <meta property="og:title" content="Lee &amp; the bridge"><meta property="og:site_name" content="Bugle">
        <meta name="author" content="by Ann Lee"><meta property="article:published_time" content="2025-08-08T01:00Z">
        <link rel="canonical" href="https://bugle.example/lee"><meta property="og:url" content="https://bugle.example/x">`),
    ).toEqual({
      title: "Lee & the bridge",
      byline: "Ann Lee",
      publisher: "Bugle",
      publishedOn: "2025-08-08",
      url: "https://bugle.example/lee",
    });
  });

  it.each(["2025-02-30", "0000-01-01", "2999-01-01", "8 August 2025", ""])(
    "has no day of publication where the page says %j",
    (day) => {
      expect(metadata(`<meta name="date" content="${day}">`).publishedOn).toBeNull();
    },
  );

  it("is null where the page does not say it, or says what cannot be", () => {
    expect(
      metadata(`<meta name="date" content="2025-02-30"><meta name="author" content="https://x.example/lee">`),
    ).toEqual({
      title: null,
      byline: null,
      publisher: null,
      publishedOn: null,
      url: null,
    });
    expect(metadata("<title> Only\n a title </title>").title).toBe("Only a title");
  });
});

describe("the encoding of a page", () => {
  const bytes = (head: string, ...letters: number[]): Uint8Array =>
    Buffer.concat([Buffer.from(head), Buffer.from(letters)]);

  it.each([
    ["declared", bytes(`<meta charset="iso-8859-1">`, 0x93, 0xe9), "“é"],
    [
      "declared the old way",
      bytes(`<meta http-equiv=x content="text/html; charset=windows-1251">`, 0xe9),
      "й",
    ],
    ["not declared, UTF-8", bytes("<p>é</p>"), "é"],
    ["not declared, not UTF-8", bytes("<p>", 0x93, 0xe9), "“é"],
  ])("is followed where it is %s", (_, markup, letters) => {
    expect(decodeHtml(markup)).toContain(letters);
  });

  it("is refused where it is not known, or the page is binary", () => {
    expect(() => decodeHtml(bytes(`<meta charset="klingon">`))).toThrow("which is not known");
    expect(() => decodeHtml(bytes("<p>\0", 0, 0, 1, 2, 0xff))).toThrow("is binary, not text");
  });
});
