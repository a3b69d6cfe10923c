import type { TokenizedText } from "../stages/tokens.ts";
import { bestLabels, marginals, type Chain } from "./chain.ts";
import { readConfidenceModel, type ConfidenceModel } from "./confidence.ts";
import type { Evidence, WordKnowledge } from "./evidence.ts";
import { addScores, readLinearModel, readModelRows, type LinearModel } from "./linear-model.ts";
import {
  eachChoice,
  LINK_FEATURES,
  linkFeatures,
  noLinkFeatures,
  rankOf,
  type Links,
  type Segment,
  type Segments,
} from "./linking.ts";
import { PackedModel } from "./packed-model.ts";
import { ROLE_FEATURES, roleFeatures } from "./role-features.ts";
import { allowedTransitions, EDGE_FEATURES, edgeFeatures, ROLE_LABELS } from "./roles.ts";

/** Everything that reading attributions off tokens takes. */
export interface AttributionModel {
  words: WordKnowledge;
  nodes: PackedModel;
  edges: LinearModel;
  links: LinearModel;
  confidence: ConfidenceModel;
}

export function readAttributionModel(): AttributionModel {
  const read = (name: string) => readLinearModel(new URL(name, import.meta.url));
  return {
    words: { cueWords: read("cue-words.bin"), clusters: read("word-clusters.bin") },
    nodes: new PackedModel(readModelRows(new URL("roles.bin", import.meta.url))),
    edges: read("role-edges.bin"),
    links: read("links.bin"),
    confidence: readConfidenceModel(),
  };
}

const LABELS = ROLE_LABELS.length;
const SQUARE = LABELS * LABELS;
const ALLOWED = allowedTransitions(ROLE_LABELS);

/** The part that each token plays in an attribution. */
export interface RoleReading {
  /** Index into ROLE_LABELS. */
  labels: Uint8Array;
  /** Probability of that label; 1 in paragraphs without attributions. */
  certainty: Float32Array;
}

/** Labels every token with its part in an attribution, paragraph by paragraph. */
export function readRoles(model: AttributionModel, tokenized: TokenizedText, e: Evidence): RoleReading {
  const reading: RoleReading = {
    labels: new Uint8Array(e.count),
    certainty: new Float32Array(e.count).fill(1),
  };
  const features = new Int32Array(ROLE_FEATURES);
  const edgeHashes = new Int32Array(EDGE_FEATURES);
  const scores = new Int32Array(8);
  const edgeScores = new Int32Array(SQUARE);
  let to = 0;
  for (let from = 0; from < e.count; from = to) {
    to = endOfStretch(e, from);
    const length = to - from;
    const nodes = new Float64Array(length * LABELS);
    const edges = new Float64Array(length * SQUARE);
    for (let i = 0; i < length; i++) {
      model.nodes.score(features, roleFeatures(tokenized, e, from + i, features), scores);
      for (let c = 0; c < LABELS; c++) nodes[i * LABELS + c] = scores[c]! * model.nodes.scale;
      edgeScores.fill(0);
      edgeFeatures(tokenized, e, from + i, edgeHashes);
      addScores(model.edges, edgeHashes, EDGE_FEATURES, edgeScores);
      for (let k = 0; k < SQUARE; k++)
        edges[i * SQUARE + k] = ALLOWED[k] ? edgeScores[k]! * model.edges.scale : -1e4;
    }
    const start = e.paragraphStart[from] === from ? 0 : reading.labels[from - 1]!;
    readParagraph({ length, labels: LABELS, nodes, edges, start }, from, reading);
  }
  return reading;
}

/** Paragraphs are read whole, up to this many tokens: what is held for each is a few hundred bytes. */
const LONGEST_STRETCH = 1000;

/** End of what is read together from token `from` on: its paragraph, or the sentences of it that are not too many. */
function endOfStretch(e: Evidence, from: number): number {
  const to = e.paragraphEnd[from]!;
  return to - from <= LONGEST_STRETCH ? to : e.sentenceEnd[from + LONGEST_STRETCH]!;
}

/**
 * What is added to the score of each label: those that begin a run get some. The random field is unsure more often than
 * it is wrong, and linking, which sees whether the parts fit each other, drops what it found too much: sources before all,
 * since one without a cue does no harm.
 */
const EAGERNESS: readonly number[] = ROLE_LABELS.map(
  (label) => ({ "B-source": 2, "B-cue": 1.5, "B-content": 1 })[label as string] ?? 0,
);

/** Reads one paragraph off its chain of scores. */
export function readParagraph(chain: Chain, from: number, reading: RoleReading): void {
  const { length, labels } = chain;
  const nodes = chain.nodes.map((score, k) => score + EAGERNESS[k % labels]!);
  const path = bestLabels({ ...chain, nodes });
  reading.labels.set(path, from);
  if (path.every((label) => label === 0)) return;
  const probabilities = marginals(chain).nodes;
  for (let i = 0; i < length; i++) reading.certainty[from + i] = probabilities[i * labels + path[i]!]!;
}

/** Links sources and contents to cues, each choice for itself. */
export function link(model: LinearModel, tokenized: TokenizedText, e: Evidence, segments: Segments): Links {
  const features = new Int32Array(LINK_FEATURES);
  const score = new Int32Array(1);
  const links: Links = { sourceOfCue: [], cueOfContent: [], sourceProbability: [], contentProbability: [] };
  const scoreOf = (count: number) => {
    score[0] = 0;
    addScores(model, features, count, score);
    return score[0] * model.scale;
  };
  eachChoice(segments, e, (kind, target, candidates) => {
    const range = (kind === 0 ? segments.cue : segments.content)[target]!;
    const list = kind === 0 ? segments.source : segments.cue;
    const scores = candidates.map((candidate, at) => {
      const other = list[candidate]!;
      const rank = rankOf(at, candidates, list, range);
      const [cue, part] = kind === 0 ? [range, other] : [other, range];
      return scoreOf(linkFeatures(tokenized, e, segments, cue, part, kind, rank, features));
    });
    scores.push(scoreOf(noLinkFeatures(tokenized, e, range, kind, candidates.length, features)));
    const top = Math.max(...scores);
    const best = scores.indexOf(top);
    const chosen = candidates[best] ?? -1;
    const probability = 1 / scores.reduce((sum, value) => sum + Math.exp(value - top), 0);
    if (kind === 0) {
      links.sourceOfCue[target] = chosen;
      links.sourceProbability[target] = probability;
    } else {
      links.cueOfContent[target] = chosen;
      links.contentProbability[target] = probability;
    }
  });
  return links;
}

/** A cue with what was linked to it, or a quotation that nothing near it attributes. */
export interface Linked {
  cue: Segment | null;
  source: Segment | null;
  contents: Segment[];
  measures: number[];
}

/** A quotation without a cue is reported from this many tokens on: shorter ones are titles and scare quotes. */
const SHORTEST_LONE_QUOTATION = 5;

/** Puts linked runs together: one attribution per cue that has a content, and one per longer quotation left over. */
export function assembleLinked(e: Evidence, segments: Segments, links: Links): Linked[] {
  const contents: number[][] = segments.cue.map(() => []);
  const lone: number[] = [];
  links.cueOfContent.forEach((cue, content) => {
    if (cue >= 0) contents[cue]!.push(content);
    else if (isWholeQuotation(e, segments.content[content]!)) lone.push(content);
  });
  const linked = segments.cue.flatMap((cue, k): Linked[] => {
    if (!contents[k]!.length) return [];
    const found = {
      cue,
      source: segments.source[links.sourceOfCue[k]!] ?? null,
      contents: contents[k]!.map((content) => segments.content[content]!),
    };
    const contentLink = Math.min(...contents[k]!.map((content) => links.contentProbability[content]!));
    return [{ ...found, measures: measure(e, found, contentLink, links.sourceProbability[k]!) }];
  });
  const alone = lone.map((content): Linked => {
    const found = { cue: null, source: null, contents: [segments.content[content]!] };
    return { ...found, measures: measure(e, found, 1 - links.contentProbability[content]!, 0.5) };
  });
  return [...linked, ...alone];
}

function isWholeQuotation(e: Evidence, { start, end }: Segment): boolean {
  const open = e.quoteOpen[start]!;
  return (
    end - start >= SHORTEST_LONE_QUOTATION && open >= start - 1 && open >= 0 && e.quoteClose[start]! <= end
  );
}

/** What the confidence is read off, in the order of `MEASURES`. */
function measure(
  e: Evidence,
  { cue, source, contents }: Omit<Linked, "measures">,
  contentLink: number,
  sourceLink: number,
): number[] {
  const first = contents[0]!;
  let readiness = 0;
  if (cue) for (let i = cue.start; i < cue.end; i++) readiness = Math.max(readiness, e.cue[i]!);
  return [
    1,
    odds(contentLink),
    odds(sourceLink),
    source ? 1 : 0,
    cue ? 1 : 0,
    odds(cue?.certainty ?? 0.5),
    odds(Math.min(...contents.map(({ certainty }) => certainty))),
    e.quote[first.start] ? 1 : 0,
    contents.length === 1 ? 1 : 0,
    cue && e.sentenceStart[first.start] === e.sentenceStart[cue.start] ? 1 : 0,
    readiness / 4,
    contents.reduce((sum, { start, end }) => sum + end - start, 0) < 4 ? 1 : 0,
  ];
}

/** Log odds of a probability, kept within bounds. */
function odds(probability: number): number {
  const p = Math.min(0.995, Math.max(0.005, probability));
  return Math.log(p / (1 - p));
}
