/** What a text says was *not* taken, in both directions, bounded by the clause. */
import { takingForms, wordSet } from "./cues.ts";
import type { Passage } from "./passage.ts";

const negators = wordSet(`
  no not never neither nor without none cannot didnt doesnt dont wasnt werent isnt arent hasnt havent hadnt couldnt excluding except unaffected
  kein keine keinen keiner nicht weder ohne sin ni tampoco ningún ninguna nunca não nem sem nenhum nenhuma pas aucun aucune sans ni jamais
  не нет без ни geen niet zonder non nessun nessuna senza nie bez brak bukan tidak tanpa değil yok`);
const adverbs = wordSet(
  "only just limited merely nur solo solamente seulement только apenas somente immediately yet clear known sure all every everyone everything",
);
const breaks = wordSet(
  "but however although while though whereas instead yet sondern aber pero sino mas mais но а maar ma tetapi",
);
// What can be denied of data; "passwords were not encrypted" denies something else.
const exposure = wordSet(`
  affected compromised exposed stolen leaked accessed included impacted taken disclosed involved obtained lost part stored breached contained revealed believed thought found kept held collected among
  betroffen enthalten gestohlen entwendet veröffentlicht afectados afectadas comprometidos incluidos robados filtrados afetados afetadas comprometidos vazados expostos expuestos concernés concernées touchés touchées compromis
  touched reached viewed copied downloaded exfiltrated seen acquired leaving left saved retained published breached gespeichert erfasst almacenan almacenados almacenadas armazenados armazenadas stockées stockés conservées хранятся хранились involucrados involucradas envolvidos implicados implicadas
  ${takingForms}
  wyciekły wyciekly wyciekło ujawnione затронуты пострадали утекли скомпрометированы getroffen gelekt gestolen compromessi coinvolti safe secure`);
export const copulas = wordSet(
  "is was were are be been being have has had do does did appear sind wurden wurde waren war fueron han sido están foram são estão ont été sont были была zijn werden sono stati",
);
const maxReach = 14;

/** Whether the list of types in `tokens[first, end)` is denied. */
export function isNegated(passage: Passage, first: number, end: number): boolean {
  const { tokens, sentences, sentenceOf, language } = passage;
  const sentence = sentences[sentenceOf[first] ?? 0];
  if (sentence === undefined) return false;
  if (language === "zh" || language === "ja" || language === "ko")
    return isNegatedInGlyphs(passage, first, end, sentence.first, sentence.end);
  return (
    isAbsent(tokens, end) ||
    deniedBefore(tokens, first, end, sentence.first) ||
    deniedAfter(tokens, end, sentence.end)
  );
}

function deniedBefore(tokens: Passage["tokens"], first: number, end: number, from: number): boolean {
  for (let at = first - 1; at >= from && first - at <= maxReach; at--) {
    const token = tokens[at];
    if (token === undefined) return false;
    if (token.kind === "mark" && /[;:—–"()•|]/.test(token.text)) return false;
    if (token.text === "," && !continuesList(tokens[at + 1]?.key ?? "")) return false;
    if (breaks.has(token.key)) return false;
    if (!negators.has(token.key) || isPrefix(tokens, at)) continue;
    if (deniesProof(tokens, at, end)) return true;
    if (!deniesData(tokens, at, first)) return false;
    // "no misuse of …", "no customer's data was defrauded": denies what was done with it, not that it was taken.
    return (
      !tokens.slice(at, first).some(({ key: word }) => misuse.has(word)) &&
      !tokens.slice(end, end + 5).some(({ key: word }) => misuse.has(word))
    );
  }
  return false;
}

/** "Паролей нет": what follows directly denies it. */
const isAbsent = (tokens: Passage["tokens"], end: number): boolean =>
  tokens[end]?.key === "нет" ||
  (tokens[end]?.key === "в" && tokens[end + 1]?.key === "базе" && tokens[end + 2]?.key === "нет");

/** "non-administrators" denies nothing of what follows. */
const isPrefix = (tokens: Passage["tokens"], at: number): boolean => tokens[at + 1]?.gap === "hyphen";

const proofs = wordSet(
  "evidence indication indications sign signs proof reason reasons indícios indício evidências indicios indicio evidencia evidencias constancia preuve preuves indice indices hinweise hinweis anzeichen belege доказательств признаков свидетельств",
);
const proofJoints = new Set("that to of any de que dass darauf того das".split(" "));

/** Whether it is said that nothing shows data to have been taken: "no evidence that passwords were compromised". */
function deniesProof(tokens: Passage["tokens"], at: number, end: number): boolean {
  const proof = [at + 1, at + 2, at + 3].find((index) => proofs.has(tokens[index]?.key ?? ""));
  if (
    proof === undefined ||
    !proofJoints.has(tokens[proof + (tokens[proof + 1]?.text === "," ? 2 : 1)]?.key ?? "")
  )
    return false;
  const said = tokens.slice(proof + 1, end + 9).map(({ key }) => key);
  return said.some((word) => exposure.has(word)) && !said.some((word) => misuse.has(word));
}

/** Whether the negator denies that data was taken: "did not include", "no passwords", "nor"; not "not only", "was not discovered until". */
function deniesData(tokens: Passage["tokens"], at: number, first: number): boolean {
  const word = tokens[at]?.key ?? "";
  const next = tokens.slice(at + 1, Math.min(first, at + 6)).map(({ key: follower }) => follower);
  if (next.some((follower) => adverbs.has(follower)) || next[0] === "longer" || next.includes("until"))
    return false;
  // "without a password" tells how it lay open.
  if (word === "without") return first - at === 1 && !/^(?:pass|cred|auth)/.test(tokens[first]?.key ?? "");
  if (
    word === "no" ||
    word === "kein" ||
    word === "keine" ||
    word === "ningun" ||
    word === "aucun" ||
    word === "geen"
  )
    return first - at <= 8 && next[0] !== "doubt";
  if (plainNot.has(word)) return next.some((follower) => includes.has(follower)) || first - at === 1;
  return true;
}

const plainNot = wordSet(
  "not never didnt doesnt dont wasnt werent isnt arent hasnt havent hadnt couldnt cannot nicht niet",
);
const includes = wordSet(`
  include includes included including contain contains contained contain expose exposed store stores stored storing involve involved affect affected have had access accessed steal stolen take taken obtain obtained collect collected keep kept hold held
  reveal revealed leak leaked compromise compromised see get retain retained publish published disclose disclosed any believe believed impact impacted enthalten enthält betroffen gestolen lose lost require`);
const misuse = wordSet(
  "misuse misused abuse abused fraud fraudulent fraudulently defrauded used evidence cases complaints reports indication proof hashed encrypted salted",
);
const continuesList = (next: string): boolean =>
  ["nor", "or", "and", "including", "such", "ni", "oder", "und", "o", "ou"].includes(next);

function deniedAfter(tokens: Passage["tokens"], end: number, to: number): boolean {
  let denied = false;
  for (let at = end; at < to && at - end <= maxReach; at++) {
    const token = tokens[at];
    if (token === undefined) return false;
    if (token.kind === "mark" && /[;:—–.|•]/.test(token.text)) return false;
    if (
      token.key === "without" &&
      tokens
        .slice(at, at + 8)
        .some(({ key: word }) => word === "leakage" || word === "risk" || word === "risks")
    )
      return true;
    if (token.key === "and" && copulas.has(tokens[at + 1]?.key ?? "")) continue;
    if (
      breaks.has(token.key) ||
      token.key === "and" ||
      token.key === "which" ||
      token.key === "that" ||
      token.key === "who"
    )
      return false;
    if (
      token.key === "unaffected" ||
      token.key === "safe" ||
      (token.key === "secure" && copulas.has(tokens[at - 1]?.key ?? ""))
    )
      return true;
    if (
      negators.has(token.key) &&
      !isPrefix(tokens, at) &&
      token.key !== "without" &&
      (token.key !== "no" || copulas.has(tokens[at + 1]?.key ?? "") || tokens[at + 1]?.key === "se")
    )
      denied = !adverbs.has(tokens[at + 1]?.key ?? "");
    else if (denied && exposure.has(token.key)) return true;
  }
  return false;
}

function isNegatedInGlyphs(passage: Passage, first: number, end: number, from: number, to: number): boolean {
  const { tokens, folded } = passage;
  const textBetween = (a: number, b: number): string =>
    folded.text.slice(tokens[a]?.start ?? 0, tokens[Math.max(a, b - 1)]?.end ?? 0);
  const before =
    textBetween(Math.max(from, first - 12), first)
      .split(/[,，;；。:：]/)
      .at(-1) ?? "";
  if (["没有", "未", "不包括", "不含", "不包含"].some((word) => before.includes(word))) return true;
  const after = textBetween(end, Math.min(to, end + 24)).split(/[;；。]/)[0] ?? "";
  const short = after.split(/[,，、]/, 1).join("");
  return /^(?:.{0,14})(?:未泄露|没有泄露|未受影响|不受影响|未被|不在其中|不包括在内|含まれていな|含まれておらず|含まれない|含まれません|漏えいしていな|流出していな|않)/.test(
    short,
  );
}
