import { DeliveryError, describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Acknowledgement, AlertDelivery, Delivery, Rates } from "../model.ts";
import type { Store } from "../store/store.ts";
import { findCurrentRates } from "../store/rates.ts";
import { renderAlert, renderChanges, type Message } from "./message.ts";
import { renderNotice } from "./notice.ts";
import type { Messenger, Posted } from "./messenger.ts";

/** What the outbox works with. */
export interface OutboxOptions {
  readonly store: Store;
  /** Who posts to this channel. */
  readonly messengerFor: (channelId: string) => Messenger;
  /** The one channel that this process serves; absent: every channel. */
  readonly onlyChannel?: string;
  readonly log: Log;
  readonly now: () => Date;
}

/** Delivers what is pending, each channel in order, the channels beside one another. */
export interface Outbox {
  /** Looks for due deliveries at once instead of at the next second. */
  wake(): void;
  /** Resolves once nothing is due any more. */
  drain(): Promise<void>;
  /** Begins nothing new and waits for what is in hand, `graceMs` at most; what is left stays pending. */
  stop(graceMs: number): Promise<void>;
}

const pauseMs = 1000;
// At a message a second and channel, which is all that Discord takes, these fill the 50 requests that it takes in all.
const maxChannelsAtOnce = 60;
const maxAttempts = 12;
const maxWaitMs = 15 * 60 * 1000;
// Longer than this no message in trouble keeps the others of its channel waiting, unless Discord asks for it.
const maxTroubleMs = 60 * 1000;
// 10,000 invalid requests in 10 minutes are a ban: a closed channel is asked ever more rarely.
const minHeldMs = 5000;
const maxHeldMs = 2 * 60 * 1000;

/** A channel that is left alone for a while, so that its order is kept and nobody is asked too often. */
interface Rest {
  readonly until: number;
  /** How often in a row it took nothing. */
  readonly refusals: number;
}

/** Starts delivering. */
export function startOutbox({ store, messengerFor, onlyChannel, log, now }: OutboxOptions): Outbox {
  const busy = new Map<string, Promise<void>>();
  const inHand = new Set<string>();
  const resting = new Map<string, Rest>();
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<number> | undefined;
  let lookAgain = false;

  /** Begins what is due, and says how much that was. */
  const look = async (): Promise<number> => {
    let begun = 0;
    // Nobody takes over what we still hold: a channel that is slow, or that Discord makes us wait for.
    if (inHand.size > 0) await store.deliveries.renew([...inHand], now());
    do {
      lookAgain = false;
      const room = maxChannelsAtOnce - busy.size;
      if (isStopping || room <= 0) break;
      const at = now();
      const rested = [...resting].filter(([, { until }]) => until > at.getTime()).map(([channel]) => channel);
      const claimed = await store.deliveries.claim(at, [...busy.keys(), ...rested], room, onlyChannel);
      for (const delivery of claimed) {
        if (isStopping) await store.deliveries.markPending(delivery.id, at, delivery.error);
        else begin(delivery);
      }
      begun += claimed.length;
    } while (lookAgain);
    return begun;
  };

  const begin = (delivery: Delivery): void => {
    const work = deliver(delivery)
      .catch((error: unknown) => {
        // The database failed: the delivery stays `sending` and is looked for in the channel later.
        log.error({ delivery: delivery.id, err: error }, "a delivery could not be recorded");
      })
      .finally(() => {
        busy.delete(delivery.channelId);
        inHand.delete(delivery.id);
        wake();
      });
    busy.set(delivery.channelId, work);
    inHand.add(delivery.id);
  };

  const start = (work: () => Promise<number>): void => {
    looking = work()
      .catch((error: unknown) => {
        log.error({ err: error }, "the outbox could not be read");
        return 0;
      })
      .finally(() => {
        looking = undefined;
        clearTimeout(timer);
        // Who woke us while we were ending is not left waiting.
        if (!isStopping) timer = setTimeout(wake, lookAgain ? 0 : pauseMs);
      });
  };

  const wake = (): void => {
    if (isStopping) return;
    lookAgain = true;
    if (looking === undefined) start(look);
  };

  const deliver = async (delivery: Delivery): Promise<void> => {
    const { id, channelId, kind } = delivery;
    let posted: Posted | null;
    try {
      posted = await send(delivery, { messenger: messengerFor(channelId), store, now });
    } catch (error) {
      return recordFailure(delivery, error);
    }
    const standsIn = posted === null || posted.channelId === channelId ? null : posted.channelId;
    await store.deliveries.markSent(id, posted?.messageId ?? null, now(), standsIn);
    resting.delete(channelId);
    log.info({ delivery: id, channel: channelId, kind }, "alert posted");
    await store.deliveries.resumeHeld(now(), channelId);
  };

  const recordFailure = async (delivery: Delivery, error: unknown): Promise<void> => {
    const { id, channelId, attempts } = delivery;
    const reason = describeError(error);
    const facts = { delivery: id, channel: channelId, reason };
    const failure = error instanceof DeliveryError ? error : new DeliveryError("retry", reason);
    const at = now().getTime();
    if (failure.disposition === "held") {
      const refusals = resting.get(channelId)?.refusals ?? 0;
      const until = at + Math.min(minHeldMs * 2 ** refusals, maxHeldMs);
      resting.set(channelId, { until, refusals: refusals + 1 });
      await store.deliveries.markHeld(id, new Date(until), reason);
      if (refusals === 0) log.warn(facts, "the channel takes no alerts at present; they wait");
    } else if (failure.disposition === "refused" || attempts >= maxAttempts) {
      await store.deliveries.markFailed(id, reason);
      log.error(facts, "an alert could not be posted");
    } else {
      const wait = failure.retryAfterMs ?? Math.min(1000 * 2 ** attempts, maxWaitMs);
      // What comes after it in the channel waits too: in its order, and no sooner than Discord asked.
      const until = at + (failure.retryAfterMs ?? Math.min(wait, maxTroubleMs));
      resting.set(channelId, { until, refusals: 0 });
      await store.deliveries.markPending(id, new Date(at + wait), reason);
      log.warn({ ...facts, waitMs: wait }, "an alert was not posted yet");
    }
  };

  // Whoever starts us may just have mended what held them: a permission, a token.
  start(async () => {
    await store.deliveries.resumeHeld(now(), onlyChannel);
    return look();
  });
  return {
    wake,
    async drain() {
      let begun = 0;
      do {
        await looking;
        await Promise.all(busy.values());
        wake();
        begun = (await looking) ?? 0;
      } while (!isStopping && (begun > 0 || busy.size > 0 || lookAgain));
    },
    async stop(graceMs) {
      isStopping = true;
      clearTimeout(timer);
      const settle = async (): Promise<void> => {
        await looking;
        await Promise.all(busy.values());
      };
      let limit: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => (limit = setTimeout(resolve, graceMs)));
      await Promise.race([settle(), patience]);
      clearTimeout(limit);
    },
  };
}

/** What posting one delivery works with. */
interface Means {
  readonly messenger: Messenger;
  readonly store: Store;
  readonly now: () => Date;
}

/** Posts one delivery, or finds the message that an earlier attempt made; null where there was nothing to post. */
async function send(delivery: Delivery, means: Means): Promise<Posted | null> {
  const { repliesTo, standsIn } = delivery;
  if (delivery.kind === "update") {
    // Editing twice does no harm, so an update edits first; only then comes the reply, which must not be repeated.
    if (repliesTo !== null) await editFirst(repliesTo, delivery, means);
    if (delivery.alert.changes.length === 0)
      return repliesTo === null ? null : { messageId: repliesTo, channelId: standsIn };
  }
  const inCase = await tellInCase(delivery, means);
  if (inCase !== null) return inCase;
  return tell(delivery, means, { channelId: standsIn, replyTo: repliesTo });
}

/** Tells what changed in the thread that somebody opened for it; null where there is none that takes it. */
async function tellInCase(delivery: Delivery, means: Means): Promise<Posted | null> {
  if (delivery.kind !== "update" || delivery.caseId === null) return null;
  try {
    return await tell(delivery, means, { channelId: delivery.caseId, replyTo: null });
  } catch (error) {
    // Deleted, locked or closed to us: the channel itself still hears of it.
    if (error instanceof DeliveryError && error.disposition === "held") return null;
    throw error;
  }
}

async function tell(
  delivery: Delivery,
  { messenger, store, now }: Means,
  { channelId, replyTo }: { channelId: string; replyTo: string | null },
): Promise<Posted> {
  // An attempt whose answer was lost may have made its message: Discord's own protection lasts only some minutes.
  if (delivery.attempts > 1) {
    const earlier = await messenger.find(channelId, delivery.id, delivery.createdAt);
    if (earlier !== null) return earlier;
  }
  const rates = await findCurrentRates(store.caches.rates, now());
  return post(messenger, channelId, renderDelivery(delivery, rates), { nonce: delivery.nonce, replyTo });
}

function renderDelivery(delivery: Delivery, rates: Rates | null): Message {
  switch (delivery.kind) {
    case "fresh":
      return renderAlert(delivery.alert, delivery.acknowledgement, rates);
    case "update":
      return renderChanges({ ...delivery.alert, id: delivery.id });
    case "notice":
      return renderNotice(delivery.notice);
  }
}

/** Brings the first alert up to date; where Discord refuses that as invalid, the reply alone has to tell. */
async function editFirst(
  messageId: string,
  { alert, standsIn, acknowledgement }: AlertDelivery,
  { messenger, store, now }: Means,
): Promise<void> {
  try {
    const rates = await findCurrentRates(store.caches.rates, now());
    let shown: Acknowledgement | null;
    let current = acknowledgement;
    do {
      shown = current;
      await messenger.edit(standsIn, messageId, renderAlert(alert, shown, rates));
      // Somebody may have acknowledged it while it was edited, and their line must not be lost.
      current = await store.deliveries.acknowledgementOf(alert.id);
    } while (current?.userId !== shown?.userId);
  } catch (error) {
    const isRefused = error instanceof DeliveryError && error.disposition === "refused";
    if (!isRefused || alert.changes.length === 0) throw error;
  }
}

/** Posts a message, and a plainer one where Discord refuses it: told plainly is better than not told. */
async function post(
  messenger: Messenger,
  channelId: string,
  message: Message,
  options: { nonce: string; replyTo: string | null },
): Promise<Posted> {
  try {
    return await messenger.post(channelId, message, options);
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.disposition !== "refused") throw error;
    // The footer stays: it is what a repeated attempt looks for.
    const embeds = message.embeds.flatMap(({ footer }) => (footer === undefined ? [] : [{ footer }]));
    return messenger.post(channelId, { ...message, embeds, buttons: [] }, options);
  }
}
