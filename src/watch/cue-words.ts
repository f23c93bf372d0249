/** Words that speak for a company or against it, folded, by their kind; a kind is a bit, so that one look tells all. */

/** Kinds of companies: "grocer Bridge", "operator Dovarra". */
export const companyNoun = 1 << 0;
/** What a company does in such news. */
export const companyVerb = 1 << 1;
/** Verbs that a company is named with as the victim, after "was", "has been" and alone. */
export const attackVerb = 1 << 2;
/** What is leaked: never enough alone beside an ordinary word. */
export const dataNoun = 1 << 3;
/** What happened; beside a name this is the strongest sign. */
export const breachNoun = 1 << 4;
/** What people do as well: no sign that a name is a company's where it may be a person's. */
export const speechVerb = 1 << 5;
export const adverb = 1 << 6;
export const preposition = 1 << 7;
const particle = 1 << 8;
const calendarWord = 1 << 9;
export const article = 1 << 10;
/** Nouns that make a name a place. */
export const placeNoun = 1 << 11;
/** Nouns after which an ordinary word says something else: "Bridge leader". */
export const compoundNoun = 1 << 12;
/** Words that open a sentence or a headline before a name without being part of it. */
export const opener = 1 << 13;
/** Programs that people are reached by, and hosts that files lie at. */
export const channelName = 1 << 14;
export const contactWord = 1 << 15;
/** Labels that stand before the name of a victim: "Company: Bridge". */
export const victimLabel = 1 << 16;
/** The first word of a legal form, and a form that stands before names. */
export const formStart = 1 << 17;
export const formPrefix = 1 << 18;
/** A country, a state or a large city first; a given name or a surname as well. */
export const place = 1 << 19;
export const person = 1 << 20;
/** Nouns that make a longer name another body's: "Bridge Foundation". */
export const bodyNoun = 1 << 21;
/** Verbs that a headline commands with: "Find leaked data". */
export const command = 1 << 22;
/** Who a company's data are about: "anchor customers". */
export const peopleNoun = 1 << 24;
/** Systems and languages: behind one of them a short name is a part of it, as in "Java ABC". */
export const platform = 1 << 23;
/** Words that stay small inside a name: "Bank of America", and the s of "Macy's". */
export const smallWord = article | preposition | particle;
/** Words that say nothing by themselves; a company called so is found by its domain or its full name. */
export const functionWord = article | preposition | adverb | opener | calendarWord;

/** The words of each kind, parted by spaces. */
export const cueWords: readonly (readonly [kind: number, words: string])[] = [
  [
    companyNoun,
    " retailer operator carrier telco telecom telecoms automaker carmaker automobile maker manufacturer giant company companies firm corporation conglomerate bank lender insurer broker chain brand " +
      " provider vendor supplier distributor airline carrier hotelier grocer supermarket store retail shop marketplace startup unicorn business enterprise group subsidiary unit developer publisher studio " +
      " platform app service website site network processor utility contractor consultancy consultant hospital clinic university college school charity agency automotive pharma drugmaker chipmaker " +
      " brewer miner producer builder outfit organization organisation institution exchange casino restaurant restaurants hotel hotels owner parent rival competitor competitors ",
  ],
  [
    companyVerb,
    " says said say tells told confirms confirmed confirm denies denied deny discloses disclosed disclose reveals revealed warns warned admits admitted acknowledges acknowledged announces announced notifies notified notifying " +
      " investigates investigated investigating probes reports reported reporting apologizes apologised apologized apologises blames blamed claims claimed refuses refused responds responded issues issued " +
      " suffers suffered suffering hit hacked breached attacked compromised targeted leaked leaks exposed exposes loses lost pays paid patches patched fixes fixed shuts restores restored takes took " +
      " offers offered launches launched acquires acquired buys bought sells settles settled agrees agreed stated states explained noted added wrote released releases declined declines spokesperson spokesman spokeswoman stole ",
  ],
  [
    attackVerb,
    " hit hacked breached attacked compromised targeted leaked exposed extorted blackmailed ransomed crippled disrupted affected impacted listed posted claimed victim suffers suffered struck encrypted infiltrated ",
  ],
  [
    dataNoun,
    " data database databases db customers customer users user employees employee staff accounts account credentials passwords password emails email records record members member clients client patients patient " +
      " students information info files file documents source code logs backup backups combo dump dumps passport passports cards card network systems system servers server website site app access ",
  ],
  [
    breachNoun,
    " breach breaches breached leak leaks leaked hack hacked hacking ransomware cyberattack cyberattacks attack attacked incident exposed stolen dump dumped compromised extortion extorted exfiltrated " +
      " sale selling sold database db outage intrusion fullz cyber ransom hit victim ",
  ],
  [speechVerb, " says said say tells told stated states explained noted added wrote claims claimed "],
  [
    adverb,
    " also has have had is was were been being recently reportedly allegedly again still now later never not did does just today publicly quickly initially apparently officially ",
  ],
  [
    preposition,
    " at from of by with for against on via through into to inside and or including include about behind than versus vs between like using ",
  ],
  [particle, " s of de la le du des del di da do der die das und y e et en van von "],
  [
    calendarWord,
    " january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday today tomorrow ok only we you they he she it i me us him them one two six seven eight nine ten people ",
  ],
  [article, " the a an this that these those your our my their his her its every each any some no "],
  [
    placeNoun,
    " county city town village river valley island islands lake mountain mountains state province district street road avenue park beach bay coast rainforest forest basin jungle prefecture municipality airport region juice residents citizens voters taxpayers tourists commuters ",
  ],
  [
    compoundNoun,
    " leader leaders master finger tone binary road size shaped coloured colored zone zones point points line lines level levels market markets audience audiences practice practices variant variants application applications applicant applicants holder holders wave force interview office dealership dealerships dealer dealers franchisee franchisees ",
  ],
  [
    opener,
    " when why how did do does after before if but so what who whom which while since because although is are was were has have had can will could would should may might as then not " +
      " new latest update updated breaking exclusive alleged allegedly report reports hacked leaked stolen breached selling sell leak dump buying exposed former ",
  ],
  [
    channelName,
    " telegram signal discord whatsapp wickr jabber session tox qtox skype icq wire threema matrix element viber wechat line mega anonfiles dropbox mediafire gofile pastebin ",
  ],
  [
    contactWord,
    " contact contacts pm dm message reach write tg add me us my our handle chat download downloads link links mirror join channel group upload uploaded via through on ",
  ],
  [
    victimLabel,
    " victim company organization organisation name client customer brand business corporation target firm empresa victima opfer unternehmen azienda societa entreprise ",
  ],
  [
    bodyNoun,
    " foundation festival university college school academy institute museum church temple cathedral orchestra society association federation council committee commission department ministry hospital clinic dental " +
      " dentistry veterinary farm farms ranch winery vineyard vineyards brewery inn lodge theatre theater library cemetery stadium arena marathon cup league championship prize trail restaurant police sheriff seminary choir club ",
  ],
  [
    peopleNoun,
    " customers customer users user employees employee staff members member clients client patients patient students subscribers passengers policyholders tenants drivers ",
  ],
  [
    command,
    " discover find see get check search try use stop learn meet explore browse download view share watch buy protect detect recover avoid remove delete block secure monitor track scan compare ",
  ],
  [
    platform,
    " java javascript typescript python php ruby perl golang rust linux unix freebsd windows android ios macos chrome chromium firefox apache nginx kernel docker kubernetes nodejs react angular tomcat bash ",
  ],
];
