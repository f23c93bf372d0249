/** One place of a request's body that Discord would refuse. */
export interface Violation {
  /** Keys and indexes from the body's root. */
  readonly path: readonly (string | number)[];
  /** What is wrong, in words: `longer than 256`. */
  readonly rule: string;
}

/** Makes one line of a violation: `embeds.0.title: longer than 256`. */
export function describeViolation({ path, rule }: Violation): string {
  return path.length === 0 ? rule : `${path.join(".")}: ${rule}`;
}
