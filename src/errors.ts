/** The errors of Leakwatch, classed by who must act. */

/** Why a source could not be read. */
export type SourceErrorCode =
  // of the document
  | "not-a-feed"
  | "malformed"
  | "too-large"
  | "too-deep"
  | "blocked"
  | "layout-changed"
  | "bad-input"
  // of the visit
  | "timeout"
  | "refused-address"
  | "dns"
  | "tls"
  | "unreachable"
  | "http-status"
  | "truncated"
  | "proxy-missing"
  | "robots";

/** The operator must act, at start: every problem at once, none with a secret's value. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  /** One line each, with file and line or the name of the setting, and the remedy. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/** Nobody must act yet: one source could not be read. Kept as the source's health. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly code: SourceErrorCode;
  /** Of the answer, where there was one. */
  readonly status: number | null;
  /** How long the server asked to be left alone. */
  readonly retryAfterMs: number | null;
  /** The server said that the address itself is gone for good (410): asking again is of no use. */
  readonly gone: boolean;

  constructor(
    code: SourceErrorCode,
    message: string,
    facts: { status?: number; retryAfterMs?: number | null; gone?: boolean; cause?: unknown } = {},
  ) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.status = facts.status ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.gone = facts.gone ?? false;
  }
}

/** The person who typed must act; shown to them alone. */
export class UserError extends Error {
  override readonly name = "UserError";
  /** The message by language, where it is translated. */
  readonly translations: Readonly<Record<string, string>>;

  /** @param message - in English, or in every language */
  constructor(
    message: string | (Readonly<Record<string, string>> & { readonly en: string }),
    options: ErrorOptions = {},
  ) {
    super(typeof message === "string" ? message : message.en, options);
    this.translations = typeof message === "string" ? {} : message;
  }
}

/**
 * A message could not be posted.
 *
 * `held`: the channel cannot take it at present (deleted, no permission); its deliveries wait ·
 * `retry`: nobody knows whether it arrived, or it certainly did not; try again later ·
 * `refused`: the message itself was refused as invalid; a plainer one may pass.
 */
export class DeliveryError extends Error {
  override readonly name = "DeliveryError";
  readonly disposition: "held" | "retry" | "refused";
  readonly retryAfterMs: number | null;

  constructor(
    disposition: DeliveryError["disposition"],
    message: string,
    facts: { retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.disposition = disposition;
    this.retryAfterMs = facts.retryAfterMs ?? null;
  }
}

const maxCauses = 4; // also ends a circle of causes

/** One line that says what went wrong, causes included, whatever was thrown. */
export function describeError(error: unknown): string {
  const parts: string[] = [];
  let at: unknown = error;
  for (let depth = 0; depth < maxCauses && at !== undefined && at !== null; depth++) {
    const message = at instanceof Error ? at.message || at.name : textOf(at);
    if (!parts.includes(message)) parts.push(message);
    at = at instanceof Error ? at.cause : undefined;
  }
  // Control characters of hostile text must not break the line or colour the terminal.
  return parts
    .join(": ")
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .slice(0, 500);
}

function textOf(thrown: unknown): string {
  if (typeof thrown === "string") return thrown;
  try {
    return JSON.stringify(thrown) ?? typeof thrown;
  } catch {
    // A circle, or a bigint in it: what kind of thing it is must do.
    return Object.prototype.toString.call(thrown);
  }
}
