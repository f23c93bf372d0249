import { startOutbox } from "../../src/alert/outbox.ts";
import { createLog } from "../../src/log.ts";
import type { Alert, Source } from "../../src/model.ts";
import { createAlertService } from "../../src/services/alerts.ts";
import type { Store } from "../../src/store/store.ts";
import { createWatchList, type WatchList } from "../../src/watch-list.ts";
import { sqlitePlace } from "../store/engines.ts";
import { alert, delivery, watch } from "../store/samples.ts";
import type { SimMessage } from "../sim/discord/message.ts";
import type { DiscordOptions as SimOptions } from "../sim/discord.ts";
import { startBot, type Bot } from "./bot.ts";

/** A bot whose alerts are real: kept in a database, and posted by the outbox. */
export interface AlertBot extends Bot {
  readonly store: Store;
  readonly watchList: WatchList;
  /** Puts an alert of this server into the outbox. */
  enqueue(id: string, change?: Partial<Alert>, channelId?: string): Promise<void>;
  /** Posts everything that is due. */
  deliver(): Promise<void>;
  /** Puts an alert into the outbox and gives the message that it became. */
  post(id: string, change?: Partial<Alert>): Promise<SimMessage>;
  /** Waits until a message looks so, and gives it. */
  message(channelId: string, index?: number): SimMessage;
}

export async function startAlertBot(
  options: { readonly sim?: SimOptions; readonly now?: () => Date } = {},
): Promise<AlertBot> {
  const place = sqlitePlace();
  const store = await place.open();
  const watchList = createWatchList();
  const now = options.now ?? (() => new Date());
  const sources = new Map<string, Source>();
  const alerts = createAlertService({
    store,
    watchList,
    sources,
    messengerFor: () => bot.now().connection.messenger,
    now,
  });
  const bot: Bot = await startBot({ services: { alerts }, ...(options.sim ? { sim: options.sim } : {}) });
  const added = watch({ serverId: bot.guildId, addedInChannelId: bot.general });
  await store.watches.insert(added, "harbourlines");
  await watchList.refresh(store, await store.watches.revision());
  const made: AlertBot = {
    ...bot,
    store,
    watchList,
    async enqueue(id, change = {}, channelId = bot.leaks) {
      const facts = { id, incidentId: `i-${id}`, nonce: id, serverId: bot.guildId, channelId };
      await store.deliveries.enqueue(delivery({ ...facts, alert: alert({ id, ...change }) }), now());
    },
    async deliver() {
      const messengerFor = () => bot.now().connection.messenger;
      const outbox = startOutbox({ store, messengerFor, log: createLog("silent"), now });
      await outbox.drain();
      await outbox.stop(1000);
    },
    async post(id, change) {
      await made.enqueue(id, change);
      await made.deliver();
      return made.message(bot.leaks, -1);
    },
    message(channelId, index = 0) {
      const message = bot.discord.messages(channelId).at(index);
      if (message === undefined) throw new Error("there is no such message");
      return message;
    },
    async close() {
      await bot.close();
      await store.close();
      await place.dispose();
    },
  };
  return made;
}
