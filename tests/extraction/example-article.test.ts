import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { extractStatements } from "../../src/extraction/extract-statements.ts";
import type { ExtractedStatement, Span } from "../../src/extraction/statement.ts";

interface Expected {
  key: string;
  speaker: string;
  kind: string;
  cueText: string;
  cue: [number, number];
  source: [number, number];
  attributedAs: string;
  contentText: string[];
  content: [number, number][];
  saidOn?: string;
  position?: string;
  organization?: string;
  stance?: string;
  medium?: string;
  audience?: string;
  place?: string;
  chain?: string[];
}

const text = readFileSync(new URL("../../prisma/seed/article.txt", import.meta.url), "utf8");
const expected = JSON.parse(readFileSync(new URL("example-article.json", import.meta.url), "utf8")) as {
  speakers: Record<string, string>;
  claims: { text: string; status: string; by: string; evidence: string }[];
  statements: Expected[];
};
const extraction = extractStatements(text, { publishedOn: "2025-08-08", publisher: "Newsweek" });
const letters = [...text];
const printed = ({ start, end }: Span): string => letters.slice(start, end).join("");
/** A careful reader may or may not count a leading "that" or "reports" and the quotation marks. */
const bare = (words: string): string => words.replace(/^(?:that|reports)\s+/, "").replace(/^"|"$/g, "");
const content = (statement: ExtractedStatement): string =>
  statement.content.map((span) => bare(printed(span))).join(" | ");
const found = ({ contentText }: Expected): ExtractedStatement | undefined =>
  extraction.statements.find((statement) => content(statement) === contentText.map(bare).join(" | "));
const DAYS: Record<string, string> = { Friday: "2025-08-08", Thursday: "2025-08-07" };
const STATUS: Record<string, string> = { unconfirmed: "not_confirmed", denied: "denied" };

describe("the example article", () => {
  it.each(expected.statements)("yields $key with everything a careful reader finds in it", (wanted) => {
    const statement = found(wanted);
    expect(statement).toBeDefined();
    const speaker = extraction.speakers[statement!.speaker!]!;
    expect(speaker).toMatchObject({ name: wanted.speaker, type: expected.speakers[wanted.speaker] });
    expect(statement).toMatchObject({ kind: wanted.kind, attributedAs: wanted.attributedAs });
    expect(statement!.source).toEqual([{ start: wanted.source[0], end: wanted.source[1] }]);
    expect(statement!.cue).toEqual([{ start: wanted.cue[0], end: wanted.cue[1] }]);
    if (wanted.stance) expect(statement!.stance).toBe(wanted.stance);
    if (wanted.medium) expect(statement!.medium).toBe(wanted.medium);
    if (wanted.audience) expect(statement!.audience).toBe(wanted.audience);
    if (wanted.place) expect(statement!.place).toBe(wanted.place);
    if (wanted.position) expect(statement!.position?.title).toBe(wanted.position);
    if (wanted.organization) expect(statement!.position?.organization).toBe(wanted.organization);
    if (wanted.saidOn)
      expect(statement!.saidOn).toEqual({
        asPrinted: wanted.saidOn,
        date: DAYS[wanted.saidOn],
        precision: "day",
      });
    if (wanted.chain)
      expect(
        statement!.chain.map((step) => (step.anonymous ? `${step.name} (anonymous)` : step.name)),
      ).toEqual(wanted.chain);
  });

  it("yields at most one statement that a careful reader does not find", () => {
    expect(expected.statements).toHaveLength(15);
    expect(extraction.statements.length).toBeLessThanOrEqual(16);
  });

  it.each(expected.claims)("shows that the claim is $status by $by, with the words that say so", (wanted) => {
    const claim = extraction.claims.findIndex((candidate) => bare(candidate.text) === wanted.text);
    expect(claim).toBeGreaterThanOrEqual(0);
    const confirmation = extraction.confirmations.find((candidate) => candidate.claim === claim)!;
    expect(confirmation.status).toBe(STATUS[wanted.status]);
    expect(printed(confirmation.evidence)).toBe(wanted.evidence);
    const party = extraction.statements[confirmation.statement]!;
    expect(extraction.speakers[party.speaker!]!.name).toBe(wanted.by);
    expect(party.claim).toBe(claim);
  });

  it("links the directive that the White House has not confirmed to the sources who asserted it", () => {
    const claim = extraction.claims.find((candidate) => candidate.text.includes("directive"))!;
    const speakers = claim.statements.map(
      (index) => extraction.speakers[extraction.statements[index]!.speaker!]!.name,
    );
    expect(speakers).toEqual(["sources", "White House"]);
  });

  it("leaves a day unresolved when the day of publication is not known", () => {
    const [first] = extractStatements(text).statements;
    expect(first!.saidOn).toEqual({ asPrinted: "Friday", date: null, precision: null });
  });
});
