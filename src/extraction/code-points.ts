/**
 * Turns UTF-16 offsets of a text into code-point offsets. A text without surrogates needs no table: both counts agree.
 */
export function codePointsOf(text: string): (offset: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const counts = new Uint32Array(text.length + 1);
  let count = 0;
  for (let unit = 0; unit < text.length; unit++) {
    counts[unit] = count;
    const high = text.charCodeAt(unit);
    const low = text.charCodeAt(unit + 1);
    const pair = high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
    if (pair) counts[++unit] = count;
    count++;
  }
  counts[text.length] = count;
  return (offset) => counts[offset]!;
}
