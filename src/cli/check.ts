import { asOperator } from "./operator.ts";
import { describeSource } from "./sources.ts";
import { exit } from "./start.ts";

/** `check`: validates the configuration and prints the sources with their next visit. */
export async function check(): Promise<number> {
  await asOperator(async ({ config, store, services }) => {
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
