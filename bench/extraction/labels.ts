import { existsSync, readFileSync } from "node:fs";
import { codePointsOf } from "../../src/extraction/code-points.ts";
import type { Attribution, TokenRange } from "../../src/extraction/stages/attributions.ts";
import { readCircumstances } from "../../src/extraction/stages/circumstances/circumstances.ts";
import { resolveSpeakers } from "../../src/extraction/stages/coreference.ts";
import { findQuotations } from "../../src/extraction/stages/quotations.ts";
import { readSentences, type Reading } from "../../src/extraction/stages/reading.ts";
import { tokenize } from "../../src/extraction/stages/tokens.ts";
import type { Article, GoldAttribution, Spans } from "./corpus.ts";

/** One hand label: what the gold span at these offsets is, and what the engine made of it. */
export interface Judged {
  id: string;
  start: number;
  end: number;
  wanted: string;
  got: string;
  /** `pronoun` or `nominal` of a source that means somebody named, `nobody` of another one, else empty. */
  type: string;
}

export interface JudgedLabels {
  sources: Judged[];
  stance: Judged[];
  medium: Judged[];
  anonymity: Judged[];
}

/**
 * Puts every hand label beside what the engine reads when it is given the gold spans: its readers alone are judged.
 *
 * @param sourcesFile the file of sources: `sources.tsv` was tuned on, `unseen-sources.tsv` was not
 */
export function judgeLabels(
  articles: readonly Article[],
  folder: URL,
  sourcesFile = "sources.tsv",
): JudgedLabels {
  const judged: JudgedLabels = { sources: [], stance: [], medium: [], anonymity: [] };
  const labels = {
    sources: readLabels(folder, sourcesFile),
    stance: readLabels(folder, "stance.tsv"),
    medium: readLabels(folder, "medium.tsv"),
    anonymity: readLabels(folder, "anonymity.tsv"),
  };
  const labelled = new Set(
    Object.values(labels)
      .flat()
      .map(([id]) => id),
  );
  for (const article of articles.filter(({ id }) => labelled.has(id))) {
    const read = readGoldArticle(article);
    for (const name of ["sources", "stance", "medium", "anonymity"] as const)
      for (const [id, start, end, label, fifth] of labels[name]) {
        if (id !== article.id) continue;
        const role = name === "stance" || name === "medium" ? "cue" : "source";
        const k = article.attributions.findIndex((gold) => outer(gold[role]) === `${start}-${end}`);
        if (k < 0) continue;
        const base = { id, start: Number(start), end: Number(end) };
        const one = read[k]!;
        if (name === "sources")
          judged.sources.push(
            fifth === NOBODY
              ? { ...base, wanted: NOBODY, got: one.isNamed ? one.speaker : NOBODY, type: "nobody" }
              : { ...base, wanted: fifth!, got: one.speaker, type: label! },
          );
        else if (name === "anonymity")
          judged.anonymity.push({
            ...base,
            wanted: label!,
            got: one.anonymous ? "anonymous" : "not_anonymous",
            type: "",
          });
        else judged[name].push({ ...base, wanted: label!, got: one[name], type: "" });
      }
  }
  return judged;
}

function readLabels(folder: URL, file: string): string[][] {
  const url = new URL(file, folder);
  if (!existsSync(url)) return [];
  return readFileSync(url, "utf8")
    .split("\n")
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split("\t"));
}

const outer = (spans: Spans): string => `${Math.min(...spans.flat())}-${Math.max(...spans.flat())}`;

/** Stands in the labels for a source that means nobody whom the article names. */
const NOBODY = "-";

interface Read {
  speaker: string;
  isNamed: boolean;
  anonymous: boolean;
  stance: string;
  medium: string;
}

/** Runs the engine's stages after the finder on the gold spans of an article. */
function readGoldArticle(article: Article): Read[] {
  const tokenized = tokenize(article.text);
  const reading = readSentences(tokenized, findQuotations(tokenized));
  const order = article.attributions.map((_, k) => k);
  const first = (gold: GoldAttribution): number =>
    Math.min(...[...gold.cue, ...gold.source, ...gold.content].flat());
  order.sort((a, b) => first(article.attributions[a]!) - first(article.attributions[b]!));
  const attributions = order.map((k) => toTokens(reading, article.attributions[k]!));
  const resolved = resolveSpeakers(
    reading,
    attributions.map(({ source }) => source[0] ?? null),
  );
  const circumstances = readCircumstances(reading, attributions, resolved, {});
  const read: Read[] = [];
  order.forEach((k, position) => {
    const { speakerEntry, stance, medium } = circumstances[position]!;
    read[k] = {
      speaker: speakerEntry?.name ?? "",
      isNamed: speakerEntry?.named != null,
      anonymous: speakerEntry?.type === "anonymous",
      stance,
      medium,
    };
  });
  return read;
}

function toTokens(reading: Reading, gold: GoldAttribution): Attribution {
  const codePoint = codePointsOf(reading.text);
  const ranges = (spans: Spans): TokenRange[] =>
    spans.flatMap(([from, to]) => {
      const start = reading.tokens.findIndex((token) => codePoint(token.end) > from);
      let end = start;
      while (end < reading.tokens.length && codePoint(reading.tokens[end]!.start) < to) end++;
      return start >= 0 && end > start ? [{ start, end }] : [];
    });
  const [source] =
    gold.source.length > 0
      ? [ranges([[Math.min(...gold.source.flat()), Math.max(...gold.source.flat())]])]
      : [[]];
  return { cue: ranges(gold.cue), source: source ?? [], content: ranges(gold.content), confidence: 1 };
}

/** The same name but for case, titles, initials, middle names and possessive endings; a fuller name of the same is right. */
export function sameName(wanted: string, got: string): boolean {
  const parts = (name: string): string[] =>
    name
      .toLowerCase()
      .replace(/^(?:the|president|mr\.?|mrs\.?|ms\.?|sen\.?|rep\.?|gov\.?)\s+/, "")
      .split(/[\s]+/)
      .map((part) => part.replace(/['’]s?$/, ""))
      .filter((part) => !/^\p{L}\.?$/u.test(part) && !/^(?:jr|sr)\.?$/.test(part));
  const [a, b] = [parts(wanted), parts(got)];
  if (a.join(" ") === b.join(" ")) return true;
  const shorter = a.length <= b.length ? a : b;
  const longer = a.length <= b.length ? b : a;
  // "Lee's campaign" is called in full "Ann Lee's campaign".
  if (a.length > 1 && a.length < b.length && b.slice(-a.length).join(" ") === a.join(" ")) return true;
  return (
    (shorter.length > 0 &&
      shorter.at(-1) === longer.at(-1) &&
      (shorter.length === 1 || shorter[0] === longer[0]) &&
      b.length >= a.length) ||
    (a.length > 2 && b.length >= 2 && a[0] === b[0] && a.at(-1) === b.at(-1))
  );
}

/** Accuracy, and the F1 of each class averaged over the classes that occur. */
export function classScores(judged: readonly Judged[]): {
  accuracy: number;
  macroF1: number;
  f1: Map<string, { f1: number; count: number }>;
} {
  const f1 = new Map<string, { f1: number; count: number }>();
  for (const label of new Set(judged.map(({ wanted }) => wanted))) {
    const hit = judged.filter(({ wanted, got }) => wanted === label && got === label).length;
    const gold = judged.filter(({ wanted }) => wanted === label).length;
    const predicted = judged.filter(({ got }) => got === label).length;
    f1.set(label, { f1: (2 * hit) / (gold + predicted), count: gold });
  }
  const right = judged.filter(({ wanted, got }) => wanted === got).length;
  const mean = [...f1.values()].reduce((sum, { f1: value }) => sum + value, 0) / f1.size;
  return { accuracy: right / judged.length, macroF1: mean, f1 };
}
