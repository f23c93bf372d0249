import {
  listButtons,
  textOf,
  type SimAttachment,
  type SimButton,
  type SimMessage,
  type SimVersion,
} from "./message.ts";
import type { ComponentBody, EmbedBody } from "./message-body.ts";
import { loadingFlag } from "./message-store.ts";
import type { Json } from "./wire.ts";

/** How an interaction was first answered. */
export type AnswerKind = "message" | "deferred" | "update" | "deferred-update" | "modal";

/** What the person who typed or pressed sees; its fields follow later edits. */
export interface SimReply {
  readonly interactionId: string;
  readonly userId: string;
  readonly kind: AnswerKind;
  /** Whether the first answer was only "thinking…". */
  readonly deferred: boolean;
  readonly content: string;
  readonly embeds: readonly EmbedBody[];
  readonly components: readonly ComponentBody[];
  readonly buttons: readonly SimButton[];
  readonly attachments: readonly SimAttachment[];
  readonly flags: number;
  readonly ephemeral: boolean;
  /** All the text a reader sees. */
  readonly text: string;
  /** The dialogue that was opened; null where none was. */
  readonly modal: Json | null;
  /** The message as it is now; null after it was deleted, and where the answer was a dialogue. */
  readonly message: SimMessage | null;
  /** Earlier versions of the answer. */
  readonly edits: readonly SimVersion[];
  /** Further messages of the same interaction. */
  readonly followUps: readonly SimMessage[];
  /**
   * Waits until a deferred answer holds something; at once where it does already.
   * @param timeoutMs - default 10,000
   */
  updated(timeoutMs?: number): Promise<SimReply>;
}

/** One interaction between being sent and being forgotten. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  /** Discord's number: 2 command, 3 component, 4 autocomplete, 5 dialogue. */
  readonly type: number;
  readonly channelId: string;
  readonly userId: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** The message whose button was pressed. */
  readonly source: SimMessage | null;
  /** How it was answered; null while it is not. */
  kind: AnswerKind | "choices" | null;
  isExpired: boolean;
  /** The answer that counted was lost on its way: a repetition is no fault of the client. */
  isAnswerLost: boolean;
  original: SimMessage | null;
  isOriginalDeleted: boolean;
  modal: Json | null;
  choices: readonly { readonly name: string; readonly value: string | number }[];
  readonly followUps: SimMessage[];
  /** Complaints about answers that were refused. */
  readonly refusals: string[];
}

/** Makes the view a test gets of an answered interaction. */
export function toReply(
  interaction: Interaction,
  until: (condition: () => boolean, what: string, timeoutMs?: number) => Promise<void>,
): SimReply {
  const now = (): SimMessage | null => (interaction.isOriginalDeleted ? null : interaction.original);
  const kind = interaction.kind === "choices" || interaction.kind === null ? "message" : interaction.kind;
  const versionsBefore = now()?.history.length ?? 0;
  const isLoading = (): boolean =>
    kind === "deferred-update"
      ? (now()?.history.length ?? 1) === versionsBefore && interaction.followUps.length === 0
      : ((now()?.flags ?? 0) & loadingFlag) !== 0;
  return {
    interactionId: interaction.id,
    userId: interaction.userId,
    kind,
    deferred: kind === "deferred" || kind === "deferred-update",
    modal: interaction.modal,
    get message() {
      return now();
    },
    get content() {
      return now()?.content ?? "";
    },
    get embeds() {
      return now()?.embeds ?? [];
    },
    get components() {
      return now()?.components ?? [];
    },
    get buttons() {
      return listButtons(now()?.components ?? []);
    },
    get attachments() {
      return now()?.attachments ?? [];
    },
    get flags() {
      return now()?.flags ?? 0;
    },
    get ephemeral() {
      return (now()?.ephemeralFor ?? null) !== null;
    },
    get text() {
      const message = now();
      return message ? textOf(message) : "";
    },
    get edits() {
      return now()?.history ?? [];
    },
    get followUps() {
      return [...interaction.followUps];
    },
    async updated(timeoutMs) {
      await until(() => !isLoading(), "the deferred answer", timeoutMs);
      return this;
    },
  };
}
