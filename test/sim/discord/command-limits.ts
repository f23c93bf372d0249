import {
  isNesting,
  optionType,
  type CommandDefinition,
  type OptionDefinition,
} from "./command-definition.ts";
import type { Violation } from "./violation.ts";

type Path = readonly (string | number)[];

const chatInput = 1;
const maxCommands = 100;
const maxCharacters = 8000; // names, descriptions and choice values of one command together
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Finds what Discord refuses in a list of commands although its specification allows it. */
export function findCommandViolations(commands: readonly CommandDefinition[]): readonly Violation[] {
  const violations: Violation[] = [];
  if (commands.length > maxCommands) violations.push({ path: [], rule: `more than ${maxCommands} commands` });
  violations.push(...findRepeatedNames(commands, []));
  for (const [index, command] of commands.entries()) {
    if ((command.type ?? chatInput) !== chatInput) continue;
    const path = [index];
    violations.push(...findNameViolations(command, path));
    if (!command.description) violations.push({ path: [...path, "description"], rule: "missing" });
    violations.push(...findOptionViolations(command.options ?? [], [...path, "options"], 0));
    if (countCharacters(command) > maxCharacters)
      violations.push({ path, rule: `more than ${maxCharacters} characters altogether` });
  }
  return violations;
}

function findNameViolations(named: CommandDefinition | OptionDefinition, path: Path): readonly Violation[] {
  const names = [
    [["name"], named.name] as const,
    ...Object.entries(named.name_localizations ?? {}).map(
      ([locale, name]) => [["name_localizations", locale], name] as const,
    ),
  ];
  return names
    .filter(([, name]) => !namePattern.test(name) || name !== name.toLowerCase())
    .map(([where, name]) => ({
      path: [...path, ...where],
      rule: `not a command name: ${JSON.stringify(name)}`,
    }));
}

function findRepeatedNames(named: readonly { readonly name: string }[], path: Path): readonly Violation[] {
  return named.flatMap(({ name }, index) =>
    named.findIndex((other) => other.name === name) < index
      ? [{ path: [...path, index, "name"], rule: `the name ${name} stands twice` }]
      : [],
  );
}

function findOptionViolations(
  options: readonly OptionDefinition[],
  path: Path,
  depth: number,
): readonly Violation[] {
  const violations: Violation[] = [...findRepeatedNames(options, path)];
  if (options.some(isNesting) && !options.every(isNesting))
    violations.push({ path, rule: "subcommands and ordinary options side by side" });
  for (const [index, option] of options.entries()) {
    const here = [...path, index];
    violations.push(...findNameViolations(option, here));
    if (isNesting(option)) {
      if (depth > (option.type === optionType.group ? 0 : 1))
        violations.push({ path: here, rule: "nested too deep" });
      violations.push(...findOptionViolations(option.options ?? [], [...here, "options"], depth + 1));
      continue;
    }
    if (
      option.required &&
      options.slice(0, index).some((earlier) => !isNesting(earlier) && !earlier.required)
    )
      violations.push({ path: [...here, "required"], rule: "required options come before optional ones" });
    if (option.autocomplete && (option.choices ?? []).length > 0)
      violations.push({ path: [...here, "autocomplete"], rule: "not together with choices" });
    violations.push(...findChoiceViolations(option.choices ?? [], [...here, "choices"]));
  }
  return violations;
}

/** Finds what Discord refuses in choices, of a definition or of an autocomplete answer, although its specification allows it. */
export function findChoiceViolations(
  choices: readonly { readonly name: string; readonly value: string | number }[],
  path: Path,
): readonly Violation[] {
  return choices.flatMap(({ value }, index) =>
    typeof value === "string" && (value.length < 1 || value.length > 100)
      ? [{ path: [...path, index, "value"], rule: "not 1 to 100 characters" }]
      : [],
  );
}

function countCharacters(named: CommandDefinition | OptionDefinition): number {
  const longest = (
    own: string | null | undefined,
    local: Readonly<Record<string, string>> | null | undefined,
  ): number => Math.max(own?.length ?? 0, ...Object.values(local ?? {}).map((text) => text.length));
  const choices = "choices" in named ? (named.choices ?? []) : [];
  return (
    longest(named.name, named.name_localizations) +
    longest(named.description, named.description_localizations) +
    choices.reduce((total, { name, value }) => total + name.length + String(value).length, 0) +
    (named.options ?? []).reduce((total, option) => total + countCharacters(option), 0)
  );
}
