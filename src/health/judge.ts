import type { HealthMemory, Problem, SourceDay, ToldTrouble, TroubleKind } from "../model.ts";
import { findProblem, type VisitEnd } from "./problem.ts";
import { findSilence } from "./silence.ts";

/** What a visit tells of a source's health. */
export interface JudgedVisit {
  readonly end: VisitEnd | { readonly kind: "paused" };
  readonly newPosts: number;
  /** Mirrors that were asked: why they failed; null: they answered. By address. */
  readonly mirrors: Readonly<Record<string, { readonly code: string; readonly message: string } | null>>;
  /** Where addresses that were asked have moved for good; null: nowhere. */
  readonly moves: Readonly<Record<string, string | null>>;
  /** The source's addresses today; what is remembered of others is forgotten. */
  readonly urls: readonly string[];
  /** What tells one entry of the source from another. */
  readonly entry: string;
  /** Its days before today; null: they were looked at today already. */
  readonly days: readonly SourceDay[] | null;
}

/** Something that people are to be told of a source. */
export type HealthEvent =
  | {
      readonly what: "trouble";
      readonly problem: Problem;
      readonly since: Date;
      /** Visits in a row that met it. */
      readonly visits: number;
      /** 0: it is news. */
      readonly reminder: number;
    }
  | {
      readonly what: "trouble-over";
      readonly problem: Problem;
      readonly since: Date;
      /** The kinds of trouble that were told. */
      readonly told: readonly TroubleKind[];
    }
  | { readonly what: "quiet"; readonly since: Date; readonly reminder: number }
  | { readonly what: "quiet-over"; readonly since: Date }
  | { readonly what: "moved"; readonly from: string; readonly to: string };

/** What is remembered of a source that was never visited. */
export const noMemory: HealthMemory = {
  entry: null,
  streak: null,
  lingering: null,
  trouble: null,
  quiet: null,
  hasPosts: false,
  hasDates: false,
  mayBeEmpty: false,
  mirrors: {},
  moves: {},
  movesTold: {},
};

const noHabits = { hasPosts: false, hasDates: false, mayBeEmpty: false, lingering: null };

const dayMs = 24 * 60 * 60 * 1000;
const reminderMs = 7 * dayMs;
const moveSilenceMs = 30 * dayMs;

/** Visits in a row after which a problem is told. A wall or a rebuilt page is no hiccup of the network. */
const patience: Readonly<Record<TroubleKind, number>> = { down: 3, wall: 2, "layout-changed": 2, gone: 1 };
/** Where posts are still read, nothing is urgent. */
const partialPatience = 3;

/**
 * Judges a source's health after a visit.
 *
 * Each trouble is told once when it has lasted for some visits, once a week while it lasts, and once when it is over.
 * @param memory - what the visit before has returned; {@link noMemory} for the first one
 */
export function judgeHealth(
  memory: HealthMemory,
  visit: JudgedVisit,
  now: Date,
): { after: HealthMemory; events: readonly HealthEvent[] } {
  const at = now.getTime();
  // Whoever changes an entry may want something else of it: what it used to give is no measure any more.
  const before = memory.entry === visit.entry ? memory : { ...memory, ...noHabits };
  if (visit.end.kind === "paused") {
    const { trouble, events } = remind(before.trouble, before.streak?.count ?? 0, at);
    return { after: { ...before, trouble }, events };
  }
  const problem = findProblem(before, visit.end);
  const streak = problem === null ? null : continueStreak(before.streak, problem, at);
  const told = streak === null ? endTrouble(before.trouble) : tellTrouble(before.trouble, streak, at);
  const hushed = judgeQuiet(before.quiet, visit, at);
  const moved = judgeMoves(before, visit, at);
  const mended = told.events.some(
    (event) => event.what === "trouble-over" && event.problem.code === "no-posts",
  );
  return {
    after: {
      entry: visit.entry,
      streak,
      // What a document lacks it lacks until another one is read.
      lingering: visit.end.kind === "failed" ? before.lingering : problem,
      trouble: told.trouble,
      quiet: hushed.quiet,
      ...habitsAfter(before, visit.end),
      mayBeEmpty: before.mayBeEmpty || mended,
      mirrors: judgeMirrors(before.mirrors, visit, at),
      moves: moved.moves,
      movesTold: moved.movesTold,
    },
    events: [...told.events, ...hushed.events, ...moved.events],
  };
}

type Streak = NonNullable<HealthMemory["streak"]>;

function continueStreak(before: Streak | null, problem: Problem, at: number): Streak {
  const isSameKind = before?.problem.kind === problem.kind;
  return {
    problem,
    since: before?.since ?? at,
    count: (before?.count ?? 0) + 1,
    countOfKind: isSameKind ? before.countOfKind + 1 : 1,
  };
}

interface Told {
  readonly trouble: ToldTrouble | null;
  readonly events: readonly HealthEvent[];
}

function tellTrouble(before: ToldTrouble | null, streak: Streak, at: number): Told {
  const { problem, since, count, countOfKind } = streak;
  const enough = problem.isPartial
    ? Math.max(partialPatience, patience[problem.kind])
    : patience[problem.kind];
  // Another kind of trouble in its midst must be as sure, and each kind is told once: some sites alternate.
  const isNews =
    before === null
      ? count >= enough
      : countOfKind >= enough && before.problem.kind !== problem.kind && !before.told.includes(problem.kind);
  if (!isNews) return remind(before, count, at, problem);
  const began = before?.since ?? since;
  const told = [...(before?.told ?? []), problem.kind];
  return {
    trouble: { problem, since: began, toldAt: at, reminders: 0, told },
    events: [{ what: "trouble", problem, since: new Date(began), visits: count, reminder: 0 }],
  };
}

/** @param newest - what the newest visit met, in whose words a reminder is given */
function remind(before: ToldTrouble | null, visits: number, at: number, newest?: Problem): Told {
  if (before === null || at - before.toldAt < reminderMs) return { trouble: before, events: [] };
  const reminder = before.reminders + 1;
  const { kind } = before.problem;
  const problem = newest?.kind === kind ? newest : before.problem;
  return {
    trouble: { ...before, problem, toldAt: at, reminders: reminder },
    events: [{ what: "trouble", problem, since: new Date(before.since), visits, reminder }],
  };
}

function endTrouble(before: ToldTrouble | null): Told {
  if (before === null) return { trouble: null, events: [] };
  const { problem, since, told } = before;
  return { trouble: null, events: [{ what: "trouble-over", problem, since: new Date(since), told }] };
}

function habitsAfter(before: HealthMemory, end: VisitEnd): Pick<HealthMemory, "hasPosts" | "hasDates"> {
  const { hasPosts, hasDates } = before;
  if (end.kind !== "read" || end.posts === 0) return { hasPosts, hasDates };
  return { hasPosts: true, hasDates: hasDates || end.dated * 2 > end.posts };
}

function judgeQuiet(
  before: HealthMemory["quiet"],
  { newPosts, days }: JudgedVisit,
  at: number,
): { quiet: HealthMemory["quiet"]; events: readonly HealthEvent[] } {
  if (before !== null) {
    const since = new Date(before.since);
    if (newPosts > 0) return { quiet: null, events: [{ what: "quiet-over", since }] };
    if (at - before.toldAt < reminderMs) return { quiet: before, events: [] };
    const reminder = before.reminders + 1;
    return {
      quiet: { ...before, toldAt: at, reminders: reminder },
      events: [{ what: "quiet", since, reminder }],
    };
  }
  const silence = newPosts > 0 || days === null ? null : findSilence(days);
  if (silence === null) return { quiet: null, events: [] };
  const since = new Date(silence.lastDay);
  return {
    quiet: { since: since.getTime(), toldAt: at, reminders: 0 },
    events: [{ what: "quiet", since, reminder: 0 }],
  };
}

function judgeMirrors(before: HealthMemory["mirrors"], visit: JudgedVisit, at: number) {
  const asked = Object.entries(visit.mirrors).map(([url, failure]) => [
    url,
    failure === null ? null : { ...failure, since: before[url]?.since ?? at },
  ]);
  return forget<HealthMemory["mirrors"][string]>({ ...before, ...Object.fromEntries(asked) }, visit.urls);
}

function judgeMoves(
  before: HealthMemory,
  visit: JudgedVisit,
  at: number,
): Pick<HealthMemory, "moves" | "movesTold"> & { events: readonly HealthEvent[] } {
  const moves = forget({ ...before.moves, ...visit.moves }, visit.urls);
  const told = forget<number>(before.movesTold, visit.urls);
  // Some addresses lead elsewhere each day, "for good": once a while is enough for those.
  const isNews = ([from, to]: [string, string]): boolean =>
    before.moves[from] !== to && at - (told[from] ?? -Infinity) >= moveSilenceMs;
  const news = Object.entries(moves).filter(isNews);
  return {
    moves,
    movesTold: { ...told, ...Object.fromEntries(news.map(([from]) => [from, at])) },
    events: news.map(([from, to]) => ({ what: "moved", from, to })),
  };
}

/** Keeps what has a value and belongs to one of these addresses. */
function forget<T>(kept: Readonly<Record<string, T | null>>, urls: readonly string[]): Record<string, T> {
  const entries = Object.entries(kept).filter(
    (entry): entry is [string, T] => entry[1] !== null && urls.includes(entry[0]),
  );
  return Object.fromEntries(entries);
}
