import type { Message } from "./message.ts";
import type { Messenger } from "./messenger.ts";
import { renderTerminal, type TerminalOptions } from "./terminal.ts";

/** How the terminal is written to. */
export interface TerminalMessengerOptions extends Pick<TerminalOptions, "colour" | "width"> {
  readonly write: (text: string) => void;
  readonly now: () => Date;
}

/**
 * A messenger that prints: the same messages as on Discord, in boxes.
 *
 * What was printed cannot be edited, so an edit is printed together with the reply that explains it; a silent edit
 * prints nothing.
 */
export function createTerminalMessenger({ write, now, colour, width }: TerminalMessengerOptions): Messenger {
  // The newest alone: its reply, if there is one, comes next.
  let edited: { readonly messageId: string; readonly message: Message } | null = null;
  const print = (message: Message): void => {
    write(`${renderTerminal(message, { colour, width, now: now() })}\n\n`);
  };
  return {
    post(channelId, message, { nonce, replyTo }) {
      const today = edited !== null && edited.messageId === replyTo ? edited.message : null;
      edited = null;
      print(message);
      if (today !== null) print(today);
      return Promise.resolve({ messageId: `${now().getTime()}-${nonce}`, channelId });
    },
    edit(_channelId, messageId, message) {
      edited = { messageId, message };
      return Promise.resolve();
    },
    // A terminal has no history to look into.
    find: () => Promise.resolve(null),
  };
}
