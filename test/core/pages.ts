/** A row of a forum's list, and its thread. */
export interface Thread {
  readonly tid: number;
  readonly title: string;
  readonly body: string;
  /** As MyBB writes it: `03-01-2026, 11:30 AM`. */
  readonly posted?: string;
  /** When somebody last replied; default: when it was posted. */
  readonly lastReply?: string;
  /** Default: the thread's page on the same host. */
  readonly link?: string;
}

const posted = "03-01-2026, 11:30 AM";

/** A list of threads, in MyBB's markup. */
export function threadList(threads: readonly Thread[], next?: string): string {
  const rows = threads.map(
    ({ tid, title, link, lastReply, posted: at = posted }) => `<tr class="inline_row">
      <td><span class="subject_new" id="tid_${tid}"><a href="${link ?? `/showthread.php?tid=${tid}`}">${title}</a></span>
      <div class="author smalltext"><a href="member.php?uid=1">greyfin</a></div></td>
      <td><span class="lastpost smalltext">${lastReply ?? at}<br><a href="x">Last Post</a></span></td></tr>`,
  );
  const more = next === undefined ? "" : `<a class="pagination_next" href="${next}">Next</a>`;
  return `<html><head><title>Databases</title></head><body><table>${rows.join("")}</table>${more}</body></html>`;
}

/** A thread's page, in MyBB's markup. */
export function threadPage({ tid, title, body, posted: at = posted }: Thread): string {
  return `<html><head><title>${title}</title></head><body><td class="thead"><strong>${title}</strong></td>
    <div id="posts"><div class="post" id="post_${tid}">
    <div class="author_information"><span class="largetext"><a href="member.php?uid=1">greyfin</a></span></div>
    <span class="post_date">${at}</span><div class="post_body">${body}</div></div></div></body></html>`;
}

/** An article of a feed. */
export interface Article {
  readonly id: string;
  readonly title: string;
  readonly text?: string;
  readonly date?: Date;
}

/** An RSS feed. */
export function feed(articles: readonly Article[]): string {
  const items = articles.map(
    ({ id, title, text = "", date }) => `<item><guid isPermaLink="false">${id}</guid><title>${title}</title>
      <link>https://news.example/${id}</link><description>${text}</description>
      ${date === undefined ? "" : `<pubDate>${date.toUTCString()}</pubDate>`}</item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Example News</title>
    <link>https://news.example/</link>${items.join("")}</channel></rss>`;
}
