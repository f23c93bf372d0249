import type { WatchTerms } from "../model.ts";
import { channelName } from "./cue-words.ts";
import { isOf } from "./word-kinds.ts";
import { isLinkOnly, isMailProvider, isServiceHost, normaliseDomain, splitHost } from "./domains.ts";
import { foldUnit, squeeze } from "./fold.ts";
import { legalFormLength } from "./legal-forms.ts";
import { isCommonWord, isPersonName, isPlace, isRareWord } from "./lexicon.ts";

/** What is wrong with a watch's terms, and what its owner should know. */
export interface TermsCheck {
  /** Reasons to refuse it. */
  readonly problems: string[];
  /** Advice; the watch works all the same. */
  readonly warnings: string[];
}

const maxNameLength = 100;
const maxEntries = 50;
const advice = "add domains: and a longer alias, such as the name with its legal form";

/** Checks the terms of a watch before it is stored. */
export function checkWatchTerms(terms: WatchTerms): TermsCheck {
  const problems: string[] = [];
  const warnings: string[] = [];
  checkName("The name", terms.name, problems);
  for (const alias of terms.aliases) checkName("An alias", alias, problems);
  for (const [what, list] of [
    ["aliases", terms.aliases],
    ["domains", terms.domains],
    ["words to exclude", terms.exclude],
    ["words to require", terms.require],
  ] as const) {
    if (list.length > maxEntries)
      problems.push(`${list.length} ${what} are too many; at most ${maxEntries} are taken.`);
  }
  for (const domain of terms.domains) checkDomain(domain, problems);
  for (const word of [...terms.exclude, ...terms.require]) {
    if (squeeze(word) === "") problems.push(`"${clip(word)}" holds no letter or digit to look for.`);
  }
  for (const excluded of terms.exclude) {
    const key = squeeze(excluded);
    if (key !== "" && [terms.name, ...terms.aliases].some((name) => squeeze(name) === key)) {
      problems.push(`Excluding "${clip(excluded)}" would rule out every match of the name.`);
    }
  }
  if (problems.length > 0) return { problems, warnings };
  for (const name of [terms.name, ...terms.aliases]) {
    const doubt = doubtAbout(name);
    if (doubt === null) continue;
    const hasDomains = terms.domains.length > 0;
    warnings.push(
      `"${name.trim()}" is ${doubt}: it matches only where the text around it speaks for the company${hasDomains ? "." : `; ${advice}.`}`,
    );
  }
  return { problems, warnings };
}

function checkName(what: string, name: string, problems: string[]): void {
  const key = squeeze(name);
  if (name.trim() === "") problems.push(`${what} is empty.`);
  else if (name.length > maxNameLength)
    problems.push(`${what} "${clip(name)}" is longer than ${maxNameLength} characters.`);
  else if (key === "") problems.push(`${what} "${clip(name)}" holds no letter or digit.`);
  else if ([...key].length < 2)
    problems.push(`${what} "${clip(name)}" is one letter; write out the company's name.`);
  else if (isOnlyForm(name))
    problems.push(`${what} "${clip(name)}" is a legal form; write the company's name before it.`);
}

function isOnlyForm(name: string): boolean {
  const words = name
    .split(/[\s.,]+/)
    .map(squeeze)
    .filter((word) => word !== "");
  return words.length > 0 && legalFormLength(words) === words.length && !/^[A-Z]{2,3}$/.test(name.trim());
}

function checkDomain(domain: string, problems: string[]): void {
  const normal = normaliseDomain(domain);
  const host = normal === null ? null : splitHost(normal);
  if (normal === null || host === null) {
    problems.push(`"${clip(domain)}" is no domain of a company; write it as in "nio.example".`);
  } else if (isMailProvider(host)) {
    problems.push(`"${normal}" gives e-mail addresses to everybody; take the company's own domain.`);
  } else if (isLinkOnly(host) || (isServiceHost(host) && isLinkHost(domain))) {
    problems.push(`"${clip(domain)}" is a link to a service, not a company's domain.`);
  }
}

/** Whether somebody typed a link to a page, such as a profile, where a domain is asked for. */
function isLinkHost(domain: string): boolean {
  return /^[^/]*\/\/[^/]+\/.|^[^/]+\/./.test(domain.trim());
}

/** What else a name may mean; null where it is the company's alone. */
function doubtAbout(name: string): string | null {
  const trimmed = name.trim();
  const words = trimmed
    .split(/[\s-]+/)
    .map(squeeze)
    .filter((word) => word !== "");
  const [first = ""] = words;
  if (words.length === 1) {
    if (isOf(first, channelName)) return "also a place where sellers are reached";
    if (isPlace(first)) return "also a place";
    if (isPersonName(first)) return "also a person's name";
    if (isCommonWord(first) || isRareWord(first)) return "also an ordinary word";
    const isHan = /^\p{Script=Han}+$/u.test(first);
    if (isHan ? [...first].length <= 2 : [...first].length <= 3 && foldUnit(first.charCodeAt(0)) < 0x3000) {
      return isHan ? "short enough to be part of other words" : "three letters or fewer";
    }
    return null;
  }
  if (words.every((word) => isCommonWord(word) || isRareWord(word))) return "made of ordinary words";
  if (words.length === 2 && words.every(isPersonName)) return "also a person's name";
  return null;
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
