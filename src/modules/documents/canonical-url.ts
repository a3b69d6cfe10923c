/** One form for the many addresses of one page. */

const tracking =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|cmpid|ocid|smid|ref_src|_ga|__twitter_impression)$/i;

/**
 * The address without what does not tell one page from another: fragment, parameters that track where a reader came
 * from, a default port, a slash at the end.
 *
 * @returns null when it is no absolute http or https address
 */
export function canonicalUrl(address: string): string | null {
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  url.hash = url.username = url.password = "";
  const tracked = Array.from(url.searchParams.keys()).filter((name) => tracking.test(name));
  for (const name of tracked) url.searchParams.delete(name);
  if (url.pathname !== "/") url.pathname = url.pathname.replace(/\/$/, "");
  return url.href;
}
