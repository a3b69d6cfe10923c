import { readFileSync } from "node:fs";

/** Irregular and ambiguous forms: per class of tag ("V", "N", "J") the base form of a lower-cased word. */
export type LemmaExceptions = Record<"V" | "N" | "J", Record<string, string>>;

/** Irregular and ambiguous forms, as they are looked up. */
export type IrregularForms = Record<keyof LemmaExceptions, ReadonlyMap<string, string>>;

export function irregularForms({ V, N, J }: LemmaExceptions): IrregularForms {
  return { V: new Map(Object.entries(V)), N: new Map(Object.entries(N)), J: new Map(Object.entries(J)) };
}

export function readIrregularForms(): IrregularForms {
  const file = new URL("../model/lemmas.json", import.meta.url);
  return irregularForms(JSON.parse(readFileSync(file, "utf8")) as LemmaExceptions);
}

/** The class of inflection of a Penn tag; null where the word stands as it is. */
export function inflection(tag: string): keyof LemmaExceptions | null {
  if (tag === "NNS") return "N";
  if (tag === "VBD" || tag === "VBN" || tag === "VBG" || tag === "VBZ" || tag === "VBP" || tag === "MD")
    return "V";
  return tag === "JJR" || tag === "JJS" || tag === "RBR" || tag === "RBS" ? "J" : null;
}

/** The base form of a lower-cased word under a Penn tag, by the regular rules of English. */
export function regularLemma(lower: string, tag: string): string {
  if (tag === "NNS" || tag === "VBZ") {
    if (lower.endsWith("ies") && lower.length > 4) return lower.slice(0, -3) + "y";
    if (/(?:ss|sh|ch|x|zz)es$/.test(lower)) return lower.slice(0, -2);
    return lower.endsWith("s") && !lower.endsWith("ss") ? lower.slice(0, -1) : lower;
  }
  if (tag === "VBD" || tag === "VBN") {
    if (lower.endsWith("ied") && lower.length > 4) return lower.slice(0, -3) + "y";
    return lower.endsWith("ed") ? base(lower.slice(0, -2)) : lower;
  }
  if (tag === "VBG") return lower.endsWith("ing") && lower.length > 4 ? base(lower.slice(0, -3)) : lower;
  if (tag === "JJR" || tag === "RBR") return lower.endsWith("er") ? comparable(lower.slice(0, -2)) : lower;
  if (tag === "JJS" || tag === "RBS") return lower.endsWith("est") ? comparable(lower.slice(0, -3)) : lower;
  return lower;
}

/** The base form of a word as printed. */
export function lemmaOf(irregular: IrregularForms, text: string, lower: string, tag: string): string {
  const kind = inflection(tag);
  if (!kind) return tag === "NNP" || tag === "NNPS" ? text : lower;
  return irregular[kind].get(lower) ?? regularLemma(lower, tag);
}

/** A verb's base from what is left before -ed or -ing: "stopp" stop, "creat" create, "walk" walk. */
function base(stem: string): string {
  if (/([bdgkmnprt])\1$/.test(stem)) return stem.slice(0, -1);
  return /(?:[aeiou](?:v|c|z|s|g|r)|[aeu]t|[lr][cvg]|nc|ng|[^aeiou]l|u|iz)$/.test(stem) &&
    !/(?:[eo]r|ee.|oo.|ou.)$/.test(stem)
    ? stem + "e"
    : stem;
}

function comparable(stem: string): string {
  if (stem.endsWith("i")) return stem.slice(0, -1) + "y";
  return /([bdgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem;
}
