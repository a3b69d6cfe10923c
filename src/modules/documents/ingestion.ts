/** Takes an article in: read, extracted, and stored with all its statements in one transaction, or not at all. */
import type { Database, DatabaseSession } from "../../database/client.ts";
import { beginRecord, holdMerges } from "../../database/locks.ts";
import { inTransaction } from "../../database/transaction.ts";
import type { Extraction, ExtractionOptions } from "../../extraction/statement.ts";
import { recordReported } from "../confirmations/reported.ts";
import { recordEvent, type Actor } from "../events/service.ts";
import { postRevision } from "../quote-checks/postings.ts";
import { groupRevision } from "../utterances/grouping.ts";
import { readArticle, type Article, type ArticleInput } from "./article.ts";
import { codePointText } from "./code-point-text.ts";
import { extractionRows, publisherRow } from "./extraction-rows.ts";
import {
  countStatements,
  findCurrentRevision,
  insertDocument,
  insertExtraction,
  insertRevision,
  lockDocument,
  lockFindings,
  savePublishers,
  supersedeStatements,
  updateDocument,
  type CurrentRevision,
  type PrintedStanding,
  type StoredRevision,
} from "./ingestion-repository.ts";
import { reAnchorStatements } from "./re-anchoring.ts";

/** What became of an article. */
export interface Ingested {
  /** A new document, a new revision of a known one, or the very text that is held already. */
  readonly outcome: "created" | "revised" | "unchanged";
  readonly documentId: bigint;
  readonly revision: number;
  /** Statements of the document's current revision. */
  readonly statements: number;
}

export interface IngestionSurroundings {
  readonly database: Database;
  readonly extract: (text: string, options: ExtractionOptions) => Extraction | Promise<Extraction>;
  readonly engineVersion: string;
}

export function createIngestionService({ database, extract, engineVersion }: IngestionSurroundings) {
  return {
    /**
     * Ingests an article. Repeating it changes nothing, also when it is repeated while it is still under way; a
     * changed text of the same document becomes its next revision.
     *
     * @throws UnreadableTextError when there is no article in the input that could be stored
     */
    async ingest(input: ArticleInput, actor: Actor): Promise<Ingested> {
      const article = readArticle(input);
      // Extraction takes longest: it is spared where it would be for nothing, and never holds a transaction open.
      const known = await findCurrentRevision(database, article);
      if (known?.sha256 === article.sha256) return unchanged(database, known);
      const text = codePointText(article.text);
      const extraction = await extract(article.text, {
        ...(article.publishedOn && { publishedOn: article.publishedOn.value }),
        ...(article.publisher && { publisher: article.publisher.value }),
      });

      return inTransaction(database, async (transaction) => {
        // Whose words are one speaker's must not change while they are grouped.
        await holdMerges(transaction);
        await lockDocument(transaction, article);
        const current = await findCurrentRevision(transaction, article);
        if (current?.sha256 === article.sha256) return unchanged(transaction, current);
        if (current !== null) await lockFindings(transaction, current);
        await beginRecord(transaction);
        const documentId = await saveDocument(transaction, article, current, printedStanding(extraction));
        const revision = await insertRevision(transaction, {
          documentId,
          number: (current?.number ?? 0) + 1,
          sha256: article.sha256,
          text: article.text,
          lengthCodePoints: text.length,
          engineVersion,
          corrections: extraction.corrections.map(({ kind, span }) => ({ kind, ...span })),
        });
        if (current !== null) await supersedeStatements(transaction, revision);
        const rows = extractionRows(extraction, text, documentId);
        const claimIds = await insertExtraction(transaction, revision, rows);
        await recordReported(
          transaction,
          revision.revisionId,
          rows.confirmations.map(({ claim, ...row }) => ({ ...row, claimId: claimIds.get(claim)! })),
        );
        // Before words and speakers are indexed and grouped, since an editor may have corrected them.
        if (current !== null) {
          await reAnchorStatements(transaction, current, revision, {
            apiKeyId: null,
            name: `engine:${engineVersion}`,
          });
        }
        await postRevision(transaction, revision.revisionId);
        await groupRevision(transaction, revision.revisionId);
        await recordIngestion(transaction, revision, { article, current, actor });
        return {
          outcome: current === null ? "created" : "revised",
          documentId,
          revision: revision.number,
          statements: rows.statements.length,
        };
      });
    },
  };
}

export type IngestionService = ReturnType<typeof createIngestionService>;

async function unchanged(
  session: DatabaseSession,
  { documentId, number }: CurrentRevision,
): Promise<Ingested> {
  return {
    outcome: "unchanged",
    documentId,
    revision: number,
    statements: await countStatements(session, documentId),
  };
}

/** An article that says it was wrong is corrected from the first time that we see it. */
function printedStanding({ corrections }: Extraction): PrintedStanding {
  const kinds = new Set(corrections.map(({ kind }) => kind));
  return kinds.has("correction") ? "corrected" : kinds.has("update") ? "edited" : "live";
}

async function saveDocument(
  session: DatabaseSession,
  article: Article,
  current: CurrentRevision | null,
  printed: PrintedStanding,
): Promise<bigint> {
  await savePublishers(session, article.publisher === null ? [] : [publisherRow(article.publisher.value)]);
  if (current === null) return insertDocument(session, article, printed);
  await updateDocument(session, current.documentId, article, printed);
  return current.documentId;
}

async function recordIngestion(
  session: DatabaseSession,
  { documentId, number }: StoredRevision,
  { article, current, actor }: { article: Article; current: CurrentRevision | null; actor: Actor },
): Promise<void> {
  await recordEvent(session, {
    resourceType: "documents",
    resourceId: documentId,
    action: current === null ? "ingested" : "revised",
    difference: {
      revision: { from: current?.number ?? null, to: number },
      sha256: { from: current?.sha256 ?? null, to: article.sha256 },
    },
    actor,
  });
}
