/** Data that served to break in, or was made afterwards, and was not taken. */
import { distanceBefore, hasWord, wordSet } from "./cues.ts";
import type { Token } from "./lex.ts";
import type { Passage } from "./passage.ts";
import type { TypeMention } from "./type-mentions.ts";

const infrastructure = wordSet(`
  malicious botnet botnets server servers scan scans scanned scanning block blocked blocking blacklist c2 infected traffic ddos domains hosted hosting traced originated originating belonged geolocated proxy proxies vpn website
  sites webserver hackers attackers attacker attack attacks suspicious logins location root`);
const persons = wordSet(
  "those people users customers members visitors subscribers clients employees players everyone anyone",
);

/** Whether an IP address is a machine's: told of servers and attackers, not of users. */
export function isMachineAddress(
  { tokens, sentences, sentenceOf }: Passage,
  { id, first, end }: TypeMention,
): boolean {
  if (id !== "ip_address" || (tokens[end]?.key === "of" && hasWord(tokens, end + 1, end + 4, persons)))
    return false;
  const sentence = sentences[sentenceOf[first] ?? 0];
  return (
    tokens[end - 1]?.key === "address" ||
    (sentence !== undefined && hasWord(tokens, sentence.first, sentence.end, infrastructure))
  );
}

const using = wordSet(
  "try tries trying tried use uses used using via with through reuse reusing abusing abused recycle recycled recycling leverage leveraged leveraging mit usando utilisant",
);
const loot = wordSet(
  "other previously your stolen compromised leaked hacked weak default valid legitimate exposed the their these those such known common hard-coded hardcoded out most",
);
const logged = wordSet(
  ", and or / email emails e-mail address addresses user username usernames name names login logins id ids password passwords credential credentials",
);
const maxLogged = 6;
const entering = wordSet(
  "access accessed accessing log logs logged logging login logins sign signed signing enter entered entering broke break breaking opened opening into attack attacks attacked unlock unlocked",
);

const uploading = wordSet("uploaded uploading upload committed pushed embedded hard-coded hardcoded within");
const logins = new Set(["credentials", "password", "username", "email"]);

const destroying = wordSet(
  "wipe wipes wiped wiping delete deletes deleted deleting erase erases erased destroy destroyed",
);

/** Whether the data served to break in: "using stolen credentials". */
export function isMeans(tokens: readonly Token[], { id, first, weak }: TypeMention): boolean {
  // "accidentally uploaded a part of its source code": how a key came out.
  if (id === "source_code") return distanceBefore(tokens, first, first - 7, uploading, 6) !== null;
  if (hasWord(tokens, first - 2, first, destroying)) return true;
  if (weak && tokens[first - 1]?.key === "with" && (id === "email" || id === "email_content")) return true;
  if (!logins.has(id)) return false;
  // "using your email address and password" used both.
  let at = first - 1;
  while (first - at <= maxLogged && logged.has(tokens[at]?.key ?? "")) at--;
  let described = 0;
  while (described < 4 && loot.has(tokens[at]?.key ?? "")) {
    at--;
    described++;
  }
  const key = tokens[at]?.key ?? "";
  if (key === "as") return hasWord(tokens, at - 6, at, using);
  // "a database with stolen passwords" holds them.
  if (key === "with" && !hasWord(tokens, at - 8, at, entering)) return false;
  return using.has(key) && (described > 0 || key === "using");
}

const fresh = wordSet("new stronger fresh");
const measures = wordSet(
  "generation generate generating create creating issue issuing rotate rotating revoke revoking replace replacing",
);

/** Whether the data is what was made new afterwards: "generating new credentials". */
export const isMeasure = (tokens: readonly Token[], first: number, from: number): boolean =>
  distanceBefore(tokens, first, from, measures, 12) !== null &&
  distanceBefore(tokens, first, from, fresh, 8) !== null;

const habits = wordSet(
  "often typically usually commonly generally frequently sometimes normally regularly routinely",
);

/** Whether the clause tells what commonly happens: "users often use …". */
export function isHabit(tokens: readonly Token[], first: number, from: number): boolean {
  const distance = distanceBefore(tokens, first, from, habits, 10);
  // "email addresses, often accompanied by …" tells of this data.
  return distance !== null && !tokens[first - distance + 1]?.key.endsWith("ed");
}
