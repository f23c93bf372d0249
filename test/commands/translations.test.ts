import { expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { definitionPaths } from "../../src/words/definitions.ts";

interface Named {
  readonly name: string;
  readonly description?: string;
  readonly name_localizations?: Readonly<Record<string, string | null>> | null | undefined;
  readonly description_localizations?: Readonly<Record<string, string | null>> | null | undefined;
  readonly options?: readonly Named[];
  readonly choices?: readonly Named[];
}

/** A command or an option with everything below it, each by its path. */
function flatten(item: Named, path = item.name): readonly (readonly [string, Named])[] {
  const below = [...(item.options ?? []), ...(item.choices ?? [])];
  return [[path, item], ...below.flatMap((each) => flatten(each, `${path} ${each.name}`))];
}

const all = commands.flatMap(({ definition }) => flatten(definition as Named));

test.for(all)("%s is named in every language", ([, item]) => {
  for (const locale of ["zh-CN", "zh-TW", "ja"]) {
    expect(item.name_localizations?.[locale]).toBeTruthy();
    if (item.description !== undefined) expect(item.description_localizations?.[locale]).toBeTruthy();
  }
});

test.for(["zh-CN", "ja"])("names that stand beside one another differ in %s", (locale) => {
  const nameOf = (item: Named): string => item.name_localizations?.[locale] ?? item.name;
  for (const [path, item] of all) {
    const names = (item.options ?? []).map(nameOf);
    expect(new Set(names).size, path).toBe(names.length);
  }
});

test("the catalogue holds nothing that no command uses", () => {
  const described = new Set(all.map(([, item]) => item.description));
  for (const { path, en } of definitionPaths()) expect(described, path).toContain(en);
});
