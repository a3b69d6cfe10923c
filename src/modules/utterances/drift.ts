/** How the wording of an utterance drifted, from its renderings as somebody sees them. Pure. */
import { formOf, renderingOf, type RenderingOf, type Wording } from "./rendering.ts";

/** A statement as one of an utterance's renderings. */
export interface SeenRendering extends Wording {
  readonly documentId: string;
  /** Its words without their form. */
  readonly form: string;
  /** Whether a later revision of its document took its place. */
  readonly superseded: boolean;
}

/** Renderings in the same words, whatever their form. */
export interface DriftedWording<Seen> {
  /** The earliest. */
  readonly first: Seen;
  /** Documents that print them so now. */
  readonly documents: number;
}

const best = ["direct", "mixed", "indirect"] as const;

/**
 * The rendering that the others are held against: of the earliest one, the fullest that has its words unchanged, so
 * that whoever prints less of it cut it, whether earlier or later. Word for word goes before paraphrase, and what
 * stands before what was superseded.
 *
 * @param renderings in the order of their appearance; at least one
 */
export function referenceOf<Seen extends SeenRendering>(renderings: readonly Seen[]): Seen {
  const current = renderings.filter(({ superseded }) => !superseded);
  const among = current.length > 0 ? current : renderings;
  const kind = best.find((one) => among.some((other) => other.kind === one));
  const alike = among.filter((one) => one.kind === kind);
  const first = ` ${alike[0]!.form} `;
  return alike
    .filter(({ form }) => ` ${form} `.includes(first))
    .reduce((fullest, other) => (other.form.length > fullest.form.length ? other : fullest));
}

/** The rows with their words without their form; the same words, as agencies spread them, are read once. */
export function withForms<Row extends Wording>(rows: readonly Row[]): (Row & { readonly form: string })[] {
  const known = new Map<string, string>();
  return rows.map((row) => {
    const form = known.get(row.text) ?? formOf(row.text);
    known.set(row.text, form);
    return { ...row, form };
  });
}

/** Tells of each rendering how it differs from the reference; the same words are aligned once. */
export function differencesFrom(reference: Wording): (rendering: Wording) => RenderingOf {
  const known = new Map<string, RenderingOf>();
  return (rendering) => {
    const key = `${rendering.kind} ${rendering.text}`;
    const told = known.get(key) ?? renderingOf(reference, rendering);
    known.set(key, told);
    return told;
  };
}

/**
 * Leaves out what the same document prints still: a revision that kept the words does not render them twice. What is
 * left stands where the document first printed it.
 *
 * @param renderings in the order of their appearance
 */
export function withoutRepeats<Seen extends SeenRendering>(renderings: readonly Seen[]): Seen[] {
  const placeOf = ({ documentId, form }: Seen): string => `${documentId} ${form}`;
  const taken = new Set(renderings.filter(({ superseded }) => !superseded).map(placeOf));
  const firstAt = new Map<string, number>();
  const left = renderings.filter((one, at) => {
    const place = placeOf(one);
    if (!firstAt.has(place)) firstAt.set(place, at);
    if (!one.superseded) return true;
    const isNew = !taken.has(place);
    taken.add(place);
    return isNew;
  });
  return left.toSorted((a, b) => firstAt.get(placeOf(a))! - firstAt.get(placeOf(b))!);
}

/**
 * Each different wording, the earliest first. What differs in form only is one.
 *
 * @param renderings in the order of their appearance
 */
export function wordingsOf<Seen extends SeenRendering>(renderings: readonly Seen[]): DriftedWording<Seen>[] {
  const groups = new Map<string, { first: Seen; documents: Set<string> }>();
  for (const rendering of renderings) {
    const group = groups.get(rendering.form) ?? { first: rendering, documents: new Set() };
    if (!rendering.superseded) group.documents.add(rendering.documentId);
    groups.set(rendering.form, group);
  }
  return [...groups.values()].map(({ first, documents }) => ({ first, documents: documents.size }));
}
