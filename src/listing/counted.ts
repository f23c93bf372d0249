/** What a number counts: "5,000 [unique email addresses]", "39,900 [pieces of owner data]", "2.28万[条]". */
import type { RecordCount } from "../model.ts";
import type { Token } from "./lex.ts";
import type { Passage, Sentence } from "./passage.ts";
import type { NumberQuantity } from "./quantity.ts";

type Unit = RecordCount["unit"];
/** A noun that is counted. */
export interface Noun {
  readonly unit: Unit;
  /** What it is to the score: machines and places are counted, but are no record count. */
  readonly sort: "people" | "records" | "accounts" | "files" | "other";
}

const nounWords: readonly (readonly [Noun, string])[] = [
  [
    { unit: "people", sort: "people" },
    `people persons person individuals customers customer clients client users user members member patients patient employees employee staff workers citizens citizen residents consumers
     subscribers subscriber students student guests passengers voters americans australians kiwis britons canadians indians chinese brazilians brasileiros taxpayers veterans beneficiaries policyholders
     victims shoppers visitors travelers travellers drivers owners players gamers fans donors applicants cardholders homeowners households families soldiers officers teachers children adults minors parents men women
     contractors personnel participants entrants owners adherents borrowers contributors freelancers investors policyholder accountholders recipients candidates doctors nurses merchants sellers buyers viewers attendees
     personas clientes usuarios ciudadanos empleados pacientes personen kunden nutzer mitarbeiter patienten bürger personnes utilisateurs clients citoyens salariés abonnés pessoas usuários clientes brasileiros cidadãos
     tenants tenant pupils pupil motorists passengers passenger applicants policyholders insureds breeders elderly retirees pensioners candidates workers
     argentinos colombianos mexicanos chilenos peruanos españoles venezolanos ecuatorianos italianos portugueses americanos germans italians spaniards russians turks israelis mexicans filipinos malaysians pakistanis europeans swedes danes poles français allemands belges suisses deutsche deutschen österreicher россиян украинцев italiani polaków warga nasabah
     mieter mietern versicherte versicherten mitglieder mitgliedern schüler schülern studierende studierenden studenten beschäftigte beschäftigten abonnenten menschen kundinnen bürgerinnen nutzern patientinnen bürgern mitarbeitern angestellte fahrgäste
     motoristas alunos estudantes funcionários eleitores servidores trabalhadores assinantes contribuintes consumidores correntistas segurados colaboradores cidadãs utentes
     conductores alumnos estudiantes trabajadores votantes funcionarios contribuyentes suscriptores socios abonados pasajeros afiliados docentes asegurados electores
     élèves étudiants adhérents assurés patients électeurs allocataires employés candidats voyageurs bénéficiaires usagers licenciés
     пациентов студентов работников жителей пассажиров водителей избирателей школьников учеников покупателей заёмщиков заемщиков вкладчиков учащихся подписчиков
     beneficiários prestatarios beneficiarios assuré abonnés adhérents mensen klanten gebruikers chinezen nederlanders persone utenti clienti людей человек пользователей клиентов граждан абонентов сотрудников orang pengguna pelanggan kişi kullanıcı osób klientów użytkowników abonenter kunder användare`,
  ],
  [
    { unit: "records", sort: "records" },
    `records record entries entry pieces piece items rows lines row line registros enregistrements datensätze datensätzen einträge записей записи строк строки запись données datos registos linhas líneas lignes rekordów rekordy
     catatan kayıt data documents`,
  ],
  [
    { unit: "accounts", sort: "accounts" },
    `accounts account logins profiles profile credentials credential combos cuentas contas comptes konten benutzerkonten аккаунтов учетных akun hesap kont konta`,
  ],
  [
    { unit: "files", sort: "files" },
    `files file images photos documents emails messages videos pages dateien archivos arquivos fichiers файлов bestanden plików scans recordings pictures pdfs mails folders posts comments tickets`,
  ],
  [
    { unit: "records", sort: "records" },
    `zugangsdaten zugangsdatensätze addresses numbers passwords hashes cards card names ssns usernames phones licenses passports identities details emails subscriptions orders transactions invoices cvs resumes fingerprints vins leads wallets tokens keys databases database
     ids certificates claims contacts policies tarjetas cartões karten cartes карт паспортов номеров correos emails e-mails cpfs ccs cc cvvs facturas faturas factures rechnungen invoices contracts contratos contrats verträge договоров agreements pólizas apólices cadastros dbs dumps logs lots fullz`,
  ],
  [
    { unit: null, sort: "other" },
    `computers computer servers server devices device machines machine systems stores store locations countries country companies company organizations organisations organization businesses websites website sites domains
     banks hospitals hospital schools cities states offices factories cars vehicles shops restaurants hotels branches vulnerabilities bugs flaws attacks attack breaches incidents samples variants languages times points
     minutes seconds hours days weeks months years year percent pounds miles games apps downloads networks agencies victims' researchers experts words characters bits bytes digits letters steps ways things reasons types others
     versions bitcoins dollars euros copies copy workstations workstation endpoints pcs laptops routers cameras phones' ips hosts nodes instances urls links pages steps employees' jobs infections lawsuits lawmakers senators engineers detections posts'`,
  ],
];
const nouns: ReadonlyMap<string, Noun> = new Map(
  nounWords
    .toReversed()
    .flatMap(([noun, words]) =>
      words
        .split(/\s+/)
        .map((word): [string, Noun] => [word.normalize("NFD").replace(/[\u0300-\u036f]/g, ""), noun]),
    ),
);
const glyphNouns: readonly (readonly [string, Unit])[] = [
  ["条", "records"],
  ["條", "records"],
  ["件", "records"],
  ["笔", "records"],
  ["万条", "records"],
  ["行", "rows"],
  ["名", "people"],
  ["人", "people"],
  ["位", "people"],
  ["个用户", "people"],
  ["用户", "people"],
  ["客户", "people"],
  ["公民", "people"],
  ["个账号", "accounts"],
  ["账号", "accounts"],
  ["账户", "accounts"],
  ["个文件", "files"],
  ["文件", "files"],
  ["건", "records"],
  ["명", "people"],
  ["アカウント", "accounts"],
  ["レコード", "records"],
  ["个", "records"],
  ["份", "records"],
  ["名分", "people"],
  ["人分", "people"],
  ["件分", "records"],
];
// A phrase that counts ends here.
const stops = new Set(
  `in on at from to by for with was were are is be been had have has having that which who whom whose but per as than when while if because since until after before during between over under into through via without within
   its it they them we i he she you this these those said says told may might could would will can did does do not also then so only about around nearly almost according claims claimed belonging belong
   y con por para em com por pour avec dans für mit aus bei и в на с от для из`.split(/\s+/),
);
const joined = new Set(["and", "or", "&", "/"]);
const modifiers = new Set(
  "former past current new old active inactive present prospective potential previous existing residential business non retired future".split(
    " ",
  ),
);

/** The noun phrase after a number. */
export interface Counted {
  readonly noun: Noun | null;
  /** Index after the noun phrase. */
  readonly end: number;
}

const maxPhrase = 7;

/** Finds what the number counts; `noun` is null where nothing countable follows. */
export function countedBy(passage: Passage, quantity: NumberQuantity, sentence: Sentence): Counted {
  const { tokens } = passage;
  const glyphs = glyphNounAt(passage, quantity.end);
  if (glyphs !== null) return glyphs;
  const limit = Math.min(sentence.end, quantity.end + maxPhrase);
  for (let at = quantity.end; at < limit; at++) {
    const token = tokens[at];
    if (token === undefined || token.gap === "paragraph" || token.kind === "glyph" || token.kind === "number")
      break;
    if (
      token.kind === "mark"
        ? !((token.text === "+" || (token.text === "." && quantity.scaled)) && at === quantity.end) &&
          !joined.has(token.text)
        : stops.has(token.key)
    )
      break;
    if (joined.has(token.key) && !modifiers.has(tokens[at + 1]?.key ?? "")) break;
    const noun = nounOf(token);
    if (noun !== undefined) return extend(tokens, at, noun, sentence.end);
  }
  return {
    noun: labelBefore(tokens, quantity.first) ?? glyphLabelBefore(passage, quantity.first),
    end: quantity.end,
  };
}

/** "Records: 12,340,112". */
function labelBefore(tokens: readonly Token[], first: number): Noun | null {
  const noun = tokens[first - 1]?.text === ":" ? nounOf(tokens[first - 2]) : undefined;
  return noun === undefined || noun.sort === "other" ? null : noun;
}

const glyphLabels = ["数据", "资料", "信息", "数据库", "名单", "データ", "情報", "名簿"];

/** "客户数据 850万". */
function glyphLabelBefore({ tokens, folded }: Passage, first: number): Noun | null {
  const label = tokens[first - 1];
  if (label?.kind !== "glyph") return null;
  const before = folded.text.slice(Math.max(0, label.end - 3), label.end);
  return glyphLabels.some((word) => before.endsWith(word)) ? { unit: "records", sort: "records" } : null;
}

const nounOf = (token: Token | undefined): Noun | undefined =>
  token?.kind === "word" ? (nouns.get(token.key) ?? nouns.get(token.key.replace(/s$/, ""))) : undefined;
const partitive = new Set("pieces piece lines rows records sets items entries bits".split(" "));

/** "patient [records]", "pieces [of owner data]". */
function extend(tokens: readonly Token[], at: number, first: Noun, limit: number): Counted {
  let noun = first;
  // "a million customers' records"
  let end = tokens[at + 1]?.text === "'" ? at + 2 : at + 1;
  for (
    let next = nounOf(tokens[end]);
    next !== undefined && next.sort !== "other" && end < limit && /^\p{Ll}/u.test(tokens[end]?.text ?? "");
    next = nounOf(tokens[end])
  ) {
    noun = next;
    end++;
  }
  if (tokens[end - 1]?.text === "'") end--;
  if (!partitive.has(tokens[end - 1]?.key ?? "") || tokens[end]?.key !== "of") return { noun, end };
  let last = end;
  for (let word = end + 1; word < limit && word - end <= 5; word++) {
    const token = tokens[word];
    if (
      token === undefined ||
      token.kind === "mark" ||
      token.gap === "paragraph" ||
      stops.has(token.key) ||
      joined.has(token.key)
    )
      break;
    last = word + 1;
    if (/^(?:data|information|info|records|details)$/.test(token.key)) break;
  }
  return { noun, end: last > end ? last : end };
}

function glyphNounAt(passage: Passage, at: number): Counted | null {
  const token = passage.tokens[at];
  if (token === undefined || token.kind !== "glyph") return null;
  const glyphs = passage.folded.text.slice(token.start, token.start + 8);
  const found = glyphNouns.find(([word]) => glyphs.startsWith(word));
  if (found === undefined) return null;
  const [word, unit] = found;
  const sort = unit === "people" || unit === "accounts" || unit === "files" ? unit : "records";
  return { noun: { unit, sort }, end: at + word.length };
}
