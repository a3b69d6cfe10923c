/** TimeMaps: the past states of a resource as links (Memento, RFC 7089, section 5; link format, RFC 6690). */

/** A TimeMap with more goes on in another one. */
export const mementosMost = 1000;

const mediaType = 'type="application/link-format"';

/**
 * The TimeMap of the resource at a path.
 *
 * @param instants when it changed, in order; one more than `mementosMost` where there are more
 * @param after the instant after which this TimeMap begins
 */
export function timeMapOf(path: string, instants: readonly Date[], after: Date | null): string {
  const shown = instants.slice(0, mementosMost);
  const [first, last, rest] = [shown[0], shown.at(-1), instants[mementosMost]];
  const address = (from: Date | null | undefined): string =>
    `<${path}/timemap${from ? `?after=${from.toISOString()}` : ""}>`;
  const period = first && last ? `; from="${first.toUTCString()}"; until="${last.toUTCString()}"` : "";
  const mementos = shown.map((instant, nth) => {
    const isFirst = nth === 0 && after === null;
    const isLast = nth === shown.length - 1 && rest === undefined;
    const relations = [isFirst && "first", isLast && "last", "memento"]
      .filter((word) => word !== false)
      .join(" ");
    return `<${path}?as_of=${instant.toISOString()}>; rel="${relations}"; datetime="${instant.toUTCString()}"`;
  });
  return [
    `<${path}>; rel="original timegate"`,
    `${address(after)}; rel="self"; ${mediaType}${period}`,
    ...mementos,
    ...(rest && last ? [`${address(last)}; rel="timemap"; ${mediaType}; from="${rest.toUTCString()}"`] : []),
  ].join(",\n");
}
