import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from "discord.js";
import { DeliveryError } from "../errors.ts";
import { readApiCode } from "./api-code.ts";

/** Discord's answer that the message to edit is gone. */
export function isMessageGone(error: unknown): boolean {
  return readApiCode(error) === RESTJSONErrorCodes.UnknownMessage;
}

/** Discord's answer that the channel is of a type that holds no messages: a forum, among others. */
export function isNoPlaceForMessages(error: unknown): boolean {
  const code = readApiCode(error);
  return (
    code === RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel ||
    code === RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType
  );
}

/** Discord's answer that the message could be posted, but not as a reply. */
export function isReplyRefused(error: unknown): boolean {
  switch (readApiCode(error)) {
    case RESTJSONErrorCodes.UnknownMessage:
    case RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory:
      return true;
    case RESTJSONErrorCodes.InvalidFormBodyOrContentType:
      return error instanceof DiscordAPIError && error.message.includes("message_reference");
    default:
      return false;
  }
}

/**
 * Classes what Discord (or the way to it) answered by what becomes of the delivery.
 *
 * @param channelId - the channel that was asked for; named in the message
 * @param missing - names of the permissions that are known to be missing there
 */
export function toDeliveryError(
  error: unknown,
  channelId: string,
  missing: readonly string[] = [],
): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.max(error.retryAfter, error.timeToReset, 0);
    return new DeliveryError("retry", "Discord asks to wait", { retryAfterMs, cause: error });
  }
  const code = readApiCode(error);
  if (code !== null && error instanceof DiscordAPIError) {
    return classifyAnswer(error, code, channelId, missing);
  }
  const status = error instanceof DiscordAPIError || error instanceof HTTPError ? error.status : null;
  const message = status === null ? "Discord could not be reached" : `Discord answered ${status}`;
  return new DeliveryError("retry", message, { cause: error });
}

function classifyAnswer(
  error: DiscordAPIError,
  code: RESTJSONErrorCodes,
  channelId: string,
  missing: readonly string[],
): DeliveryError {
  const place = `<#${channelId}>`;
  const lacking = (likely: string): string =>
    `Missing in ${place}: ${missing.length === 0 ? likely : missing.join(", ")}`;
  const held = (message: string): DeliveryError => new DeliveryError("held", message, { cause: error });
  switch (code) {
    case RESTJSONErrorCodes.UnknownChannel:
      return held(`The channel ${channelId} is gone; choose another with /alerts channel`);
    case RESTJSONErrorCodes.UnknownGuild:
      return held(`The server of the channel ${channelId} is gone`);
    case RESTJSONErrorCodes.MissingAccess:
      return held(lacking("View Channel"));
    case RESTJSONErrorCodes.MissingPermissions:
      return held(lacking("Send Messages"));
    case RESTJSONErrorCodes.ThreadLocked:
    case RESTJSONErrorCodes.InvalidActionOnArchivedThread:
      return held(`The thread ${place} is locked or archived`);
    case RESTJSONErrorCodes.TagRequiredToCreateAForumPostInThisChannel:
      return held(`The forum ${place} asks for a tag on every post; switch that off in its settings`);
    case RESTJSONErrorCodes.MaximumActiveThreads:
      return held("The server has as many active threads as Discord allows; archive some");
    case RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel:
    case RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType:
      return held(`${place} takes no messages; choose another with /alerts channel`);
    default:
      break;
  }
  if (error.status === 403 || error.status === 404) return held(`Discord refuses posts in ${place}`);
  if (error.status === 400 || error.status === 413) {
    return new DeliveryError("refused", "Discord refuses the message as invalid", { cause: error });
  }
  return new DeliveryError("retry", `Discord answered ${error.status}`, { cause: error });
}
