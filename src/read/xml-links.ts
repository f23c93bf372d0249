import { resolveAddress } from "./address.ts";
import { decodeEntities } from "./characters.ts";
import { allOf, firstOf, type Field, type Fields } from "./xml-fields.ts";
import { xmlAttribute, xmlText } from "./xml-tree.ts";

interface Link {
  readonly rel: string;
  readonly type: string;
  readonly href: string;
}

function linkOf({ element, scope }: Field, fallbackBase: string | undefined): Link | null {
  const reference = xmlAttribute(element, "href") ?? decodeEntities(xmlText(element));
  const href = resolveAddress(decodeEntities(reference), scope.base ?? fallbackBase);
  if (href === null) return null;
  const rel = (xmlAttribute(element, "rel") ?? "alternate").trim().toLowerCase();
  return {
    rel: rel.replace("http://www.iana.org/assignments/relation/", "") || "alternate",
    type: xmlAttribute(element, "type")?.trim().toLowerCase() ?? "",
    href,
  };
}

/** Where a post can be read: an alternate link, HTML before other types. */
export function bestLink(fields: Fields, base: string | undefined): string | null {
  const links = allOf(fields, ["rss:link", "atom:link"])
    .map((field) => linkOf(field, base))
    .filter((link) => link !== null);
  const alternates = links.filter(({ rel }) => rel === "alternate");
  const html = alternates.find(({ type }) => type === "" || type.includes("html"));
  return (html ?? alternates[0])?.href ?? null;
}

/** A guid that says of itself, or shows, that it is an address. */
export function permalink(fields: Fields): string | null {
  return firstOf(fields, ["rss:guid"], ({ element }) => {
    const isPermalink = xmlAttribute(element, "ispermalink") ?? xmlAttribute(element, "isPermaLink");
    return isPermalink?.trim().toLowerCase() === "false" ? null : resolveAddress(xmlText(element));
  });
}

/** Where a feed lives: its site, else itself. */
export function feedLink(fields: Fields, base: string | undefined, url: string | undefined): string | null {
  const best = bestLink(fields, base);
  if (best !== null) return best;
  const self = allOf(fields, ["atom:link"])
    .map((field) => linkOf(field, base))
    .find((link) => link?.rel === "self");
  return self?.href ?? url ?? null;
}
