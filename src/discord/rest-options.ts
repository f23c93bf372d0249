import { setTimeout as wait } from "node:timers/promises";
import { DefaultRestOptions, type RESTOptions } from "discord.js";

// Discord lets 50 requests a second through, whatever they are for, answers to interactions excepted. discord.js counts
// them, but everybody who waits for the next second begins it together: 80 were seen in one. Evenly spaced, no second
// has more than 46, wherever it begins.
const gapMs = 22;

const maxRateLimitMs = 30_000; // longer waits belong into the outbox, where they survive a restart

type MakeRequest = RESTOptions["makeRequest"];
type RequestInit = Parameters<MakeRequest>[1];

/**
 * Says how Discord's API is asked, by the client as by the messenger.
 *
 * @param apiUrl - without a version; default: Discord's own
 */
export function makeRestOptions(apiUrl: string | undefined): Partial<RESTOptions> {
  return {
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/u, "") }),
    makeRequest: paced(requestAgainWhereSafe),
    invalidRequestWarningInterval: 500,
    rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > maxRateLimitMs,
  };
}

/** Lets the requests of everybody who has these options go one after another, each some time after the one before. */
function paced(makeRequest: MakeRequest): MakeRequest {
  let wentAt = -gapMs;
  let queue = Promise.resolve();
  const takeTurn = async (): Promise<void> => {
    // From when the last one really went: what a busy moment held up must not leave in a burst.
    const leftMs = wentAt + gapMs - performance.now();
    if (leftMs > 0) await wait(Math.ceil(leftMs));
    wentAt = performance.now();
  };
  return async (url, init) => {
    if (!/\/(?:interactions|webhooks)\//u.test(url)) {
      queue = queue.then(takeTurn);
      await queue;
    }
    return makeRequest(url, init);
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
    return await DefaultRestOptions.makeRequest(url, await encodeForm(init));
  } catch (error) {
    const isFollowUp = init.method === "POST" && url.includes("/webhooks/");
    if (!isClosed(error) || isFollowUp) throw error;
    throw Object.assign(new Error("ECONNRESET: the connection was closed", { cause: error }), {
      code: "ECONNRESET",
    });
  }
};

/**
 * Writes out a form with files before it reaches undici.
 *
 * Our own undici is a later one than discord.js's and takes over its connections; it refuses a form of Node's make.
 */
async function encodeForm(init: RequestInit): Promise<RequestInit> {
  if (!(init.body instanceof FormData)) return init;
  const form = new Response(init.body);
  const type = form.headers.get("content-type") ?? "multipart/form-data";
  const headers = { ...(init.headers as Record<string, string>), "Content-Type": type };
  return { ...init, headers, body: new Uint8Array(await form.arrayBuffer()) };
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "UND_ERR_SOCKET";
}
