import { ROLES, type Article, type GoldAttribution, type Role, type Spans } from "./corpus.ts";

/** Hits among what was predicted and what is there. */
export interface Count {
  hit: number;
  predicted: number;
  gold: number;
}

export type Predicted = GoldAttribution & { confidence: number };

/** How one gold attribution fared. */
export interface GoldOutcome {
  kind: "direct" | "mixed" | "indirect";
  /** Index of the prediction that its content matches at IoU >= 0.5; null where none does. */
  match: number | null;
  /** Whether the matched prediction's source shares a word with the gold source; null where there is none to find. */
  speakerRight: boolean | null;
}

export interface ArticleScore {
  span: Record<Role, Count>;
  overlap: Record<Role, Count>;
  gold: GoldOutcome[];
  /** For each prediction, whether it was matched. */
  matched: boolean[];
}

const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;
const MATCH_FROM = 0.5;

/**
 * Scores the predictions for one article, words only: exact segments per role (as CofeNet's Table 6), labelled words,
 * and whole attributions matched one to one by the overlap of their contents.
 */
export function scoreArticle(article: Article, predictions: readonly Predicted[]): ArticleScore {
  const words = wordsOf(article.text);
  const quoted = insideQuotes(article.text);
  const asSets = (list: readonly GoldAttribution[]): Record<Role, Set<number>>[] =>
    list.map((item) => perRole((role) => wordSet(words, item[role])));
  const gold = asSets(article.attributions);
  const predicted = asSets(predictions);
  const span = perRole((role): Count => {
    const [g, p] = [segmentsOf(gold, role), segmentsOf(predicted, role)];
    return { hit: shared(g, p), predicted: p.size, gold: g.size };
  });
  const overlap = perRole((role): Count => {
    const [g, p] = [union(gold, role), union(predicted, role)];
    return { hit: shared(g, p), predicted: p.size, gold: g.size };
  });
  const matches = match(gold, predicted);
  const matched = predicted.map(() => false);
  for (const index of matches.values()) matched[index] = true;
  const outcomes = gold.map((item, index): GoldOutcome => {
    const inside =
      [...item.content].filter((word) => quoted[words[word]![0]]).length / (item.content.size || 1);
    const found = matches.get(index) ?? null;
    const asked = found !== null && item.source.size > 0;
    return {
      kind: inside > 0.95 ? "direct" : inside < 0.02 ? "indirect" : "mixed",
      match: found,
      speakerRight: asked ? shared(item.source, predicted[found]!.source) > 0 : null,
    };
  });
  return { span, overlap, gold: outcomes, matched };
}

export const perRole = <T>(make: (role: Role) => T): Record<Role, T> =>
  Object.fromEntries(ROLES.map((role) => [role, make(role)])) as Record<Role, T>;

export function addCounts(counts: readonly Count[]): Count {
  const sum = (key: keyof Count): number => counts.reduce((total, count) => total + count[key], 0);
  return { hit: sum("hit"), predicted: sum("predicted"), gold: sum("gold") };
}

export function f1({ hit, predicted, gold }: Count): { precision: number; recall: number; f1: number } {
  const precision = predicted ? hit / predicted : 0;
  const recall = gold ? hit / gold : 0;
  return { precision, recall, f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0 };
}

function match(
  gold: readonly Record<Role, Set<number>>[],
  predicted: readonly Record<Role, Set<number>>[],
): Map<number, number> {
  const pairs: [iou: number, gold: number, predicted: number][] = [];
  gold.forEach((a, i) =>
    predicted.forEach((b, j) => {
      if (b.content.size === 0) return;
      const common = shared(a.content, b.content);
      const iou = common / (a.content.size + b.content.size - common);
      if (iou >= MATCH_FROM) pairs.push([iou, i, j]);
    }),
  );
  const used = new Set<number>();
  const matches = new Map<number, number>();
  for (const [, i, j] of pairs.sort((a, b) => b[0] - a[0]))
    if (!matches.has(i) && !used.has(j)) {
      matches.set(i, j);
      used.add(j);
    }
  return matches;
}

function wordsOf(text: string): [number, number][] {
  const words: [number, number][] = [];
  let codePoint = 0;
  let unit = 0;
  for (const found of text.matchAll(WORD)) {
    codePoint += [...text.slice(unit, found.index)].length;
    const length = [...found[0]].length;
    words.push([codePoint, codePoint + length]);
    codePoint += length;
    unit = found.index + found[0].length;
  }
  return words;
}

/** Which code points stand inside quotation marks; a quotation ends with its paragraph at the latest. */
function insideQuotes(text: string): boolean[] {
  const inside: boolean[] = [];
  let open = false;
  for (const character of text) {
    if (character === "\n") open = false;
    if (character === "“") open = true;
    else if (character === "”") open = false;
    else if (character === '"') open = !open;
    inside.push(open && character !== "“" && character !== '"');
  }
  return inside;
}

function wordSet(words: readonly [number, number][], spans: Spans): Set<number> {
  const set = new Set<number>();
  for (const [start, end] of spans)
    for (let i = 0; i < words.length; i++) if (words[i]![0] < end && words[i]![1] > start) set.add(i);
  return set;
}

function segmentsOf(list: readonly Record<Role, Set<number>>[], role: Role): Set<string> {
  return new Set(
    list.flatMap((item) => {
      const sorted = [...item[role]].sort((a, b) => a - b);
      const segments: string[] = [];
      for (let i = 0, from = 0; i < sorted.length; i++)
        if (i + 1 === sorted.length || sorted[i + 1] !== sorted[i]! + 1) {
          segments.push(`${sorted[from]}-${sorted[i]}`);
          from = i + 1;
        }
      return segments;
    }),
  );
}

const union = (list: readonly Record<Role, Set<number>>[], role: Role): Set<number> =>
  new Set(list.flatMap((item) => [...item[role]]));
const shared = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number =>
  [...a].filter((item) => b.has(item)).length;
