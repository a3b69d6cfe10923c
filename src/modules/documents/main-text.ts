/** The article's own text out of a page: found by Mozilla's Readability, one line for each paragraph. */
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

/** The few members of the DOM that are read here; the project's types know no browser. */
interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly parentNode: DomNode | null;
}

const textNode = 3;
const elementNode = 1;
const breaksLine = ({ nodeType, nodeName }: DomNode): boolean =>
  nodeType === elementNode && nodeName.toUpperCase() !== "A";

/**
 * Finds the main text of a body that `readHtmlPage` has simplified; empty where there is none.
 *
 * @param title the page's title, which Readability uses to leave out headings that repeat it
 */
export function mainText(body: string, title: string): string {
  const { document } = parseHTML(
    `<!doctype html><html><head><title></title></head><body>${body}</body></html>`,
  );
  document.title = title;
  const article = new Readability<DomNode>(document, {
    serializer: (node) => node,
  }).parse();
  return article?.content ? linesOf(article.content) : "";
}

/** The text below a node, blocks on lines of their own, white space as a browser shows it. */
function linesOf(root: DomNode): string {
  const lines: string[] = [];
  let line = "";
  const endLine = (): void => {
    const shown = line.replace(/[\s\u00a0]+/g, " ").trim();
    if (shown !== "") lines.push(shown);
    line = "";
  };
  let node: DomNode | null = root;
  while (node !== null) {
    if (node.nodeType === textNode) line += node.nodeValue ?? "";
    else if (breaksLine(node)) endLine();
    if (node.firstChild !== null) {
      node = node.firstChild;
      continue;
    }
    while (node !== null && node !== root && node.nextSibling === null) {
      node = node.parentNode;
      if (node !== null && breaksLine(node)) endLine();
    }
    node = node === root ? null : (node?.nextSibling ?? null);
  }
  endLine();
  return lines.join("\n");
}
