/**
 * Legal forms of companies as folded tokens, written from general knowledge of company law in many countries.
 * A form of several words is listed with spaces.
 */
const suffixForms =
  "inc|incorporated|corp|corporation|co|company|companies|ltd|limited|llc|l l c|llp|l l p|lp|l p|plc|p l c|pllc|pc|p c|pbc|" +
  "gmbh|g m b h|mbh|ag|a g|aktiengesellschaft|kg|kgaa|ohg|ug|gbr|ev|e v|se|sce|gesellschaft|gesmbh|" +
  "sa|s a|sas|s a s|sasu|sarl|s a r l|eurl|snc|sci|sca|societe anonyme|spa|s p a|srl|s r l|srls|sapa|" +
  "sl|s l|slu|sociedad anonima|sa de cv|s a de c v|sab de cv|s a b de c v|sab|cv|de cv|sac|s a c|eirl|ltda|limitada|lda|eireli|me|epp|" +
  "bv|b v|nv|n v|bvba|vof|cvba|ab|aktiebolag|publ|as|a s|asa|aps|oy|oyj|abp|hf|ehf|" +
  "sp z o o|spolka z o o|spolka akcyjna|sp k|s r o|spol s r o|sro|kft|zrt|nyrt|rt|bt|d o o|doo|d d|ad|eood|ood|" +
  "ooo|oao|zao|pao|ao|pjsc|ojsc|cjsc|jsc|psc|qsc|wll|w l l|saog|saoc|fze|fzco|fz llc|llc fz|dmcc|tbk|pte|pty|pty ltd|pte ltd|" +
  "bhd|sdn bhd|sdn|berhad|pvt|pvt ltd|private limited|private|public|joint stock company|kk|k k|gk|kabushiki kaisha|co ltd|" +
  "as|anonim sirketi|ltd sti|sti|vvb|uab|sia|ou|oue|eood|trust|reit|holding|holdings|group|gruppe|groupe|grupo|gruppo|grup|" +
  "ооо|оао|зао|пао|ао|тоо";

/** Forms that stand before a name: "PAO Gazprom", "PT Maju". */
const prefixForms =
  "pt|ooo|oao|zao|pao|ao|pjsc|cv|ud|kk|ооо|оао|зао|пао|ао|тоо|شركه|شركة|societe|sociedad|soc";

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

const suffixSet = new Set(suffixForms.split("|"));
// First and last words of the forms that have several.
const severalWords = suffixForms.split("|").filter((form) => form.includes(" "));
// The other words of those, by the first, the longest forms first.
const restsOf = new Map<string, string[][]>();
for (const form of severalWords.toSorted((one, other) => other.length - one.length)) {
  const [first = "", ...rest] = form.split(" ");
  const rests = restsOf.get(first) ?? [];
  rests.push(rest);
  restsOf.set(first, rests);
}
const lastWords = new Set(severalWords.map((form) => form.slice(form.lastIndexOf(" ") + 1)));
const prefixSet = new Set(prefixForms.split("|"));
const groupSet = new Set(groupForms.split("|"));
const descriptiveSet = new Set(descriptive.split("|"));
const longestForm = 6;

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
