import type { core } from "zod";
import { ApiError } from "./api-error.ts";
import { findFileViolations, findMessageViolations, isEmptyMessage } from "./message-limits.ts";
import type { SimMessage } from "./message.ts";
import type { MessageBody } from "./message-body.ts";
import type { SimFile } from "./request.ts";
import { findSpecViolations } from "./specification.ts";
import { describeViolation, type Violation } from "./violation.ts";

type Path = readonly (string | number)[];

/** Notes every breach of Discord's rules and refuses the request that made it. */
export class Inspector {
  readonly problems: string[] = [];

  /**
   * @param where - the request, for the note: `POST /channels/1/messages`
   * @throws {@link ApiError} 50035 with all violations
   */
  refuse(where: string, violations: readonly Violation[]): void {
    if (violations.length === 0) return;
    this.problems.push(...violations.map((violation) => `${where}: ${describeViolation(violation)}`));
    throw new ApiError(50035, { violations });
  }

  checkSpec(where: string, schema: core.$ZodType, body: unknown): void {
    this.refuse(where, findSpecViolations(schema, body));
  }

  /**
   * Checks a new message that passed the specification against the limits that the specification lacks.
   *
   * @param path - where the message stands in the request's body; default: it is the body
   */
  checkMessage(where: string, body: MessageBody, files: readonly SimFile[], path: Path = []): void {
    this.#check(where, body, files, path, 0);
  }

  /** Checks the message that an edit would leave. */
  checkEdit(
    where: string,
    message: SimMessage,
    body: MessageBody,
    files: readonly SimFile[],
    path: Path = [],
  ): void {
    const flags = message.flags | (body.flags ?? 0);
    this.#check(
      where,
      { ...message, ...body, flags },
      files,
      path,
      (body.attachments ?? message.attachments).length,
    );
  }

  #check(where: string, body: MessageBody, files: readonly SimFile[], path: Path, kept: number): void {
    const found = [...findMessageViolations(body), ...findFileViolations(files)];
    this.refuse(
      where,
      found.map((violation) => ({ ...violation, path: [...path, ...violation.path] })),
    );
    if (!isEmptyMessage(body, files.length + kept)) return;
    this.problems.push(`${where}: an empty message`);
    throw new ApiError(50006);
  }
}
