/** An item of an RSS feed. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export function rss(items: readonly Item[]): { headers: Record<string, string>; body: string } {
  const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const now = new Date().toUTCString();
  const list = items.map(
    ({ id, title, text }) =>
      `<item><guid isPermaLink="false">${id}</guid><title>${escape(title)}</title><link>https://news.example/${id}</link>` +
      `<pubDate>${now}</pubDate><description>${escape(text)}</description></item>`,
  );
  return {
    headers: { "content-type": "application/rss+xml; charset=utf-8" },
    body: `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>https://news.example/</link>${list.join("")}</channel></rss>`,
  };
}

/** A thread of a MyBB-like forum. */
export interface Thread {
  readonly tid: number;
  readonly title: string;
  readonly author: string;
  readonly body: string;
}

const html = { "content-type": "text/html; charset=utf-8" };

export function threadList(threads: readonly Thread[]): { headers: Record<string, string>; body: string } {
  const rows = threads.map(
    ({ tid, title, author }) =>
      `<tr class="inline_row"><td><span id="tid_${tid}"><a href="showthread.php?tid=${tid}">${title}</a></span>` +
      `<div class="author"><a href="member.php?uid=1">${author}</a></div></td></tr>`,
  );
  return { headers: html, body: `<html><body><table>${rows.join("")}</table></body></html>` };
}

export function threadPage({ tid, title, author, body }: Thread): {
  headers: Record<string, string>;
  body: string;
} {
  return {
    headers: html,
    body:
      `<html><body><td class="thead"><strong>${title}</strong></td><div id="posts"><div class="post" id="post_${tid}">` +
      `<div class="author_information"><span class="largetext"><a href="member.php?uid=1">${author}</a></span></div>` +
      `<div class="post_body" id="pid_${tid}">${body}</div></div></div></body></html>`,
  };
}
