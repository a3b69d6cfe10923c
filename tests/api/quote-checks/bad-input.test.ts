import { describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { seededDatabase } from "../../support/database.ts";

const api = testApp(seededDatabase());

describe("what cannot be checked is refused with a reason", () => {
  it.each([
    ["no text", {}],
    ["empty text", { text: "" }],
    ["only punctuation", { text: "... — !?" }],
    ["only emoji", { text: "🙂🙂🙂" }],
    ["one word that stands in every text", { text: "the" }],
    ["50,000 words", { text: "word ".repeat(50_000) }],
    ["a NUL character", { text: "We are\u0000 united" }],
    ["a lone surrogate", { text: "We are \ud800 united" }],
    ["a day that does not exist", { text: "We are united", said_from: "2025-02-30" }],
    [
      "a period that ends before it begins",
      { text: "We are united", said_from: "2025-08-09", said_to: "2025-08-08" },
    ],
    ["an unknown member", { text: "We are united", who: "Rubio" }],
    ["a number for a text", { text: 5 }],
    ["no questions", []],
    ["60,000 characters in all", Array.from({ length: 6 }, () => ({ text: "united ".repeat(1428) }))],
    ["101 questions", Array.from({ length: 101 }, () => ({ text: "We are united" }))],
  ])("%s", async (_what, body) => {
    const { body: problem } = await api.request.post("/v1/quote-checks").send(body).expect(400);
    expect(problem).toMatchObject({ code: "invalid_request" });
    expect(problem.errors.length).toBeGreaterThan(0);
  });

  it.each<[string, unknown, string, RegExp]>([
    ["a number for a text", { text: 5 }, "/text", /must be text/],
    ["no text", {}, "/text", /is missing/],
    ["null for a speaker", { text: "We are united", speaker: null }, "/speaker", /must be text/],
    ["a number for a day", { text: "We are united", said_from: 20250101 }, "/said_from", /./],
    ["an unknown member", { text: "We are united", who: "x" }, "/who", /no field `who`/],
    [
      "an unknown member of the second",
      [{ text: "We are united" }, { txt: "x" }],
      "/1/txt",
      /no field `txt`/,
    ],
    ["the second without a text", [{ text: "We are united" }, {}], "/1/text", /is missing/],
    ["101 questions", Array.from({ length: 101 }, () => ({ text: "We are united" })), "", /at most 100/],
    ["no questions", [], "", /must hold a question/],
    ["a text by itself", "We are united", "", /must be a question/],
    ["nothing", null, "", /must be a question/],
    ["a speaker without letters", { text: "We are united", speaker: " !!! " }, "/speaker", /letter/],
    ["an empty speaker", { text: "We are united", speaker: "  " }, "/speaker", /letter/],
  ])("the answer to %s names the field and what it takes", async (_what, body, pointer, detail) => {
    const { body: problem } = await api.request
      .post("/v1/quote-checks")
      .set("content-type", "application/json")
      .send(JSON.stringify(body))
      .expect(400);
    expect(problem.errors).toContainEqual({ in: "body", pointer, detail: expect.stringMatching(detail) });
  });

  it("GET without a text", async () => {
    const { body } = await api.request.get("/v1/quote-checks").expect(400);
    expect(body.errors[0].pointer).toBe("/text");
    await api.request.get("/v1/quote-checks").query({ text: "We are united", q: "x" }).expect(400);
  });
});

describe("a body that cannot be a question is not read to its end", () => {
  it.each([
    ["/v1/quote-checks", 524_288],
    ["/v1/draft-checks", 1_310_720],
  ])("%s: 413 with the limit beyond %i bytes", async (path, most) => {
    const bodyOf = (bytes: number): string =>
      JSON.stringify({ text: "x".repeat(bytes - '{"text":""}'.length) });
    const send = (body: string) => api.request.post(path).set("content-type", "application/json").send(body);
    const { body: problem } = await send(bodyOf(most + 1)).expect(413);
    expect(problem).toMatchObject({ code: "body_too_large", detail: expect.stringContaining(String(most)) });
    await send(bodyOf(most)).expect(400);
  });

  it("the longest questions and the longest draft fit, whatever way they are written", async () => {
    const escaped = (text: string): string =>
      text.replace(/[^]/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
    const send = (path: string, body: string) =>
      api.request.post(path).set("content-type", "application/json").send(body);
    const text = escaped("united we stand ".repeat(31).slice(0, 490));
    const speaker = escaped("x".repeat(300));
    const questions = Array.from({ length: 100 }, () => `{"text":"${text}","speaker":"${speaker}"}`);
    const answers = await send("/v1/quote-checks", `[${questions.join(",")}]`);
    expect(answers.status).toBe(200);
    const draft = await send("/v1/draft-checks", `{"text":"${escaped("We wait. ".repeat(22_222))}"}`);
    expect(draft.status).toBe(200);
  });
});

describe("what is odd but can be asked is answered", () => {
  it.each([
    ["right-to-left text", "لن يكون هناك غزو على الإطلاق"],
    ["emoji between words", "We 🙂 are 🙂 united 🙂"],
    ["a regular expression", "^(a+)+$ .* [^x]{1,1000} united"],
    ["SQL", "united'; DROP TABLE statements; --"],
    ["search operators", "united & !(x | y):* <-> allies:A"],
    ["a pattern", "%_united_%"],
    ["control characters", "We\u0001 are\u0007 united\u001b"],
    ["brackets without end", "We [[[are united"],
    ["ellipses only between words", "… We … are … united …"],
    ["a word of 5,000 letters", `united ${"x".repeat(5000)}`],
    ["the longest text", "we are united ".repeat(700)],
    ["one character over and over", "a ".repeat(4900)],
    ["Chinese", "我们是团结的"],
  ])("%s", async (_what, text) => {
    const { body } = await api.request
      .post("/v1/quote-checks")
      .send({ text, speaker: text.slice(0, 300) })
      .expect(200);
    expect(body.verdict).toBeTypeOf("string");
  });
});
