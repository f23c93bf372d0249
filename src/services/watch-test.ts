import type { TextTest } from "../discord/command.ts";
import { readListing } from "../listing/listing.ts";
import type { Watch } from "../model.ts";
import { silenceOf, type WatchList } from "../watch-list.ts";
import { explainWatch } from "../watch/explain-watch.ts";
import { threshold } from "../watch/judge.ts";

const maxTitleLength = 250;

/**
 * Tells stage by stage what matching makes of a text.
 *
 * @param text - its first line is read as a post's title, which is weighed differently from running text; where that is
 *   longer than any title, all of it is running text
 * @param watch - need not be in force; null: all of the server's that are, and of which something is found
 */
export function testText(
  watchList: WatchList,
  serverId: string,
  text: string,
  watch: Watch | null,
): TextTest {
  const { title, body } = splitText(text.trim());
  const post = { title, body, listing: readListing({ title, body }) };
  if (watch !== null) {
    const { normalised, ...stages } = explainWatch(watch, post);
    const silence = stages.match === null ? null : silenceOf(stages.match, watch);
    return { normalised, watches: [{ ...stages, watch, silence }] };
  }
  const { normalised, watches } = watchList.index.explain(post);
  const own = watches.flatMap(({ watch: id, ...stages }) => {
    const found = watchList.get(id);
    if (found?.serverId !== serverId) return [];
    const silence = stages.match === null ? null : silenceOf(stages.match, found);
    return [{ ...stages, watch: found, bar: threshold(found.mode), silence }];
  });
  return { normalised, watches: own };
}

function splitText(text: string): { title: string; body: string } {
  const [title = "", ...rest] = text.split(/\r\n|[\n\r]/u);
  // Discord makes one line of what is pasted.
  return title.length > maxTitleLength ? { title: "", body: text } : { title, body: rest.join("\n") };
}
