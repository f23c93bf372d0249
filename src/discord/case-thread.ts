import {
  type Client,
  RESTJSONErrorCodes,
  type RESTPostAPIChannelMessagesThreadsJSONBody,
  Routes,
  ThreadAutoArchiveDuration,
} from "discord.js";
import { UserError } from "../errors.ts";
import { sayEach } from "../words/words.ts";
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
        throw new UserError(sayEach(({ alerts }) => alerts.mayNotOpenThread(`<#${channelId}>`)));
      case RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType:
        throw new UserError(sayEach(({ alerts }) => alerts.isThread));
      case RESTJSONErrorCodes.UnknownMessage:
      case RESTJSONErrorCodes.UnknownChannel:
        throw new UserError(sayEach(({ alerts }) => alerts.messageGone));
      case RESTJSONErrorCodes.MaximumActiveThreads:
        throw new UserError(sayEach(({ alerts }) => alerts.manyThreads));
      default:
        throw error;
    }
  }
  return messageId;
}
