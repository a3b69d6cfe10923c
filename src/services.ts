/**
 * The one composition point: which repository stands behind which service, and nothing else. A module that needs
 * another module gets its service here, never its repository.
 *
 * To add a module: export `create<Module>Service({ ... })` from its `service.ts`, name it here, and register its
 * routes in `app.ts`. Repositories are functions that take a `DatabaseSession` (src/database/client.ts); the service
 * holds the `Database`, opens transactions, and passes the session on.
 */
import type { Database } from "./database/client.ts";
import { databaseAsOf } from "./database/past.ts";
import { ENGINE_VERSION } from "./extraction/engine-version.ts";
import { createClaimEditing } from "./modules/claims/editing.ts";
import { createClaimService } from "./modules/claims/service.ts";
import { createConfirmationService } from "./modules/confirmations/service.ts";
import { createDocumentEditing } from "./modules/documents/editing.ts";
import { createIngestionService } from "./modules/documents/ingestion.ts";
import { createRevisionService } from "./modules/documents/revisions.ts";
import { createDocumentService } from "./modules/documents/service.ts";
import { createEventService } from "./modules/events/service.ts";
import { createHistoryService } from "./modules/history/service.ts";
import { createKeyService } from "./modules/keys/service.ts";
import { createQuoteCheckService } from "./modules/quote-checks/service.ts";
import { createReviewService } from "./modules/reviews/service.ts";
import { createSourceService } from "./modules/sources/service.ts";
import { createSpeakerEditing } from "./modules/speakers/editing.ts";
import { createPositionService } from "./modules/speakers/positions.ts";
import { createSpeakerService } from "./modules/speakers/service.ts";
import { createStatementService } from "./modules/statements/service.ts";
import { createUtteranceService } from "./modules/utterances/service.ts";
import { onThisThread, type HeavyWork } from "./threads/heavy-work.ts";

/** What the outside world gives to services. */
export interface Surroundings {
  readonly database: Database;
  /** The current time, for every instant that the application itself records. */
  readonly clock: () => Date;
  /** Where long texts are read and compared; here, unless given. */
  readonly heavyWork?: HeavyWork;
}

export function createServices({ database, clock, heavyWork = onThisThread }: Surroundings) {
  const keys = createKeyService({ database, clock });
  const events = createEventService({ database });
  const ingestion = createIngestionService({
    database,
    extract: heavyWork.extract,
    engineVersion: ENGINE_VERSION,
  });
  const readers = createReaders({ database, clock, heavyWork });
  const quoteChecks = createQuoteCheckService({
    database,
    clock,
    statements: readers.statements,
    utterances: readers.utterances,
    extract: heavyWork.extract,
  });
  const speakerEditing = createSpeakerEditing({ database });
  const positions = createPositionService({ database });
  const documentEditing = createDocumentEditing({ database });
  const claimEditing = createClaimEditing({ database });
  const reviews = createReviewService({ database });
  return {
    quoteChecks,
    claimEditing,
    documentEditing,
    speakerEditing,
    positions,
    reviews,
    keys,
    events,
    history: createHistoryService({ database, ...readers }),
    ingestion,
    ...readers,
    /** The services that read, as of an instant; at null, as of now. */
    at: (asOf: Date | null): Readers =>
      asOf === null ? readers : createReaders({ database: databaseAsOf(database, asOf), clock, heavyWork }),
  };
}

type Readers = ReturnType<typeof createReaders>;

/** The services whose resources remember their past. */
function createReaders({ database, clock, heavyWork }: Required<Surroundings>) {
  const speakers = createSpeakerService({ database });
  const sources = createSourceService({ database });
  const claims = createClaimService({ database, speakers });
  return {
    confirmations: createConfirmationService({ database, clock }),
    documents: createDocumentService({ database }),
    revisions: createRevisionService({ database, textDifference: heavyWork.textDifference }),
    speakers,
    sources,
    claims,
    utterances: createUtteranceService({ database }),
    statements: createStatementService({ database, speakers, claims, sources }),
  };
}
