import { describe, expect, it } from "vitest";
import { acceptedForm } from "../../src/http/negotiation.ts";

const forms = ["application/json", "application/ld+json", "text/csv"];

describe("acceptedForm", () => {
  it.each([
    ["nothing asked for", undefined, "application/json"],
    ["an empty header", " ", "application/json"],
    ["anything", "*/*", "application/json"],
    ["one form", "text/csv", "text/csv"],
    ["capital letters", "TEXT/CSV", "text/csv"],
    ["a parameter that is no weight", "text/csv; header=present", "text/csv"],
    ["a range", "text/*", "text/csv"],
    ["the heavier one", "application/json;q=0.5, application/ld+json;q=0.9", "application/ld+json"],
    ["equals: the usual form", "text/csv, application/json", "application/json"],
    ["a form excluded from a range", "application/json;q=0, application/*", "application/ld+json"],
    ["everything but one", "*/*, application/json;q=0", "application/ld+json"],
    ["a browser", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json"],
    ["none of ours", "text/html", null],
    ["a refusal of everything", "*/*;q=0", null],
    ["a weight that is no number", "text/csv;q=high", null],
    ["not a media type", ";;;,,,", null],
  ])("%s", (_, accept, expected) => {
    expect(acceptedForm(accept, forms)).toBe(expected);
  });
});
