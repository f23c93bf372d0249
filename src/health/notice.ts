import type { Notice, Problem, Source, TroubleKind } from "../model.ts";
import { dayOf } from "./day.ts";
import type { HealthEvent } from "./judge.ts";
import { findRemedy } from "./remedy.ts";

/** What stands behind the source's name in the title. */
const troubles: Readonly<Record<TroubleKind, string>> = {
  down: "cannot be read",
  wall: "shows a login or a check for humans",
  "layout-changed": "looks different, and is not read as it was",
  gone: "is gone",
};

// Without its proxy no source behind Tor can be read: one notice for all of them, and one a week at most.
const sharedCode = "proxy-missing";
const weekMs = 7 * 24 * 60 * 60 * 1000;

/** What makes an event this one and no other: told twice, it is one notice. */
export function nameEvent(event: HealthEvent, source: Source, now: Date): string[] {
  switch (event.what) {
    case "trouble":
      if (event.problem.code === sharedCode) return [sharedCode, weekOf(event.since), String(event.reminder)];
      return [source.id, event.problem.kind, timeOf(event.since), String(event.reminder)];
    case "trouble-over":
      if (event.problem.code === sharedCode) return [sharedCode, "over", weekOf(event.since)];
      return [source.id, "over", timeOf(event.since)];
    case "quiet":
      return [source.id, "quiet", timeOf(event.since), String(event.reminder)];
    case "quiet-over":
      return [source.id, "quiet-over", timeOf(event.since)];
    case "moved":
      return [source.id, "moved", event.from, event.to, dayOf(now)];
  }
}

function timeOf(time: Date): string {
  return String(time.getTime());
}

function weekOf(time: Date): string {
  return String(Math.floor(time.getTime() / weekMs));
}

/** What is told of a source's health: what is wrong, since when, and what can be done. Plain text. */
export function writeNotice(event: HealthEvent, source: Source): Omit<Notice, "id"> {
  const { name } = source;
  switch (event.what) {
    case "trouble":
      if (event.problem.code === sharedCode) return proxyMissing(event.problem);
      return {
        tone: "bad",
        title: `${name} ${event.reminder > 0 ? "still " : ""}${describeTrouble(event.problem)}`,
        lines: [
          `${capitalise(event.problem.message)}.`,
          `${countVisits(event.visits)}, since ${showTime(event.since)}.`,
          ...explainTrouble(event.problem, source),
        ],
      };
    case "trouble-over":
      return {
        tone: "good",
        title:
          event.problem.code === sharedCode ? "Sources are read through Tor again" : `${name} is read again`,
        lines: [`What had been wrong since ${showTime(event.since)}: ${event.problem.message}.`],
      };
    case "quiet":
      return {
        tone: "bad",
        title: `${name} ${event.reminder > 0 ? "is still quiet" : "has fallen quiet"}`,
        lines: [
          `It used to have new posts nearly every day, and has had none since ${dayOf(event.since)}, although it can be read.`,
          "Look at it in a browser: where it posts, the address or the selectors in its entry no longer fit.",
          `Its entry stands in ${source.definedAt}.`,
        ],
      };
    case "quiet-over":
      return {
        tone: "good",
        title: `${name} has new posts again`,
        lines: [`There had been none since ${dayOf(event.since)}.`],
      };
    case "moved":
      return {
        tone: "neutral",
        title: `${name} has moved`,
        lines: [
          `${event.from} says that it is now ${event.to} for good. It is read there from now on.`,
          `Change the address under urls in ${source.definedAt} to make that last.`,
        ],
      };
  }
}

/** Told in place of all notices beyond some: one an hour at most. */
export const manyTroubles: Omit<Notice, "id"> = {
  tone: "bad",
  title: "Many sources cannot be read",
  lines: [
    "So many sources have failed within an hour that the others are not told one by one.",
    "Where all of them fail at once, look at the connection of the machine that Leakwatch runs on.",
    "Use /sources list to see which they are, and why.",
  ],
};

function proxyMissing({ message }: Problem): Omit<Notice, "id"> {
  return {
    tone: "bad",
    title: "No source behind Tor can be read",
    lines: [`${capitalise(message)}.`, "That says nothing of the sources themselves.", remedyOf(sharedCode)],
  };
}

function describeTrouble({ kind, isPartial, code }: Problem): string {
  if (code === "no-dates") return "has no dates that can be read";
  if (code === "no-posts") return "answers without posts";
  if (code === "no-threads") return "has threads that cannot be read";
  return isPartial ? "is read in part only" : troubles[kind];
}

function explainTrouble({ kind, code, isPartial }: Problem, source: Source): string[] {
  const remedy = remedyOf(code);
  const where = `Its entry stands in ${source.definedAt}.`;
  if (kind === "gone") {
    const pause = "It is not asked any more until its entry changes or somebody uses /sources poll.";
    return [pause, where];
  }
  const rest = isPartial && code !== "no-posts" ? ["What could be read of it was read as ever."] : [];
  return [...rest, ...(remedy === "" ? [] : [remedy]), where];
}

function remedyOf(code: string): string {
  return findRemedy(code)?.replaceAll("`", "") ?? "";
}

function countVisits(count: number): string {
  return count === 1 ? "One visit" : `${count} visits in a row`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/[.\s]+$/u, "");
}

function showTime(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
