import { decodeBytes } from "../../read/decode.ts";
import { parseHtml } from "../../read/tree.ts";
import { findTelegramChannel } from "./draft.ts";

const feedType = /^(?:application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json)|text\/xml)\b/i;
const maxLinks = 3;

/** The feeds that a page names in its head, those of comments last. */
export function findFeedLinks(bytes: Uint8Array, contentType: string | null, url: string): readonly string[] {
  const $ = parseHtml(decodeBytes(bytes, contentType ?? undefined));
  const base = URL.parse($("base[href]").attr("href") ?? "", url)?.href ?? url;
  const links = $('link[rel~="alternate"][href]')
    .toArray()
    .filter((link) => feedType.test($(link).attr("type") ?? ""))
    .flatMap((link) => {
      const address = URL.parse($(link).attr("href") ?? "", base);
      const isOfComments = /comment/i.test(`${$(link).attr("title") ?? ""} ${address?.pathname ?? ""}`);
      return address === null ? [] : [{ address: address.href, isOfComments }];
    })
    .toSorted((a, b) => Number(a.isOfComments) - Number(b.isOfComments));
  return [...new Set(links.map(({ address }) => address))].slice(0, maxLinks);
}

/** Where a Discourse forum answers with JSON what this page of it shows; null for pages of anything else. */
export function findDiscourseAnswer(
  bytes: Uint8Array,
  contentType: string | null,
  url: string,
): string | null {
  const $ = parseHtml(decodeBytes(bytes, contentType ?? undefined));
  if (!/^discourse\b/i.test($('meta[name="generator"]').attr("content") ?? "")) return null;
  const { pathname, origin } = new URL(url);
  const path = pathname.replace(/\/$/, "");
  return `${origin}${path === "" ? "/latest" : path}.json`;
}

/** Where a Telegram channel can be read without an account; the address itself for everything else. */
export function findReadableAddress(url: URL): URL {
  const channel = findTelegramChannel(url);
  return channel === null ? url : new URL(`https://t.me/s/${channel}`);
}
