/**
 * What the learnt models alone, without the engine's rules, find in the tuning split of a corpus folder: predictions for
 * the corpus scorer on standard output; agreement of tags and trees with the silver ones on standard error.
 *
 *   npx tsx bench/train/predict-dev.ts --corpus ../shared/corpora/polnear > predictions.ndjson
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { codePointsOf } from "../../src/extraction/code-points.ts";
import { tagAttributions, type TokenRange } from "../../src/extraction/stages/attributions.ts";
import { findQuotations } from "../../src/extraction/stages/quotations.ts";
import { readSyntaxModel, tokenize } from "../../src/extraction/stages/tokens.ts";
import { readCorpus } from "./corpus.ts";
import { parseAccuracy, parsedSentences } from "./train-parser.ts";
import { tagAccuracy, taggedSentences } from "./train-tagger.ts";

const { values } = parseArgs({ options: { corpus: { type: "string" } } });
if (!values.corpus) {
  console.error(
    "usage: predict-dev.ts --corpus FOLDER   (a folder that holds dev/text, dev/attributions, dev/parse)",
  );
  process.exit(2);
}
const articles = readCorpus(join(values.corpus, "dev"));
for (const { id, text } of articles) {
  const tokenized = tokenize(text);
  const codePoint = codePointsOf(text);
  const spans = (ranges: TokenRange[]) =>
    ranges.map(({ start, end }) => [
      codePoint(tokenized.tokens[start]!.start),
      codePoint(tokenized.tokens[end - 1]!.end),
    ]);
  const statements = tagAttributions(tokenized, findQuotations(tokenized)).map(
    ({ source, cue, content, confidence }) => ({
      source: spans(source),
      cue: spans(cue),
      content: spans(content),
      confidence,
    }),
  );
  console.log(JSON.stringify({ id, statements }));
}
const { tagging, parsing } = readSyntaxModel();
const tags = tagAccuracy(tagging, taggedSentences(articles, tagging.tags.labels));
const trees = parseAccuracy(parsing, parsedSentences(articles, tagging, parsing.relations.labels));
const percent = (share: number) => (100 * share).toFixed(1);
console.error(
  `tags ${percent(tags)} %, heads ${percent(trees.heads)} %, heads with relations ${percent(trees.labelled)} %`,
);
