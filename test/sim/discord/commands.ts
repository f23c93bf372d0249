import * as spec from "discord-api-spec/zod";
import { ApiError } from "./api-error.ts";
import type { CommandDefinition, RegisteredCommand } from "./command-definition.ts";
import { findCommandViolations } from "./command-limits.ts";
import type { Inspector } from "./inspector.ts";
import { findSpecViolations } from "./specification.ts";

/** The application commands that are registered, global ones and those of single guilds. */
export class Commands {
  /** How often a whole list was registered. */
  registrations = 0;
  readonly #applicationId: string;
  readonly #inspector: Inspector;
  readonly #lists = new Map<string, RegisteredCommand[]>();
  readonly #nextId: () => string;

  constructor(applicationId: string, nextId: () => string, inspector: Inspector) {
    this.#applicationId = applicationId;
    this.#nextId = nextId;
    this.#inspector = inspector;
  }

  /** Those of one guild, or the global ones. */
  list(guildId?: string): readonly RegisteredCommand[] {
    return this.#lists.get(guildId ?? "") ?? [];
  }

  /** Those that somebody in the guild can type, the guild's own last. */
  available(guildId: string): readonly RegisteredCommand[] {
    return [...this.list(), ...this.list(guildId)];
  }

  /** Replaces a whole list, as PUT does; commands of the same name keep their id. */
  replace(where: string, body: unknown, guildId?: string): readonly RegisteredCommand[] {
    this.registrations += 1;
    const sent: readonly unknown[] = Array.isArray(body) ? body : [];
    if (!Array.isArray(body)) this.#inspector.refuse(where, [{ path: [], rule: "not a list" }]);
    this.#inspector.refuse(
      where,
      sent.flatMap((command, index) =>
        findSpecViolations(spec.ApplicationCommandUpdateRequestSchema, withNumericPermissions(command)).map(
          ({ path, rule }) => ({ path: [index, ...path], rule }),
        ),
      ),
    );
    const definitions = sent as readonly CommandDefinition[];
    this.#inspector.refuse(where, findCommandViolations(definitions));
    const before = this.list(guildId);
    const registered = definitions.map((definition) => this.#register(definition, before, guildId));
    this.#lists.set(guildId ?? "", registered);
    return registered;
  }

  /** @throws {@link ApiError} 10063 */
  remove(id: string, guildId?: string): void {
    const list = this.#lists.get(guildId ?? "") ?? [];
    const index = list.findIndex((command) => command.id === id);
    if (index < 0) throw new ApiError(10063, { status: 404, message: "Unknown application command" });
    list.splice(index, 1);
  }

  #register(
    definition: CommandDefinition,
    before: readonly RegisteredCommand[],
    guildId: string | undefined,
  ): RegisteredCommand {
    const permissions = definition.default_member_permissions;
    return {
      ...structuredClone(definition),
      id: before.find((command) => command.name === definition.name)?.id ?? this.#nextId(),
      application_id: this.#applicationId,
      version: this.#nextId(),
      type: definition.type ?? 1,
      description: definition.description ?? "",
      default_member_permissions:
        permissions === undefined || permissions === null ? null : String(permissions),
      ...(guildId === undefined ? {} : { guild_id: guildId }),
    };
  }
}

/** Discord takes permissions as digits in a string too, although its specification says number. */
function withNumericPermissions(command: unknown): unknown {
  if (typeof command !== "object" || command === null || !("default_member_permissions" in command))
    return command;
  const { default_member_permissions: permissions } = command;
  return typeof permissions === "string" && /^\d+$/.test(permissions)
    ? { ...command, default_member_permissions: Number(permissions) }
    : command;
}
