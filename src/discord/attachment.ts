import { describeError, UserError } from "../errors.ts";
import { sayEach } from "../words/words.ts";
import type { FileService } from "./command.ts";

const discordHosts = ["cdn.discordapp.com", "media.discordapp.net"];
const maxBytes = 4 * 1024 * 1024;
const timeoutMs = 30_000;

/**
 * Makes the service that downloads attachments: from Discord's own hosts alone, whatever an interaction says.
 *
 * @param apiUrl - another address of the Discord API; where that is loopback, its files are there too
 */
export function createFileService(apiUrl: string | null): FileService {
  const loopback = apiUrl === null ? null : findLoopback(apiUrl);
  return {
    async download(url) {
      const address = URL.canParse(url) ? new URL(url) : null;
      const isDiscord =
        address?.protocol === "https:" && address.port === "" && discordHosts.includes(address.hostname);
      if (address === null || (!isDiscord && address.origin !== loopback)) {
        throw new UserError(sayEach(({ watchFile }) => watchFile.notAtDiscord));
      }
      try {
        const signal = AbortSignal.timeout(timeoutMs);
        const response = await fetch(address, { redirect: "error", signal });
        if (!response.ok)
          throw new UserError(sayEach(({ watchFile }) => watchFile.notGiven(response.status)));
        return await readBody(response);
      } catch (error) {
        if (error instanceof UserError) throw error;
        throw new UserError(
          sayEach(({ watchFile }) => watchFile.notDownloaded(describeError(error))),
          { cause: error },
        );
      }
    },
  };
}

function findLoopback(apiUrl: string): string | null {
  const { hostname, origin } = new URL(apiUrl);
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u.test(hostname) ? origin : null;
}

async function readBody({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    // Leaving the loop ends the download.
    if (length > maxBytes) throw new UserError(sayEach(({ watchFile }) => watchFile.tooLarge));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
