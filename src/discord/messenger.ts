import {
  type APIMessage,
  type APIUser,
  type REST,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from "discord.js";
import type { Message } from "../alert/message.ts";
import type { Messenger, Posted } from "../alert/messenger.ts";
import type { Log } from "../log.ts";
import { isMessageGone, isNoPlaceForMessages, isReplyRefused, toDeliveryError } from "./delivery-error.ts";
import { createForums } from "./forum.ts";
import { hasInFooter, renderBody, smallestIdSince } from "./message-body.ts";

const pageSize = 100; // most messages that Discord gives at once
const maxPages = 10;

/** What the messenger needs besides the way to Discord. */
export interface MessengerOptions {
  readonly log: Log;
  /** Names the permissions that are known to be missing in a channel; empty where nothing is known. */
  readonly missingIn: (channelId: string) => readonly string[];
  /** The way to Discord for what must not be repeated: nothing is tried twice on it. */
  readonly once: REST;
}

/**
 * Makes the messenger that posts to Discord.
 *
 * Every post carries its nonce with `enforce_nonce`, so that neither the retries of discord.js nor ours make a second
 * message of one whose answer was lost. In a forum, where every message is a thread, there is no such protection: there
 * one attempt is made, and the next looks for its thread first.
 * @see https://discord.com/developers/docs/resources/message#create-message
 */
export function createDiscordMessenger(rest: REST, { log, missingIn, once }: MessengerOptions): Messenger {
  const forums = createForums(rest, once);
  let ownId: Promise<string> | undefined;

  const findOwnId = (): Promise<string> => {
    ownId ??= rest.get(Routes.user()).then((user) => (user as APIUser).id);
    // A failure is not remembered: the next question asks again.
    ownId.catch(() => (ownId = undefined));
    return ownId;
  };

  const createMessage = async (
    channelId: string,
    body: RESTPostAPIChannelMessageJSONBody,
  ): Promise<APIMessage> => (await rest.post(Routes.channelMessages(channelId), { body })) as APIMessage;

  /** Discord has refused a message in a channel: because it is a forum, perhaps. */
  const postInForum = async (channelId: string, message: Message, refusal: unknown): Promise<Posted> => {
    try {
      if (await forums.isForum(channelId)) return await forums.post(channelId, message);
    } catch (error) {
      throw toDeliveryError(error, channelId, missingIn(channelId));
    }
    throw toDeliveryError(refusal, channelId, missingIn(channelId));
  };

  return {
    async post(channelId, message, { nonce, replyTo }) {
      const plain = { ...renderBody(message), nonce, enforce_nonce: true };
      const reference = replyTo ? { message_id: replyTo, fail_if_not_exists: false } : undefined;
      try {
        if (forums.isKnown(channelId)) return await forums.post(channelId, message);
        const posted = await createMessage(channelId, { ...plain, message_reference: reference }).catch(
          (error: unknown) => {
            // What it answers is gone or closed to us: the news itself still matters.
            if (reference !== undefined && isReplyRefused(error)) return createMessage(channelId, plain);
            throw error;
          },
        );
        return { messageId: posted.id, channelId };
      } catch (error) {
        if (isNoPlaceForMessages(error)) return postInForum(channelId, message, error);
        throw toDeliveryError(error, channelId, missingIn(channelId));
      }
    },

    async edit(channelId, messageId, message) {
      const body: RESTPatchAPIChannelMessageJSONBody = renderBody(message);
      try {
        await rest.patch(Routes.channelMessage(channelId, messageId), { body });
      } catch (error) {
        // Somebody deleted it: there is nothing left to keep true.
        if (isMessageGone(error)) return log.info({ channelId, messageId }, "message to edit is gone");
        throw toDeliveryError(error, channelId, missingIn(channelId));
      }
    },

    async find(channelId, text, since) {
      try {
        const own = await findOwnId();
        if (await forums.isForum(channelId)) return await forums.find(channelId, text, since, own);
        let after = smallestIdSince(since);
        for (let page = 0; page < maxPages; page += 1) {
          const query = new URLSearchParams({ limit: String(pageSize), after: String(after) });
          const messages = (await rest.get(Routes.channelMessages(channelId), { query })) as APIMessage[];
          const found = messages.find((message) => message.author.id === own && hasInFooter(message, text));
          if (found !== undefined) return { messageId: found.id, channelId };
          if (messages.length < pageSize) return null;
          after = messages.reduce((newest, { id }) => (BigInt(id) > newest ? BigInt(id) : newest), after);
        }
        return null;
      } catch (error) {
        throw toDeliveryError(error, channelId, missingIn(channelId));
      }
    },
  };
}
