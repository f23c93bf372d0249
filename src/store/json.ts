import type { Alert, Listing, Notice, Post } from "../model.ts";

/** Reads back a post that was kept as JSON; its times become `Date` again. */
export function parsePost(text: string): Post {
  const post = JSON.parse(text) as Post;
  return { ...post, publishedAt: toDate(post.publishedAt), updatedAt: toDate(post.updatedAt) };
}

/** Reads back a listing that was kept as JSON. */
export function parseListing(text: string): Listing {
  return reviveListing(JSON.parse(text) as Listing);
}

/** Reads back an alert that was kept as JSON. */
export function parseAlert(text: string): Alert {
  const alert = JSON.parse(text) as Alert;
  return {
    ...alert,
    listing: reviveListing(alert.listing),
    publishedAt: toDate(alert.publishedAt),
    discoveredAt: new Date(alert.discoveredAt),
  };
}

/** Reads back a notice that was kept as JSON. */
export function parseNotice(text: string): Notice {
  return JSON.parse(text) as Notice;
}

function reviveListing(listing: Listing): Listing {
  return { ...listing, deadline: toDate(listing.deadline) };
}

/** JSON made an ISO string of the `Date` that the type promises. */
function toDate(value: Date | string | null): Date | null {
  return value === null ? null : new Date(value);
}

/** Reads back whatever else was kept as JSON; null where nothing was. */
export function parseKept(text: string | null | undefined): unknown {
  return text === null || text === undefined ? null : JSON.parse(text);
}

/** Makes a `Date` of epoch ms. */
export function toTime(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
