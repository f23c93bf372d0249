import type { Words } from "../../src/words/words.ts";

/** Says what to try where no listing is to be shown. */
export function renderNothing(hasFilter: boolean, { listings }: Words): string {
  return hasFilter ? listings.nothingFits : listings.nothingRead;
}
