import { cut, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import { renderPageButtons, type Services } from "../../src/discord/command.ts";
import type { Watch } from "../../src/model.ts";
import { type Answer, showName } from "./answer.ts";

const perPage = 15;
const maxDescriptionLength = 4096; // Discord's limit

/** Shows one page of a server's watches, by name; the last one where there are fewer pages. */
export async function renderList(serverId: string, asked: number, services: Services): Promise<Answer> {
  const watches = [...(await services.watches.list(serverId))].sort((a, b) => a.name.localeCompare(b.name));
  if (watches.length === 0)
    return { content: "Nothing is watched yet. Begin with `/watch add company:… domains:…`." };
  const pages = Math.ceil(watches.length / perPage);
  const page = Math.min(Math.max(0, asked), pages - 1);
  const shown = watches.slice(page * perPage, (page + 1) * perPage);
  const lines = await Promise.all(
    shown.map(async (watch) => renderListLine(watch, await services.watches.routeOf(watch))),
  );
  const embed = {
    title: watches.length === 1 ? "1 company watched" : `${watches.length} companies watched`,
    description: joinWithin(lines, "\n", maxDescriptionLength),
    ...(pages === 1 ? {} : { footer: { text: `Page ${page + 1} of ${pages}` } }),
  };
  return { embeds: [embed], components: renderPageButtons((to) => `watch:list:${to}`, page, pages) };
}

function renderListLine(watch: Watch, channelId: string | null): string {
  const [domain, ...otherDomains] = watch.domains;
  const { length: aliases } = watch.aliases;
  const facts = [
    domain === undefined ? "no domain" : escapeMarkdown(cut(domain, 40)) + countOthers(otherDomains.length),
    ...(aliases === 0 ? [] : [aliases === 1 ? "1 alias" : `${aliases} aliases`]),
    channelId === null ? "⚠ no channel" : `<#${channelId}>`,
  ];
  return `${watch.paused ? "⏸ " : ""}**${showName(watch, 60)}** · ${facts.join(" · ")}`;
}

function countOthers(count: number): string {
  return count === 0 ? "" : ` and ${count} more`;
}
