/** A file that came with a request. */
export interface SimFile {
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly content: Uint8Array;
  /** For who cannot see it. */
  readonly description: string | null;
}

/** One request as it arrived, and what it was answered. */
export interface SimRequest {
  readonly method: string;
  /** Without the leading `/api/v10`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined where there was none. */
  readonly body: unknown;
  readonly files: readonly SimFile[];
  readonly at: Date;
  /** Of the answer; null while there is none, and for ever where the connection was dropped before. */
  readonly status: number | null;
  /** Discord's own code in the answer. */
  readonly code: number | null;
}
