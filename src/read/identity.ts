import { createHash } from "node:crypto";
import { parseAddress, stripSearch, stripSession } from "./address.ts";
import { maxIdLength, maxUrlLength } from "./limits.ts";
import { oneLine } from "./text.ts";

/** What a post is recognised by, best first. */
export interface IdentityParts {
  /** The publisher's own: a guid, a thread's number. */
  readonly id: string | null;
  readonly url: string | null;
  readonly title: string;
  readonly author: string | null;
  /** What tells apart posts that have none of the above. */
  readonly text: string | null;
}

/** Where a document's posts live: addresses of these hosts are told by path alone, so that mirrors agree. */
export interface IdentityScope {
  readonly ownHosts: ReadonlySet<string> | "any";
  readonly stripQuery: readonly string[];
}

function hash(parts: readonly (string | null)[]): string {
  return createHash("sha256")
    .update(parts.map((part) => part ?? "").join("\0"))
    .digest("hex")
    .slice(0, 24);
}

/** Addresses that need no parser to be taken apart. */
const plainAddress = /^https?:\/\/([a-z0-9.-]+)(\/[\w./~-]*)(\?[\w=&;.~%+-]*)?$/;

/** An address without what differs between mirrors and visits; a foreign host stays, it is part of what is named. */
function addressIdentity(address: string, scope: IdentityScope): string | null {
  const [, host, path = "", search = ""] = plainAddress.exec(address) ?? [];
  if (host !== undefined && !path.includes("/.")) {
    return `${hostIdentity(host, scope)}${path}${stripSearch(search, scope.stripQuery)}`;
  }
  const url = parseAddress(address);
  if (url === null) return null;
  const { hostname, pathname, search: query, hash: fragment } = stripSession(url, scope.stripQuery);
  // A fragment tells entries of one page apart.
  return `${hostIdentity(hostname, scope)}${pathname}${query}${fragment}`;
}

function hostIdentity(host: string, { ownHosts }: IdentityScope): string {
  return ownHosts === "any" || ownHosts.has(host) ? "" : `//${host}`;
}

function preferredIdentity(parts: IdentityParts, scope: IdentityScope): string {
  const id = oneLine(parts.id ?? "", maxUrlLength);
  if (id !== "") {
    return /^https?:/i.test(id) ? (addressIdentity(id, scope) ?? id) : id;
  }
  return (parts.url === null ? null : addressIdentity(parts.url, scope)) ?? contentIdentity(parts);
}

function contentIdentity({ title, author, text }: IdentityParts): string {
  return hash([title, author, title === "" ? text : null]);
}

/**
 * Gives every post of a document its identity: the publisher's own, else the address without its host, else a hash of
 * title and author. Never made of a date, and different for different posts of the document.
 *
 * @returns in the order of the posts
 */
export function identifyPosts(posts: readonly IdentityParts[], scope: IdentityScope): string[] {
  const preferred = posts.map((post) => {
    const id = preferredIdentity(post, scope);
    return id.length > maxIdLength ? hash([id]) : id;
  });
  const counts = Map.groupBy(preferred, (id) => id);
  const given = new Map<string, number>();
  return posts.map((post, index) => {
    const id = preferred[index] ?? "";
    // A guid used twice identifies nothing: the address and title tell its posts apart, whichever stays in the feed.
    const isShared = (counts.get(id)?.length ?? 0) > 1;
    const own = isShared
      ? `${id}#${hash([post.url === null ? null : new URL(post.url).pathname, post.title]).slice(0, 8)}`
      : id;
    const before = given.get(own) ?? 0;
    given.set(own, before + 1);
    return before === 0 ? own : `${own}~${before + 1}`;
  });
}
