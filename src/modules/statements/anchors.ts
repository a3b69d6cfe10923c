/**
 * The anchors of a statement as they are stored and as the API shows them: each role's words with its spans, which are
 * W3C TextPositionSelector and TextQuoteSelector in one, and the sentence that holds them. They never change: a
 * correction adds the next set. So they are stored as JSON, and reading a statement passes them on.
 */
import type { Span } from "../../extraction/statement.ts";
import type { CodePointText } from "../documents/code-point-text.ts";

export const ROLES = ["content", "cue", "attributed_as"] as const;
type Role = (typeof ROLES)[number];

/** Where the words of each role stand in the text of the revision. */
export type Spans = Readonly<Record<Role, readonly Readonly<Span>[]>>;

interface Quoted extends Readonly<Span> {
  readonly exact: string;
}

interface Anchor {
  /** The exact words of the spans, joined by a space. */
  readonly text: string;
  /** In the order of the text, with up to 32 code points before and after. */
  readonly spans: readonly (Quoted & { readonly prefix: string; readonly suffix: string })[];
}

export interface StatementAnchors {
  readonly content: Anchor;
  readonly cue: Anchor | null;
  readonly attributed_as: Anchor | null;
  readonly sentence: Quoted;
}

/** How many code points before and after a span are kept with it. */
const surroundings = 32;

/** Takes the words of the spans from the text. */
export function anchorsAt(text: CodePointText, spans: Spans, sentence: Span): StatementAnchors {
  const quoted = ({ start, end }: Span): Quoted => ({ start, end, exact: text.slice(start, end) });
  const anchor = (role: Role): Anchor => {
    const anchored = spans[role].map((span) => ({
      ...quoted(span),
      prefix: text.slice(span.start - surroundings, span.start),
      suffix: text.slice(span.end, span.end + surroundings),
    }));
    return { text: anchored.map(({ exact }) => exact).join(" "), spans: anchored };
  };
  const ifAny = (role: Role): Anchor | null => (spans[role].length === 0 ? null : anchor(role));
  return {
    content: anchor("content"),
    cue: ifAny("cue"),
    attributed_as: ifAny("attributed_as"),
    sentence: quoted(sentence),
  };
}
