import type { Message } from "../../src/alert/message.ts";
import type { Messenger } from "../../src/alert/messenger.ts";

/** One thing a messenger was asked to do. */
interface Call {
  readonly what: "post" | "edit" | "find";
  readonly channelId: string;
  readonly message: Message | null;
  readonly nonce: string | null;
  readonly replyTo: string | null;
  /** Of the message that was edited, or the text that was looked for. */
  readonly target: string | null;
}

/** A messenger that keeps what it was given, makes messages as Discord does, and fails where a test wants it. */
export interface RecordingMessenger extends Messenger {
  readonly calls: Call[];
  /** Asked before a call takes effect; may throw, or take its time. */
  before: (call: Call) => void | Promise<void>;
  /** Asked once it has taken effect: what it throws is a lost answer. */
  after: (call: Call) => void;
  /** Headlines of the channel's messages, oldest first. */
  headlines(channelId: string): string[];
}

/** Footers are what `find` reads, and a nonce makes one message only. */
export function createRecordingMessenger(): RecordingMessenger {
  const messages: { id: string; channelId: string; nonce: string; message: Message }[] = [];
  const calls: Call[] = [];
  const record = async (call: Call): Promise<void> => {
    calls.push(call);
    await recorder.before(call);
  };
  const recorder: RecordingMessenger = {
    calls,
    before: () => undefined,
    after: () => undefined,
    headlines: (channelId) =>
      messages.flatMap((posted) => (posted.channelId === channelId ? [posted.message.content] : [])),
    async post(channelId, message, { nonce, replyTo = null }) {
      const call: Call = { what: "post", channelId, message, nonce, replyTo, target: null };
      await record(call);
      const id = messages.find((posted) => posted.nonce === nonce)?.id ?? `m${messages.length + 1}`;
      if (id === `m${messages.length + 1}`) messages.push({ id, channelId, nonce, message });
      recorder.after(call);
      return { messageId: id, channelId };
    },
    async edit(channelId, messageId, message) {
      const call: Call = { what: "edit", channelId, message, nonce: null, replyTo: null, target: messageId };
      await record(call);
      recorder.after(call);
    },
    async find(channelId, text) {
      await record({ what: "find", channelId, message: null, nonce: null, replyTo: null, target: text });
      const found = messages.find(
        (posted) =>
          posted.channelId === channelId &&
          posted.message.embeds.some((embed) => embed.footer?.text.includes(text) === true),
      );
      return found === undefined ? null : { messageId: found.id, channelId };
    },
  };
  return recorder;
}
