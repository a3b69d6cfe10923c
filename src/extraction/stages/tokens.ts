import { encodeTokens, type TokenCodes } from "../model/token-codes.ts";
import { lemmaOf, readIrregularForms, type IrregularForms } from "./lemmas.ts";
import { parseSentence, readParsingModel, type ParsingModel, type Tree } from "./parsing.ts";
import { splitSentences } from "./sentences.ts";
import { readTaggingModel, tagSentence, type TaggingModel } from "./tagging.ts";
import { splitWords } from "./words.ts";

/** Coarse (universal) parts of speech. */
type Pos =
  | "NOUN"
  | "PROPN"
  | "VERB"
  | "AUX"
  | "PRON"
  | "DET"
  | "ADJ"
  | "ADV"
  | "ADP"
  | "NUM"
  | "CCONJ"
  | "SCONJ"
  | "PART"
  | "INTJ"
  | "SYM"
  | "PUNCT"
  | "X";

/** One word or punctuation mark. Offsets count UTF-16 units of the text, end exclusive. */
export interface Token {
  start: number;
  end: number;
  text: string;
  /** Lower-cased, a typographic apostrophe read as a plain one. */
  lower: string;
  lemma: string;
  pos: Pos;
  /** Penn Treebank tag ("VBD", "NNP"). */
  tag: string;
  /** Index into `TokenizedText.sentences`. */
  sentence: number;
  /** Counts the paragraphs (lines that hold text) from 0. */
  paragraph: number;
  /** Index of the token this one depends on; -1 at the root of a sentence. */
  head: number;
  /** Its relation to the head, in the names of Universal Dependencies v1 ("nsubj", "ccomp", "nmod"). */
  relation: string;
}

export interface Sentence {
  start: number;
  end: number;
  firstToken: number;
  /** Exclusive. */
  endToken: number;
}

export interface TokenizedText {
  text: string;
  tokens: Token[];
  sentences: Sentence[];
  /** The same tokens as numbers, for the learnt stages. */
  codes: TokenCodes;
  tree: Tree;
  /** Names of the relations that `tree.relation` counts. */
  relations: readonly string[];
}

/** The models that tokens are read with. */
export interface SyntaxModel {
  tagging: TaggingModel;
  parsing: ParsingModel;
  lemmas: IrregularForms;
}

export function readSyntaxModel(): SyntaxModel {
  return { tagging: readTaggingModel(), parsing: readParsingModel(), lemmas: readIrregularForms() };
}

const shippedModel = readSyntaxModel();

/** Splits a text into tokens and sentences, tags and parses them. Linear in the length of the text. */
export function tokenize(text: string, model: SyntaxModel = shippedModel): TokenizedText {
  const raw = splitWords(text);
  const firsts = splitSentences(text, raw);
  const codes = encodeTokens(
    text,
    raw.map((token) => token.start),
    raw.map((token) => token.end),
  );
  const tree: Tree = { head: new Int32Array(raw.length), relation: new Uint8Array(raw.length) };
  const tokens: Token[] = [];
  const sentences: Sentence[] = [];
  const tags = model.tagging.tags.labels;
  const relations = model.parsing.relations.labels;
  const ends = firsts.map((_, s) => firsts[s + 1] ?? raw.length);
  // Stage by stage over the whole text rather than sentence by sentence: the weights of a stage stay in the cache.
  firsts.forEach((first, s) => {
    codes.opens[first] = 1;
    tagSentence(model.tagging, codes, first, ends[s]!);
  });
  firsts.forEach((first, s) => parseSentence(model.parsing, codes, first, ends[s]!, tree));
  for (let s = 0; s < firsts.length; s++) {
    const firstToken = firsts[s]!;
    const endToken = ends[s]!;
    for (let i = firstToken; i < endToken; i++) {
      const { start, end, paragraph } = raw[i]!;
      const printed = text.slice(start, end);
      const small = printed.toLowerCase();
      const lower = small.includes("’") ? small.replaceAll("’", "'") : small;
      const tag = tags[codes.tag[i]!]!;
      const relation = relations[tree.relation[i]!]!;
      const lemma = lemmaOf(model.lemmas, printed, lower, tag);
      const pos = coarse(tag, relation, lemma, lower);
      tokens.push({
        start,
        end,
        text: printed,
        lower,
        lemma,
        pos,
        tag,
        sentence: s,
        paragraph,
        head: tree.head[i]!,
        relation,
      });
    }
    sentences.push({ start: raw[firstToken]!.start, end: raw[endToken - 1]!.end, firstToken, endToken });
  }
  return { text, tokens, sentences, codes, tree, relations };
}

const COARSE: Record<string, Pos> = {
  NN: "NOUN",
  NNS: "NOUN",
  NNP: "PROPN",
  NNPS: "PROPN",
  MD: "AUX",
  JJ: "ADJ",
  JJR: "ADJ",
  JJS: "ADJ",
  RB: "ADV",
  RBR: "ADV",
  RBS: "ADV",
  WRB: "ADV",
  PRP: "PRON",
  PRP$: "PRON",
  WP: "PRON",
  WP$: "PRON",
  WDT: "PRON",
  EX: "PRON",
  DT: "DET",
  PDT: "DET",
  CD: "NUM",
  CC: "CCONJ",
  POS: "PART",
  RP: "ADP",
  UH: "INTJ",
  $: "SYM",
  "#": "SYM",
  SYM: "SYM",
  FW: "X",
  LS: "X",
};

/** The coarse part of speech; auxiliaries and subordinators are told by their relation. */
function coarse(tag: string, relation: string, lemma: string, lower: string): Pos {
  if (tag.startsWith("VB")) {
    if (lemma === "be") return "AUX";
    return relation === "aux" || relation === "auxpass" || relation === "cop" ? "AUX" : "VERB";
  }
  if (tag === "IN") return relation === "mark" ? "SCONJ" : "ADP";
  if (tag === "TO") return relation === "case" ? "ADP" : "PART";
  if (tag === "RB" && (lower === "not" || lower === "n't")) return "PART";
  return COARSE[tag] ?? "PUNCT";
}
