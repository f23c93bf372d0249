import { createCore } from "../../src/app.ts";
import type { Services } from "../../src/discord/command.ts";
import { readListing } from "../../src/listing/listing.ts";
import type { Post, Watch } from "../../src/model.ts";
import { deriveId } from "../../src/store/ids.ts";
import type { Store } from "../../src/store/store.ts";
import { makeSource } from "../core/room.ts";
import { admin, connectTo, type Attempt } from "../discord/bot.ts";
import { startDiscord, type SimDiscord } from "../sim/discord.ts";
import type { SimReply } from "../sim/discord/reply.ts";
import type { OptionValues } from "../sim/discord/typed-command.ts";
import { sqlitePlace } from "../store/engines.ts";
import { post as samplePost } from "../store/samples.ts";

/** `/watch` over the real services and a real database, on a Discord of its own. */
export interface WatchRoom {
  readonly discord: SimDiscord;
  readonly guildId: string;
  readonly general: string;
  readonly leaks: string;
  readonly roleId: string;
  store(): Store;
  services(): Services;
  watches(): Promise<readonly Watch[]>;
  /** Stores a post as a visit would, but alerts nobody. */
  keep(post: Partial<Post> & { readonly incident?: string; readonly hoursAgo?: number }): Promise<string>;
  type(line: string, values?: OptionValues): Promise<SimReply>;
  press(reply: SimReply, label: string): Promise<SimReply>;
  /** Another process over the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const hourMs = 60 * 60 * 1000;

export async function startWatchRoom(): Promise<WatchRoom> {
  const place = sqlitePlace();
  const discord = await startDiscord();
  const guild = discord.addGuild({
    channels: [{ name: "general" }, { name: "leaks" }],
    roles: [{ name: "soc", mentionable: true }],
  });
  const config = {
    sources: [makeSource("forum", ["https://forum.example/"])],
    discordApiUrl: discord.apiUrl,
    ratesUrl: null,
  };
  const general = guild.channelId("general");
  const connect = async (): Promise<{ store: Store; services: Services; attempt: Attempt }> => {
    const store = await place.open();
    const core = createCore(config, store, () => new Date());
    await core.prepare();
    const services = core.services(() => {
      throw new Error("nothing is posted here");
    });
    const attempt = connectTo(discord, { services });
    await attempt.connection.ready;
    return { store, services, attempt };
  };
  let now = await connect();
  let kept = 0;
  return {
    discord,
    guildId: guild.id,
    general,
    leaks: guild.channelId("leaks"),
    roleId: guild.roleId("soc"),
    store: () => now.store,
    services: () => now.services,
    watches: () => now.store.watches.ofServer(guild.id),
    async keep({ incident, hoursAgo = 1, ...change }) {
      kept++;
      const at = new Date(Date.now() - hoursAgo * hourMs);
      const post = samplePost({ id: `p${kept}`, publishedAt: at, body: null, ...change });
      const listing = readListing({ title: post.title, body: post.body ?? "" });
      const id = deriveId("listing", String(kept));
      const incidentId = incident ?? deriveId("incident", id);
      await now.store.transaction(async (tables) => {
        const times = { firstSeenAt: at, lastSeenAt: at };
        const facts = { kind: listing.kind, actors: [], listing, listingId: id, changes: [] };
        await tables.incidents.put({ id: incidentId, victimKeys: [], ...facts, ...times });
        await tables.listings.put(
          { id, sourceId: "forum-1", incidentId, post, listing, discoveredAt: at },
          { victim: [], actor: [], domain: [], type: [] },
        );
      });
      return id;
    },
    type: async (line, values = {}) => (await discord.type(guild.id, general, admin, line, values)).updated(),
    press: async (reply, label) => (await discord.press(reply, label, admin)).updated(),
    async restart() {
      await now.attempt.connection.close();
      await now.store.close();
      now = await connect();
    },
    async close() {
      await now.attempt.connection.close();
      await discord.close();
      await now.store.close();
      await place.dispose();
    },
  };
}
