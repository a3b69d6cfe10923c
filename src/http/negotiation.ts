/** Which of a resource's forms an `Accept` header asks for (RFC 9110, section 12.5.1). */

/**
 * The form that the client likes best; the earlier of equals. Null where it accepts none of them.
 *
 * @param forms media types without parameters, the usual one first
 */
export function acceptedForm(accept: string | undefined, forms: readonly string[]): string | null {
  if (accept === undefined || accept.trim() === "") return forms[0] ?? null;
  const ranges = accept.split(",").map(parseRange);
  let best: { form: string; quality: number } | null = null;
  for (const form of forms) {
    const quality = qualityOf(form, ranges);
    if (quality > (best?.quality ?? 0)) best = { form, quality };
  }
  return best?.form ?? null;
}

interface MediaRange {
  readonly type: string;
  readonly quality: number;
}

function parseRange(text: string): MediaRange {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** The most specific range that covers a form decides, also when it says no (`text/csv;q=0, text/*`). */
function qualityOf(form: string, ranges: readonly MediaRange[]): number {
  for (const range of [form, `${form.split("/", 1)[0]}/*`, "*/*"]) {
    const found = ranges.find(({ type }) => type === range);
    if (found !== undefined) return found.quality;
  }
  return 0;
}
