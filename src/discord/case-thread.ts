import {
  type Client,
  RESTJSONErrorCodes,
  type RESTPostAPIChannelMessagesThreadsJSONBody,
  Routes,
  ThreadAutoArchiveDuration,
} from "discord.js";
import { UserError } from "../errors.ts";
import { readApiCode } from "./api-code.ts";

/**
 * Opens the thread of a message, or finds the one that it has.
 *
 * @returns the thread's id, which Discord makes the message's own
 * @throws `UserError` that says what stands in the way
 * @see https://discord.com/developers/docs/resources/channel#start-thread-from-message
 */
export async function openCaseThread(
  { rest }: Pick<Client, "rest">,
  channelId: string,
  messageId: string,
  name: string,
): Promise<string> {
  const body: RESTPostAPIChannelMessagesThreadsJSONBody = {
    name,
    auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
  };
  try {
    await rest.post(Routes.threads(channelId, messageId), { body });
  } catch (error) {
    switch (readApiCode(error)) {
      case RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage:
        break;
      case RESTJSONErrorCodes.MissingPermissions:
      case RESTJSONErrorCodes.MissingAccess:
        throw new UserError(`I cannot open a thread: give me Create Public Threads in <#${channelId}>.`);
      case RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType:
        throw new UserError("Discord opens no thread here, since this is a thread already.");
      case RESTJSONErrorCodes.UnknownMessage:
      case RESTJSONErrorCodes.UnknownChannel:
        throw new UserError("The message of this alert is gone.");
      case RESTJSONErrorCodes.MaximumActiveThreads:
        throw new UserError("This server has as many active threads as Discord allows; archive some first.");
      default:
        throw error;
    }
  }
  return messageId;
}
