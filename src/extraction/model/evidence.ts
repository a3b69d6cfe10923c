import type { QuotedRun } from "../stages/attributions.ts";
import type { TokenizedText } from "../stages/tokens.ts";
import type { LinearModel } from "./linear-model.ts";

/** How readily each word form signals an attribution, 0 (never) to 4, as counted in the corpus: one weight a word. */
export type CueWords = LinearModel;

/** What is known of words apart from any text. */
export interface WordKnowledge {
  cueWords: CueWords;
  /** Groups of words of like meaning: a coarse group and a fine one in it. */
  clusters: LinearModel;
}

// What a token is to quotation marks; 0 is outside any.
const OPENING = 1;
const INSIDE = 2;
const CLOSING = 3;

/** Relations that head a clause. */
const CLAUSAL = new Set([
  "root",
  "ccomp",
  "xcomp",
  "advcl",
  "acl",
  "acl:relcl",
  "parataxis",
  "csubj",
  "csubjpass",
  "dep",
  "conj",
]);
/** Relations that head a phrase which may name a source or be a content. */
const PHRASAL = new Set([
  "nsubj",
  "nsubjpass",
  "dobj",
  "iobj",
  "nmod",
  "nmod:tmod",
  "nmod:npmod",
  "appos",
  "advmod",
]);
/** Children that a word is characterised by: bit k of `children`. */
const CHILDREN = [
  "nsubj", "nsubjpass", "dobj", "ccomp", "xcomp", "nmod", "aux", "auxpass", "neg", "mark", "cop", "advcl",
  "compound:prt", "parataxis", "appos", "acl:relcl", "conj", "iobj", "case", "acl",
]; // prettier-ignore

/** What the attribution models read of a text besides its words: per token, computed once. */
export interface Evidence {
  count: number;
  paragraphStart: Int32Array;
  paragraphEnd: Int32Array;
  sentenceStart: Int32Array;
  sentenceEnd: Int32Array;
  /** 0 outside, else OPENING, INSIDE or CLOSING. */
  quote: Uint8Array;
  /** First and last token of the quotation around the token, marks included; -1 outside. */
  quoteOpen: Int32Array;
  quoteClose: Int32Array;
  /** How readily the word signals an attribution. */
  cue: Uint8Array;
  /** Nearest words before and after, in the sentence and outside quotations, that may well be cues; -1 where none. */
  cueBefore: Int32Array;
  cueAfter: Int32Array;
  /** The head of the clause that the token stands in, itself included. */
  clause: Int32Array;
  /** The head of the phrase or clause that the token stands in, itself included. */
  phrase: Int32Array;
  children: Int32Array;
  /** A verb's subject; -1 where it has none. */
  subject: Int32Array;
  /** First and last token of what depends on the token, itself included. */
  edgeLeft: Int32Array;
  edgeRight: Int32Array;
  /** Group of words of like meaning that the word belongs to, coarse (1 to 64) and fine (1 to 1024); 0 where unknown. */
  coarse: Uint8Array;
  fine: Uint16Array;
}

/** Gathers the evidence; linear in the text, sentences being of bounded length. */
export function gatherEvidence(
  { codes, tree, sentences, tokens, relations }: TokenizedText,
  quotations: readonly QuotedRun[],
  { cueWords, clusters }: WordKnowledge,
): Evidence {
  const n = tokens.length;
  const ints = () => new Int32Array(n).fill(-1);
  const evidence: Evidence = {
    count: n,
    paragraphStart: new Int32Array(n),
    paragraphEnd: new Int32Array(n),
    sentenceStart: new Int32Array(n),
    sentenceEnd: new Int32Array(n),
    quote: new Uint8Array(n),
    quoteOpen: ints(),
    quoteClose: ints(),
    cue: new Uint8Array(n),
    cueBefore: ints(),
    cueAfter: ints(),
    clause: ints(),
    phrase: ints(),
    children: new Int32Array(n),
    subject: ints(),
    edgeLeft: new Int32Array(n),
    edgeRight: new Int32Array(n),
    coarse: new Uint8Array(n),
    fine: new Uint16Array(n),
  };
  markParagraphs(evidence, tokens);
  for (const { open, close } of quotations) {
    if (close <= open) continue;
    const last = Math.min(close, n - 1);
    const closed =
      close < n && codes.shape[close] === 0 && tokens[close]!.paragraph === tokens[open]!.paragraph;
    for (let i = open; i < close; i++) evidence.quote[i] = INSIDE;
    evidence.quote[open] = OPENING;
    if (closed) evidence.quote[close] = CLOSING;
    for (let i = open; i < (closed ? close + 1 : close); i++) {
      evidence.quoteOpen[i] = open;
      evidence.quoteClose[i] = closed ? last : close - 1;
    }
  }
  const clausal = Uint8Array.from(relations, (r) => (CLAUSAL.has(r) ? 1 : 0));
  const phrasal = Uint8Array.from(relations, (r) => (PHRASAL.has(r) || CLAUSAL.has(r) ? 1 : 0));
  const childBit = Uint8Array.from(relations, (r) => CHILDREN.indexOf(r) + 1);
  const subjects = [relations.indexOf("nsubj"), relations.indexOf("nsubjpass")];
  for (const { firstToken, endToken } of sentences) {
    for (let i = firstToken; i < endToken; i++) {
      evidence.sentenceStart[i] = firstToken;
      evidence.sentenceEnd[i] = endToken;
      const row = cueWords.table.find(codes.form[i]!);
      if (row >= 0) evidence.cue[i] = cueWords.weights[row]!;
      const group = clusters.table.find(codes.form[i]!);
      if (group < 0) continue;
      evidence.coarse[i] = clusters.weights[group * 2]! + 1;
      evidence.fine[i] = clusters.weights[group * 2]! * 16 + clusters.weights[group * 2 + 1]! + 1;
    }
    markCues(evidence, firstToken, endToken);
    markSyntax(evidence, firstToken, endToken);
  }
  return evidence;

  function markSyntax(e: Evidence, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      e.edgeLeft[i] = i;
      e.edgeRight[i] = i;
    }
    for (let i = from; i < to; i++) {
      const relation = tree.relation[i]!;
      const head = tree.head[i]!;
      if (head >= 0) {
        const bit = childBit[relation]!;
        if (bit) e.children[head] = e.children[head]! | (1 << (bit - 1));
        if (relation === subjects[0] || relation === subjects[1]) e.subject[head] = i;
      }
      e.clause[i] = climb(i, clausal);
      e.phrase[i] = climb(i, phrasal);
    }
    // Extends each token's edges to what depends on it; a token reaches all its ancestors.
    for (let i = from; i < to; i++)
      for (let up = tree.head[i]!; up >= 0; up = tree.head[up]!) {
        if (i < e.edgeLeft[up]!) e.edgeLeft[up] = i;
        else if (i > e.edgeRight[up]!) e.edgeRight[up] = i;
        else break;
      }
  }

  function climb(i: number, stops: Uint8Array): number {
    let at = i;
    while (tree.head[at]! >= 0 && !stops[tree.relation[at]!]) at = tree.head[at]!;
    return at;
  }
}

function markParagraphs(e: Evidence, tokens: TokenizedText["tokens"]): void {
  let start = 0;
  for (let i = 0; i < e.count; i++) {
    if (tokens[i]!.paragraph !== tokens[start]!.paragraph) {
      e.paragraphEnd.fill(i, start, i);
      start = i;
    }
    e.paragraphStart[i] = start;
  }
  e.paragraphEnd.fill(e.count, start, e.count);
}

function markCues(e: Evidence, from: number, to: number): void {
  // Words inside a longer quotation are the speaker's, and signal nothing to the reader outside it.
  const signals = (i: number) =>
    e.cue[i]! >= 2 && (e.quoteOpen[i]! < 0 || e.quoteClose[i]! - e.quoteOpen[i]! < 5);
  let last = -1;
  for (let i = from; i < to; i++) {
    e.cueBefore[i] = last;
    if (signals(i)) last = i;
  }
  last = -1;
  for (let i = to - 1; i >= from; i--) {
    e.cueAfter[i] = last;
    if (signals(i)) last = i;
  }
}
