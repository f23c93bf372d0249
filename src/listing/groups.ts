/** Extortion and leak groups by name, where one stands in a text. */
import { lazily } from "./lazy.ts";
import type { Token } from "./lex.ts";
import { knownGroups } from "./names.ts";
import { longestPhrase, phraseTable, type PhraseMatch, type PhraseTable } from "./phrases.ts";

const groupTable = lazily((): PhraseTable<string> =>
  phraseTable(
    knownGroups.flatMap(([name, aliases]) =>
      [name, ...aliases].map((alias): [string, string] => [alias, name]),
    ),
  ),
);

/** Finds the group that is named at `index`, under whichever of its names. */
export const groupAt = (tokens: readonly Token[], index: number): PhraseMatch<string> | null =>
  longestPhrase(groupTable(), tokens, index);

/** Whether a group is named there, in capitals: "hive" alone is none. */
export const isGroupAt = (tokens: readonly Token[], index: number): boolean =>
  /\p{Lu}|\d/u.test(tokens[index]?.text ?? "") && groupAt(tokens, index) !== null;
