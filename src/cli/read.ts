import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { loadLayout } from "../config/layout.ts";
import { isTimeZone } from "../alert/local-time.ts";
import { SourceError, UserError } from "../errors.ts";
import type { Layout } from "../model.ts";
import { readPosts, readSecondOpinion, type ReadAs, type ReadInput } from "../read/read.ts";
import { answerLines, printLine, readText, readTime, type Line } from "./json-lines.ts";
import { exit } from "./start.ts";

const readers = [
  "feed",
  "forum",
  "thread",
  "telegram",
  "discourse",
  "json",
] as const satisfies readonly ReadAs[];

const options = {
  as: { type: "string" },
  preset: { type: "string" },
  url: { type: "string" },
  "content-type": { type: "string" },
  timezone: { type: "string" },
  "date-format": { type: "string" },
  now: { type: "string" },
  compare: { type: "boolean" },
  batch: { type: "boolean" },
} as const;

/** `read`: bytes → posts. */
export async function read(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.batch === true) return answerLines(answerBatchLine);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UserError("read takes one FILE, or - for standard input");
  const line: Line = {
    file,
    ...values,
    contentType: values["content-type"],
    dateFormat: values["date-format"],
  };
  try {
    const input = await makeInput(line);
    if (values.compare === true) return await compare(input);
    const { posts } = await readPosts(input);
    for (const post of posts) await printLine(post);
    return exit.done;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    process.stderr.write(`leakwatch: ${file}: ${error.code}: ${error.message}\n`);
    switch (error.code) {
      case "blocked":
        return exit.wall;
      case "bad-input":
        return exit.usage;
      default:
        return exit.failed;
    }
  }
}

async function answerBatchLine(line: Line): Promise<object> {
  const { title, link, posts } = await readPosts(await makeInput(line));
  return { id: line["id"] ?? null, source: { title, link }, posts };
}

async function makeInput(line: Line): Promise<ReadInput> {
  const file = readText(line, "file");
  if (file === undefined) throw new SourceError("bad-input", '"file" is missing');
  const as = readText(line, "as") ?? "feed";
  if (!isReader(as)) throw new SourceError("bad-input", `"${as}" is none of ${readers.join(", ")}`);
  const url = readText(line, "url");
  if (url !== undefined && !URL.canParse(url)) throw new SourceError("bad-input", `${url} is no address`);
  const contentType = readText(line, "contentType");
  return {
    bytes: await readBytes(file),
    as,
    layout: makeLayout(as, line),
    now: readTime(line, "now") ?? new Date(),
    ...(url === undefined ? {} : { url }),
    ...(contentType === undefined ? {} : { contentType }),
  };
}

function isReader(name: string): name is ReadAs {
  return readers.some((reader) => reader === name);
}

/** A preset named after its reader is its default: Telegram and Discourse look alike everywhere. */
function makeLayout(as: ReadAs, line: Line): Layout {
  const preset = readText(line, "preset") ?? (as === "telegram" || as === "discourse" ? as : undefined);
  const layout = loadLayout(preset);
  const timezone = readText(line, "timezone");
  if (timezone !== undefined && !isTimeZone(timezone))
    throw new SourceError("bad-input", `${timezone} is no time zone`);
  const format = readText(line, "dateFormat");
  return {
    ...layout,
    dates: {
      ...layout.dates,
      ...(timezone === undefined ? {} : { timezone }),
      ...(format === undefined ? {} : { format }),
    },
  };
}

async function readBytes(file: string): Promise<Uint8Array> {
  if (file !== "-") {
    return readFile(file).catch((error: unknown) => {
      throw new SourceError("bad-input", `${file} cannot be read`, { cause: error });
    });
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** Shows rss-parser's reading beside ours: one line a post, matched by position. */
async function compare(input: ReadInput): Promise<number> {
  const { posts } = await readPosts(input);
  const others = await readSecondOpinion(input).catch((error: unknown) => {
    process.stderr.write(`leakwatch: rss-parser: ${error instanceof Error ? error.message : "failed"}\n`);
    return [];
  });
  for (let i = 0; i < Math.max(posts.length, others.length); i++) {
    await printLine({ leakwatch: posts[i] ?? null, rssParser: others[i] ?? null });
  }
  return exit.done;
}
