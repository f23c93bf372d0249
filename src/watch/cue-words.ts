/** Words that speak for a company or against it; folded. */

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(" "));
}

/** Kinds of companies: "grocer Bridge", "operator Dovarra". */
const companyNouns = wordSet(
  " retailer operator carrier telco telecom telecoms automaker carmaker automobile maker manufacturer giant company companies firm corporation conglomerate bank lender insurer broker chain brand " +
    " provider vendor supplier distributor airline carrier hotelier grocer supermarket store retail shop marketplace startup unicorn business enterprise group subsidiary unit developer publisher studio " +
    " platform app service website site network processor utility contractor consultancy consultant hospital clinic university college school charity agency automotive pharma drugmaker chipmaker " +
    " brewer miner producer builder outfit organization organisation institution exchange casino restaurant restaurants hotel hotels owner parent rival competitor competitors ",
);

/** What a company does in such news. */
const companyVerbs = wordSet(
  " says said say tells told confirms confirmed confirm denies denied deny discloses disclosed disclose reveals revealed warns warned admits admitted acknowledges acknowledged announces announced notifies notified notifying " +
    " investigates investigated investigating probes reports reported reporting apologizes apologised apologized apologises blames blamed claims claimed refuses refused responds responded issues issued " +
    " suffers suffered suffering hit hacked breached attacked compromised targeted leaked leaks exposed exposes loses lost pays paid patches patched fixes fixed shuts restores restored takes took " +
    " offers offered launches launched acquires acquired buys bought sells settles settled agrees agreed stated states explained noted added wrote released releases declined declines spokesperson spokesman spokeswoman stole ",
);

/** Verbs that a company is named with as the victim, after "was", "has been" and alone. */
const attackVerbs = wordSet(
  " hit hacked breached attacked compromised targeted leaked exposed extorted blackmailed ransomed crippled disrupted affected impacted listed posted claimed victim suffers suffered struck encrypted infiltrated ",
);

/** What is leaked: never enough alone beside an ordinary word. */
const dataNouns = wordSet(
  " data database databases db customers customer users user employees employee staff accounts account credentials passwords password emails email records record members member clients client patients patient " +
    " students information info files file documents source code logs backup backups combo dump dumps passport passports cards card network systems system servers server website site app access ",
);

/** What happened; beside a name this is the strongest sign. */
const breachNouns = wordSet(
  " breach breaches breached leak leaks leaked hack hacked hacking ransomware cyberattack cyberattacks attack attacked incident exposed stolen dump dumped compromised extortion extorted exfiltrated " +
    " sale selling sold database db outage intrusion fullz cyber ransom hit victim ",
);

/** What people do as well: no sign that a name is a company's where it may be a person's. */
const speechVerbs = wordSet(
  " says said say tells told stated states explained noted added wrote claims claimed ",
);

const adverbs = wordSet(
  " also has have had is was were been being recently reportedly allegedly again still now later never not did does just today publicly quickly initially apparently officially ",
);

const prepositions = wordSet(
  " at from of by with for against on via through into to inside and or including include about behind than versus vs between like using ",
);

const smallWords = wordSet(" s of de la le du des del di da do der die das und y e et en van von ");

const calendar = wordSet(
  " january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday today tomorrow ok only we you they he she it i me us him them one two six seven eight nine ten people ",
);

const articles = wordSet(
  " the a an this that these those your our my their his her its every each any some no ",
);

/** Nouns that make a name a place. */
const placeNouns = wordSet(
  " county city town village river valley island islands lake mountain mountains state province district street road avenue park beach bay coast rainforest forest basin jungle prefecture municipality airport region juice ",
);

/** Nouns after which an ordinary word says something else: "Bridge leader". */
const compoundNouns = wordSet(
  " leader leaders master finger tone binary road size shaped coloured colored zone zones point points line lines level levels market markets audience audiences practice practices variant variants application applications applicant applicants holder holders wave force interview office ",
);

/** Words that open a sentence or a headline before a name without being part of it. */
const openers = wordSet(
  " when why how did do does after before if but so what who whom which while since because although is are was were has have had can will could would should may might as then not " +
    " new latest update updated breaking exclusive alleged allegedly report reports hacked leaked stolen breached selling sell leak dump buying exposed former ",
);

/** Programs that people are reached by, and hosts that files lie at. */
const channelNames = wordSet(
  " telegram signal discord whatsapp wickr jabber session tox qtox skype icq wire threema matrix element viber wechat line mega anonfiles dropbox mediafire gofile pastebin ",
);

const contactWords = wordSet(
  " contact contacts pm dm message reach write tg add me us my our handle chat download downloads link links mirror join channel group upload uploaded via through on ",
);

/** Labels that stand before the name of a victim: "Company: Bridge". */
const victimLabels = wordSet(
  " victim company organization organisation name client customer brand business corporation target firm empresa victima opfer unternehmen azienda societa entreprise ",
);

export const isCompanyNoun = (word: string): boolean => companyNouns.has(word);
export const isCompanyVerb = (word: string): boolean => companyVerbs.has(word);
export const isAttackVerb = (word: string): boolean => attackVerbs.has(word);
export const isDataNoun = (word: string): boolean => dataNouns.has(word);
export const isBreachNoun = (word: string): boolean => breachNouns.has(word);
export const isSpeechVerb = (word: string): boolean => speechVerbs.has(word);
export const isAdverb = (word: string): boolean => adverbs.has(word);
export const isPreposition = (word: string): boolean => prepositions.has(word);
export const isArticle = (word: string): boolean => articles.has(word);
/** Words that stay small inside a name: "Bank of America", and the s of "Macy's". */
export const isSmallWord = (word: string): boolean =>
  isArticle(word) || isPreposition(word) || smallWords.has(word);
/** Words that say nothing by themselves; a company called so is found by its domain or its full name. */
export const isFunctionWord = (word: string): boolean =>
  isArticle(word) || isPreposition(word) || isAdverb(word) || isOpener(word) || calendar.has(word);
export const isOpener = (word: string): boolean => openers.has(word);
export const isPlaceNoun = (word: string): boolean => placeNouns.has(word);
export const isCompoundNoun = (word: string): boolean => compoundNouns.has(word);
export const isChannelName = (word: string): boolean => channelNames.has(word);
export const isContactWord = (word: string): boolean => contactWords.has(word);
export const isVictimLabel = (word: string): boolean => victimLabels.has(word);
