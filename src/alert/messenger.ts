import type { Message } from "./message.ts";

/** Where a message stands. */
export interface Posted {
  readonly messageId: string;
  /** The channel that was asked for, or the thread that was opened for it there. */
  readonly channelId: string;
}

/** Something that posts messages: Discord, or the terminal. Throws `DeliveryError`. */
export interface Messenger {
  /**
   * Posts a message; in a forum as a thread of its own.
   * @param options - `nonce`: at most 25 characters; the same one within a few minutes never makes a second message,
   * save in a forum. `replyTo`: id of the message it answers
   */
  post(
    channelId: string,
    message: Message,
    options: { nonce: string; replyTo?: string | null },
  ): Promise<Posted>;
  /** Replaces a message of ours. */
  edit(channelId: string, messageId: string, message: Message): Promise<void>;
  /** Looks in the channel's history for a message of ours whose footer holds `text`; null where there is none. */
  find(channelId: string, text: string, since: Date): Promise<Posted | null>;
}
