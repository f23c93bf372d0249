import { reportFailure } from "./cli/failure.ts";
import { exit } from "./cli/start.ts";

type Run = (args: readonly string[]) => Promise<number> | number;

// Each command loads what it needs when it is called: reading a page does not wait for Discord's client.
const commands: Readonly<Record<string, () => Promise<Run>>> = {
  run: async () => (await import("./cli/run.ts")).run,
  demo: async () => (await import("./cli/demo.ts")).demo,
  check: async () => (await import("./cli/check.ts")).check,
  poll: async () => (await import("./cli/poll.ts")).poll,
  watch: async () => (await import("./cli/watch.ts")).watch,
  sources: async () => (await import("./cli/sources.ts")).sources,
  explain: async () => (await import("./cli/explain.ts")).explain,
  read: async () => (await import("./cli/read.ts")).read,
  extract: async () => (await import("./cli/extract.ts")).extract,
  match: async () => (await import("./cli/match.ts")).match,
  schema: async () => (await import("./cli/schema.ts")).schema,
};

const usage = `usage: npm run -s leakwatch -- COMMAND [options]

  run                                   run the bot (what npm start does)
  demo [--keep] [--discord CHANNEL_ID]  the whole job on invented sources
  check                                 validate the configuration, print the sources with their next visit
  poll --once [--source ID]             visit the sources now
  watch add NAME [--aliases A,B] [--domains D,E] [--exclude W] [--require W] [--mode strict|normal|broad]
                 [--mentions alert|digest|off] [--channel ID] [--role ID]
  watch list [--json] | watch remove NAME
  watch import FILE|- | watch export [--format csv|json]
  sources list [--json]                 the sources and how they fare
  sources try URL                       what an address would be read as, and a ready entry
  explain LISTING                       why a listing alerted whom, or nobody

  read FILE|- [--as feed|forum|thread|telegram|discourse|json] [--preset NAME] [--url URL] [--content-type TYPE]
              [--timezone ZONE] [--date-format FORMAT] [--now ISO] [--compare]
  read --batch                          lines {"id","file",…} on stdin
  extract [--explain] [--now ISO]       posts on stdin → listings
  match --watchlist FILE                posts or listings on stdin → watched companies
  schema                                write feeds/sources.schema.json
`;

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    (name === undefined ? process.stderr : process.stdout).write(usage);
    return name === undefined ? exit.usage : exit.done;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    process.stderr.write(`leakwatch: there is no command "${name}"\n\n${usage}`);
    return exit.usage;
  }
  const command = await load();
  if (args.includes("--help")) {
    process.stdout.write(usage);
    return exit.done;
  }
  return command(args);
}

// A reader that went away (`… | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(exit.done);
  throw error;
});
process.exitCode = await main(process.argv.slice(2)).catch(reportFailure);
