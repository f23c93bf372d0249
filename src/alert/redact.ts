// Hides what belongs to people, and keeps what defenders need: prices, counts, wallets, hashes, addresses of machines.

interface Rule {
  /** What stands in its place. */
  readonly label: string;
  /** A cheap sign without which the pattern need not be tried. Default: a digit. */
  readonly needs?: RegExp;
  /** Every quantifier bounded; a group `secret`, where there is one, is the part to hide. */
  readonly pattern: RegExp;
  /** Decides on what the pattern alone cannot tell. */
  readonly accepts?: (value: string, text: string, end: number) => boolean;
}

/** A part of a text that is not shown. */
export interface HiddenPart {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

const digit = /\d/u;
const digitsOf = (value: string): string => value.replace(/\D/gu, "");

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function isIban(value: string): boolean {
  const compact = value.replace(/\s/gu, "").toUpperCase();
  if (compact.length < 15 || compact.length > 34) return false;
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const digits = Number.parseInt(character, 36);
    remainder = (remainder * (digits > 9 ? 100 : 10) + digits) % 97;
  }
  return remainder === 1;
}

function isInsee(value: string): boolean {
  const digits = digitsOf(value);
  return 97 - (Number(digits.slice(0, 13)) % 97) === Number(digits.slice(13));
}

// "12345678901 rows", "5000000000 KRW", "+4 850 000 users": a number with its unit is a fact, whatever its shape.
const unitAfter =
  /^\s{0,2}(?:rows?|records?|users?|people|customers?|accounts?|lines?|entries|files?|emails?|ids?|bytes|[kmgt]?b|million|billion|usdt?|eur|gbp|krw|jpy|cny|rmb|rub|inr|btc|xmr|eth|万|亿|条|人|名|件|円|元|₩|€|£|¥|₽|%)(?![\p{L}\p{N}])/iu;
const hasUnit = (text: string, end: number): boolean => unitAfter.test(text.slice(end, end + 16));

function isPhone(value: string, text: string, end: number): boolean {
  return digitsOf(value).length >= 8 && !hasUnit(text, end);
}

function isTokenLike(value: string): boolean {
  return /[a-z]/u.test(value) && /[A-Z]/u.test(value) && /\d/u.test(value) && !/^[\da-f]+$/iu.test(value);
}

const before = String.raw`(?<![\p{L}\p{N}])`;
const after = String.raw`(?![\p{L}\p{N}])`;
const whole = (pattern: string, flags = "gu"): RegExp => new RegExp(before + pattern + after, flags);
const at = String.raw`(?:@|\s?[\[(]\s?at\s?[\])]\s?)`;
const dot = String.raw`(?:\.|\s?[\[(]\s?(?:\.|dot)\s?[\])]\s?)`;

const rules: readonly Rule[] = [
  {
    label: "private key",
    needs: /PRIVATE KEY/u,
    pattern:
      /-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----[\s\S]*?(?:-----END [A-Z\d ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----|$)/gu,
  },
  {
    // With what stands behind a colon: lines of a dump read "address:password" or "address:hash".
    label: "email",
    needs: /@|[[(]\s?at\s?[\])]/iu,
    pattern: new RegExp(
      String.raw`[\p{L}\p{N}.!#$%&'*+=^_{}~-]{1,64}${at}[\p{L}\p{N}-]{1,63}(?:${dot}[\p{L}\p{N}-]{1,63}){1,8}(?:[:;|][^\s,;|]{1,200})?`,
      "giu",
    ),
  },
  { label: "login", needs: /:\/\//u, pattern: /(?<=:\/\/)[^\s/@]{1,200}(?=@)/gu },
  {
    label: "password",
    needs: /[:=：]/u,
    pattern:
      /(?<![a-zа-я])(?:pass(?:word|wd|phrase|code)?|pwd|pw|passwort|kennwort|mot de passe|contraseña|senha|пароль|密码|密碼|パスワード)\s{0,3}[:=：]\s{0,3}(?<secret>\S{1,200})/dgiu,
  },
  {
    label: "secret",
    pattern:
      /(?<![a-zа-я])(?:secret|token|api[ _-]?key|access[ _-]?key|bearer)(?:\s{0,3}[:=：]\s{0,3}|\s)(?<secret>[\w+/=.~-]{12,300})/dgiu,
    accepts: (value) => /\d/u.test(value) && /[a-z]/iu.test(value),
  },
  {
    label: "secret",
    pattern: whole(
      String.raw`(?:A[KS]IA[0-9A-Z]{16}|gh[opsur]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{20,80}|xox[abeoprs]-[\w-]{10,200}|sk-[\w-]{20,200}|AIza[\w-]{35}|eyJ[\w-]{5,2000}\.[\w-]{5,4000}\.[\w-]{0,1000}|[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40})`,
    ),
  },
  {
    label: "secret",
    pattern: /(?<![\p{L}\p{N}/+=])[A-Za-z\d/+]{40}(?![\p{L}\p{N}/+=])/gu,
    accepts: isTokenLike,
  },
  {
    label: "card number",
    pattern: whole(
      String.raw`(?:[2-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}|3[47]\d\d([ -])\d{6}\2\d{5}|[2-6]\d{12,18})`,
    ),
    accepts: (value, text, end) => passesLuhn(digitsOf(value)) && !hasUnit(text, end),
  },
  {
    label: "ID number",
    pattern: whole(String.raw`\d{6}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]`),
    accepts: (_, text, end) => !hasUnit(text, end),
  },
  {
    label: "ID number",
    pattern: whole(String.raw`[12] ?\d\d ?(?:0[1-9]|1[0-2]) ?\d[\dAB] ?\d{3} ?\d{3} ?\d\d`),
    accepts: isInsee,
  },
  {
    label: "ID number",
    pattern: whole(String.raw`[2-9]\d{3}([ -])\d{4}\1\d{4}`),
    // Three years in a row have the same shape.
    accepts: (value, text, end) => !/^(?:(?:19|20)\d\d[ -]?){3}$/u.test(value) && !hasUnit(text, end),
  },
  { label: "ID number", pattern: whole(String.raw`\d{3}-\d{2}-\d{4}`) },
  { label: "ID number", pattern: whole(String.raw`\d{3}\.\d{3}\.\d{3}-\d{2}`) },
  { label: "ID number", pattern: whole(String.raw`\d{6}-[1-4]\d{6}`) },
  { label: "ID number", pattern: whole("[A-Z]{3}[ABCFGHLJPT][A-Z]\\d{4}[A-Z]") },
  { label: "ID number", pattern: whole("[A-CEGHJ-PR-TW-Z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]") },
  { label: "ID number", pattern: whole("[A-Z][12]\\d{8}") },
  {
    label: "ID number",
    pattern:
      /(?<![a-zа-я])(?:passport|ssn|护照|身份证号?|паспорт)(?:\s{0,2}(?:no|number|nr|#)\.?)?\s{0,2}[:：#]?\s{0,2}(?<secret>[A-Z]{0,2}\d{6,9})(?![\p{L}\p{N}])/dgiu,
    accepts: (value, text, end) =>
      !hasUnit(text, text.indexOf(value, Math.max(0, end - value.length)) + value.length),
  },
  { label: "account number", pattern: whole("[A-Z]{2}\\d{2}(?: ?[A-Z\\d]){11,30}"), accepts: isIban },
  {
    label: "vehicle number",
    pattern: whole(String.raw`(?=[A-Z\d]{0,14}[A-Z]{2})[A-HJ-NPR-Z\d]{13}\d{4}`),
    accepts: (value) => /\d/u.test(value.slice(0, 13)),
  },
  {
    label: "number plate",
    pattern:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·• ]?[A-Z\d]{5,6}(?![A-Z\d])/gu,
  },
  {
    label: "address",
    pattern: whole(
      String.raw`\d{1,5}[A-Z]? (?:[NSEW]\.? )?(?:[A-Z][\p{L}'.-]{0,30} ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Terrace|Place|Pl)`,
    ),
  },
  {
    label: "phone",
    pattern:
      /(?<![a-zа-я])(?:tel|telephone|phone|mobile|cell|fax|whatsapp|call|手机|手機|电话|電話|携帯|телефон|тел)\.?\s{0,3}[:：]?\s{0,3}(?<secret>[+(]?\d[\d ().-]{5,20}\d)(?![\p{L}\p{N}]|,\d)/dgiu,
    accepts: isPhone,
  },
  {
    label: "phone",
    pattern: /(?<![\p{L}\p{N}+])\+\d[\d ().-]{6,20}\d(?![\p{L}\p{N}]|,\d)/gu,
    accepts: isPhone,
  },
  {
    label: "phone",
    pattern:
      /(?<![\p{L}\p{N}.,-])(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\p{L}\p{N}-]|,\d)/gu,
    accepts: isPhone,
  },
  {
    label: "phone",
    pattern: /(?<![\p{L}\p{N}.,-])0\d{1,4}[ -]\d{2,4}[ -]\d{3,4}(?![\p{L}\p{N}-]|,\d)/gu,
    accepts: (value, text, end) => digitsOf(value).length >= 9 && isPhone(value, text, end),
  },
  {
    label: "phone",
    pattern: /(?<![\p{L}\p{N}.,-])0[1-9](?:[ .]\d\d){4}(?![\p{L}\p{N}-]|[.,]\d)/gu,
    accepts: isPhone,
  },
  { label: "phone", pattern: whole(String.raw`1[3-9]\d{9}`), accepts: isPhone },
];

function findByRule(rule: Rule, text: string): HiddenPart[] {
  if (!(rule.needs ?? digit).test(text)) return [];
  const parts: HiddenPart[] = [];
  for (const match of text.matchAll(rule.pattern)) {
    const secret = match.groups?.["secret"];
    const start = match.indices?.groups?.["secret"]?.[0] ?? match.index;
    const value = secret ?? match[0];
    const end = start + value.length;
    if (rule.accepts?.(value, text, end) ?? true) parts.push({ start, end, label: rule.label });
  }
  return parts;
}

/** Finds what belongs to people or opens doors: addresses, numbers, passwords, keys; in order, without overlaps. */
export function findPersonalData(text: string): HiddenPart[] {
  const found = rules.flatMap((rule) => findByRule(rule, text)).toSorted((a, b) => a.start - b.start);
  const parts: HiddenPart[] = [];
  for (const part of found) {
    const last = parts.at(-1);
    if (last === undefined || part.start >= last.end) parts.push(part);
    else parts[parts.length - 1] = { ...last, end: Math.max(last.end, part.end) };
  }
  return parts;
}

/** Shows `text.slice(start, end)` with the hidden parts named instead; a part that began before is not named again. */
export function hideParts(text: string, parts: readonly HiddenPart[], start: number, end: number): string {
  let shown = "";
  let position = start;
  for (const part of parts) {
    if (part.end <= position || part.start >= end) continue;
    shown += text.slice(position, Math.max(position, part.start));
    if (part.start >= start) shown += `[${part.label} hidden]`;
    position = Math.min(end, part.end);
  }
  return shown + text.slice(position, end);
}

/**
 * Hides e-mail addresses, telephone, card and identity numbers, home addresses, passwords and keys.
 *
 * Prices, counts, wallets, hashes, CVE numbers, dates, IP addresses and host names stay: they are what people need.
 */
export function redact(text: string): string {
  return hideParts(text, findPersonalData(text), 0, text.length);
}
