import { randomUUID } from "node:crypto";
import { renderAlert } from "../alert/message.ts";
import type { Messenger } from "../alert/messenger.ts";
import { makeQuote } from "../alert/quote.ts";
import type { AlertService } from "../discord/command.ts";
import { DeliveryError, UserError } from "../errors.ts";
import { readListing } from "../listing/listing.ts";
import type { Alert, Match } from "../model.ts";
import { deriveId } from "../store/ids.ts";
import type { Store } from "../store/store.ts";

/** Makes the service behind `/alerts`. */
export function createAlertService({
  store,
  messengerFor,
  now,
}: {
  store: Store;
  messengerFor: (channelId: string) => Messenger;
  now: () => Date;
}): AlertService {
  return {
    setChannel: (serverId, purpose, channelId) => store.channels.set(serverId, purpose, channelId),
    channelsOf: (serverId) => store.channels.ofServer(serverId),
    async test(serverId, fallbackChannelId) {
      const channelId = (await store.channels.ofServer(serverId)).alerts ?? fallbackChannelId;
      const id = deriveId("test", randomUUID());
      try {
        await messengerFor(channelId).post(channelId, renderAlert(exampleAlert(id, now())), { nonce: id });
      } catch (error) {
        if (error instanceof DeliveryError) throw new UserError(error.message);
        throw error;
      }
      return { channelId };
    },
  };
}

/** An invented listing, read and rendered like a real one. */
function exampleAlert(id: string, now: Date): Alert {
  const company = "Example Motors";
  const body =
    "Selling the customer database of Example Motors: 120,000 customers with names, phone numbers and " +
    "e-mail addresses. No passwords. Price: $2,500.";
  const title = `[SELLING] ${company} customer database`;
  const start = title.indexOf(company);
  const match: Match = {
    watch: "example",
    tier: "likely",
    by: "name",
    party: "victim",
    cues: [],
    field: "title",
    start,
    end: start + company.length,
    text: company,
    confidence: 1,
  };
  return {
    id,
    kind: "test",
    company,
    match,
    quote: makeQuote(title, match),
    title,
    listing: readListing({ title, body }),
    listingId: id,
    changes: [],
    history: [],
    sourceId: "example",
    sourceName: "Example Forum",
    links: "defang",
    url: "https://forum.example/threads/1",
    publishedAt: now,
    discoveredAt: now,
    generated: false,
    alsoSeenAt: [],
    roleId: null,
    alsoConcerns: [],
  };
}
