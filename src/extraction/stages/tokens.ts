import winkNLP, { type ItemSentence, type ItemToken } from "wink-nlp";
import model from "wink-eng-lite-web-model";

/** Coarse (universal) parts of speech. */
export type Pos =
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
  lower: string;
  lemma: string;
  pos: Pos;
  /** Penn Treebank tag ("VBD", "NNP"). */
  tag: string;
  /** Index into `TokenizedText.sentences`. */
  sentence: number;
  /** Counts the paragraphs (lines that hold text) from 0. */
  paragraph: number;
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
}

const nlp = winkNLP(model, ["sbd", "pos"]);
const { its } = nlp;

/** Splits a text into tokens and sentences and tags every token. */
export function tokenize(text: string): TokenizedText {
  const tokens: Token[] = [];
  const sentences: Sentence[] = [];
  let paragraph = 0;
  for (const line of text.matchAll(/[^\n]*\S[^\n]*/g)) {
    let cursor = line.index;
    nlp
      .readDoc(line[0])
      .sentences()
      .each((sentence: ItemSentence) => {
        const firstToken = tokens.length;
        sentence.tokens().each((item: ItemToken) => {
          const value = item.out();
          const start = text.indexOf(value, cursor);
          if (start < 0 || !value.trim()) return;
          cursor = start + value.length;
          tokens.push({
            start,
            end: cursor,
            text: value,
            lower: value.toLowerCase(),
            lemma: String(item.out(its.lemma as never)),
            pos: String(item.out(its.pos as never)) as Pos,
            tag: "",
            sentence: sentences.length,
            paragraph,
          });
        });
        const first = tokens[firstToken];
        if (first) sentences.push({ start: first.start, end: cursor, firstToken, endToken: tokens.length });
      });
    paragraph++;
  }
  return { text, tokens, sentences };
}
