/** An operator's own model that reads listings besides us. */
import type { Post } from "../model.ts";

/** What a model is asked about. */
export interface EnrichmentQuestion {
  /** Id of the listing. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

/** Reads one post its own way; what it answers is believed in nothing that the post does not say. */
export interface Enricher {
  /**
   * @param signal - ends the attempt
   * @returns the answer as it came, for {@link parseAnswer}
   * @throws Error where it fails, answers with too much, or with something else than JSON
   */
  ask(question: EnrichmentQuestion, signal: AbortSignal): Promise<unknown>;
}

/** Where the model answers. */
export interface EnricherAddress {
  /** https, or this machine. */
  readonly url: string;
  /** Sent as `Authorization: Bearer …`; null: none. */
  readonly token: string | null;
}

// In code units: a model takes its time for each of them, and offers are far shorter.
const maxBody = 32 * 1024;
const maxAnswerBytes = 256 * 1024;

/** Makes the question of a post. */
export const makeQuestion = (
  id: string,
  { title, body }: Pick<Post, "title" | "body">,
): EnrichmentQuestion => ({
  id,
  title: title.toWellFormed(),
  body: (body ?? "").slice(0, maxBody).toWellFormed(),
});

/** Makes an enricher of an HTTP endpoint: it gets the question by POST, in JSON, and answers 200 with JSON. */
export function createHttpEnricher({ url, token }: EnricherAddress): Enricher {
  return {
    async ask(question, signal) {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Accept: "application/json",
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(question),
        // The token is for this address alone.
        redirect: "error",
        signal,
      });
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new Error(`it answered with status ${response.status}`);
      }
      return JSON.parse(await readBounded(response)) as unknown;
    },
  };
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let bytes = 0;
  // Leaving the loop early cancels the rest.
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > maxAnswerBytes) throw new Error(`its answer is larger than ${maxAnswerBytes / 1024} KiB`);
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
