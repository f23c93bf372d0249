import type { Violation } from "./violation.ts";

/** Discord's error codes that the simulator answers or is told to answer, with status and text. */
const knownErrors: Readonly<Record<number, readonly [status: number, message: string]>> = {
  10003: [404, "Unknown Channel"],
  10004: [404, "Unknown Guild"],
  10008: [404, "Unknown Message"],
  10013: [404, "Unknown User"],
  10015: [404, "Unknown Webhook"],
  10062: [404, "Unknown interaction"],
  30034: [400, "Max number of daily application command creates has been reached"],
  40005: [413, "Request entity too large"],
  40060: [400, "Interaction has already been acknowledged."],
  50001: [403, "Missing Access"],
  50005: [403, "Cannot edit a message authored by another user"],
  50006: [400, "Cannot send an empty message"],
  50008: [400, "Cannot send messages in a non-text channel"],
  50013: [403, "Missing Permissions"],
  50027: [401, "Invalid Webhook Token"],
  50035: [400, "Invalid Form Body"],
  160002: [400, "Cannot reply without permission to read message history"],
  160004: [400, "A thread has already been created for this message"],
};

/** An answer other than success, as Discord would give it. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: number;
  readonly violations: readonly Violation[];

  constructor(
    code: number,
    facts: {
      readonly status?: number | undefined;
      readonly message?: string | undefined;
      readonly violations?: readonly Violation[] | undefined;
    } = {},
  ) {
    const known = knownErrors[code];
    super(facts.message ?? known?.[1] ?? `${facts.status ?? 500}: Simulated Failure`);
    this.code = code;
    this.status = facts.status ?? known?.[0] ?? (code >= 400 && code < 600 ? code : 400);
    this.violations = facts.violations ?? [];
  }

  /** The JSON body: `{message, code, errors?}` with the errors nested along their paths. */
  toBody(): Record<string, unknown> {
    const body = { message: this.message, code: this.code };
    return this.violations.length === 0 ? body : { ...body, errors: nest(this.violations) };
  }
}

function nest(violations: readonly Violation[]): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const { path, rule } of violations) {
    let node = root;
    for (const step of path) {
      const next = node[step];
      node = node[step] = (typeof next === "object" && next !== null ? next : {}) as Record<string, unknown>;
    }
    const errors = (node["_errors"] ??= []) as unknown[];
    errors.push({ code: "SIMULATED_RULE", message: rule });
  }
  return root;
}
