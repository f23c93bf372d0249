// Which links are shown as they are. Even a news site's feed can be made to carry one that should not be clicked.

const shorteners =
  /(?:^|\.)(?:bit\.ly|t\.co|tinyurl\.com|goo\.gl|is\.gd|cutt\.ly|rb\.gy|rebrand\.ly|ow\.ly|shorturl\.at|tiny\.cc|t\.ly|dsc\.gg|discord\.gg|t\.me)$/u;
const fileHosts =
  /(?:^|\.)(?:gofile\.io|pixeldrain\.com|anonfiles?\.[a-z]+|mega\.(?:nz|io)|mediafire\.com|wetransfer\.com|transfer\.sh|file\.io|catbox\.moe|krakenfiles\.com|workupload\.com|qiwi\.gg|buzzheavier\.com|send\.cm|sendspace\.com|zippyshare\.com|1fichier\.com|dropmefiles\.com|temp\.sh|limewire\.com|bowfile\.com|pastebin\.com)$/u;
const download = /\.(?:7z|apk|bz2|csv|dmg|exe|gz|iso|msi|rar|scr|sql|tar|torrent|txt|xz|zip|zst)$/iu;
// "login.bank.com.evil.example": a complete name in front of the real one.
const nameInFront = /\.(?:com|net|org|gov|edu)\.(?![a-z]{2}$)/u;

/**
 * Decides whether a link may be clickable, and writes it in the one way that it means.
 *
 * @returns null where it is to be shown defanged: other schemes, logins in the address, machine addresses,
 * shorteners, file hosts, downloads, names made to be misread, another address inside
 */
export function findSafeLink(url: string, maxLength: number): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.protocol !== "https:" && parsed.protocol !== "http:")) return null;
  const host = parsed.hostname.replace(/\.$/u, "");
  const isName = /\.[a-z][a-z\d-]*$/u.test(host) && !/\.(?:onion|i2p|local|internal)$/u.test(host);
  if (!isName || parsed.username !== "" || parsed.password !== "") return null;
  if (shorteners.test(host) || fileHosts.test(host) || nameInFront.test(host)) return null;
  if (download.test(parsed.pathname) || /https?(?::|%3a)/iu.test(parsed.pathname + parsed.search))
    return null;
  return parsed.href.length <= maxLength ? parsed.href : null;
}
