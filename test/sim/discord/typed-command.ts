import {
  isNesting,
  optionType,
  type OptionDefinition,
  type RegisteredCommand,
} from "./command-definition.ts";
import { isSnowflake } from "./snowflake.ts";
import { toChannel, toMember, toRole, toUser, type Json } from "./wire.ts";
import type { SimGuild, World } from "./world.ts";

/** A file that somebody attaches to a command. */
export interface Upload {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Default: `application/octet-stream`. */
  readonly contentType?: string;
}

/** What somebody types for one option; channels, roles and users are given by id. */
type OptionValue = string | number | boolean | Upload;
/** What is typed, by the name of the option. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** Discord's own client would not have let this through; nothing was sent. */
export class ClientRefusal extends Error {
  override readonly name = "ClientRefusal";
}

/** The part of an interaction that says what was typed. */
export interface TypedCommand {
  readonly definition: RegisteredCommand;
  readonly data: Json;
}

/** Where a command is typed. */
export interface TypingPlace {
  readonly guild: SimGuild;
  readonly world: World;
  readonly upload: (file: Upload) => Json & { readonly id: string };
}

/**
 * Turns what somebody typed into an interaction's data, with the types of the registered definition.
 *
 * @param line - `/watch add`: command, group and subcommand
 * @param focused - option that is being completed; it and all others may then be incomplete
 * @throws {@link ClientRefusal} where Discord's client would not send it
 */
export function readTypedCommand(
  commands: readonly RegisteredCommand[],
  line: string,
  values: OptionValues,
  place: TypingPlace,
  focused?: string,
): TypedCommand {
  const [name, ...words] = line.replace(/^\//, "").split(" ");
  // A guild's own command hides the global one of the same name.
  const definition = commands.findLast((command) => command.name === name);
  if (!definition) throw new ClientRefusal(`no command /${name} is registered`);
  const resolved: Record<string, Record<string, unknown>> = {};
  const readLevel = (options: readonly OptionDefinition[], rest: readonly string[]): readonly Json[] => {
    const nested = options.filter(isNesting);
    if (nested.length > 0) {
      const next = nested.find((option) => option.name === rest[0]);
      const names = nested.map((option) => option.name).join(", ");
      if (!next) throw new ClientRefusal(`${line}: expected one of ${names}`);
      return [{ name: next.name, type: next.type, options: readLevel(next.options ?? [], rest.slice(1)) }];
    }
    if (rest.length > 0) throw new ClientRefusal(`${line}: no subcommand ${rest.join(" ")}`);
    return readValues(options, values, place, resolved, focused);
  };
  const options = readLevel(definition.options ?? [], words);
  return {
    definition,
    data: {
      id: definition.id,
      name: definition.name,
      type: definition.type,
      ...(definition.guild_id === undefined ? {} : { guild_id: definition.guild_id }),
      ...(options.length > 0 ? { options } : {}),
      ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
    },
  };
}

function readValues(
  options: readonly OptionDefinition[],
  values: OptionValues,
  place: TypingPlace,
  resolved: Record<string, Record<string, unknown>>,
  focused: string | undefined,
): readonly Json[] {
  for (const name of Object.keys(values))
    if (!options.some((option) => option.name === name))
      throw new ClientRefusal(`there is no option ${name}`);
  if (focused !== undefined && !options.some((option) => option.name === focused && option.autocomplete))
    throw new ClientRefusal(`${focused} is no option with autocomplete`);
  return options.flatMap((option): readonly Json[] => {
    const value = values[option.name];
    if (value === undefined) {
      if (option.required && focused === undefined)
        throw new ClientRefusal(`the option ${option.name} is required`);
      return [];
    }
    const typed = { name: option.name, type: option.type };
    if (option.name === focused) return [{ ...typed, value, focused: true }];
    return [{ ...typed, value: readValue(option, value, place, resolved) }];
  });
}

function readValue(
  option: OptionDefinition,
  value: OptionValue,
  place: TypingPlace,
  resolved: Record<string, Record<string, unknown>>,
): string | number | boolean {
  const refuse = (why: string): never => {
    throw new ClientRefusal(`${option.name}: ${why}`);
  };
  const resolve = (kind: string, id: string, object: Json): string => {
    (resolved[kind] ??= {})[id] = object;
    return id;
  };
  switch (option.type) {
    case optionType.string: {
      if (typeof value !== "string") return refuse("text expected");
      if (value.length < (option.min_length ?? 1)) return refuse("too short");
      if (value.length > (option.max_length ?? 6000)) return refuse("too long");
      return readChoice(option, value, refuse);
    }
    case optionType.integer:
    case optionType.number: {
      if (typeof value !== "number" || !Number.isFinite(value)) return refuse("number expected");
      if (option.type === optionType.integer && !Number.isSafeInteger(value))
        return refuse("whole number expected");
      if (value < (option.min_value ?? -Infinity)) return refuse("too small");
      if (value > (option.max_value ?? Infinity)) return refuse("too large");
      return readChoice(option, value, refuse);
    }
    case optionType.boolean:
      return typeof value === "boolean" ? value : refuse("true or false expected");
    case optionType.attachment: {
      if (typeof value !== "object") return refuse("file expected");
      const attachment = place.upload(value);
      return resolve("attachments", attachment.id, attachment);
    }
    default: {
      if (typeof value !== "string" || !isSnowflake(value)) return refuse("id expected");
      return resolveMentionable(option, value, place, { resolve, refuse });
    }
  }
}

function readChoice(
  option: OptionDefinition,
  value: string | number,
  refuse: (why: string) => never,
): string | number {
  if (!option.choices || option.choices.length === 0) return value;
  const choice = option.choices.find((offered) => offered.value === value || offered.name === value);
  return choice
    ? choice.value
    : refuse(`not one of ${option.choices.map((offered) => offered.name).join(", ")}`);
}

function resolveMentionable(
  option: OptionDefinition,
  id: string,
  { guild, world }: TypingPlace,
  act: {
    readonly resolve: (kind: string, id: string, object: Json) => string;
    readonly refuse: (why: string) => never;
  },
): string {
  const { type } = option;
  if (type === optionType.channel) {
    const channel = guild.channels.find((candidate) => candidate.id === id);
    if (!channel) return act.refuse("no channel of this server");
    const types = option.channel_types ?? [];
    if (types.length > 0 && !types.includes(channel.type)) return act.refuse("not that type of channel");
    return act.resolve("channels", id, { ...toChannel(channel, world), permissions: "0" });
  }
  const role = guild.roles.findIndex((candidate) => candidate.id === id);
  const found = guild.roles[role];
  if (found && (type === optionType.role || type === optionType.mentionable))
    return act.resolve("roles", id, toRole(found, role));
  if (type === optionType.role) return act.refuse("no role of this server");
  const { user: _, deaf: __, mute: ___, ...member } = toMember(id, guild, world, 0n);
  act.resolve("members", id, member);
  return act.resolve("users", id, toUser(id, world));
}
