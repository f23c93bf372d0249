import * as spec from "discord-api-spec/zod";
import { ApiError } from "./api-error.ts";
import type { MessageBody } from "./message-body.ts";
import { param, type Parts, type Route } from "./route.ts";
import { toChannel, toMessage } from "./wire.ts";
import { forumTypes, threadTypes, type SimChannel } from "./world.ts";

const publicThread = 11;

/** Threads: opened in a channel, at a message, or as a forum's post. */
export function makeThreadRoutes(parts: Parts): readonly Route[] {
  const { world, inspector, dispatch } = parts;
  const open = (parent: SimChannel, name: string, id?: string): SimChannel => {
    const options = { name, type: publicThread, ...(id === undefined ? {} : { id }) };
    const thread = world.addChannel(parent.guildId, options, parent.id);
    dispatch("THREAD_CREATE", { ...toChannel(thread, world), newly_created: true });
    return thread;
  };
  return [
    {
      method: "POST",
      path: "/channels/{channel_id}/threads",
      handle: (call) => {
        const parent = world.channel(param(call.params, "channel_id"));
        const isForum = forumTypes.includes(parent.type);
        world.requirePermissions(parent, isForum ? "SendMessages" : "CreatePublicThreads");
        const schema = isForum
          ? spec.CreateForumThreadRequestSchema
          : spec.CreateTextThreadWithoutMessageRequestSchema;
        inspector.checkSpec(call.where, schema, call.body);
        const body = call.body as { readonly name: string; readonly message?: MessageBody };
        if (isForum) inspector.checkMessage(call.where, body.message ?? {}, call.files, ["message"]);
        const thread = open(parent, body.name);
        if (!isForum) return { status: 201, body: toChannel(thread, world) };
        const message = parts.messages.create({
          // A forum thread's first message bears the thread's id.
          id: thread.id,
          channel: thread,
          authorId: world.applicationId,
          body: body.message ?? {},
          attachments: parts.uploads.store(call.files, thread.id),
        });
        return { status: 201, body: { ...toChannel(thread, world), message: toMessage(message, world) } };
      },
    },
    {
      method: "POST",
      path: "/channels/{channel_id}/messages/{message_id}/threads",
      handle: (call) => {
        const parent = world.channel(param(call.params, "channel_id"));
        world.requirePermissions(parent, "CreatePublicThreads");
        // discord.js names the type, which Discord takes from the channel here.
        const { type: _type, ...named } = call.body as { readonly type?: number };
        inspector.checkSpec(call.where, spec.CreateTextThreadWithMessageRequestSchema, named);
        const message = parts.messages.get(parent.id, param(call.params, "message_id"));
        // A message's thread bears the message's id, so there is at most one.
        if (world.guild(parent.guildId).channels.some(({ id }) => id === message.id))
          throw new ApiError(160004);
        const { name } = call.body as { readonly name: string };
        return { status: 201, body: toChannel(open(parent, name, message.id), world) };
      },
    },
    {
      method: "GET",
      path: "/guilds/{guild_id}/threads/active",
      handle: (call) => {
        const { channels } = world.guild(param(call.params, "guild_id"));
        const threads = channels.filter(({ type }) => threadTypes.includes(type));
        return { body: { threads: threads.map((thread) => toChannel(thread, world)), members: [] } };
      },
    },
    {
      method: "GET",
      path: "/channels/{channel_id}/threads/archived/public",
      handle: (call) => {
        world.requirePermissions(world.channel(param(call.params, "channel_id")), "ReadMessageHistory");
        // None is ever archived here.
        return { body: { threads: [], members: [], has_more: false } };
      },
    },
    {
      method: "PUT",
      path: "/channels/{channel_id}/thread-members/{user_id}",
      handle: (call) => {
        world.requirePermissions(world.channel(param(call.params, "channel_id")), "SendMessagesInThreads");
        return {};
      },
    },
  ];
}
