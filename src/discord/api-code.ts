import { DiscordAPIError, type RESTJSONErrorCodes } from "discord.js";

/**
 * Reads Discord's own code from an error; null where the error is not an answer of Discord's.
 *
 * The pages of a proxy in between carry none: they say nothing about a channel, a message or a person.
 * @see https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
 */
export function readApiCode(error: unknown): RESTJSONErrorCodes | null {
  return error instanceof DiscordAPIError && typeof error.code === "number" && error.code > 0
    ? error.code
    : null;
}
