import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIMessage,
  ButtonStyle,
  ComponentType,
  type RESTPostAPIChannelMessageJSONBody,
  SnowflakeUtil,
} from "discord.js";
import type { Message, MessageButton } from "../alert/message.ts";

const buttonsInRow = 5; // Discord's limit
// A delivery's time is our clock's, ids carry Discord's.
const clockSkewMs = 5 * 60 * 1000;

const styles = { primary: ButtonStyle.Primary, secondary: ButtonStyle.Secondary } as const;

/** The body of a request that posts or edits a message: nobody is notified but the roles that it names. */
export function renderBody({ content, embeds, mentionRoles, buttons = [] }: Message) {
  return {
    content,
    embeds,
    // Always named: an edit would leave the buttons that are not.
    components: renderButtonRows(buttons),
    allowed_mentions: { parse: [], roles: mentionRoles, replied_user: false },
  } satisfies RESTPostAPIChannelMessageJSONBody;
}

/** Puts buttons into rows. */
export function renderButtonRows(
  buttons: readonly MessageButton[],
): APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  const rows = Array.from({ length: Math.ceil(buttons.length / buttonsInRow) }, (_, row) =>
    buttons.slice(row * buttonsInRow, (row + 1) * buttonsInRow),
  );
  return rows.map((row) => ({
    type: ComponentType.ActionRow,
    components: row.map(({ customId, label, style }) => ({
      type: ComponentType.Button,
      style: styles[style],
      label,
      custom_id: customId,
    })),
  }));
}

/** Whether the footer of a message holds this text. */
export function hasInFooter(message: APIMessage, text: string): boolean {
  return message.embeds.some((embed) => embed.footer?.text.includes(text) ?? false);
}

/** The smallest id that something made since then can have. */
export function smallestIdSince(since: Date): bigint {
  return SnowflakeUtil.generate({
    timestamp: Math.max(Number(SnowflakeUtil.epoch), since.getTime() - clockSkewMs),
    increment: 0n,
  });
}
