import type { QuotedRun } from "./attributions.ts";
import type { TokenizedText } from "./tokens.ts";

/** One outermost pair of quotation marks inside one paragraph. Offsets count UTF-16 units, end exclusive. */
export interface QuotedStretch {
  /** Of the opening mark. */
  start: number;
  /** After the closing mark; the end of the paragraph's text where none closes it. */
  end: number;
  /** What stands between the marks. */
  inner: { start: number; end: number };
  closed: boolean;
  /** Runs on from the quotation before it, which the end of a paragraph left open. */
  continues: boolean;
}

/** A stretch with the tokens in it. */
export interface Quotation extends QuotedStretch, QuotedRun {}

/** Words that begin with an apostrophe: "'em", "'til", "'90s". A single mark before one opens nothing. */
const ELISION = /^(?:em|til|tis|twas|cause|bout|n|round|cos|cuz|nuff|\d0s|\d\d)(?![\p{L}\p{N}])/iu;
/** Marks that can only open, and those that always close; others do either, by what stands around them. */
const OPENING: ReadonlySet<string> = new Set("“„«‹「『`");
const CLOSING: ReadonlySet<string> = new Set("”»›」』");
const WORD = /[\p{L}\p{N}]/u;
const OPENS_AFTER = /[\s([{>—–\-/:“"]/u;

/**
 * Finds what stands between the outermost quotation marks of a text: curly, straight, low ("„…“"), angle ("«…»", "‹…›")
 * and corner ("「…」") marks, and British single ones. A quotation ends with its paragraph at the latest; when the next
 * paragraph opens with a mark again it is read as running on, which is how English prints a speech of several
 * paragraphs. One pass, linear in the text.
 */
export function findQuotedStretches(text: string): QuotedStretch[] {
  const found: QuotedStretch[] = [];
  let leftOpen = false;
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = text.indexOf("\n", start);
    if (end < 0) end = text.length;
    const line = text.slice(start, end).trimEnd();
    if (!line) continue;
    const marks = quotationsOfParagraph(line, start);
    const first = marks[0];
    if (first && leftOpen && !text.slice(start, first.start).trim()) first.continues = true;
    leftOpen = marks.length > 0 && !marks[marks.length - 1]!.closed;
    found.push(...marks);
  }
  return found;
}

/** Finds the quotations of a text with the tokens that they hold. */
export function findQuotations({ text, tokens }: TokenizedText): Quotation[] {
  let token = 0;
  return findQuotedStretches(text).map((stretch) => {
    while (token < tokens.length && tokens[token]!.end <= stretch.start) token++;
    const open = token;
    while (token < tokens.length && tokens[token]!.start < stretch.inner.end) token++;
    return { ...stretch, open, close: token };
  });
}

function quotationsOfParagraph(line: string, offset: number): QuotedStretch[] {
  const marks: QuotedStretch[] = [];
  const singleCloses = lastSingleClose(line);
  const lastStraight = line.lastIndexOf('"');
  let open: { at: number; length: number; style: Style; mark: string } | null = null;
  let insideDouble = false;

  const close = (at: number, length: number, closed: boolean) => {
    if (!open) return;
    const inner = { start: offset + open.at + open.length, end: offset + at };
    if (inner.end > inner.start)
      marks.push({ start: offset + open.at, end: inner.end + length, inner, closed, continues: false });
    open = null;
    insideDouble = false;
  };

  for (let i = 0; i < line.length; i++) {
    const c = line[i]!;
    const length = (c === "`" && line[i + 1] === "`") || (c === "'" && line[i + 1] === "'") ? 2 : 1;
    const style = styleOf(c, length);
    if (!style) continue;
    const opens = canOpen(line, i, length, c);
    const closes = canClose(line, i, length, c);
    if (!open) {
      const single = style === "single";
      if (opens && (!single || (singleCloses > i + 1 && !ELISION.test(line.slice(i + 1, i + 8)))))
        open = { at: i, length, style, mark: c };
      else if (c === '"' && (!closes || isUnspaced(line, i))) open = { at: i, length, style, mark: c };
    } else if (open.mark === '"' && (c === "“" || (c === "”" && insideDouble))) {
      // Curly marks within straight ones are a quotation inside the quotation; where no straight mark is still to
      // come, the first one only marked the paragraph as an excerpt, and the curly ones are the quotations.
      if (lastStraight > i) insideDouble = c === "“";
      else open = { at: i, length, style, mark: c };
    } else if (open.style === "single" && style === "double")
      insideDouble = opens || (insideDouble && !closes);
    else if (open.style === style && !insideDouble) {
      if (
        style === "single" ? closesSingle(line, i, singleCloses) : closes || (open.mark === "„" && c === "“")
      )
        close(i, length, true);
      else if (style === "double" && opens && c !== "“" && c !== "«") {
        // A second opening mark before any closing one: the first was never closed, so it held its sentence at most.
        const stop = line.slice(open.at + open.length, i).search(/[.!?](?=\s)/);
        close(stop < 0 ? i : open.at + open.length + stop + 1, 0, false);
        open = { at: i, length, style, mark: c };
      }
    }
    i += length - 1;
  }
  close(line.length, 0, false);
  return marks;
}

type Style = "double" | "single" | "angle" | "corner";

function styleOf(c: string, length: number): Style | null {
  if (length === 2 || c === '"' || c === "“" || c === "”" || c === "„" || c === "«" || c === "»")
    return "double";
  if (c === "'" || c === "‘" || c === "’") return "single";
  if (c === "‹" || c === "›") return "angle";
  return c === "「" || c === "」" || c === "『" || c === "』" ? "corner" : null;
}

function canOpen(line: string, i: number, length: number, c: string): boolean {
  if (OPENING.has(c)) return true;
  if (CLOSING.has(c) || c === "’") return false;
  const before = line[i - 1];
  const after = line[i + length];
  if (after === undefined || /\s/.test(after)) return false;
  return c === "‘" || before === undefined || OPENS_AFTER.test(before);
}

/** `He left."We know," she said`: nothing is open, so the mark opens what its missing space would show. */
const isUnspaced = (line: string, i: number): boolean =>
  /[.!?]/.test(line[i - 1] ?? "") && /\p{Lu}/u.test(line[i + 1] ?? "");

function canClose(line: string, i: number, length: number, c: string): boolean {
  if (CLOSING.has(c)) return true;
  // "as a fool“ on Monday": set the wrong way round.
  if (c === "“") return /[^\s([{—–-]/.test(line[i - 1] ?? " ") && !WORD.test(line[i + length] ?? " ");
  const before = line[i - 1];
  const after = line[i + length];
  if (before === undefined || /\s/.test(before)) return after === undefined || /\s/.test(after);
  return after === undefined || !WORD.test(after) || !OPENS_AFTER.test(before);
}

/** Where the last single mark stands that can close: after it no single mark opens a quotation. */
function lastSingleClose(line: string): number {
  for (let i = line.length - 1; i > 0; i--) {
    const c = line[i]!;
    if ((c === "'" || c === "’") && isSingleClose(line, i)) return i;
  }
  return -1;
}

function isSingleClose(line: string, i: number): boolean {
  const before = line[i - 1] ?? " ";
  const after = line[i + 1];
  return !/\s/.test(before) && (after === undefined || !WORD.test(after));
}

/**
 * Tells a closing single mark from an apostrophe: "workers' rights" closes nothing while a mark that can close is
 * still to come, a mark after punctuation always closes.
 */
function closesSingle(line: string, i: number, last: number): boolean {
  if (!isSingleClose(line, i)) return false;
  const before = line[i - 1]!;
  return (
    /[.,!?…;:)\]—–-]/u.test(before) ||
    before.toLowerCase() !== "s" ||
    i === last ||
    !/^\s\p{Ll}/u.test(line.slice(i + 1, i + 3))
  );
}
