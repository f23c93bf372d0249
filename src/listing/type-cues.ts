/** Words that speak for or against a data type having been taken; each set is one named feature's cue. */
import { takingForms, wordSet } from "./cues.ts";

/** What is told to have happened to data, after it is named. */
export const takenAfter = wordSet(`
  exposed stolen leaked compromised accessed taken obtained affected included disclosed published dumped
  revealed released lost hacked breached sold posted downloaded involved copied visible available stored
  encrypted hashed salted protected acquired viewed scraped circulating impacted harvested exfiltrated swiped
  intercepted provided found viewed seen touched copied reached ${takingForms}`);

/** Advice and remedies, in which passwords are named that nobody took. */
export const advice = wordSet(`
  change changed changing reset resetting resets should advise advised advises advising recommend recommended
  recommends urged urging urge recommending ensure choose enable update review consider beware tips
  remember strong reuse reused reusing default forced forcing prompted manager guess brute cracking never watch
  freeze must please encouraged encourage check checks
  cambiar cambien cambie aconseja recomienda recomiendan mudar trocar alterar recomenda aconselha changer conseille recommande recommandé réinitialiser ändern sollten achten empfiehlt сменить измените рекомендует рекомендуют советует`);

/** General remarks about what attackers do. */
export const possible = wordSet(`
  could might would can if hypothetical potential attackers phishing typically usually often whenever customers`);

/** Goes on with examples. */
export const including = wordSet("including includes such");

/** Verbs of taking, right before what was taken. */
export const takenBefore = wordSet(`
  stole stolen steal steals stealing leaked leaking leaks leak exposed exposing exposes expose obtained harvest
  harvesting harvested exfiltrate exfiltrated grabbed grab copied dumped intercepted published posting posted
  compromised compromising disclosed revealed scraped accessed accessing downloaded downloading swiped collected
  collecting contained containing contains included includes selling sells theft exfiltration publication disclosure release releases released releasing ${takingForms}`);

/** What could be done, or was tried. */
export const modal = wordSet(`
  can could would if whether able capable allow allows allowed allowing enable enables designed try tries trying
  attempt attempts attempting attempted`);

/** What was done against it. */
export const remedy = wordSet(`
  generation generate generated rotate rotated revoke revoked new implement implementing protect protecting
  protection secure securing encrypting strengthen verify checking wipe delete creating create`);

/** "No evidence that …" */
export const evidence = wordSet("evidence indication sign signs proof unclear unknown");

/** After these a denial goes on. */
export const carriesOn = wordSet("including nor as or");

/** How people are tricked. */
export const tricking = wordSet(`
  trick tricks tricked tricking phish phished phishing lure lures lured fake bogus spoofed spoof scam scams
  scammers impersonating impersonate prompt prompts prompting prompted enter entering fill clicking click
  attachment link fraudulento fraudulentos fraudulentas falsas falsos frauduleux frauduleuse piégé phishing-mails golpistas мошенники поддельные betrügerische gefälschte`);

/** Somebody's in particular, or nobody's. */
export const single = wordSet("a an same fraudulent fake bogus stronger");

/** Data as a means: "sent by email". */
export const contact = wordSet(`
  via by through send sent sending sends contact contacted emailed wrote receive received receiving reply
  forwarded call called told`);
