import { cut, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import { renderPageButtons, type Services } from "../../src/discord/command.ts";
import type { Watch } from "../../src/model.ts";
import type { Words } from "../../src/words/words.ts";
import { type Answer, showName } from "./answer.ts";

const perPage = 15;
const maxDescriptionLength = 4096; // Discord's limit

/** Shows one page of a server's watches, by name; the last one where there are fewer pages. */
export async function renderList(
  serverId: string,
  asked: number,
  services: Services,
  words: Words,
): Promise<Answer> {
  const watches = [...(await services.watches.list(serverId))].sort((a, b) => a.name.localeCompare(b.name));
  if (watches.length === 0) return { content: words.watch.none };
  const pages = Math.ceil(watches.length / perPage);
  const page = Math.min(Math.max(0, asked), pages - 1);
  const shown = watches.slice(page * perPage, (page + 1) * perPage);
  const lines = await Promise.all(
    shown.map(async (watch) => renderListLine(watch, await services.watches.routeOf(watch), words)),
  );
  const embed = {
    title: words.watch.count(watches.length),
    description: joinWithin(lines, "\n", maxDescriptionLength, words.general.more),
    ...(pages === 1 ? {} : { footer: { text: words.general.page(page + 1, pages) } }),
  };
  const components = renderPageButtons((to) => `watch:list:${to}`, page, pages, words);
  return { embeds: [embed], components };
}

function renderListLine(watch: Watch, channelId: string | null, words: Words): string {
  const say = words.watch;
  const [domain, ...otherDomains] = watch.domains;
  const { length: aliases } = watch.aliases;
  const facts = [
    domain === undefined
      ? say.noDomain
      : escapeMarkdown(cut(domain, 40)) + (otherDomains.length === 0 ? "" : say.andMore(otherDomains.length)),
    ...(aliases === 0 ? [] : [say.aliasCount(aliases)]),
    channelId === null ? say.lacksChannel : `<#${channelId}>`,
  ];
  return `${watch.paused ? "⏸ " : ""}**${showName(watch, words, 60)}** · ${facts.join(" · ")}`;
}
