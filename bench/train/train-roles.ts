import type { Evidence, WordKnowledge } from "../../src/extraction/model/evidence.ts";
import type { FeatureTable } from "../../src/extraction/model/linear-model.ts";
import { ROLE_FEATURES, roleFeatures } from "../../src/extraction/model/role-features.ts";
import {
  allowedTransitions,
  EDGE_FEATURES,
  edgeFeatures,
  ROLE_LABELS,
} from "../../src/extraction/model/roles.ts";
import type { CrfOptions, Sequence } from "./crf.ts";
import { FeatureCounter } from "./perceptron.ts";
import { evidenceOf, goldLabels, type ReadArticle } from "./role-data.ts";

export interface RoleData {
  nodeTable: FeatureTable;
  edgeTable: FeatureTable;
  /** The sequences (paragraphs) of each article, and the first token of each. */
  articles: { sequences: Sequence[]; firsts: number[]; evidence: Evidence }[];
}

/** Turns articles into training sequences; the feature tables are those given, or made of the frequent features. */
export function roleSequences(
  articles: readonly ReadArticle[],
  knowledge: WordKnowledge,
  minimum: number,
  tables?: Pick<RoleData, "nodeTable" | "edgeTable">,
): RoleData {
  const features = new Int32Array(ROLE_FEATURES);
  const edges = new Int32Array(EDGE_FEATURES);
  const evidences = articles.map((article) => evidenceOf(article, knowledge));
  let nodeTable = tables?.nodeTable;
  let edgeTable = tables?.edgeTable;
  if (!nodeTable || !edgeTable) {
    const nodeCounter = new FeatureCounter();
    const edgeCounter = new FeatureCounter();
    articles.forEach(({ tokenized }, a) => {
      const evidence = evidences[a]!;
      for (let i = 0; i < evidence.count; i++) {
        nodeCounter.count(features, roleFeatures(tokenized, evidence, i, features));
        edgeFeatures(tokenized, evidence, i, edges);
        edgeCounter.count(edges, EDGE_FEATURES);
      }
    });
    nodeTable = nodeCounter.frequent(minimum);
    edgeTable = edgeCounter.frequent(20);
  }
  const made = articles.map((article, a) => {
    const evidence = evidences[a]!;
    const labels = goldLabels(article);
    const sequences: Sequence[] = [];
    const firsts: number[] = [];
    for (let from = 0; from < evidence.count; from = evidence.paragraphEnd[from]!) {
      const to = evidence.paragraphEnd[from]!;
      const rows: number[] = [];
      const starts = new Int32Array(to - from + 1);
      const edgeRows = new Int32Array((to - from) * EDGE_FEATURES);
      for (let i = from; i < to; i++) {
        const count = roleFeatures(article.tokenized, evidence, i, features);
        for (let f = 0; f < count; f++) {
          const row = nodeTable.find(features[f]!);
          if (row >= 0) rows.push(row);
        }
        starts[i - from + 1] = rows.length;
        edgeFeatures(article.tokenized, evidence, i, edges);
        for (let f = 0; f < EDGE_FEATURES; f++)
          edgeRows[(i - from) * EDGE_FEATURES + f] = edgeTable.find(edges[f]!);
      }
      const gold = labels.slice(from, to);
      // A content that runs on from the paragraph before is a piece of its own here.
      if (gold[0]! > 0 && gold[0]! % 2 === 0) gold[0] = gold[0]! - 1;
      sequences.push({
        length: to - from,
        nodeRows: Int32Array.from(rows),
        nodeStart: starts,
        edgeRows,
        gold,
      });
      firsts.push(from);
    }
    return { sequences, firsts, evidence };
  });
  return { nodeTable, edgeTable, articles: made };
}

export function roleOptions(
  data: RoleData,
  epochs: number,
  rate: number,
  l2: number,
  dropout = 0,
): CrfOptions {
  return {
    labels: ROLE_LABELS.length,
    start: 0,
    nodeCount: data.nodeTable.size,
    edgeCount: data.edgeTable.size,
    allowed: allowedTransitions(ROLE_LABELS),
    epochs,
    rate,
    l2,
    seed: 4,
    dropout,
  };
}
