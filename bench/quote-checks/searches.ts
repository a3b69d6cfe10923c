/** How long `GET /v1/statements?q=` takes over a loaded database: words of every frequency, phrases, and with a speaker. */
import type pg from "pg";
import type { Database } from "../../src/database/client.ts";
import { wordBits } from "../../src/modules/quote-checks/lexicon/lexicon.ts";
import { createServices } from "../../src/services.ts";
import { writeOnce } from "../writing.ts";

const askedOfEach = 40;

interface Search {
  readonly q: string;
  readonly speaker?: string[];
}

/** Prints a table of median and 95th percentile, of a first page of 20 with the usual sort. */
export async function measureSearches(
  client: pg.Client,
  database: Database,
  size: number,
  random: () => number,
): Promise<void> {
  const { statements } = createServices({ database, clock: () => new Date() });
  const { rows: words } = await client.query<{ lexeme: string; share: number }>(
    `SELECT lexeme, share FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS t(lexeme, share)
      WHERE tablename = 'statements' AND attname = 'search_vector' AND lexeme IS NOT NULL ORDER BY share DESC`,
  );
  const ids = Array.from({ length: askedOfEach }, () => 1 + Math.floor(random() * size));
  const { rows: said } = await client.query<{ text: string; speaker: string }>(
    `SELECT s.content_text AS text, speaker.name AS speaker FROM statements s JOIN speakers speaker ON speaker.id = s.speaker_id
      WHERE s.id = ANY($1::bigint[])`,
    [ids],
  );
  const about = (share: number): string[] =>
    words
      .toSorted((a, b) => Math.abs(a.share - share) - Math.abs(b.share - share))
      .map(({ lexeme }) => lexeme);
  const [commonest, ofTen, ofHundred, ofThousand] = [about(1), about(0.1), about(0.01), about(0.001)];
  const each = (make: (nth: number) => Search): Search[] =>
    Array.from({ length: askedOfEach }, (_, nth) => make(nth));
  const textOf = (nth: number): string[] => said[nth % said.length]!.text.replace(/\.$/, "").split(" ");
  const rarest = (nth: number): string[] =>
    textOf(nth).toSorted((a, b) => wordBits(b.toLowerCase()) - wordBits(a.toLowerCase()));
  const kinds: Record<string, Search[]> = {
    "one of the ten commonest words": each((nth) => ({ q: commonest[nth % 10]! })),
    "a word in one statement of ten": each((nth) => ({ q: ofTen[nth % 5]! })),
    "a word in one of a hundred": each((nth) => ({ q: ofHundred[nth]! })),
    "a word in one of a thousand": each((nth) => ({ q: ofThousand[nth]! })),
    "the rarest word of a statement": each((nth) => ({ q: rarest(nth)[0]! })),
    "two of the ten commonest words": each((nth) => ({
      q: `${commonest[nth % 10]} ${commonest[(nth + 3) % 10]}`,
    })),
    "a common word and one of a hundred": each((nth) => ({ q: `${commonest[nth % 10]} ${ofHundred[nth]}` })),
    "two words of a hundred": each((nth) => ({ q: `${ofHundred[nth]} ${ofHundred[nth + 1]}` })),
    "a phrase of four words of a statement": each((nth) => ({ q: `"${textOf(nth).slice(1, 5).join(" ")}"` })),
    "two of the ten commonest words as a phrase": each((nth) => ({
      q: `"${commonest[nth % 10]} ${commonest[(nth + 3) % 10]}"`,
    })),
    "a word of ten, of the speaker with most statements": each((nth) => ({
      q: ofTen[nth % 5]!,
      speaker: ["2"],
    })),
    "a word of a hundred, of another speaker": each((nth) => ({
      q: ofHundred[nth]!,
      speaker: [said[nth % said.length]!.speaker],
    })),
    "a word of which nothing is held": each((nth) => ({ q: `zzyzx${nth}` })),
  };
  console.log("| search | p50 ms | p95 ms | slowest ms | found, of 20 |\n|---|---|---|---|---|");
  for (const [name, searches] of Object.entries(kinds)) {
    const times: number[] = [];
    let found = 0;
    for (const search of searches) {
      await writeOnce(database);
      const begun = performance.now();
      const { page } = await statements.list({ ...search, limit: 20 }, { limit: 20, after: null }, false);
      times.push(performance.now() - begun);
      found += (JSON.parse(`[${page.items}]`) as unknown[]).length;
    }
    times.sort((a, b) => a - b);
    const at = (share: number): string =>
      times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1);
    console.log(
      `| ${name} | ${at(0.5)} | ${at(0.95)} | ${at(1)} | ${(found / searches.length).toFixed(1)} |`,
    );
  }
}
