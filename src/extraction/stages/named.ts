import type { Sex } from "./names.ts";

/** A person or organisation that the article names, with every place where it does. */
export interface Named {
  type: "person" | "organization";
  /** Lower-case first name and surname of a person; an organisation has its whole name as `last`. */
  first: string | null;
  last: string;
  sex: Sex;
  /** The roles that the article gives, lower case: "ambassador", "spokesman". */
  roles: Set<string>;
  /** Each role with the words before it that tell which one it is: "former president", "shadow health secretary". */
  offices: Set<string>;
  /** Words beside the name and its roles, lower case: "republican", "indiana". They tell one nominee from another. */
  marks: Set<string>;
  /** Indices into the names of the text, in order. */
  mentions: number[];
}

export const person = (first: string | null, last: string, sex: Sex): Named => ({
  type: "person",
  first,
  last,
  sex,
  roles: new Set(),
  offices: new Set(),
  marks: new Set(),
  mentions: [],
});

export const organization = (name: string): Named => ({
  type: "organization",
  first: null,
  last: name,
  sex: "-",
  roles: new Set(),
  offices: new Set(),
  marks: new Set(),
  mentions: [],
});
