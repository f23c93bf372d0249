import { legalForms, legalPrefixes } from "./data/legal-forms.ts";
import { squeeze } from "./fold.ts";

/** Forms that say nothing by law and still make a name a company's. */
const groupForms =
  "holding|holdings|group|gruppe|groupe|grupo|gruppo|grup|trust|reit|public|private|companies";

/** Words after which a name is still the same company's, where what is left is a name of its own. */
const descriptive =
  "technologies|technology|international|global|worldwide|systems|communications|software|networks|solutions|services|enterprises|" +
  "industries|laboratories|labs|electronics|motors|motor|pharmaceuticals|entertainment|hotels|financial|bank|banking|energy|" +
  "airways|airlines|foods|stores|stock|brands|products|partners|associates|consulting|interactive|platforms|semiconductor|" +
  "semiconductors|therapeutics|usa|america|americas|europe|uk|deutschland|france|engineering|logistics|insurance|media|wholesale|" +
  "retail|supermarkets|health|healthcare|security|informatica|distributing|ict|construction|manufacturing|accountants|hospitality";

/** The ways a form is written, as folded tokens parted by spaces: "S.A.S." as "s a s" and "sas", "AG" as "ag" and "a g". */
function waysToWrite(form: string): string[] {
  const pieces = form.split(/[\s/-]+/);
  const ways = [pieces.flatMap((piece) => piece.split(/[."]/))];
  const [only = ""] = pieces;
  const isJoinable = pieces.every((piece) => !piece.includes(".") || squeeze(piece).length > 2);
  if (isJoinable) ways.push(pieces);
  // Letters that stand for words may have dots that are not listed.
  if (pieces.length === 1 && /^\p{L}{2,4}$/u.test(only) && /\p{Lu}.*\p{Lu}/u.test(only)) ways.push([...only]);
  return ways.map((words) =>
    words
      .map(squeeze)
      .filter((word) => word !== "")
      .join(" "),
  );
}

function formsOf(list: string): string[] {
  return list.split(" | ").flatMap(waysToWrite);
}

const suffixSet = new Set([...Object.values(legalForms).flatMap(formsOf), ...groupForms.split("|")]);
// First and last words of the forms that have several.
const severalWords = [...suffixSet].filter((form) => form.includes(" "));
// The other words of those, by the first, the longest forms first.
const restsOf = new Map<string, string[][]>();
for (const form of severalWords.toSorted((one, other) => other.length - one.length)) {
  const [first = "", ...rest] = form.split(" ");
  const rests = restsOf.get(first) ?? [];
  rests.push(rest);
  restsOf.set(first, rests);
}
const lastWords = new Set(severalWords.map((form) => form.slice(form.lastIndexOf(" ") + 1)));
const prefixSet = new Set(legalPrefixes.split(" | ").map(squeeze));
const groupSet = new Set(groupForms.split("|"));
const descriptiveSet = new Set(descriptive.split("|"));
const longestForm = Math.max(...severalWords.map((form) => form.split(" ").length));

/** Words that a legal form may begin with, and forms that stand before names. */
export const formStarts: Iterable<string> = new Set([...suffixSet, ...restsOf.keys()]);
export const formPrefixes: Iterable<string> = prefixSet;

/** How many tokens at the end of a name are one legal form; 0 for none. */
export function legalSuffixLength(words: readonly string[]): number {
  const last = words.at(-1);
  if (last === undefined) return 0;
  // Few words end a form of several words.
  if (lastWords.has(last)) {
    for (let length = Math.min(longestForm, words.length); length > 1; length--) {
      if (suffixSet.has(words.slice(-length).join(" "))) return length;
    }
  }
  return suffixSet.has(last) ? 1 : 0;
}

/** Whether a legal form may end with a word; false is certain, and cheaper than {@link legalSuffixLength}. */
export function endsLegalForm(word: string): boolean {
  return suffixSet.has(word) || lastWords.has(word);
}

/** How many tokens at the start of a row of words are one legal form; 0 for none. */
export function legalFormLength(words: readonly string[]): number {
  return legalFormAt((place) => words[place] ?? "");
}

/** The same for words that are worked out when they are asked for. */
export function legalFormAt(wordAt: (place: number) => string): number {
  const first = wordAt(0);
  let longest = suffixSet.has(first) ? 1 : 0;
  for (const rest of restsOf.get(first) ?? [])
    if (rest.length >= longest && rest.every((word, at) => wordAt(at + 1) === word))
      longest = rest.length + 1;
  return longest;
}

/** Whether a folded word is a legal form that stands before names. */
export function isLegalPrefix(word: string): boolean {
  return prefixSet.has(word);
}

/** Whether a folded word ("Group", "Holdings") says no more than that a name is a company's. */
export function isGroupForm(word: string): boolean {
  return groupSet.has(word);
}

/** Whether a folded word describes a company's trade and may be left out of its name. */
export function isDescriptive(word: string): boolean {
  return descriptiveSet.has(word);
}

const chineseSuffix =
  /(?:股份有限公司|有限责任公司|有限責任公司|控股有限公司|集团有限公司|集團有限公司|有限公司|股份公司|控股集团|控股集團|集团公司|集團公司|集团|集團|控股|公司)$/;
const japaneseForm =
  /^(?:株式会社|有限会社|合同会社|合資会社|（株）|\(株\)|㈱)|(?:株式会社|有限会社|合同会社|（株）|\(株\)|㈱)$/g;
const koreanForm = /^(?:주식회사|\(주\)|㈜)\s*|\s*(?:주식회사|\(주\)|㈜)$/g;

/** Takes the legal form off a Chinese, Japanese or Korean name; the name as it is where nothing would be left. */
export function stripAsianForm(name: string): string {
  // Their forms are written in their own letters.
  if (!/[^ -~]/.test(name)) return name.trim();
  const stripped = name
    .trim()
    .replaceAll(japaneseForm, "")
    .replaceAll(koreanForm, "")
    .replace(chineseSuffix, "")
    .trim();
  return [...stripped].length >= 2 ? stripped : name.trim();
}
