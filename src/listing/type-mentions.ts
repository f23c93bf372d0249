/** Where data types are named in a text. */
import { dataTypes } from "./data-types.ts";
import { copulas } from "./negation.ts";
import { lazily } from "./lazy.ts";
import type { Language } from "./languages.ts";
import { lookupKey, type Token } from "./lex.ts";
import type { Passage } from "./passage.ts";
import { longestPhrase, phraseTable, type PhraseMatch, type PhraseTable } from "./phrases.ts";

/** A phrase that names a data type. */
export interface TypeMention {
  readonly id: string;
  /** Index of the first token. */
  readonly first: number;
  /** Index after the last token. */
  readonly end: number;
  /** The word means other things too. */
  readonly weak: boolean;
}

interface TypeWord {
  /** More than one for "contact information"; none where it looks like a data type and is none. */
  readonly ids: readonly string[];
  readonly weak: boolean;
}

// Longer phrases that hold a type's word and mean something else.
const misleading = `
  message id+, minimum order, minimum order+, names such as, names like, in the comments, malware signature+, virus signature+, attack signature+, antivirus signature+, domain name+, code name+, brand name+, file name+, filename+, host name+, in the name of, under the name, by name, web address+, url address, memory address+, the address of the site, username of the hacker,
  name of the company, name of the group, big name+, household name+, name change+, company name is, going by the name, goes by the name, went by the name, using the name, by the name of, brand names, project name+, code named, name and shame,
  password manager+, password reset+, password policy, password policies, password protection, password protected, password-protected, password cracking, password reuse, password security, password hygiene, password spraying, password guessing,
  password stealing, password-stealing, password stealer, password recovery, password expert+, one-time password+, password breach+, password change+, password checker, password dump+, password list+, password leak+, password practices, password database+, password combinations, password vault+,
  credential stuffing, credential theft, credential-stuffing, credential phishing, credential reuse, credential abuse, credential harvesting,
  email provider+, email service+, email server+, email campaign+, email client+, email alert+, email notification+, email system+, email attachment+, email scam+, email link+, email statement+, email marketing, email security, email interview, email newsletter+, email compromise, email security, email phishing, email attack+, email blast, email hack+, email hacking, email company, email giant, email validation, email verification, email inbox, email signature, email user+, email filter+, email breach,
  unsolicited email+, unsolicited email message+, phishing email+, phishing e-mail+, spam email+, spam e-mail+, scam email+, malicious email+, email to customers, an email to, email sent to, email from, by email, via email, in an email, in email, an email, via e-mail, by e-mail, in an e-mail, an e-mail, email us, fake email+, fraudulent email+, suspicious email+, extortion email+, ransom email+,
  phone call+, phone line+, phone company, phone companies, phone scam+, phone system+, phone maker, phone service+, phone app+, phone lines, mobile app+, mobile application+, mobile device+, mobile banking, mobile phone company, mobile phone provider, mobile phone operator, mobile operator+, mobile game+, mobile provider+, mobile service+, mobile carrier industry, mobile malware, mobile security, mobile user+, mobile number portability, mobile network operator+, telephone company, phone interview, cell phone company, phone calls and emails, over the phone, by phone, smart phone+, smartphone+,
  credit card company, credit card companies, credit card fraud, credit card issuer+, credit card monitoring, credit card processing, credit card processor+, credit card industry, credit card theft, credit card skimmer+, credit card skimming, credit card breach+, credit card payment system+, credit card transactions, credit card statement+, credit card provider+, credit card reader+, credit card stealing, credit card scam+, credit card form+, credit card terminals, credit card association+, payment card industry, payment card breach+, payment card incident, payment card processor, payment card network+, payment card skimming, payment card compromise, payment card environment, payment card systems, payment card industry data security standard, card skimmer+, card skimming, card issuer+, card network+, card reader+, card fraud, card brand+, card association+, card breach, payment system+, payment processor+, payment terminal+, payment page+, payment processing, payment gateway+, payment provider+, payment service+, gift card codes only,
  credit monitoring, credit report monitoring, free credit report+, credit freeze, credit bureau+, credit reporting agency, credit reporting agencies, credit reporting company, credit rating agency, credit reference agency, credit check company, credit union+, credit reporting,
  health care provider+, healthcare provider+, health insurer+, health insurance company, health insurance companies, health system+, health service+, health department, health care, healthcare, health provider+, medical center+, medical centre+, medical device+, medical school+, medical practice+, medical services, medical group, medical provider+, medical facility, medical facilities, medical staff, medical professional+, health insurance provider, health ministry, health and human services, health sciences, medical identity theft, medical marijuana, health network, health group, health company, health care company, patient care, patient portal, patient safety, social security administration, treatment of, treatment plan centers, medical care, medical equipment, medical research, medical centers,
  bank account holder+, banking system, bank transfer+, banking app+, banking trojan+, data bank,
  tax season, tax office, tax agency, tax authority, tax authorities, tax filing season, tax fraud, tax refund fraud, tax preparation,
  source of, the source, sources, open source, source told, a source, source said, source who,
  location of the, location where, location services, in country, each country, other countries, country manager, city officials, city council, city hall, city of, state of, state government, the company, parent company, this company, a company, security company, our company, the position, position to, in a position, the department, department of, the age of, gender gap, race to, race condition,
  access to, had access, gain access, gained access, unauthorized access, got access, have access, customers' access, an order, in order, court order+, order to, executive order+, in order to, law and order, orders of magnitude, balance of, transaction fee+, purchase price, the purchase, purchase order+, contract with, the contract, agreement with, under the agreement, an agreement, user agreement, settlement agreement, license agreement, merger agreement,
  friends and family, your friends, contact us, contacts with, travel agency, travel agencies, travel company, travel industry, travel site, travel giant, travel website, flight attendant+, a chat website+, chat site+, adult chat, sex cam+, chat with, chat app+, chat service+, chat with, chat room+, chat platform, chat support, messages from, a message, error message+, message to, ransom message, the message, messaging app+, messaging service+, message board+, text message from, sms text, blog post+, post office, in a post, a post, posts on, video game+, video games company, video conferencing, video chat app, video service+, video streaming, video platform, video sharing, video site, picture of, the picture, bigger picture, image of, image hosting, image sharing, photo sharing, photo app, photo editing, photo site, photo service, photo of, photos by,
  insurance company, insurance companies, cyber insurance, insurance firm, insurance provider+, insurance coverage, insurance giant, insurance industry, insurance broker+, insurance group, insurance agency,
  education sector, education company, education department, education technology, school district+, school board, high school+, public school+, school system, school officials, student loan company, education platform, education website, social media site+, social media platform+, social media network+, social media company, social media post+, social media giant, social media management, social media app, social media marketing, on social media, via social media, social media service, social media firm, social media website,
  security token offering, browser cookies policy, bitcoin address, bitcoin wallet, btc wallet, wallet app+, wallet service, crypto wallet provider+, crypto wallet app, cryptocurrency wallet provider, cryptocurrency wallet service,
  voter fraud, ip protection, ip camera+, ip video, in ip, over ip, voice over ip, device maker, device manufacturers association, website of, the website, web site, this website, the websites, website and, website was, website that, forum website, its website, their website, company website, website operators, website owners, legal action, legal team, legal advice, legal counsel, legal proceedings, legal fees, legal obligation+, legal requirement+, class action lawsuit, lawsuit against, a lawsuit, document management, documents show, court documents, document cloud, backup system+, backup service+, the backup, from backup, from backups, backup data, backup server+, data dump site, job site, job board, job search, job portal, job seeker+, job website+, job ads, recruitment website, employment website, employment agency, skills shortage, leads to, interest in, interests of, language learning, in the language, the language, weight loss, role in, the role, in the industry, the industry, industry experts, industry leader, charges of, criminal charges, charges against, file a complaint, complaint with, complaints about, survey of, a survey, survey company, survey site, appointment of, vehicle manufacturer+, vehicle maker, motor vehicle, vehicles were recalled, audio company, pins and needles, parents of, children of, spouse of, title of, the title, titled, titles of, book titles, game titles, movie titles, degree of, to the degree, degrees of, school of, grades of, states of, united states, member states, state attorney, state secret+, state bank, state-owned, state police, tables turned, the tables, pass through, pass on, pass the, sim swap, sim swapping, sim card swapping, dump of, handle of, handle the, to handle, handles, who uses the handle, handle name, using the handle, by the handle, under the handle, with the handle, dealing with, shipping company, address the, to address, address this, address these, addressing, addressed, bitcoin addresses provided, trip to, a trip, research firm, researchers' findings, scans of the, port scan+, iris app`;

/** What joins the members of a list. */
const connectors = new Set(
  ", and or & / ; y e et und и en och 、 ， 和 及 と • · | + plus as ve dan oraz i sowie - – * alongside along with including 或 以及 ou o 或者".split(
    " ",
  ),
);

const languageTable = (language: Language): PhraseTable<TypeWord> => {
  const words = new Map<string, TypeWord>();
  for (const { text } of forms(misleading)) words.set(text, { ids: [], weak: false });
  for (const { id, words: named } of dataTypes)
    for (const key of language === "en" ? ["en"] : ["en", language])
      for (const { text, weak } of forms(named[key] ?? "")) {
        const known = words.get(text);
        if (known === undefined) words.set(text, { ids: [id], weak });
        else if (known.ids.length > 0 && !known.ids.includes(id))
          words.set(text, { ids: [...known.ids, id], weak: known.weak && weak });
      }
  return phraseTable(words);
};

/** "phone number+, tel?" → each form with whether it is weak. */
function* forms(words: string): Generator<{ text: string; weak: boolean }> {
  for (const raw of words.split(",")) {
    const form = raw.trim();
    const weak = form.endsWith("?");
    const word = weak ? form.slice(0, -1) : form;
    if (word === "") continue;
    if (!word.endsWith("+")) {
      yield { text: word, weak };
      continue;
    }
    const singular = word.slice(0, -1);
    yield { text: singular, weak };
    yield { text: pluralOf(singular), weak };
  }
}

const pluralOf = (word: string): string =>
  /[^aeiou]y$/.test(word)
    ? `${word.slice(0, -1)}ies`
    : /(?:s|x|ch|sh)$/.test(word)
      ? `${word}es`
      : `${word}s`;

const languages: readonly Language[] = [
  "en",
  "es",
  "pt",
  "fr",
  "de",
  "it",
  "nl",
  "sv",
  "pl",
  "tr",
  "id",
  "ru",
  "zh",
  "ja",
  "ko",
  "hi",
];
const tables = new Map(languages.map((language) => [language, lazily(() => languageTable(language))]));

/** Finds every phrase that names a data type, the longest at each place; shared heads are filled in. */
export function findTypeMentions(passage: Passage): readonly TypeMention[] {
  const { tokens, language } = passage;
  const table = tables.get(language)?.() ?? languageTable("en");
  const find = language === "fr" || language === "it" ? elidedPhrase : longestPhrase;
  const mentions: TypeMention[] = [];
  for (let index = 0; index < tokens.length;) {
    const found = find(table, tokens, index);
    if (found === null) {
      index++;
      continue;
    }
    const { ids, weak } = found.value;
    if (ids.length === 0) {
      index = longerWithin(table, tokens, index, found.end) ?? found.end;
      continue;
    }
    addShared(mentions, sharedHeads(table, tokens, index, found.end));
    // "123k mail.example addresses"
    const ofHost = ids[0] === "address" && weak && tokens[index - 1]?.kind === "host";
    for (const id of ofHost ? ["email"] : ids)
      mentions.push({ id, first: index, end: found.end, weak: weak && !ofHost });
    index = found.end;
  }
  return mentions.toSorted((a, b) => a.first - b.first);
}

const elided = /^(?:l|d|qu)'(?=\p{L}{3})/iu;
const maxPhrase = 10;

/** The longest phrase at `index`; an elided article before it is no part of it: "l'adresse postale". */
function elidedPhrase(
  table: PhraseTable<TypeWord>,
  tokens: readonly Token[],
  index: number,
): PhraseMatch<TypeWord> | null {
  const found = longestPhrase(table, tokens, index);
  const token = tokens[index];
  if (found !== null || token === undefined || !(token.text[1] === "'" || token.text[2] === "'"))
    return found;
  if (!elided.test(token.text)) return null;
  const bare = { ...token, key: lookupKey(token.text.replace(elided, "")) };
  const within = longestPhrase(table, [bare, ...tokens.slice(index + 1, index + maxPhrase)], 0);
  // "un million d'abonnés" are people.
  if (within === null || (within.value.weak && /^d/i.test(token.text))) return null;
  return { value: within.value, end: index + within.end };
}

/** Where a type's phrase begins within a misleading one and goes on behind it: "the source code" is no "source". */
function longerWithin(
  table: PhraseTable<TypeWord>,
  tokens: readonly Token[],
  first: number,
  end: number,
): number | null {
  for (let at = first + 1; at < end; at++) {
    const inner = longestPhrase(table, tokens, at);
    if (inner !== null && inner.end > end && inner.value.ids.length > 0) return at;
  }
  return null;
}

const heads = new Set(
  "addresses address numbers number names name records data information details history histories licenses cards ids id hashes questions accounts logs messages codes dates images statuses status keys tokens habits photos profiles scores levels".split(
    " ",
  ),
);

const maxShared = 4;
// "from the system, including contact information": what includes the phrase does not share its head.
const outer = new Set(["including", "with", "alongside", "along"]);

/** Adds what shared heads fill in: a plain word that stands there keeps its meaning, an ambiguous one gives way. */
function addShared(mentions: TypeMention[], filled: readonly TypeMention[]): void {
  for (const shared of filled) {
    const near = mentions
      .slice(-2 * maxShared)
      .filter(({ first, end }) => first < shared.end && shared.first < end);
    if (near.some(({ weak }) => !weak)) continue;
    for (const ambiguous of near) mentions.splice(mentions.lastIndexOf(ambiguous), 1);
    mentions.push(shared);
  }
}

/** "physical, email and IP addresses": the words before the connectors take their head from the phrase after them. */
function sharedHeads(
  table: PhraseTable<TypeWord>,
  tokens: readonly Token[],
  first: number,
  end: number,
): readonly TypeMention[] {
  const head = tokens[end - 1];
  if (head === undefined || !heads.has(head.key)) return [];
  const filled: TypeMention[] = [];
  let at = first - 1;
  for (let steps = 0; steps < maxShared && connectors.has(tokens[at]?.key ?? ""); steps++) {
    if (outer.has(tokens[at]?.key ?? "")) break;
    let word = at - 1;
    while (at - word < 3 && connectors.has(tokens[word]?.key ?? "")) word--;
    const modifier = tokens[word];
    if (modifier === undefined || modifier.kind !== "word" || modifier.gap === "paragraph") break;
    const phrase = longestPhrase(table, [modifier, { ...head, gap: "space" }], 0);
    const id = phrase?.value.ids[0];
    // "personal and phone numbers" are no "personal numbers".
    if (phrase?.end !== 2 || id === undefined || (phrase.value.weak && modifier.key === "personal")) break;
    filled.unshift({ id, first: word, end: word + 1, weak: false });
    at = word - 1;
  }
  return filled;
}

/** Whether only connectors and describing words stand between two mentions, so that they form one list. */
export function inOneList(tokens: readonly Token[], left: TypeMention, right: TypeMention): boolean {
  if (right.first === left.first) return true;
  // "only masked card data, and the full numbers …": told apart, so each is judged by itself.
  if (left.id === "credit_card_partial" && right.id === "credit_card") return false;
  if (right.first - left.end > 9) return false;
  // "SSN DOB": forum lists do without commas.
  let joined = right.first === left.end;
  for (let at = left.end; at < right.first; at++) {
    const token = tokens[at];
    if (token === undefined || token.gap === "paragraph") return false;
    if (token.text === ";" && !endsMember(tokens[right.end])) return false;
    if (connectors.has(token.key)) joined = true;
    else if (token.gap === "line") joined = true;
    else if (token.text === "." || token.text === ":" || verbs.has(token.key) || copulas.has(token.key))
      return false;
  }
  if (tokens[right.first]?.gap === "line") joined = true;
  return joined;
}

/** "names; phones; …" is a list; "names; passwords are not affected" is a clause of its own. */
const endsMember = (next: Token | undefined): boolean =>
  next === undefined ||
  next.kind === "mark" ||
  next.gap === "line" ||
  next.gap === "paragraph" ||
  connectors.has(next.key);

const verbs = new Set(
  "is was were are has had have been be will would could should may might can did do does said says told that which who if when because but it they we he she you i let lets letting allow allows collect collects store stores use uses make makes take takes get gets go goes want wants need needs know knows send sends log pull pulls download downloads try tries steal steals published posted stole took gave sent began reported".split(
    " ",
  ),
);
