/** Rows for tests that start after ingestion: a small press archive, written straight into the tables. */
import { createHash } from "node:crypto";
import type { Database } from "../../src/database/client.ts";
import type { Prisma, SpeakerType } from "../../src/database/generated/client.ts";
import { codePointText } from "../../src/modules/documents/code-point-text.ts";
import type { Span } from "../../src/extraction/statement.ts";
import { anchorsAt } from "../../src/modules/statements/anchors.ts";

export interface StoredText {
  readonly documentId: bigint;
  readonly revisionId: bigint;
  readonly text: string;
}

type Words = string | readonly string[];

interface NewStatement extends Partial<
  Omit<Prisma.StatementUncheckedCreateInput, "id" | "revisionId" | "contentText" | "attributedAs">
> {
  readonly in: StoredText;
  /** Words of the text; each run is a span. */
  readonly content: Words;
  readonly cue?: Words;
  readonly attributedAs?: Words;
}

export function rowsIn(database: Database) {
  let made = 0;
  return {
    async document(
      text: string,
      fields: Partial<Prisma.DocumentUncheckedCreateInput> = {},
    ): Promise<StoredText> {
      made += 1;
      const document = await database.document.create({
        data: { identityKey: `file:test-${made}`, ...fields },
      });
      const revision = await database.revision.create({
        data: {
          documentId: document.id,
          number: 1,
          text,
          sha256: createHash("sha256").update(text).digest("hex"),
          lengthCodePoints: [...text].length,
          engineVersion: "test",
        },
      });
      return { documentId: document.id, revisionId: revision.id, text };
    },

    async speaker(name: string, type: SpeakerType = "person"): Promise<bigint> {
      made += 1;
      const key = `${type}:${name.toLowerCase()}:${made}`;
      return (await database.speaker.create({ data: { name, type, key } })).id;
    },

    async claim(text: string): Promise<bigint> {
      return (await database.claim.create({ data: { text } })).id;
    },

    async statement({
      in: { revisionId, documentId, text },
      content,
      cue,
      attributedAs,
      ...fields
    }: NewStatement) {
      const anchors = anchorsAt(
        codePointText(text),
        {
          content: spansOf(text, content),
          cue: spansOf(text, cue ?? []),
          attributed_as: spansOf(text, attributedAs ?? []),
        },
        { start: fields.sentenceStart ?? 0, end: fields.sentenceEnd ?? [...text].length },
      );
      const { id } = await database.$transaction(async (transaction) => {
        const statement = await transaction.statement.create({
          data: {
            revisionId,
            documentId,
            ordinal: await transaction.statement.count({ where: { revisionId } }),
            kind: "indirect",
            stance: "asserts",
            medium: "spoken",
            confidence: 0.8,
            sentenceStart: anchors.sentence.start,
            sentenceEnd: anchors.sentence.end,
            contentText: anchors.content.text,
            attributedAs: anchors.attributed_as?.text ?? null,
            ...fields,
          },
          select: { id: true },
        });
        await transaction.$executeRaw`
          INSERT INTO statement_anchors (statement_id, content, cue, attributed_as, sentence)
          SELECT ${statement.id}, a.* FROM json_to_record(${JSON.stringify(anchors)}::json)
                   AS a(content json, cue json, attributed_as json, sentence json)`;
        return statement;
      });
      return id;
    },
  };
}

/** Where the words stand first, each run by itself. */
function spansOf(text: string, words: Words): Span[] {
  return [words].flat().map((exact) => {
    const unit = text.indexOf(exact);
    if (unit < 0) throw new Error(`"${exact}" does not stand in the text.`);
    const start = Array.from(text.slice(0, unit)).length;
    return { start, end: start + [...exact].length };
  });
}
