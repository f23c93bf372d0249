import { walkComponents } from "./component-limits.ts";
import type { ComponentBody, EmbedBody } from "./message-body.ts";

/** A button as a reader of the message sees it. */
export interface SimButton {
  readonly label: string;
  /** Absent on link buttons. */
  readonly customId: string | null;
  readonly url: string | null;
  readonly disabled: boolean;
  readonly style: number;
}

/** A file on a message. */
export interface SimAttachment {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly content_type: string;
  readonly url: string;
  readonly proxy_url: string;
  readonly description?: string;
  /** Only inside the simulator; never on the wire. */
  readonly content: Uint8Array;
}

/** Whom a message notified. */
export interface SimPings {
  readonly everyone: boolean;
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

/** What a message said at one time. */
export interface SimVersion {
  readonly content: string;
  readonly embeds: readonly EmbedBody[];
  readonly components: readonly ComponentBody[];
  readonly attachments: readonly SimAttachment[];
  readonly flags: number;
}

/** A message as Discord holds it now. */
export interface SimMessage extends SimVersion {
  readonly id: string;
  readonly channelId: string;
  readonly guildId: string;
  readonly authorId: string;
  readonly nonce: string | number | null;
  /** Id of the message that it answers. */
  readonly reference: string | null;
  readonly createdAt: Date;
  readonly editedAt: Date | null;
  /** Its earlier versions, oldest first. */
  readonly history: readonly SimVersion[];
  readonly pings: SimPings;
  /** Only this user sees it; null: everybody in the channel does. */
  readonly ephemeralFor: string | null;
  /** The interaction that it answers. */
  readonly interaction: { readonly id: string; readonly userId: string } | null;
  readonly buttons: readonly SimButton[];
  /** All the text a reader sees: content, embeds, text components; a line each. */
  readonly text: string;
}

/** The buttons of a message, in the order shown. */
export function listButtons(components: readonly ComponentBody[]): readonly SimButton[] {
  return walkComponents(components)
    .map(({ component }) => component)
    .filter((component) => component.type === 2)
    .map((component) => ({
      label: component.label ?? "",
      customId: component.custom_id ?? null,
      url: component.url ?? null,
      disabled: component.disabled ?? false,
      style: component.style ?? 0,
    }));
}

/** All the text a reader sees, a line each. */
export function textOf({
  content,
  embeds,
  components,
}: Pick<SimVersion, "content" | "embeds" | "components">): string {
  const ofEmbeds = embeds.flatMap((embed) => [
    embed.author?.name,
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    embed.footer?.text,
  ]);
  const ofComponents = walkComponents(components).map(({ component }) => component.content);
  return [content, ...ofEmbeds, ...ofComponents]
    .filter((text) => text !== undefined && text !== null && text !== "")
    .join("\n");
}
