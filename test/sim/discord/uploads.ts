import type { SimAttachment } from "./message.ts";
import type { SimFile } from "./request.ts";

/** Files that were posted or attached, served under `/attachments/`. */
export class Uploads {
  readonly #files = new Map<string, SimAttachment>();
  readonly #nextId: () => string;
  readonly #origin: () => string;

  constructor(nextId: () => string, origin: () => string) {
    this.#nextId = nextId;
    this.#origin = origin;
  }

  /** Keeps the files of one request. */
  store(files: readonly SimFile[], channelId: string): readonly SimAttachment[] {
    return files.map((file) => {
      const id = this.#nextId();
      const path = `/attachments/${channelId}/${id}/${encodeURIComponent(file.name)}`;
      const url = `${this.#origin()}${path}`;
      const { size, content, description } = file;
      const kept = {
        id,
        filename: file.name,
        size,
        content_type: file.contentType,
        url,
        proxy_url: url,
        ...(description === null ? {} : { description }),
        content,
      };
      this.#files.set(path, kept);
      return kept;
    });
  }

  /** @param path - of the address under which the file was announced */
  find(path: string): SimAttachment | undefined {
    return this.#files.get(path);
  }
}
