import type { Article, Scene, Thread, TrackedVictim } from "./stories.ts";

/** Escapes text for HTML and XML. */
function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** `11-22-2026, 02:35 PM`, as MyBB writes times (UTC). */
function formatForumTime(time: Date): string {
  const [date = "", clock = ""] = time.toISOString().split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  const hour = Number(clock.slice(0, 2));
  const shown = `${String(hour % 12 === 0 ? 12 : hour % 12).padStart(2, "0")}:${clock.slice(3, 5)}`;
  return `${month}-${day}-${year}, ${shown} ${hour < 12 ? "AM" : "PM"}`;
}

function before(start: Date, seconds: number): Date {
  return new Date(start.getTime() - seconds * 1000);
}

/** The forum's list of threads, in the markup of MyBB. */
export function renderThreadList({ threads }: Scene, start: Date): string {
  const rows = threads.map(
    ({ tid, title, author, lastPostBefore }) => `
<tr class="inline_row">
  <td class="trow1 forumdisplay_regular"><div><span class="subject_new" id="tid_${tid}"><a href="showthread.php?tid=${tid}">${escape(title)}</a></span>
    <div class="author smalltext"><a href="member.php?action=profile&amp;uid=${tid}">${escape(author)}</a></div></div></td>
  <td class="trow1" align="center">0</td><td class="trow1" align="center">12</td>
  <td class="trow1"><span class="lastpost smalltext">${formatForumTime(before(start, lastPostBefore))}<br /><a href="showthread.php?tid=${tid}&amp;action=lastpost">Last Post</a>: ${escape(author)}</span></td>
</tr>`,
  );
  return page(
    "Marketplace",
    `<table class="tborder"><tr><td class="thead">Databases</td></tr>${rows.join("")}</table>`,
  );
}

/** One thread's page, in the markup of MyBB. */
export function renderThread({ title, author, post, openedBefore, tid }: Thread, start: Date): string {
  return page(
    title,
    `<table class="tborder"><tr><td class="thead"><div><strong>${escape(title)}</strong></div></td></tr></table>
<div id="posts"><div class="post" id="post_${tid}">
  <div class="post_author"><div class="author_information"><strong><span class="largetext"><a href="member.php?uid=${tid}">${escape(author)}</a></span></strong></div></div>
  <div class="post_content"><div class="post_head"><span class="post_date">${formatForumTime(before(start, openedBefore))}</span></div>
  <div class="post_body scaleimages" id="pid_${tid}">${post.map(escape).join("<br />\n<br />\n")}</div></div>
  <div class="post_meta">Trades at your own risk.</div>
</div></div>`,
  );
}

function page(title: string, body: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Demo forum: ${escape(title)}</title></head><body>${body}</body></html>`;
}

/** The news feed, RSS 2.0 with the articles' full text. */
export function renderFeed({ articles }: Scene, start: Date, address: string): string {
  const items = articles.map(
    ({ slug, title, paragraphs, publishedBefore }: Article) => `
<item><title>${escape(title)}</title><link>${address}/articles/${slug}</link><guid isPermaLink="false">demo-${slug}</guid>
<pubDate>${before(start, publishedBefore).toUTCString()}</pubDate>
<description>${escape(paragraphs[0] ?? "")}</description>
<content:encoded><![CDATA[${paragraphs.map((text) => `<p>${escape(text)}</p>`).join("\n")}]]></content:encoded></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Demo security news</title><link>${address}/</link>
<description>Invented articles</description>${items.join("")}</channel></rss>`;
}

/** The tracker's recent victims, in the keys of ransomware.live. */
export function renderVictims({ victims }: Scene, start: Date, address: string): string {
  return JSON.stringify(
    victims.map(({ id, name, website, group, description, country, discoveredBefore }: TrackedVictim) => {
      const discovered = before(start, discoveredBefore).toISOString().replace("T", " ").replace("Z", "000");
      return {
        victim: name,
        group,
        attackdate: discovered,
        discovered,
        description,
        country,
        domain: website,
        url: `${address}/id/${id}`,
        press: null,
        duplicates: [],
      };
    }),
  );
}
