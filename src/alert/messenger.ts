import type { Message } from "./message.ts";

/** Something that posts messages: Discord, or the terminal. Throws `DeliveryError`. */
export interface Messenger {
  /**
   * Posts a message.
   * @param options - `nonce`: at most 25 characters; the same one within a few minutes never makes a second message.
   * `replyTo`: id of the message it answers
   */
  post(
    channelId: string,
    message: Message,
    options: { nonce: string; replyTo?: string | null },
  ): Promise<{ messageId: string }>;
  /** Replaces a message of ours. */
  edit(channelId: string, messageId: string, message: Message): Promise<void>;
  /** Looks in the channel's history for a message of ours whose footer holds `text`; null where there is none. */
  find(channelId: string, text: string, since: Date): Promise<string | null>;
}
