import * as spec from "discord-api-spec/zod";
import type { PermissionsString } from "discord.js";
import { ApiError } from "./api-error.ts";
import type { SimMessage } from "./message.ts";
import type { MessageBody } from "./message-body.ts";
import { param, type Call, type Parts, type Route } from "./route.ts";
import { toMessage } from "./wire.ts";
import { forumTypes, threadTypes, type SimChannel } from "./world.ts";

const manageMessages: readonly PermissionsString[] = ["ManageMessages"];

/** Messages of channels and threads: posting, editing, deleting, history. */
export function makeMessageRoutes(parts: Parts): readonly Route[] {
  const { world, messages } = parts;
  const channelOf = ({ params }: Call): SimChannel => world.channel(param(params, "channel_id"));
  const messageOf = (call: Call): SimMessage => {
    const message = messages.get(channelOf(call).id, param(call.params, "message_id"));
    // An ephemeral message is in no channel: only its interaction reaches it.
    if (message.ephemeralFor !== null) throw new ApiError(10008);
    return message;
  };
  return [
    {
      method: "POST",
      path: "/channels/{channel_id}/messages",
      handle: (call) => {
        const message = postMessage(parts, channelOf(call), call, spec.MessageCreateRequestSchema);
        return { body: toMessage(message, world, { withNonce: true }) };
      },
    },
    {
      method: "GET",
      path: "/channels/{channel_id}/messages",
      handle: (call) => {
        const channel = channelOf(call);
        world.requirePermissions(channel);
        return { body: listHistory(parts, channel, call).map((message) => toMessage(message, world)) };
      },
    },
    {
      method: "GET",
      path: "/channels/{channel_id}/messages/{message_id}",
      handle: (call) => {
        world.requirePermissions(channelOf(call), "ReadMessageHistory");
        return { body: toMessage(messageOf(call), world) };
      },
    },
    {
      method: "PATCH",
      path: "/channels/{channel_id}/messages/{message_id}",
      handle: (call) => {
        world.requirePermissions(channelOf(call));
        const message = messageOf(call);
        if (message.authorId !== world.applicationId) throw new ApiError(50005);
        parts.inspector.checkSpec(call.where, spec.MessageEditRequestPartialSchema, call.body);
        const body = (call.body ?? {}) as MessageBody;
        parts.inspector.checkEdit(call.where, message, body, call.files);
        const files = parts.uploads.store(call.files, message.channelId);
        return { body: toMessage(messages.edit(message, body, files), world) };
      },
    },
    {
      method: "DELETE",
      path: "/channels/{channel_id}/messages/{message_id}",
      handle: (call) => {
        const message = messageOf(call);
        world.requirePermissions(
          channelOf(call),
          ...(message.authorId === world.applicationId ? [] : manageMessages),
        );
        messages.delete(message);
        return {};
      },
    },
  ];
}

function postMessage(
  { world, messages, inspector, uploads }: Parts,
  channel: SimChannel,
  call: Call,
  schema: typeof spec.MessageCreateRequestSchema,
): SimMessage {
  const isThread = threadTypes.includes(channel.type);
  world.requirePermissions(channel, isThread ? "SendMessagesInThreads" : "SendMessages");
  if (forumTypes.includes(channel.type)) throw new ApiError(50008);
  inspector.checkSpec(call.where, schema, call.body);
  const body = (call.body ?? {}) as MessageBody;
  inspector.checkMessage(call.where, body, call.files);
  if ((body.embeds ?? []).length > 0) world.requirePermissions(channel, "EmbedLinks");
  if (call.files.length > 0) world.requirePermissions(channel, "AttachFiles");
  if (body.message_reference && !world.holds(channel, "ReadMessageHistory")) throw new ApiError(160002);
  if (body.enforce_nonce && body.nonce !== undefined && body.nonce !== null) {
    const earlier = messages.findByNonce(world.applicationId, body.nonce);
    if (earlier) return earlier;
  }
  const attachments = uploads.store(call.files, channel.id);
  return messages.create({ channel, authorId: world.applicationId, body, attachments });
}

/** Newest first, as Discord lists them. */
function listHistory(
  { world, messages, inspector }: Parts,
  channel: SimChannel,
  call: Call,
): readonly SimMessage[] {
  const { limit = "50", before, after, around } = call.query;
  const count = Number(limit);
  if (!Number.isInteger(count) || count < 1 || count > 100)
    inspector.refuse(call.where, [{ path: ["limit"], rule: "not 1 to 100" }]);
  if (!world.holds(channel, "ReadMessageHistory")) return [];
  const all = messages
    .list(channel.id)
    .toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  const olderThan = (id: string) => all.filter((message) => BigInt(message.id) < BigInt(id));
  const newerThan = (id: string) => all.filter((message) => BigInt(message.id) > BigInt(id));
  if (around !== undefined) {
    const half = Math.floor(count / 2);
    const middle = all.filter((message) => message.id === around);
    return [...olderThan(around).slice(-half), ...middle, ...newerThan(around).slice(0, half)].toReversed();
  }
  if (before !== undefined) return olderThan(before).slice(-count).toReversed();
  if (after !== undefined) return newerThan(after).slice(0, count).toReversed();
  return all.slice(-count).toReversed();
}
