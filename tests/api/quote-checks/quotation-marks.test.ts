/** Whatever quotation marks an article or a draft uses, what stands between them is the speaker's, and nothing else. */
import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const api = testApp(testDatabase());
const marks = ["“ ”", '" "', "„ “", "« »", "‘ ’", "' '", "‹ ›", "「 」"].map(
  (pair) => pair.split(" ") as [string, string],
);
const places = [
  "market hall",
  "corn exchange",
  "rowing club",
  "tram depot",
  "old brewery",
  "fish quay",
  "mill pond",
  "ice house",
];

beforeAll(async () => {
  const authorization = await api.authorization("ingest");
  for (const [at, [open, close]] of marks.entries()) {
    const text =
      `Nora Whitfield said the town's ${places[at]} would become ${open}a living room for the whole neighbourhood ` +
      `and its ${places[at]} visitors${close} by spring.`;
    await api.request.post("/v1/documents").set({ authorization }).send({ text }).expect(201);
  }
});

describe.each(marks.map(([open, close], at) => ({ open, close, place: places[at]! })))(
  "$open…$close",
  ({ open, close, place }) => {
    const check = async (text: string): Promise<string> => {
      const { body } = await api.request
        .post("/v1/quote-checks")
        .send({ text, speaker: "Whitfield" })
        .expect(200);
      return (body as { verdict: string }).verdict;
    };

    it("what the reporter says around them is no quotation", async () => {
      expect(await check(`the town's ${place} would become`)).toBe("paraphrase_only");
    });

    it("what stands between them is", async () => {
      expect(await check(`and its ${place} visitors`)).toBe("exact");
    });

    it("a draft's quotation is found and checked", async () => {
      const text =
        `Rain fell 🙂 all day. Nora Whitfield said the town's ${place} would become ${open}a living room for the whole ` +
        `neighbourhood and its ${place} visitors${close} by spring.`;
      const { body } = await api.request.post("/v1/draft-checks").send({ text }).expect(200);
      const [quotation] = body.data;
      expect([...text].slice(quotation.start, quotation.end).join("")).toBe(
        `a living room for the whole neighbourhood and its ${place} visitors`,
      );
      expect(quotation.check).toMatchObject({ verdict: "exact", speaker: "Nora Whitfield" });
      expect(body).toMatchObject({ unchecked: [], complete: true });
    });
  },
);
