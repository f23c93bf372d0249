/** A slash command as an application registers it. */
export interface CommandDefinition {
  readonly name: string;
  readonly type?: number | null;
  readonly description?: string | null;
  readonly name_localizations?: Readonly<Record<string, string>> | null;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
  readonly options?: readonly OptionDefinition[] | null;
  /** A number in digits; null: everybody. */
  readonly default_member_permissions?: string | number | null;
  readonly contexts?: readonly number[] | null;
  readonly integration_types?: readonly number[] | null;
}

/** An option, a subcommand or a group of subcommands. */
export interface OptionDefinition {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly name_localizations?: Readonly<Record<string, string>> | null;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
  readonly required?: boolean | null;
  readonly autocomplete?: boolean | null;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[] | null;
  readonly options?: readonly OptionDefinition[] | null;
  readonly min_length?: number | null;
  readonly max_length?: number | null;
  readonly min_value?: number | null;
  readonly max_value?: number | null;
  readonly channel_types?: readonly number[] | null;
}

/** A command as Discord keeps and lists it. */
export interface RegisteredCommand extends CommandDefinition {
  readonly id: string;
  readonly application_id: string;
  readonly version: string;
  readonly type: number;
  readonly default_member_permissions: string | null;
  readonly guild_id?: string;
}

/** Discord's numbers for the types of options. */
export const optionType = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;

/** Whether an option holds further options instead of a value. */
export function isNesting(option: OptionDefinition): boolean {
  return option.type === optionType.subcommand || option.type === optionType.group;
}
