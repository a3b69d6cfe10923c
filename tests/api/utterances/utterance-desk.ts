/** Articles that print what somebody said, and the utterances that they are grouped into. */
import { beforeAll, expect } from "vitest";
import { testApp, type TestApp } from "../../support/app.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";

/** A rendering, as the API shows it. */
export interface RenderingBody {
  readonly statement_id: string;
  readonly kind: string;
  readonly content: string;
  readonly superseded: boolean;
  readonly document: { readonly id: string; readonly standing: string };
  readonly difference: readonly {
    readonly kind: string;
    readonly reference_words: string;
    readonly words: string;
  }[];
}

export interface UtteranceBody {
  readonly id: string;
  readonly speaker: { readonly id: string; readonly name: string };
  readonly rendering_count: number;
  readonly reference_statement_id: string;
  readonly first_appearance: RenderingBody;
  readonly wordings: readonly { readonly content: string; readonly documents: number }[];
  readonly renderings: readonly RenderingBody[];
}

interface MatchBody {
  readonly statement: { readonly id: string };
  readonly utterance_id: string | null;
  readonly rendering_count: number;
  readonly renderings: readonly {
    readonly statement_id: string;
    readonly kind: string;
    readonly content: string;
  }[];
}

export interface UtteranceDesk {
  readonly stored: TestDatabase;
  readonly api: TestApp;
  /** Ingests an article with the text; gives the id of its one statement by the speaker. */
  readonly print: (
    speaker: string,
    text: string,
    article?: { url?: string; day?: string },
  ) => Promise<string>;
  readonly review: (id: string, body: object) => Promise<void>;
  readonly correctSpeaker: (id: string, speaker: string) => Promise<void>;
  readonly edit: (method: "put" | "delete", utterance: string, statement: string) => Promise<number>;
  readonly speakerId: (name: string) => Promise<string>;
  readonly mergeSpeaker: (name: string, into: string) => Promise<void>;
  readonly splitSpeaker: (name: string) => Promise<void>;
  readonly get: (utterance: string, of?: TestApp) => Promise<UtteranceBody>;
  readonly check: (text: string, speaker: string, of?: TestApp) => Promise<readonly MatchBody[]>;
  /** The utterance that a quote check names for the statement, with the statements it names as renderings. */
  readonly shown: (
    id: string,
    text: string,
    speaker: string,
  ) => Promise<{ utterance: string | null; renderings: readonly string[] }>;
}

/** To be called once, at the top of a test file. */
export function utteranceDesk(): UtteranceDesk {
  const stored = testDatabase();
  const api = testApp(stored);
  let authorization: string;
  let articles = 0;
  beforeAll(async () => {
    authorization = await api.authorization("ingest", "curate");
  });
  const post = async (path: string, body: object) => {
    const answer = await api.request.post(`/v1${path}`).set({ authorization, "if-match": "*" }).send(body);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body as { document: { id: string } };
  };
  const speakerId = async (name: string): Promise<string> => {
    const [row] = await stored.query<{ id: string }>("SELECT id FROM speakers WHERE name = $1", [name]);
    return row!.id;
  };
  const check = async (text: string, speaker: string, of = api): Promise<readonly MatchBody[]> => {
    const { body } = await of.request.post("/v1/quote-checks").send({ text, speaker }).expect(200);
    return (body as { matches: MatchBody[] }).matches;
  };
  return {
    stored,
    api,
    check,
    speakerId,
    print: async (speaker, text, { url, day } = {}) => {
      articles += 1;
      const { document } = await post("/documents", {
        text,
        url: url ?? `https://example.org/${articles}`,
        ...(day && { published_on: day }),
      });
      const found = await stored.query<{ id: string }>(
        `SELECT s.id FROM statements s JOIN speakers p ON p.id = s.speaker_id
          WHERE s.document_id = $1 AND p.name = $2 AND s.superseded_at IS NULL`,
        [document.id, speaker],
      );
      expect(found, text).toHaveLength(1);
      return found[0]!.id;
    },
    review: async (id, body) => {
      await post(`/statements/${id}/reviews`, body);
    },
    correctSpeaker: async (id, speaker) => {
      await post(`/statements/${id}/reviews`, {
        decision: "corrected",
        correction: { speaker: { id: await speakerId(speaker) } },
        reason: "their words",
      });
    },
    edit: async (method, utterance, statement) =>
      (
        await api.request[method](`/v1/utterances/${utterance}/renderings/${statement}`).set({
          authorization,
          "if-match": "*",
        })
      ).status,
    mergeSpeaker: async (name, into) => {
      await post(`/speakers/${await speakerId(name)}/merge`, { into: await speakerId(into) });
    },
    splitSpeaker: async (name) => {
      await post(`/speakers/${await speakerId(name)}/unmerge`, {});
    },
    get: async (utterance, of = api) => {
      const { body } = await of.request.get(`/v1/utterances/${utterance}`).expect(200);
      return body as UtteranceBody;
    },
    shown: async (id, text, speaker) => {
      const match = (await check(text, speaker)).find(({ statement }) => statement.id === id);
      expect(match, `statement ${id} among the matches`).toBeDefined();
      return {
        utterance: match!.utterance_id,
        renderings: match!.renderings.map(({ statement_id: other }) => other).toSorted(),
      };
    },
  };
}
