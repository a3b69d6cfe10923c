/** Quotations from the example article, true and false, that the API's document shows with their verdicts. */
import type { RouteExample } from "../../http/app.ts";

export const quotesExamples: readonly RouteExample[] = [
  {
    name: "altered",
    summary: "A word left out",
    body: { text: "We have to start treating them as terrorist organizations", speaker: "Rubio" },
  },
  {
    name: "misattributed",
    summary: "Somebody else's words",
    body: {
      text: "would assuredly fail to stem the flow of drugs into the United States",
      speaker: "Anna Kelly",
    },
  },
  {
    name: "several",
    summary: "Two at once",
    body: [
      { text: "We are united.", speaker: "Ronald Johnson" },
      { text: "Nobody wins a war that was never declared", speaker: "Ronald Johnson" },
    ],
  },
];

export const quoteExamples: readonly RouteExample[] = [
  {
    name: "invasion",
    summary: "A negation lost",
    query: { text: "There will be an invasion", speaker: "Sheinbaum" },
  },
];

export const draftExamples: readonly RouteExample[] = [
  {
    name: "draft",
    summary: "A draft with one altered quotation",
    body: {
      text: '"We have to start treating them as terrorist organizations," Secretary of State Marco Rubio said.',
    },
  },
];
