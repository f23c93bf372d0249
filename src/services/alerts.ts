import { randomUUID } from "node:crypto";
import { renderDetails } from "../alert/details.ts";
import { isTimeZone } from "../alert/local-time.ts";
import { renderAlert } from "../alert/message.ts";
import type { Messenger } from "../alert/messenger.ts";
import type { AlertService } from "../discord/command.ts";
import { DeliveryError, UserError } from "../errors.ts";
import type { AlertDelivery } from "../model.ts";
import { incidentOfTurn } from "../store/further.ts";
import { findCurrentRates } from "../store/rates.ts";
import { deriveId } from "../store/ids.ts";
import { factWordsFor } from "../words/facts.ts";
import { sayEach } from "../words/words.ts";
import { makeExampleAlert } from "./alert-example.ts";
import { describeDelivery } from "./alert-log.ts";
import { createMuting, type MuteOptions } from "./alert-mutes.ts";

/** What the service needs. */
export interface AlertServiceOptions extends MuteOptions {
  readonly messengerFor: (channelId: string) => Messenger;
}

/** Makes the service behind `/alerts` and the buttons below alerts. */
export function createAlertService(options: AlertServiceOptions): AlertService {
  const { store, messengerFor, sources, now } = options;
  const muting = createMuting(options);

  const find = async (serverId: string, deliveryId: string): Promise<AlertDelivery> => {
    const delivery = await store.deliveries.find(serverId, deliveryId);
    if (delivery === undefined || delivery.kind !== "fresh")
      throw new UserError(sayEach((words) => words.alerts.unknown));
    return delivery;
  };

  return {
    mute: (serverId, what, hours) => muting.mute(serverId, what, hours),
    endMute: (serverId, muteId, until) => muting.endMute(serverId, muteId, until),
    suggestMutes: (serverId, typed) => muting.suggestMutes(serverId, typed),
    find,

    setChannel: (serverId, purpose, channelId) => store.channels.set(serverId, purpose, channelId),
    channelsOf: (serverId) => store.channels.ofServer(serverId),

    async test(serverId, fallbackChannelId) {
      const channelId = (await store.channels.ofServer(serverId)).alerts ?? fallbackChannelId;
      const id = deriveId("test", randomUUID());
      const message = renderAlert(makeExampleAlert(id, now()));
      try {
        await messengerFor(channelId).post(channelId, message, { nonce: id });
      } catch (error) {
        if (error instanceof DeliveryError) throw new UserError(error.message);
        throw error;
      }
      return { channelId };
    },

    routingOf: (serverId) => store.routing.ofServer(serverId, now()),
    setRoute: (serverId, part, channelId) => store.routing.setRoute(serverId, part, channelId),
    setRoles: (serverId, roles) => store.transaction((tables) => tables.routing.setRoles(serverId, roles)),
    async setQuiet(serverId, quiet, timeZone) {
      if (!isTimeZone(timeZone)) throw new UserError(sayEach((words) => words.alerts.noTimeZone(timeZone)));
      await store.routing.setQuiet(serverId, quiet, timeZone);
    },
    setDigest: (serverId, digest) => store.routing.setDigest(serverId, digest, now()),

    async muteWatchOf(serverId, deliveryId, hours) {
      const { watchId, alert } = await find(serverId, deliveryId);
      return muting.muteSubject(serverId, { subject: "watch", value: watchId, name: alert.company }, hours);
    },

    async log(serverId, state, page, perPage) {
      const wanted = Math.max(0, page);
      let { items, total } = await store.deliveries.ofServer(serverId, state, wanted * perPage, perPage);
      const pages = Math.max(1, Math.ceil(total / perPage));
      const shown = Math.min(wanted, pages - 1);
      // A page that is there no longer shows the last one.
      if (shown < wanted)
        ({ items, total } = await store.deliveries.ofServer(serverId, state, shown * perPage, perPage));
      return { items: items.map(describeDelivery), total, page: shown, pages };
    },

    async retry(serverId, deliveryId) {
      if (!(await store.deliveries.retry(serverId, deliveryId, now())))
        throw new UserError(sayEach((words) => words.alerts.nothingToRetry));
    },

    async acknowledge(serverId, deliveryId, userId, mayUndo) {
      const { acknowledgement: before } = await find(serverId, deliveryId);
      if (before !== null && before.userId !== userId && !mayUndo)
        throw new UserError(sayEach((words) => words.alerts.acknowledgedByOther));
      const next = before === null ? { userId, at: now() } : null;
      if (!(await store.deliveries.setAcknowledgement(serverId, deliveryId, before, next)))
        throw new UserError(sayEach((words) => words.alerts.tooLate));
      // Read again: what changed meanwhile is shown with it.
      const { alert, acknowledgement } = await find(serverId, deliveryId);
      return renderAlert(alert, acknowledgement, await findCurrentRates(store.caches.rates, now()));
    },

    async details(serverId, deliveryId, locale = "en") {
      const { alert, incidentId } = await find(serverId, deliveryId);
      const [row, rows, rates] = await Promise.all([
        store.listings.find(alert.listingId),
        store.listings.ofIncident(incidentOfTurn(incidentId)),
        findCurrentRates(store.caches.rates, now()),
      ]);
      const posts = rows.map(({ sourceId, post, discoveredAt }) => ({
        sourceName: sources.get(sourceId)?.name ?? sourceId,
        title: post.title,
        at: post.publishedAt ?? discoveredAt,
      }));
      return renderDetails({ alert, read: row ?? null, posts, rates }, factWordsFor(locale));
    },

    openedCase: (serverId, deliveryId, threadId) => store.deliveries.setCase(serverId, deliveryId, threadId),
  };
}
