/** Query parameters that take several values. */
import { z } from "zod";

/** Several of a few words: `kind=direct,mixed` and `kind=direct&kind=mixed` are the same. */
export const choicesOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.preprocess(
    (given) =>
      [given].flat().flatMap((part: unknown) => (typeof part === "string" ? part.split(",") : [part])),
    z.array(z.enum(words)).min(1).max(50),
  );

/** Several texts, each a parameter of its own, since a name may hold a comma: `speaker=12&speaker=Ann Lee`. */
export const severalOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((given) => [given].flat(), z.array(item).min(1).max(20));
