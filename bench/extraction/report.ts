import type { Article } from "./corpus.ts";
import { ROLES } from "./corpus.ts";
import { addCounts, f1, perRole, type ArticleScore, type Count, type Predicted } from "./score.ts";

/** One scored article: what was asked, what was predicted, how it fared. */
export interface Scored {
  article: Article;
  predictions: readonly Predicted[];
  score: ArticleScore;
}

const percent = (share: number): string => (100 * share).toFixed(1).padStart(6);

/** Prints rows of cells in columns, the first one to the left and the others to the right. */
export function table(title: string, header: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(`\n${title}`);
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  for (const row of all)
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join("  "),
    );
}

/** The figures of one system, in the order of the yardstick. */
export interface Figures {
  span: Record<(typeof ROLES)[number], Count>;
  overlap: Record<(typeof ROLES)[number], Count>;
  match: Count;
  speaker: number;
  kinds: Record<"direct" | "mixed" | "indirect", number>;
}

export function figures(scored: readonly Scored[]): Figures {
  const outcomes = scored.flatMap(({ score }) => score.gold);
  const asked = outcomes.filter(({ speakerRight }) => speakerRight !== null);
  const kind = (name: "direct" | "mixed" | "indirect"): number => {
    const all = outcomes.filter((outcome) => outcome.kind === name);
    return all.filter(({ match }) => match !== null).length / (all.length || 1);
  };
  return {
    span: perRole((role) => addCounts(scored.map(({ score }) => score.span[role]))),
    overlap: perRole((role) => addCounts(scored.map(({ score }) => score.overlap[role]))),
    match: matchCount(scored),
    speaker: asked.filter(({ speakerRight }) => speakerRight).length / (asked.length || 1),
    kinds: { direct: kind("direct"), mixed: kind("mixed"), indirect: kind("indirect") },
  };
}

function matchCount(scored: readonly Scored[]): Count {
  return addCounts(
    scored.map(({ predictions, score }) => ({
      hit: score.matched.filter(Boolean).length,
      predicted: predictions.filter(({ content }) => content.length > 0).length,
      gold: score.gold.length,
    })),
  );
}

export function printQuality(name: string, { span, overlap, match, speaker, kinds }: Figures): void {
  const row = (label: string, count: Count): string[] => {
    const { precision, recall, f1: score } = f1(count);
    return [label, percent(precision), percent(recall), percent(score)];
  };
  table(
    name,
    ["", "P", "R", "F1"],
    [
      ...ROLES.map((role) => row(`span, exact: ${role}`, span[role])),
      ...ROLES.map((role) => row(`words: ${role}`, overlap[role])),
      row("whole attributions, IoU >= 0.5", match),
    ],
  );
  console.log(
    `speaker right on matched ${percent(speaker)}   recall: direct ${percent(kinds.direct)}  mixed ${percent(kinds.mixed)}  indirect ${percent(kinds.indirect)}`,
  );
}

/** Each peer beside the engine: F1 of whole attributions and of exact contents, and how many times ours it is. */
export function printRatios(
  ours: Figures,
  peers: readonly (readonly [name: string, figures: Figures])[],
): void {
  const cells = (name: string, theirs: Figures): string[] => {
    const [a, b] = [f1(theirs.match).f1, f1(theirs.span.content).f1];
    const ratio = (mine: number, other: number): string =>
      other > 0 ? `${(mine / other).toFixed(1)}x` : "-";
    return [name, percent(a), ratio(f1(ours.match).f1, a), percent(b), ratio(f1(ours.span.content).f1, b)];
  };
  table(
    "Beside peers that run here (ratio: ours to theirs)",
    ["", "match F1", "ratio", "content F1", "ratio"],
    [cells("this engine", ours), ...peers.map(([name, theirs]) => cells(name, theirs))],
  );
}

export function printPublishers(scored: readonly Scored[]): void {
  const publishers = [...new Set(scored.map(({ article }) => article.publisher))].sort();
  table(
    "Per publisher",
    ["", "articles", "match F1", "content F1", "speaker"],
    publishers.map((publisher) => {
      const own = scored.filter(({ article }) => article.publisher === publisher);
      const { match, span, speaker } = figures(own);
      return [
        publisher,
        String(own.length),
        percent(f1(match).f1),
        percent(f1(span.content).f1),
        percent(speaker),
      ];
    }),
  );
}

/** Among statements given about the same confidence, how many have content and speaker right. */
export function printReliability(scored: readonly Scored[]): void {
  const judged = scored.flatMap(({ predictions, score }) =>
    predictions.map(({ confidence }, index) => {
      const gold = score.gold.find(({ match }) => match === index);
      return { confidence, right: gold !== undefined && gold.speakerRight !== false };
    }),
  );
  const edges = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001];
  const rows = edges.slice(0, -1).flatMap((from, i) => {
    const inside = judged.filter(({ confidence }) => confidence >= from && confidence < edges[i + 1]!);
    if (inside.length === 0) return [];
    const mean = inside.reduce((sum, { confidence }) => sum + confidence, 0) / inside.length;
    const right = inside.filter((one) => one.right).length / inside.length;
    return [
      [
        `${from.toFixed(1)} to ${Math.min(1, edges[i + 1]!).toFixed(1)}`,
        String(inside.length),
        percent(mean),
        percent(right),
      ],
    ];
  });
  table("Reliability of confidence", ["confidence", "statements", "mean", "right"], rows);
}

/** The errors that cost most words, as places and types: no text of the corpus is printed. */
export function printErrors(scored: readonly Scored[], limit: number): void {
  const errors: { type: string; words: number; where: string }[] = [];
  for (const { article, predictions, score } of scored) {
    const words = (spans: readonly (readonly [number, number])[]): number =>
      spans.reduce(
        (sum, [start, end]) => sum + [...article.text].slice(start, end).join("").split(/\s+/).length,
        0,
      );
    const place = (spans: readonly (readonly [number, number])[]): string =>
      `${article.id} ${spans.map(([start, end]) => `${start}-${end}`).join(" ")}`;
    score.gold.forEach((outcome, index) => {
      const { content } = article.attributions[index]!;
      if (outcome.match === null)
        errors.push({ type: `missed, ${outcome.kind}`, words: words(content), where: place(content) });
      else if (outcome.speakerRight === false)
        errors.push({ type: `wrong speaker, ${outcome.kind}`, words: words(content), where: place(content) });
    });
    predictions.forEach(({ content }, index) => {
      if (!score.matched[index] && content.length > 0)
        errors.push({ type: "not there", words: words(content), where: place(content) });
    });
  }
  const types = [...new Set(errors.map(({ type }) => type))].sort();
  table(
    "Errors by type",
    ["", "number", "words"],
    types.map((type) => {
      const own = errors.filter((error) => error.type === type);
      return [type, String(own.length), String(own.reduce((sum, error) => sum + error.words, 0))];
    }),
  );
  const worst = errors.toSorted((a, b) => b.words - a.words).slice(0, limit);
  table(
    `The ${worst.length} most costly errors`,
    ["type", "words", "where"],
    worst.map(({ type, words, where }) => [type, String(words), where]),
  );
}
