import { htmlToText, oneLine } from "./text.ts";

/** Marks that the makers of walls leave in their pages. */
const marks =
  /_cf_chl_opt|cf-browser-verification|cf-challenge|\/cdn-cgi\/challenge-platform|cf-turnstile|__ddg\d|ddos-guard|data-sitekey|g-recaptcha|h-captcha|hcaptcha|captcha-box|id=["']?captcha|\banubis\b|_incapsula_|px-captcha|sucuri_cloudproxy/i;
const titles =
  /just a moment|attention required|ddos[- ]?protection|ddos-guard|access denied|forbidden|captcha|security check|bot (?:check|verification)|human verification|are you (?:a )?(?:human|robot)|checking your browser|please wait|(?:log|sign)[ -]?in\b|logging in|login required|not authori[sz]ed|unauthori[sz]ed|anmelden|connexion|вход|登录|登入/i;
const phrases =
  /just a moment\.\.\.|checking (?:your browser|if the site connection is secure)|verify(?:ing)? (?:that )?you are (?:a )?human|complete the (?:captcha|security check)|enter the (?:captcha|characters)|solve the captcha|captcha|enable javascript and cookies|ddos protection|access denied|you (?:must|need to|have to) (?:be logged in|log ?in|sign ?in|register)|you are (?:either )?not logged in|please (?:log ?in|sign ?in|login|register)|members only|you do not have permission to (?:access|view)|queue position|you are in (?:the )?queue/i;
const passwordField = /<input\b[^>]{0,300}\btype\s?=\s?["']?password/i;

/** Longer pages have content of their own, in which such words may stand for something else. */
const maxWallText = 3_000;
const maxLoginText = 600;

/**
 * Whether a page that holds no posts is a login, captcha or waiting page.
 *
 * @param texts - what gives away such a page of this source, whatever its length
 */
export function isWall(html: string, texts: readonly string[]): boolean {
  const head = html.slice(0, 256 * 1024);
  const lower = head.toLowerCase();
  if (texts.some((text) => text !== "" && lower.includes(text.toLowerCase()))) return true;
  const text = htmlToText(head);
  if (text.length > maxWallText) return false;
  if (marks.test(head) || phrases.test(text)) return true;
  const title = /<title\b[^>]{0,200}>([^<]{0,300})/i.exec(head)?.[1];
  if (title !== undefined && titles.test(oneLine(title))) return true;
  return passwordField.test(head) && text.length <= maxLoginText;
}
