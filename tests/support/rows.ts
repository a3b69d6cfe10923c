/** Rows for tests that start after ingestion: a small press archive, written straight into the tables. */
import { createHash } from "node:crypto";
import type { Database } from "../../src/database/client.ts";
import type { Prisma, SpanRole, SpeakerType } from "../../src/database/generated/client.ts";

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
      const spans = [
        ...spansOf(text, "content", content),
        ...spansOf(text, "cue", cue ?? []),
        ...spansOf(text, "attributed_as", attributedAs ?? []),
      ];
      const joined = (role: SpanRole): string =>
        spans
          .filter((span) => span.role === role)
          .map(({ exact }) => exact)
          .join(" ");
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
            sentenceStart: 0,
            sentenceEnd: [...text].length,
            contentText: joined("content"),
            attributedAs: joined("attributed_as") || null,
            ...fields,
          },
          select: { id: true },
        });
        await transaction.statementSpan.createMany({
          data: spans.map((span) => ({ statementId: statement.id, ...span })),
        });
        return statement;
      });
      return id;
    },
  };
}

function spansOf(text: string, role: SpanRole, words: Words) {
  const points = [...text];
  return [words].flat().map((exact, ordinal) => {
    const unit = text.indexOf(exact);
    if (unit < 0) throw new Error(`"${exact}" does not stand in the text.`);
    const start = Array.from(text.slice(0, unit)).length;
    const end = start + [...exact].length;
    return {
      role,
      ordinal,
      start,
      end,
      exact,
      prefix: points.slice(Math.max(0, start - 32), start).join(""),
      suffix: points.slice(end, end + 32).join(""),
    };
  });
}
