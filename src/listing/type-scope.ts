/** What a phrase that names a data type is in its clause: data, or part of something else. */
import { distanceBefore, hasWord, wordSet } from "./cues.ts";
import type { Token } from "./lex.ts";
import type { Passage } from "./passage.ts";
import type { TypeMention } from "./type-mentions.ts";

/** What is known of people: beside it an IP address is theirs. */
const personal = new Set([
  "email",
  "name",
  "username",
  "password",
  "phone",
  "address",
  "dob",
  "gender",
  "credentials",
]);

/** Whether a list names what is known of people. */
export const namesPeople = (mentions: readonly TypeMention[]): boolean =>
  mentions.some(({ id }) => personal.has(id));

/** Whether a phrase that names a data type is no data in its clause, but describes or belongs to something else. */
export function isOtherThing(passage: Passage, mention: TypeMention): boolean {
  const { tokens } = passage;
  const after = tokens[mention.end];
  return (
    // "username 'XJP'" names one person's.
    (after?.text === '"' && after.gap === "space") ||
    describesAnother(tokens, mention) ||
    isSource(tokens, mention) ||
    isOwner(tokens, mention) ||
    isOneThing(tokens, mention) ||
    isNoMember(tokens, mention) ||
    isVerb(tokens, mention) ||
    isWithinGlyphs(tokens, mention) ||
    isProperName(passage, mention) ||
    namesThings(tokens, mention) ||
    isDeed(tokens, mention) ||
    isOwning(tokens, mention) ||
    isHashOfAnother(tokens, mention) ||
    hasWord(tokens, mention.first - 4, mention.first, purposes)
  );
}

// "phone company", "hotel reservation system", "credit card fraud": the type only describes what follows it.
const carriers = wordSet(`
  company companies provider providers firm firms maker makers manufacturer manufacturers operator operators vendor vendors giant startup agency agencies department departments bureau office offices association associations
  system systems service services server servers software site sites website websites platform platforms app apps application portal portals form forms page pages forum forums field policy policies tool tools terminal terminals
  processor processors processing network networks manager managers management marketing campaign campaigns industry industries market protection monitoring security reader readers skimmer skimmers skimming tracking tracker
  fraud fraudsters scam scams thief thieves cracking stealer stealers stealing guessing spraying stuffing reset resets hygiene reuse recovery hijacking expert experts team teams store stores shop shops compromise compromises unternehmen anbieter betrug`);

/** Whether the phrase is part of a proper name: "known as Baby Names", "1Password". */
function isProperName({ tokens, folded, language }: Passage, { first, end }: TypeMention): boolean {
  const [word, before, second] = [tokens[first], tokens[first - 1], tokens[first - 2]];
  if (word === undefined || before === undefined || end !== first + 1 || !/^\p{Lu}\p{Ll}/u.test(word.text))
    return false;
  if (word.gap === "none") return before.kind === "number";
  return (
    folded.field === "body" &&
    language === "en" &&
    word.gap === "space" &&
    /^\p{Lu}\p{Ll}/u.test(before.text) &&
    /^[\p{Ll},]/u.test(second?.text ?? "") &&
    /^\p{Ll}/u.test(tokens[end]?.text ?? "")
  );
}

/** Whether the phrase only describes another thing: "the hotel reservation system", "the company Harbour Lines". */
function describesAnother(tokens: readonly Token[], { end, weak }: TypeMention): boolean {
  const next = tokens[end];
  if (next === undefined || (next.gap !== "space" && next.gap !== "hyphen")) return false;
  return (
    (next.gap === "hyphen" && participle.test(next.key)) ||
    carriers.has(next.key) ||
    (weak && /^\p{Lu}\p{Ll}/u.test(next.text) && /^\p{Ll}/u.test(tokens[end - 1]?.text ?? ""))
  );
}

// "password-protected", "IP-connected"
const participle = /(?:(?<!relat)ed|ing|only|free|less|bound|style|like)$/;

const determiners = wordSet(
  "a an the main his her their its your my our one some any linked certain several various",
);
const spans = wordSet("ranging range everything anything varying ranges varied");
const places = wordSet("from on at");
const told = wordSet("information data details info records intelligence files material");
const mailed = wordSet("sent send sending came come comes coming originating originated arrived mailed");
const maxSource = 4;

/** Whether the phrase says where something was, or was taken from: "stolen from franchised locations", "posted on his Twitter profile". */
function isSource(tokens: readonly Token[], { first, end, weak }: TypeMention): boolean {
  for (let at = first - 1; at >= first - maxSource; at--) {
    const token = tokens[at];
    if (token === undefined || (token.kind !== "word" && token.text !== '"')) return false;
    if (!places.has(token.key)) continue;
    const before = tokens[at - 1]?.key ?? "";
    // "from emails to passwords" spans what was taken; "data on its patients" is about them.
    if (spans.has(before) || told.has(before) || tokens[end]?.key === "to") return false;
    if (mailed.has(before) || determiners.has(tokens[at + 1]?.key ?? "")) return true;
    return weak && token.key === "from";
  }
  return false;
}

const people = new Set(["family", "contacts", "job"]);
const ownerJoints = wordSet("of for by to about from");
const quantifiers = wordSet("the a their its our many some all these those both young minor");
const persons = wordSet(
  "and or staff children kids parents users customers employees members patients students victims officers",
);

/** Whether the phrase says whose data it is: "voice recordings of children". */
function isOwner(tokens: readonly Token[], { id, first, end, weak }: TypeMention): boolean {
  if (!weak || !people.has(id)) return false;
  if (tokens[end]?.text === "'" && tokens[end]?.gap === "none") return true;
  for (let at = first - 1; at >= first - 5; at--) {
    const key = tokens[at]?.key ?? "";
    if (ownerJoints.has(key)) return true;
    if (!quantifiers.has(key) && !persons.has(key) && tokens[at]?.kind !== "number") return false;
  }
  return false;
}

const standing = new Set([
  "device_info",
  "job",
  "contract",
  "vehicle",
  "travel",
  "education",
  "email",
  "email_content",
]);
const articles = wordSet("the this that each every same");

/** Whether the phrase points at one thing spoken of: "locked the device", "this email asks". */
const isOneThing = (tokens: readonly Token[], { id, first, end, weak }: TypeMention): boolean =>
  weak &&
  standing.has(id) &&
  end === first + 1 &&
  articles.has(tokens[first - 1]?.key ?? "") &&
  !tokens[first]?.key.endsWith("s") &&
  !/^accounts?$/.test(tokens[end]?.key ?? "");

const beside = wordSet(", and or & / ; : ( - • | + their your his her plus includes including");

/** Whether what is meant by one word is only told by a list around it, and none is: "companies in the field". */
const isNoMember = (tokens: readonly Token[], { id, first, weak }: TypeMention): boolean =>
  weak &&
  (id === "job" || id === "device_info") &&
  tokens[first]?.gap !== "line" &&
  first > 0 &&
  !beside.has(tokens[first - 1]?.key ?? "");

const particles = new Set("和与與及等或以並并などとやのもがをはに");

/** Whether a word without spaces around it is a part of a longer one: "公司未支付". */
function isWithinGlyphs(tokens: readonly Token[], { end, weak }: TypeMention): boolean {
  const [last, next] = [tokens[end - 1], tokens[end]];
  return (
    weak &&
    last?.kind === "glyph" &&
    next?.kind === "glyph" &&
    next.gap === "none" &&
    !particles.has(next.text)
  );
}

const auxiliaries = wordSet("to will can could must should please may might not cannot");

/** Whether the word is a verb here: "using the cards to purchase electronics". */
const isVerb = (tokens: readonly Token[], { first, end, weak }: TypeMention): boolean =>
  weak &&
  end === first + 1 &&
  verbs.has(tokens[first]?.key ?? "") &&
  auxiliaries.has(tokens[first - 1]?.key ?? "") &&
  // "from names to purchases"
  distanceBefore(tokens, first - 1, first - 8, range, 7) === null;

const range = wordSet("from");
const verbs = wordSet(
  "purchase order book contact email e-mail mail phone text chat charge address post comment message race title handle source dump access transfer balance travel track",
);

// "a site dedicated to posting photos": what the victim does.
const purposes = wordSet(
  "dedicated devoted specialising specializing specialises specializes masquerading posing disguised purporting",
);

/** "MD5 hashes of email addresses" are no passwords. */
const isHashOfAnother = (tokens: readonly Token[], { id, end }: TypeMention): boolean =>
  id === "password" &&
  tokens[end - 1]?.key === "hashes" &&
  tokens[end]?.key === "of" &&
  !hasWord(tokens, end + 1, end + 4, secrets);

const secrets = wordSet("password passwords passcodes passphrases their them pins");

const grouped = wordSet(
  "banks companies organisations organizations victims businesses files sites websites domains products apps servers vendors firms hospitals stores tools groups hackers attackers",
);

/** Whether it is the names of things, not of people: "the names of the banks". */
const namesThings = (tokens: readonly Token[], { id, first, end }: TypeMention): boolean =>
  id === "name" &&
  // "files with special characters in their names"
  ((tokens[end]?.key === "of" && hasWord(tokens, end + 1, end + 4, grouped)) ||
    (tokens[first - 2]?.key === "in" &&
      (tokens[first - 1]?.key === "their" || tokens[first - 1]?.key === "its")));

/** Whether something is said to be its own: "the phones had contact with". */
const isOwning = (tokens: readonly Token[], { end, weak }: TypeMention): boolean =>
  weak && having.has(tokens[end]?.key ?? "") && !hasWord(tokens, end + 1, end + 4, been);

const having = wordSet("has have had");
const been = wordSet("been");

/** Whether it is what somebody did with the loot: "to buy gift cards", "initiate transactions". */
const isDeed = (tokens: readonly Token[], { id, first, weak }: TypeMention): boolean =>
  weak &&
  (id === "credit_card" || id === "payment_info" || id === "purchase") &&
  distanceBefore(tokens, first, first - 6, deeds, 6) !== null;

const deeds = wordSet(
  "buy buys buying bought purchase purchasing purchased initiate initiates initiating initiated make makes making made conduct conducting conducted process processes processing perform performing",
);
