/**
 * Fits every model of the extraction engine on a corpus folder and writes them to src/extraction/model/:
 *
 *   npm run train -- --corpus ../shared/corpora/polnear
 *
 * The same corpus gives the same files. `docs/model-card.md` says what they are fitted on and how well they do.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { MEASURES } from "../../src/extraction/model/confidence.ts";
import { readLinearModel } from "../../src/extraction/model/linear-model.ts";
import { irregularForms } from "../../src/extraction/stages/lemmas.ts";
import type { SyntaxModel } from "../../src/extraction/stages/tokens.ts";
import { readCorpus, type Article } from "./corpus.ts";
import { crossFit } from "./folds.ts";
import { writeLinearModel } from "./model-file.ts";
import { countCueWords, readArticle } from "./role-data.ts";
import { trainAttributions } from "./train-attributions.ts";
import { collectLemmaExceptions } from "./train-lemmas.ts";
import { parsedSentences, silverRelations, trainParser, type TrainedParser } from "./train-parser.ts";
import { silverTags, trainTagger } from "./train-tagger.ts";

const { values } = parseArgs({ options: { corpus: { type: "string" } } });
if (!values.corpus) {
  console.error(
    "usage: npm run train -- --corpus FOLDER   (a folder that holds train/text, train/attributions, train/parse)",
  );
  process.exit(2);
}

const started = performance.now();
const report = (line: string) => {
  console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${line}`);
};
const model = (name: string) => new URL(`../../src/extraction/model/${name}`, import.meta.url);

const articles = readCorpus(join(values.corpus, "train"));
const tags = silverTags(articles);
const relations = silverRelations(articles);
const lemmas = collectLemmaExceptions(articles);
report(`${articles.length} articles`);

function fitSyntax(some: readonly Article[], epochs: number): SyntaxModel & { parsing: TrainedParser } {
  const tagging = trainTagger(some, tags);
  return {
    tagging,
    parsing: trainParser(parsedSentences(some, tagging, relations), relations, epochs, 25),
    lemmas: irregularForms(lemmas),
  };
}

const syntax = fitSyntax(articles, 5);
report("syntax: fitted");
// The attribution models must meet the tagger's and the parser's mistakes as often as they will meet them in new text.
const read = crossFit(
  articles,
  4,
  (others) => fitSyntax(others, 3),
  (fitted, article) => readArticle(article, fitted),
);
report("syntax: cross-fitted");
const words = { cueWords: countCueWords(read), clusters: readLinearModel(model("word-clusters.bin")) };
const attribution = trainAttributions(read, words, report);

writeFileSync(model("lemmas.json"), `${JSON.stringify(lemmas)}\n`);
MEASURES.forEach((measure, k) => report(`confidence: ${measure} ${attribution.confidence[k]}`));
writeFileSync(model("confidence.json"), `${JSON.stringify(attribution.confidence)}\n`);
const files = {
  "tags.bin": syntax.tagging.tags,
  "certain-tags.bin": syntax.tagging.certain,
  "tag-choices.bin": syntax.tagging.choices.model,
  "transitions.bin": syntax.parsing.linearTransitions,
  "relations.bin": syntax.parsing.relations,
  "relation-choices.bin": syntax.parsing.choices.model,
  "cue-words.bin": attribution.words.cueWords,
  "roles.bin": attribution.nodes,
  "role-edges.bin": attribution.edges,
  "links.bin": attribution.links,
};
for (const [name, file] of Object.entries(files))
  report(`${name}: ${writeLinearModel(model(name), file)} bytes`);
