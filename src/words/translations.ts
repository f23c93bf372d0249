/** The languages that answers are given in. */
export type Language = "en" | "zh" | "ja";

/** The same thing in every language; a missing one fails the type check. */
export type Translations<T> = Readonly<Record<Language, T>>;

/** The language of a Discord locale such as `zh-CN`; English for all that are not translated. */
export function languageOf(locale: string): Language {
  if (locale.startsWith("zh")) return "zh";
  return locale.startsWith("ja") ? "ja" : "en";
}
