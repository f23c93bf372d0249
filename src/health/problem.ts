import type { HealthMemory, Problem, TroubleKind } from "../model.ts";

/** Why something could not be read. */
interface Fault {
  readonly code: string;
  readonly message: string;
}

/** What became of the threads that a visit wanted: some were read, none could be, or too few were wanted to tell. */
export type ThreadsEnd = "read" | "unasked" | Fault;

/** How a visit ended, as far as a source's health depends on it. */
export type VisitEnd =
  | {
      readonly kind: "failed";
      readonly code: string;
      readonly message: string;
      /** Every address said that it is gone for good. */
      readonly isGone: boolean;
    }
  /** The document is the one that was read last. */
  | { readonly kind: "unchanged"; readonly threads: ThreadsEnd }
  | {
      readonly kind: "read";
      readonly posts: number;
      /** How many of them have a date. */
      readonly dated: number;
      /** The source chooses among its posts, so that none may be right. */
      readonly mayBeEmpty: boolean;
      /** Why not all of its pages were read. */
      readonly partial: Fault | null;
      readonly threads: ThreadsEnd;
    };

/** Fewer posts without dates than this are no change of habit. */
const minUndated = 3;

/** Finds what is wrong with a source after a visit; null where nothing is. */
export function findProblem(before: HealthMemory, end: VisitEnd): Problem | null {
  switch (end.kind) {
    case "failed":
      return {
        kind: end.isGone ? "gone" : kindOf(end.code),
        code: end.code,
        message: end.message,
        isPartial: false,
      };
    case "unchanged":
      return before.lingering === null || before.lingering.code === noThreads
        ? findThreadProblem(before, end.threads)
        : before.lingering;
    case "read":
      return findLack(before, end) ?? findThreadProblem(before, end.threads);
  }
}

/** Finds what a visit could not read although the source answered; null where that was all. */
export function findShortfall(end: VisitEnd): Fault | null {
  if (end.kind === "failed") return null;
  if (end.kind === "read" && end.partial !== null) return end.partial;
  return typeof end.threads === "string" ? null : describeThreads(end.threads);
}

const noThreads = "no-threads";

/** A list whose threads cannot be read gives titles only: a source that is half blind. */
function findThreadProblem(before: HealthMemory, threads: ThreadsEnd): Problem | null {
  if (threads === "read") return null;
  if (threads === "unasked") return before.lingering?.code === noThreads ? before.lingering : null;
  const { message } = describeThreads(threads);
  return { kind: kindOf(threads.code), code: noThreads, message, isPartial: true };
}

function describeThreads({ code, message }: Fault): Fault {
  return { code, message: `none of its threads can be read: ${message}` };
}

/** What an answer that could be read lacks. */
function findLack(before: HealthMemory, end: Extract<VisitEnd, { kind: "read" }>): Problem | null {
  if (end.posts === 0 && before.hasPosts && !before.mayBeEmpty && !end.mayBeEmpty) {
    const message = "it answers without a single post, where there used to be some";
    return { kind: "layout-changed", code: "no-posts", message, isPartial: true };
  }
  if (end.partial !== null) return { ...end.partial, kind: kindOf(end.partial.code), isPartial: true };
  if (end.dated === 0 && end.posts >= minUndated && before.hasDates) {
    const message = `none of its ${end.posts} posts has a date that can be read, where they used to have one`;
    return { kind: "layout-changed", code: "no-dates", message, isPartial: true };
  }
  return null;
}

function kindOf(code: string): TroubleKind {
  if (code === "blocked") return "wall";
  return code === "layout-changed" ? code : "down";
}
