import { parse } from "tldts";

const maxHostLength = 253;

// Hosts that hold other people's files, messages and shops: a link to them says nothing of their owner.
const serviceHosts =
  " t.me telegram.me telegram.dog mega.nz mega.io mega.co.nz docs.google.com drive.google.com gofile.io anonfiles.com bayfiles.com dropbox.com " +
  "mediafire.com pastebin.com paste.ee justpaste.it ghostbin.com rentry.co privatebin.net file.io wetransfer.com we.tl transfer.sh sendspace.com zippyshare.com " +
  "pixeldrain.com qiwi.gg krakenfiles.com workupload.com 1fichier.com files.fm easyupload.io ufile.io temp.sh catbox.moe imgur.com ibb.co prnt.sc imgbb.com postimg.cc " +
  "youtu.be youtube.com discord.gg discord.com github.com gitlab.com gist.github.com bit.ly tinyurl.com cutt.ly goo.gl twitter.com x.com t.co facebook.com fb.com " +
  "linkedin.com instagram.com reddit.com medium.com wikipedia.org archive.org archive.ph web.archive.org zoominfo.com dnb.com crunchbase.com bloomberg.com google.com onion.ly onion.ws " +
  "tox.chat getsession.org wa.me whatsapp.com signal.me qtox.github.io ";

// Hosts of which anybody may have an address: an e-mail there says nothing of the provider.
const mailHosts =
  " gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me tutanota.com tuta.io " +
  "gmx.com gmx.de gmx.net web.de mail.com mail.ru yandex.ru yandex.com bk.ru list.ru inbox.ru rambler.ru qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net cock.li onionmail.org " +
  "keemail.me mailfence.com zoho.com fastmail.com hushmail.com ";

// Always a link to a person or a file, even without a path.
const neverCompanies =
  " t.me telegram.me telegram.dog discord.gg we.tl bit.ly t.co wa.me goo.gl tinyurl.com cutt.ly docs.google.com drive.google.com ";

/** A host split at its registrable domain. */
export interface Host {
  /** All of it, lower case. */
  readonly host: string;
  /** `nio.example`. */
  readonly domain: string;
  /** `nio`. */
  readonly label: string;
  /** `example`. */
  readonly suffix: string;
}

/** Takes the defanging off an address: "hxxps://www[.]nio[.]example". */
export function refang(text: string): string {
  return text
    .replace(/^hxxp/i, "http")
    .replaceAll(/[[({](?:\.|dot)[\])}]/gi, ".")
    .replaceAll("[:]", ":")
    .replaceAll("[://]", "://");
}

/**
 * Splits a host at its registrable domain.
 *
 * @returns null for what is no host under a public suffix
 */
function parseHost(host: string): Host | null {
  if (host.length > maxHostLength || !host.includes(".")) return null;
  const parsed = parse(host.toLowerCase(), { allowPrivateDomains: true });
  if (parsed.isIp === true || parsed.domain === null || parsed.publicSuffix === null) return null;
  if (parsed.isIcann !== true && parsed.isPrivate !== true) return null;
  return {
    host: parsed.hostname ?? host.toLowerCase(),
    domain: parsed.domain,
    label: parsed.domainWithoutSuffix ?? "",
    suffix: parsed.publicSuffix,
  };
}

/**
 * Reduces what somebody typed ("https://www.nio.example/x", "mail@nio.example") to the registrable domain.
 *
 * @returns lower case; null for what is no domain, and for a bare public suffix
 */
export function normaliseDomain(text: string): string | null {
  const trimmed = refang(text.trim().slice(0, 500));
  const host = trimmed
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, "")
    .replace(/[/?#].*$/s, "")
    .replace(/^.*@/s, "")
    .replace(/:\d*$/, "")
    .replace(/^\*\./, "")
    .replace(/\.$/, "");
  // `.example` and its like are no public suffixes, and are written in examples.
  return parseHost(host)?.domain ?? reservedDomain(host);
}

function reservedDomain(host: string): string | null {
  const lower = host.toLowerCase();
  const labels = lower.split(".");
  if (labels.length < 2 || !/^(?:example|test|invalid|localhost|onion)$/.test(labels.at(-1) ?? ""))
    return null;
  if (!labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label))) return null;
  return labels.slice(-2).join(".");
}

/** Splits a host; hosts under the reserved suffixes (`.example`) count as well. */
export function splitHost(host: string): Host | null {
  const parsed = parseHost(host);
  if (parsed !== null) return parsed;
  const domain = reservedDomain(host);
  if (domain === null) return null;
  const [label = "", suffix = ""] = domain.split(".");
  return { host: host.toLowerCase(), domain, label, suffix };
}

/** Whether links to a host are links to what its users keep there. */
export function isServiceHost(host: Host): boolean {
  return serviceHosts.includes(` ${host.domain} `) || serviceHosts.includes(` ${host.host} `);
}

/** Whether everybody may have an e-mail address at a host. */
export function isMailProvider(host: Host): boolean {
  return mailHosts.includes(` ${host.domain} `);
}

/** Whether a host is a link and nothing else, whatever stands behind it. */
export function isLinkOnly(host: Host): boolean {
  return neverCompanies.includes(` ${host.domain} `) || neverCompanies.includes(` ${host.host} `);
}
