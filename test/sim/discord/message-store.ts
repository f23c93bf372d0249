import { ApiError } from "./api-error.ts";
import {
  listButtons,
  textOf,
  type SimAttachment,
  type SimMessage,
  type SimPings,
  type SimVersion,
} from "./message.ts";
import { walkComponents } from "./component-limits.ts";
import type { AllowedMentions, ComponentBody, MessageBody } from "./message-body.ts";
import type { SimChannel, World } from "./world.ts";

/** Bits of a message's flags that a client may set. */
const settableFlags = (1 << 2) | (1 << 12) | (1 << 15);
/** Bit of a message that one person alone sees. */
export const ephemeralFlag = 1 << 6;
/** Bit of a message that only says "thinking…" so far. */
export const loadingFlag = 1 << 7;

type Kept = { -readonly [Key in keyof SimMessage]: SimMessage[Key] };

/** One edit of a message, whoever asked for it. */
export interface SimEdit {
  readonly messageId: string;
  readonly channelId: string;
  readonly before: SimVersion;
  readonly after: SimVersion;
}

/** What a new message is made of besides its body. */
export interface NewMessage {
  /** Default: the next one. */
  readonly id?: string;
  readonly channel: SimChannel;
  readonly authorId: string;
  readonly body: MessageBody;
  readonly attachments: readonly SimAttachment[];
  readonly ephemeralFor?: string | null;
  readonly interaction?: SimMessage["interaction"];
  readonly extraFlags?: number;
}

/** Every message of the simulated Discord, with its history and the nonces of the last minutes. */
export class MessageStore {
  readonly edits: SimEdit[] = [];
  readonly #channels = new Map<string, Map<string, Kept>>();
  readonly #nonces = new Map<string, { readonly message: SimMessage; readonly at: number }>();
  readonly #nextId: () => string;
  readonly #now: () => number;
  readonly #nonceWindowMs: number;
  readonly #world: World;

  constructor(world: World, nextId: () => string, now: () => number, nonceWindowMs: number) {
    this.#world = world;
    this.#nextId = nextId;
    this.#now = now;
    this.#nonceWindowMs = nonceWindowMs;
  }

  /** The message that this nonce made within the window; Discord returns it instead of making another. */
  findByNonce(authorId: string, nonce: string | number): SimMessage | undefined {
    const made = this.#nonces.get(`${authorId}:${nonce}`);
    if (!made || this.#now() - made.at >= this.#nonceWindowMs) return undefined;
    return made.message;
  }

  /** Forgets every nonce, as Discord does after some minutes. */
  forgetNonces(): void {
    this.#nonces.clear();
  }

  create({
    id,
    channel,
    authorId,
    body,
    attachments,
    ephemeralFor,
    interaction,
    extraFlags,
  }: NewMessage): SimMessage {
    const flags =
      ((body.flags ?? 0) & settableFlags) | (extraFlags ?? 0) | (ephemeralFor ? ephemeralFlag : 0);
    const version = {
      content: (body.content ?? "").trim(),
      embeds: structuredClone(body.embeds ?? []),
      components: withIds(body.components ?? []),
      attachments,
      flags,
    };
    const message: Kept = {
      ...version,
      id: id ?? this.#nextId(),
      channelId: channel.id,
      guildId: channel.guildId,
      authorId,
      nonce: body.nonce ?? null,
      reference: this.#findReference(channel, body),
      createdAt: new Date(this.#now()),
      editedAt: null,
      history: [],
      pings: this.#pingsOf(channel.guildId, version, body.allowed_mentions),
      ephemeralFor: ephemeralFor ?? null,
      interaction: interaction ?? null,
      buttons: listButtons(version.components),
      text: textOf(version),
    };
    this.#messagesOf(channel.id).set(message.id, message);
    if (body.nonce !== undefined && body.nonce !== null)
      this.#nonces.set(`${authorId}:${body.nonce}`, { message, at: this.#now() });
    return message;
  }

  /** Applies what the body names and leaves the rest as it was. */
  edit(message: SimMessage, body: MessageBody, files: readonly SimAttachment[], clearFlags = 0): SimMessage {
    const kept = this.#messagesOf(message.channelId).get(message.id);
    if (!kept) throw new ApiError(10008);
    const before = versionOf(kept);
    const flags = (kept.flags & ~clearFlags) | ((body.flags ?? 0) & settableFlags);
    const keptFiles =
      body.attachments === undefined || body.attachments === null
        ? kept.attachments
        : kept.attachments.filter((file) => body.attachments?.some((named) => named.id === file.id));
    const after = {
      content: body.content === undefined ? kept.content : (body.content ?? "").trim(),
      embeds: body.embeds === undefined ? kept.embeds : structuredClone(body.embeds ?? []),
      components: body.components === undefined ? kept.components : withIds(body.components ?? []),
      attachments: [...keptFiles, ...files],
      flags,
    };
    const wasLoading = (before.flags & loadingFlag) !== 0;
    Object.assign(kept, after, {
      buttons: listButtons(after.components),
      text: textOf(after),
    });
    // The answer to a deferred reply is that reply's first version: no edit, and it notifies as a new message does.
    if (wasLoading) {
      kept.pings = this.#pingsOf(kept.guildId, after, body.allowed_mentions);
      return kept;
    }
    kept.editedAt = new Date(this.#now());
    kept.history = [...kept.history, before];
    this.edits.push({ messageId: kept.id, channelId: kept.channelId, before, after });
    return kept;
  }

  /** @throws {@link ApiError} 10008 where it is gone, or was never in this channel */
  get(channelId: string, messageId: string): SimMessage {
    const message = this.#messagesOf(channelId).get(messageId);
    if (!message) throw new ApiError(10008);
    return message;
  }

  /** The public messages of a channel, oldest first. */
  list(channelId: string): readonly SimMessage[] {
    return [...this.#messagesOf(channelId).values()].filter((message) => message.ephemeralFor === null);
  }

  delete({ channelId, id }: SimMessage): void {
    this.#messagesOf(channelId).delete(id);
  }

  deleteChannel(channelId: string): void {
    this.#channels.delete(channelId);
  }

  #messagesOf(channelId: string): Map<string, Kept> {
    const messages = this.#channels.get(channelId) ?? new Map<string, Kept>();
    this.#channels.set(channelId, messages);
    return messages;
  }

  #findReference(channel: SimChannel, { message_reference: reference }: MessageBody): string | null {
    if (!reference) return null;
    const target = this.#messagesOf(channel.id).get(reference.message_id);
    if (target?.ephemeralFor === null) return target.id;
    if (reference.fail_if_not_exists === false) return null;
    throw new ApiError(50035, { violations: [{ path: ["message_reference"], rule: "Unknown message" }] });
  }

  #pingsOf(
    guildId: string,
    version: Pick<SimVersion, "content" | "components">,
    allowed: AllowedMentions | null | undefined,
  ): SimPings {
    // Embeds never notify; text components do.
    const text = textOf({ ...version, embeds: [] });
    const may = (kind: "users" | "roles", id: string): boolean =>
      !allowed || (allowed.parse?.includes(kind) ?? false) || (allowed[kind]?.includes(id) ?? false);
    const named = (pattern: RegExp): readonly string[] => [
      ...new Set([...text.matchAll(pattern)].flatMap((match) => match[1] ?? [])),
    ];
    const roles = this.#world.guild(guildId).roles;
    return {
      everyone:
        /@(?:everyone|here)/.test(text) && (!allowed || (allowed.parse?.includes("everyone") ?? false)),
      users: named(/<@!?(\d+)>/g).filter((id) => may("users", id)),
      roles: named(/<@&(\d+)>/g).filter((id) => may("roles", id) && roles.some((role) => role.id === id)),
    };
  }
}

/** A copy that later edits do not change. */
export function snapshot(message: SimMessage): SimMessage {
  return { ...message };
}

function versionOf({ content, embeds, components, attachments, flags }: SimMessage): SimVersion {
  return { content, embeds, components, attachments, flags };
}

/** Discord numbers the components that came without an id. */
function withIds(components: readonly ComponentBody[]): readonly ComponentBody[] {
  const copy = structuredClone(components) as ComponentBody[];
  for (const [index, { component }] of walkComponents(copy).entries())
    (component as { id?: number | null }).id ??= index + 1;
  return copy;
}
