import { parseArgs } from "node:util";
import { ConfigError, SourceError } from "../errors.ts";
import type { Layout, Selector, Source } from "../model.ts";
import { PageScope } from "../read/page-scope.ts";
import { readSync, type ReadAs } from "../read/read.ts";
import { parseHtml } from "../read/tree.ts";
import { hasThreads } from "../visit/collect.ts";
import { asOperator } from "./operator.ts";
import { describeSource } from "./sources.ts";
import { exit } from "./start.ts";

/** `check`: validates the configuration and prints the sources with their next visit. */
export async function check(args: readonly string[]): Promise<number> {
  parseArgs({ args: [...args], options: {} });
  await asOperator(async ({ config, store, services }) => {
    const problems = config.sources.flatMap(findSelectorProblems);
    if (problems.length > 0) throw new ConfigError(problems);
    const list = await services.sources.list();
    for (const status of list) process.stdout.write(`${describeSource(status)}\n`);
    const enabled = list.filter(({ source }) => source.enabled).length;
    const watches = (await store.watches.all()).length;
    const facts = [
      `${enabled} of ${list.length} sources enabled`,
      `${watches} watched ${watches === 1 ? "company" : "companies"}`,
      `database: ${store.engine}`,
      config.discordToken === null ? "no Discord token: alerts go to the terminal" : "Discord token present",
      config.torProxy === null ? "no Tor proxy" : "Tor proxy present",
    ];
    process.stderr.write(`configuration is valid: ${facts.join(" · ")}\n`);
  });
  return exit.done;
}

const blankPage = new TextEncoder().encode("<!DOCTYPE html><html><body><p>nothing</p></body></html>");

/** Selectors that no page can be read with: reading a blank page tells them apart from a page that holds nothing. */
function findSelectorProblems(source: Source): string[] {
  const layout = { bytes: blankPage, layout: source, now: new Date(0), contentType: "text/html" };
  const readers: readonly ReadAs[] = hasThreads(source) ? [source.kind, "thread"] : [source.kind];
  const attempts = readers.map((as) => () => void readSync({ ...layout, as }));
  // Of a blank page's rows and posts nothing is asked: there are none.
  if (source.kind === "forum" || source.kind === "telegram") {
    const page = PageScope.ofPage(parseHtml("<p>nothing</p>"));
    attempts.push(...listSelectors(source).map((css) => () => void page.find(css)));
  }
  const problems = attempts.flatMap((attempt) => {
    try {
      attempt();
      return [];
    } catch (error) {
      const isSelector = error instanceof SourceError && error.code === "bad-input";
      return isSelector ? [`${source.definedAt}: ${source.id}: ${error.message}`] : [];
    }
  });
  return [...new Set(problems)];
}

/** All CSS selectors of a page's layout. */
function listSelectors({ list, thread, fields, pages, require }: Layout): string[] {
  const { stripQuery: _, ...rows } = list;
  const values = [rows, thread, fields, pages].flatMap((group) => Object.values(group));
  const selectors = [...values, require].flatMap((value) => (Array.isArray(value) ? value : []));
  return selectors.flatMap((selector: string | Selector) => {
    const css = typeof selector === "string" ? selector : selector.select;
    return css === undefined || css === "" ? [] : [css];
  });
}
