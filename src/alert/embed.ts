/** One field of an embed; never empty. */
export interface EmbedField {
  name: string;
  value: string;
  inline?: boolean;
}

/** An embed in the shape of Discord's API, within its limits. */
export interface Embed {
  title?: string;
  description?: string;
  url?: string;
  color?: number;
  fields?: EmbedField[];
  footer?: { text: string };
  timestamp?: string;
}

/** A button below a message. */
export interface MessageButton {
  /** `<command>:<arguments>`, at most 100 characters, unlike that of any other button of the message. */
  readonly customId: string;
  /** At most 80 characters. */
  readonly label: string;
  readonly style: "primary" | "secondary";
}

/** A message as it would be posted, whatever channel takes it. */
export interface Message {
  /** What a phone's notification shows; at most 2,000 characters. */
  content: string;
  embeds: Embed[];
  /** Roles that may be notified; everything else in the text notifies nobody. */
  mentionRoles: string[];
  /** At most 25, five a row; absent: none. */
  buttons?: MessageButton[];
  /** What a thread that is opened for it is called: plain text, at most 100 characters. Absent: its content. */
  threadName?: string;
}
