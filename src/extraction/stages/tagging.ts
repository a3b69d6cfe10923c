import { bestChoice, Choices } from "../model/choices.ts";
import { mix } from "../model/hashing.ts";
import { readLinearModel, type LinearModel } from "../model/linear-model.ts";
import type { TokenCodes } from "../model/token-codes.ts";

/**
 * Part-of-speech tagging: a greedy averaged perceptron over the words around and the tags already given (after
 * M. Honnibal's "A good part-of-speech tagger in about 200 lines of Python", 2013). Words that nearly always have the
 * same tag are looked up.
 */
export interface TaggingModel {
  tags: LinearModel;
  /** The tag (weight - 1) of words that have one tag only. */
  certain: LinearModel;
  /** The tags that come into question for a word. */
  choices: Choices;
}

/** How many features `tagFeatures` writes. */
export const TAG_FEATURES = 24;

const NONE = 0x5bd1e995;

/** Writes the features of token `i` of the sentence [`from`, `to`); reads the tags of the two tokens before it. */
export function tagFeatures(codes: TokenCodes, i: number, from: number, to: number, out: Int32Array): void {
  const { form, suffix2, suffix3, prefix3, shape, tag } = codes;
  const word = form[i] as number;
  const before = i > from ? (form[i - 1] as number) : NONE;
  const after = i + 1 < to ? (form[i + 1] as number) : NONE;
  const tag1 = i > from ? (tag[i - 1] as number) : 62;
  const tag2 = i > from + 1 ? (tag[i - 2] as number) : 63;
  const looks = (shape[i] as number) + (i === from ? 32 : 0);
  const suffix = suffix3[i] as number;
  out[0] = mix(1, word);
  out[1] = mix(2, suffix);
  out[2] = mix(3, suffix2[i] as number);
  out[3] = mix(4, prefix3[i] as number);
  out[4] = mix(5, looks);
  out[5] = mix(6, tag1);
  out[6] = mix(7, tag2);
  out[7] = mix(8, tag1 * 64 + tag2);
  out[8] = mix(mix(9, tag1), word);
  out[9] = mix(10, before);
  out[10] = mix(11, i > from ? (suffix3[i - 1] as number) : NONE);
  out[11] = mix(12, i > from + 1 ? (form[i - 2] as number) : NONE);
  out[12] = mix(13, after);
  out[13] = mix(14, i + 1 < to ? (suffix3[i + 1] as number) : NONE);
  out[14] = mix(15, i + 2 < to ? (form[i + 2] as number) : NONE);
  out[15] = mix(mix(16, word), after);
  out[16] = mix(mix(17, before), word);
  out[17] = mix(mix(18, suffix), tag1);
  out[18] = mix(mix(19, suffix), looks);
  out[19] = mix(20, looks * 64 + tag1);
  out[20] = mix(21, i + 1 < to ? (shape[i + 1] as number) + looks * 64 : NONE);
  out[21] = mix(22, i > from ? (shape[i - 1] as number) + looks * 64 : NONE);
  out[22] = mix(mix(23, tag1), after);
  out[23] = mix(mix(24, tag1), i + 1 < to ? (suffix2[i + 1] as number) : NONE);
}

export function readTaggingModel(): TaggingModel {
  return {
    tags: readLinearModel(new URL("../model/tags.bin", import.meta.url)),
    certain: readLinearModel(new URL("../model/certain-tags.bin", import.meta.url)),
    choices: new Choices(readLinearModel(new URL("../model/tag-choices.bin", import.meta.url))),
  };
}

/** Tags the tokens [`from`, `to`), which are one sentence, in place. */
export function tagSentence(model: TaggingModel, codes: TokenCodes, from: number, to: number): void {
  const features = new Int32Array(TAG_FEATURES);
  const rows = new Int32Array(TAG_FEATURES);
  for (let i = from; i < to; i++) {
    const row = model.certain.table.find(codes.form[i] as number);
    if (row >= 0) {
      codes.tag[i] = (model.certain.weights[row] as number) - 1;
      continue;
    }
    tagFeatures(codes, i, from, to, features);
    const choices = model.choices.of(codes.form[i]!);
    codes.tag[i] = bestChoice(model.tags, features, TAG_FEATURES, choices, rows);
  }
}
