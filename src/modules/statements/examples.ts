/** Questions to the example article that the API's document shows with their answers. */
import type { RouteExample } from "../../http/app.ts";

export const listExamples: readonly RouteExample[] = [
  { name: "latest", summary: "The latest statements", query: { limit: 2 } },
  {
    name: "denials",
    summary: "What Claudia Sheinbaum denied",
    query: { speaker: "Claudia Sheinbaum", stance: "denies" },
  },
  { name: "search", summary: "Who spoke of an invasion", query: { q: "invasion", limit: 1 } },
  {
    name: "unconfirmed",
    summary: "What the White House has not confirmed",
    query: { organization: "White House", status: "unconfirmed" },
  },
  {
    name: "anonymous",
    summary: "What unnamed sources said, and through whom",
    query: { anonymous: true },
  },
  {
    name: "counts",
    summary: "How many statements take each stance",
    query: { limit: 1, facets: "stance,speaker" },
  },
];
