import { DefaultRestOptions, type RESTOptions } from "discord.js";

const maxRateLimitMs = 30_000; // longer waits belong into the outbox, where they survive a restart

type MakeRequest = RESTOptions["makeRequest"];

/**
 * Says how Discord's API is asked, by the client as by the messenger.
 *
 * @param apiUrl - without a version; default: Discord's own
 */
export function makeRestOptions(apiUrl: string | undefined): Partial<RESTOptions> {
  return {
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/u, "") }),
    makeRequest: requestAgainWhereSafe,
    invalidRequestWarningInterval: 500,
    rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > maxRateLimitMs,
  };
}

/**
 * Makes discord.js repeat a request whose connection was closed by the other side, as it does where it was reset.
 *
 * That happens to any connection that was idle for a while. Repeating is safe: messages carry a nonce, Discord refuses
 * a second answer to an interaction, and all else can be done twice. Follow-ups alone would appear twice.
 */
const requestAgainWhereSafe: MakeRequest = async (url, init) => {
  try {
    return await DefaultRestOptions.makeRequest(url, init);
  } catch (error) {
    const isFollowUp = init.method === "POST" && url.includes("/webhooks/");
    if (!isClosed(error) || isFollowUp) throw error;
    throw Object.assign(new Error("ECONNRESET: the connection was closed", { cause: error }), {
      code: "ECONNRESET",
    });
  }
};

function isClosed(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "UND_ERR_SOCKET";
}
