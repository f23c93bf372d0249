import { alerts } from "./alerts.ts";
import { doctor } from "./doctor.ts";
import { general } from "./general.ts";
import { help } from "./help.ts";
import { listings } from "./listings.ts";
import { replay } from "./replay.ts";
import { sources } from "./sources.ts";
import { stats } from "./stats.ts";
import { languageOf, type Language, type Translations } from "./translations.ts";
import { watchFile } from "./watch-file.ts";
import { watchTest } from "./watch-test.ts";
import { watch } from "./watch.ts";

// One file a command or theme, each with every language side by side.
const sections = {
  alerts,
  doctor,
  general,
  help,
  listings,
  replay,
  sources,
  stats,
  watch,
  watchFile,
  watchTest,
};

/** Everything that is said to people who type commands, in one language. */
export type Words = { readonly [Section in keyof typeof sections]: (typeof sections)[Section]["en"] };

function pick(language: Language): Words {
  return Object.fromEntries(
    Object.entries(sections).map(([section, translations]) => [section, translations[language]]),
  ) as Words;
}

/** The words for a person whose Discord speaks `locale`: `zh-CN`, `ja`; English where there are no others. */
export function wordsFor(locale: string): Words {
  return pick(languageOf(locale));
}

/** Says one thing in every language: for refusals, whose reader is not known where they are made. */
export function sayEach(say: (words: Words) => string): Translations<string> {
  return { en: say(pick("en")), zh: say(pick("zh")), ja: say(pick("ja")) };
}
