/** Until when an offer or a demand stands, against the time of the post. */
import { distanceAfter, distanceBefore } from "./cues.ts";
import type { Passage, Sentence } from "./passage.ts";
import type { DateQuantity, DurationQuantity } from "./quantity.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const before = new Set(
  "deadline until till by within timer expires expire ends end valid before give gives given giving have has bis hasta até jusqu до до entro tot".split(
    " ",
  ),
);
const firmBefore = new Set(
  "deadline until till by timer expires ends valid before bis hasta até jusqu до entro tot".split(" "),
);
const after = new Set("left remaining remain remains deadline more to".split(" "));
const deciding = new Set(
  "pay contact respond reply decide decision negotiate publish published release released leak leaked deadline timer left remaining ransom demand payment offer valid expires price auction sale".split(
    " ",
  ),
);
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/**
 * Finds the deadline; null where none is stated or the post's own time is needed and unknown.
 *
 * A day counts to its end in UTC: "until Friday" is Friday 23:59:59.
 */
export function readDeadline(passages: readonly Passage[], publishedAt: Date | null): Date | null {
  for (const passage of passages)
    for (const [number, sentence] of passage.sentences.entries()) {
      if (!passage.tokens.slice(sentence.first, sentence.end).some(({ key }) => deciding.has(key))) continue;
      const found = inSentence(passage, number, sentence, publishedAt);
      if (found !== null) return found;
    }
  return null;
}

function inSentence(
  passage: Passage,
  number: number,
  sentence: Sentence,
  publishedAt: Date | null,
): Date | null {
  const { tokens } = passage;
  for (const quantity of passage.quantitiesOf.get(number) ?? []) {
    if (quantity.kind === "duration" && isTerm(passage, quantity, sentence) && publishedAt !== null)
      return new Date(publishedAt.getTime() + quantity.hours * hourMs);
    if (
      quantity.kind === "date" &&
      distanceBefore(tokens, quantity.first, sentence.first, firmBefore, 4) !== null
    ) {
      const date = dateOf(quantity, publishedAt);
      if (date !== null) return date;
    }
  }
  if (publishedAt === null) return null;
  for (let index = sentence.first; index < sentence.end; index++) {
    const day = weekdays.indexOf(tokens[index]?.key ?? "");
    if (day >= 0 && distanceBefore(tokens, index, sentence.first, firmBefore, 3) !== null) {
      const ahead = (day - publishedAt.getUTCDay() + 7) % 7;
      return endOfDay(publishedAt.getTime() + ahead * dayMs);
    }
  }
  return null;
}

function isTerm(passage: Passage, quantity: DurationQuantity, sentence: Sentence): boolean {
  const { tokens } = passage;
  if (
    quantity.hours > 24 * 120 ||
    ["ago", "earlier", "later", "old"].includes(tokens[quantity.end]?.key ?? "")
  )
    return false;
  if (distanceAfter(tokens, quantity.end, sentence.end, after, 1) !== null) return true;
  const near = distanceBefore(tokens, quantity.first, sentence.first, before, 3);
  return near !== null && tokens[quantity.first - 1]?.key !== "every";
}

function dateOf(quantity: DateQuantity, publishedAt: Date | null): Date | null {
  const { year, month, day } = quantity;
  if (month === null || day === null) return null;
  const known = year ?? publishedAt?.getUTCFullYear() ?? null;
  if (known === null || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const date = endOfDay(Date.UTC(known, month - 1, day));
  // "by January 15" said in December is next year's.
  if (year === null && publishedAt !== null && date.getTime() < publishedAt.getTime() - 31 * dayMs)
    return endOfDay(Date.UTC(known + 1, month - 1, day));
  return date;
}

const endOfDay = (time: number): Date => {
  const date = new Date(time);
  date.setUTCHours(23, 59, 59, 0);
  return date;
};
