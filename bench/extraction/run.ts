// How well and how fast the extraction engine reads a corpus that nobody here wrote.
//
//   npm run bench:extraction -- [--corpus ../shared/corpora/polnear] [--split dev] [--errors 20]
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Extraction, Span } from "../../src/extraction/statement.ts";
import { compromiseQuotations, nearestVerb } from "./baselines.ts";
import { MissingCorpus, readCorpus, type Article } from "./corpus.ts";
import { classScores, judgeLabels, sameName, type Judged } from "./labels.ts";
import {
  figures,
  printErrors,
  printPublishers,
  printQuality,
  printRatios,
  printReliability,
  table,
  type Scored,
} from "./report.ts";
import { scoreArticle, type Predicted } from "./score.ts";

const { values } = parseArgs({
  options: {
    corpus: { type: "string", default: "../shared/corpora/polnear" },
    split: { type: "string", default: "dev" },
    errors: { type: "string", default: "20" },
  },
});

const PASSES = 3;

function readArticles(split: string): Article[] {
  try {
    return readCorpus(resolve(values.corpus), split);
  } catch (error) {
    if (!(error instanceof MissingCorpus)) throw error;
    console.error(error.message);
    console.error(
      "It has no licence and is not part of this repository; docs/benchmarks.md has the last run's figures.",
    );
    return process.exit(1);
  }
}

const spans = (list: readonly Span[]): [number, number][] => list.map(({ start, end }) => [start, end]);

function predictionsOf({ statements }: Extraction): Predicted[] {
  return statements.map(({ source, cue, content, confidence }) => ({
    source: spans(source),
    cue: spans(cue),
    content: spans(content),
    confidence,
  }));
}

const score = (articles: readonly Article[], predict: (article: Article) => Predicted[]): Scored[] =>
  articles.map((article) => {
    const predictions = predict(article);
    return { article, predictions, score: scoreArticle(article, predictions) };
  });

const articles = readArticles(values.split);
const loading = performance.now();
const { extractStatements } = await import("../../src/extraction/extract-statements.ts");
const loadedMs = performance.now() - loading;
const extract = ({ text, publishedOn }: Article): Extraction =>
  extractStatements(text, publishedOn === undefined ? {} : { publishedOn });

const words = articles.reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
let fastestMs = Infinity;
let leastCpuMs = Infinity;
for (let pass = 0; pass < PASSES; pass++) {
  const start = performance.now();
  const cpu = process.cpuUsage();
  for (const article of articles) extract(article);
  fastestMs = Math.min(fastestMs, performance.now() - start);
  const { user, system } = process.cpuUsage(cpu);
  leastCpuMs = Math.min(leastCpuMs, (user + system) / 1000);
}
const peakMb = process.resourceUsage().maxRSS / 1024;

console.log(`PolNeAR ${values.split}: ${articles.length} articles, ${words} words`);
const scored = score(articles, (article) => predictionsOf(extract(article)));
const ours = figures(scored);
printQuality("This engine", ours);
printRatios(ours, [
  ["nearest verb", figures(score(articles, nearestVerb))],
  ["compromise quotations()", figures(score(articles, compromiseQuotations))],
]);
printPublishers(scored);
printReliability(scored);

const folder = new URL("../labels/", import.meta.url);
const labels = judgeLabels(articles, folder);
const resolved = (title: string, sources: readonly Judged[]): string[][] =>
  ["pronoun", "nominal", "both", "nobody"].map((type) => {
    const own = sources.filter((label) => (type === "both" ? label.type !== "nobody" : label.type === type));
    const right = own.filter(({ wanted, got }) => sameName(wanted, got)).length;
    return [`${title}: ${type}`, String(own.length), ((100 * right) / (own.length || 1)).toFixed(1), ""];
  });
const unseen = values.split === "dev" ? readArticles("train") : [];
if (labels.sources.length > 0)
  table(
    "Readers on hand labels, given the gold spans",
    ["", "labels", "accuracy", "macro-F1"],
    [
      ...resolved("who is meant", labels.sources),
      ...resolved("the same, unseen", judgeLabels(unseen, folder, "unseen-sources.tsv").sources),
      ...(["stance", "medium", "anonymity"] as const).map((name) => {
        const { accuracy, macroF1 } = classScores(labels[name]);
        return [name, String(labels[name].length), (100 * accuracy).toFixed(1), (100 * macroF1).toFixed(1)];
      }),
    ],
  );

printErrors(scored, Number(values.errors));
table(
  "Speed and size, one thread",
  ["", ""],
  [
    ["words/s, text to statements", String(Math.round(words / (fastestMs / 1000)))],
    ["words per second of processor time", String(Math.round(words / (leastCpuMs / 1000)))],
    ["engine and models loaded, ms", loadedMs.toFixed(0)],
    ["peak memory, MB", peakMb.toFixed(0)],
  ],
);
