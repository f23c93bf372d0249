import {
  type APIChannel,
  type APIMessage,
  ChannelType,
  type REST,
  type RESTPostAPIGuildForumThreadsJSONBody,
  type RESTGetAPIChannelThreadsArchivedPublicResult,
  type RESTGetAPIGuildThreadsResult,
  RESTJSONErrorCodes,
  Routes,
} from "discord.js";
import type { Message } from "../alert/message.ts";
import type { Posted } from "../alert/messenger.ts";
import { readApiCode } from "./api-code.ts";
import { hasInFooter, renderBody, smallestIdSince } from "./message-body.ts";

const maxNameLength = 100; // Discord's limit
const maxLookedInto = 50; // threads, when looking for one of ours

/** Forum channels, where every message begins a thread. */
export interface Forums {
  /** Whether a channel is known to be a forum, without asking. */
  isKnown(channelId: string): boolean;
  isForum(channelId: string): Promise<boolean>;
  /** Opens a thread with the message as its first. */
  post(channelId: string, message: Message): Promise<Posted>;
  /** Looks for a thread of ours whose first message's footer holds `text`. */
  find(channelId: string, text: string, since: Date, own: string): Promise<Posted | null>;
}

/**
 * @param once - for opening threads: Discord knows no nonce for them, so that a repeated request is a second thread
 * @see https://discord.com/developers/docs/resources/channel#start-thread-in-forum-or-media-channel
 */
export function createForums(rest: REST, once: REST): Forums {
  const kinds = new Map<string, { isForum: boolean; guildId: string | null }>();

  const kindOf = async (channelId: string): Promise<{ isForum: boolean; guildId: string | null }> => {
    const known = kinds.get(channelId);
    if (known !== undefined) return known;
    const channel = (await rest.get(Routes.channel(channelId))) as APIChannel;
    const isForum = channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildMedia;
    const guildId = "guild_id" in channel ? (channel.guild_id ?? null) : null;
    kinds.set(channelId, { isForum, guildId });
    return { isForum, guildId };
  };

  /** Threads that were opened since, the newest first. */
  const listThreads = async (forumId: string, guildId: string, since: bigint): Promise<APIChannel[]> => {
    const active = (await rest.get(Routes.guildActiveThreads(guildId))) as RESTGetAPIGuildThreadsResult;
    const archived = (await rest.get(
      Routes.channelThreads(forumId, "public"),
    )) as RESTGetAPIChannelThreadsArchivedPublicResult;
    const inForum = active.threads.filter((thread) => "parent_id" in thread && thread.parent_id === forumId);
    return [...inForum, ...archived.threads]
      .filter(({ id }) => BigInt(id) >= since)
      .toSorted((a, b) => (BigInt(a.id) > BigInt(b.id) ? -1 : 1));
  };

  return {
    isKnown: (channelId) => kinds.get(channelId)?.isForum === true,

    isForum: async (channelId) => (await kindOf(channelId)).isForum,

    async post(channelId, message) {
      const name = (message.threadName ?? message.content).slice(0, maxNameLength);
      const body: RESTPostAPIGuildForumThreadsJSONBody = { name, message: renderBody(message) };
      const thread = (await once.post(Routes.threads(channelId), { body })) as { readonly id: string };
      // A thread's first message has the thread's own id.
      return { messageId: thread.id, channelId: thread.id };
    },

    async find(channelId, text, since, own) {
      const { guildId } = await kindOf(channelId);
      if (guildId === null) return null;
      const threads = await listThreads(channelId, guildId, smallestIdSince(since));
      const ours = threads.filter((thread) => "owner_id" in thread && thread.owner_id === own);
      for (const { id } of ours.slice(0, maxLookedInto)) {
        const first = await readFirst(rest, id);
        if (first !== null && hasInFooter(first, text)) return { messageId: id, channelId: id };
      }
      return null;
    },
  };
}

async function readFirst(rest: REST, threadId: string): Promise<APIMessage | null> {
  try {
    return (await rest.get(Routes.channelMessage(threadId, threadId))) as APIMessage;
  } catch (error) {
    // Deleted, while its thread stands.
    if (readApiCode(error) === RESTJSONErrorCodes.UnknownMessage) return null;
    throw error;
  }
}
