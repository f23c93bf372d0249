import * as spec from "discord-api-spec/zod";
import { ApiError } from "./api-error.ts";
import { findChoiceViolations } from "./command-limits.ts";
import type { Inspector } from "./inspector.ts";
import type { SimAttachment, SimMessage } from "./message.ts";
import type { ComponentBody, MessageBody } from "./message-body.ts";
import { ephemeralFlag, loadingFlag, type MessageStore } from "./message-store.ts";
import type { AnswerKind, Interaction } from "./reply.ts";
import type { SimFile } from "./request.ts";
import type { World } from "./world.ts";
import { findModalViolations } from "./component-limits.ts";

/** Discord's numbers for the types of interactions. */
export const interactionType = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

/** Discord's numbers for the ways to answer, and the schema of each. */
const callbacks = {
  1: { kind: null, schema: null },
  4: { kind: "message", schema: spec.CreateMessageInteractionCallbackRequestSchema },
  5: { kind: "deferred", schema: spec.CreateMessageInteractionCallbackRequestSchema },
  6: { kind: "deferred-update", schema: spec.UpdateMessageInteractionCallbackRequestSchema },
  7: { kind: "update", schema: spec.UpdateMessageInteractionCallbackRequestSchema },
  8: { kind: "choices", schema: spec.ApplicationCommandAutocompleteCallbackRequestSchema },
  9: { kind: "modal", schema: spec.ModalInteractionCallbackRequestSchema },
} as const;

const tokenLifeMs = 15 * 60_000;

/** A request about an interaction, its body not yet trusted. */
export interface InteractionCall {
  readonly where: string;
  readonly body: unknown;
  readonly files: readonly SimFile[];
  readonly store: (files: readonly SimFile[], channelId: string) => readonly SimAttachment[];
}

/** Every interaction that was sent to the client, and the answers they got. */
export class Interactions {
  readonly #byToken = new Map<string, Interaction>();
  readonly #inspector: Inspector;
  readonly #messages: MessageStore;
  readonly #now: () => number;
  readonly #world: World;

  constructor(world: World, messages: MessageStore, inspector: Inspector, now: () => number) {
    this.#now = now;
    this.#world = world;
    this.#messages = messages;
    this.#inspector = inspector;
  }

  add(interaction: Interaction): void {
    this.#byToken.set(interaction.token, interaction);
  }

  /** The interaction with this id. Throws where there is none. */
  get(id: string): Interaction {
    const interaction = [...this.#byToken.values()].find((candidate) => candidate.id === id);
    if (!interaction) throw new Error(`there is no interaction ${id}`);
    return interaction;
  }

  /** Says that the client never learned that its first answer was taken. */
  loseAnswer(token: string): void {
    const interaction = this.#byToken.get(token);
    if (interaction?.kind) interaction.isAnswerLost = true;
  }

  /** Takes the first answer, which must come within three seconds. */
  answer(id: string, token: string, call: InteractionCall): Interaction {
    const { where } = call;
    const interaction = this.#byToken.get(token);
    if (interaction?.id !== id) throw new ApiError(10062);
    if (interaction.isExpired) {
      this.#inspector.problems.push(`${where}: answered too late`);
      throw new ApiError(10062);
    }
    if (interaction.kind !== null) {
      if (!interaction.isAnswerLost) this.#inspector.problems.push(`${where}: answered twice`);
      throw new ApiError(40060);
    }
    const problemsBefore = this.#inspector.problems.length;
    try {
      this.#apply(interaction, call);
    } finally {
      interaction.refusals.push(...this.#inspector.problems.slice(problemsBefore));
    }
    return interaction;
  }

  /** Adds a further message; after a mere "thinking…" the first one takes its place, unless that was deleted. */
  followUp(token: string, call: InteractionCall): SimMessage {
    const interaction = this.#answered(token);
    this.#inspector.checkSpec(call.where, spec.IncomingWebhookRequestPartialSchema, call.body);
    const body = (call.body ?? {}) as MessageBody;
    this.#inspector.checkMessage(call.where, body, call.files);
    const { original, isOriginalDeleted } = interaction;
    if (original && !isOriginalDeleted && (original.flags & loadingFlag) !== 0)
      return this.#edit(original, body, call);
    const message = this.#create(interaction, body, call, ((body.flags ?? 0) & ephemeralFlag) !== 0);
    interaction.followUps.push(message);
    return message;
  }

  /** @param messageId - `@original` or the id of a follow-up */
  find(token: string, messageId: string): SimMessage {
    const interaction = this.#answered(token);
    const { original } = interaction;
    const message =
      messageId === "@original" || messageId === original?.id
        ? original && !interaction.isOriginalDeleted && original
        : interaction.followUps.find((followUp) => followUp.id === messageId);
    if (!message) throw new ApiError(10008);
    return message;
  }

  edit(token: string, messageId: string, call: InteractionCall): SimMessage {
    const message = this.find(token, messageId);
    this.#inspector.checkSpec(call.where, spec.IncomingWebhookUpdateRequestPartialSchema, call.body);
    const body = (call.body ?? {}) as MessageBody;
    this.#inspector.checkEdit(call.where, message, body, call.files);
    return this.#edit(message, body, call);
  }

  delete(token: string, messageId: string): void {
    const message = this.find(token, messageId);
    const interaction = this.#answered(token);
    if (interaction.original === message) interaction.isOriginalDeleted = true;
    else interaction.followUps.splice(interaction.followUps.indexOf(message), 1);
    this.#messages.delete(message);
  }

  #answered(token: string): Interaction {
    const interaction = this.#byToken.get(token);
    if (!interaction || this.#now() - interaction.createdAt > tokenLifeMs) throw new ApiError(50027);
    if (interaction.kind === null || interaction.kind === "choices") throw new ApiError(10015);
    return interaction;
  }

  #apply(interaction: Interaction, call: InteractionCall): void {
    const { where } = call;
    const sent = call.body as { readonly type?: number; readonly data?: unknown } | null | undefined;
    const callback = callbacks[(sent?.type ?? 0) as keyof typeof callbacks];
    if (!callback?.kind)
      return this.#inspector.refuse(where, [{ path: ["type"], rule: "no type of answer" }]);
    this.#inspector.checkSpec(where, callback.schema, call.body);
    const { kind } = callback;
    this.#inspector.refuse(where, refuseKind(interaction, kind));
    this.#take(interaction, kind, sent?.data ?? {}, call);
    interaction.kind = kind;
    return undefined;
  }

  #take(interaction: Interaction, kind: AnswerKind | "choices", data: unknown, call: InteractionCall): void {
    const body = data as MessageBody;
    const { where, files } = call;
    const isEphemeral = ((body.flags ?? 0) & ephemeralFlag) !== 0;
    switch (kind) {
      case "message":
        this.#inspector.checkMessage(where, body, files, ["data"]);
        interaction.original = this.#create(interaction, body, call, isEphemeral);
        return;
      case "deferred":
        interaction.original = this.#create(
          interaction,
          {},
          { ...call, files: [] },
          isEphemeral,
          loadingFlag,
        );
        return;
      case "deferred-update":
        interaction.original = interaction.source;
        return;
      case "update": {
        const { source } = interaction;
        if (!source) return;
        this.#inspector.checkEdit(where, source, body, files, ["data"]);
        interaction.original = this.#edit(source, body, call);
        return;
      }
      case "choices": {
        const choices = (data as { readonly choices?: Interaction["choices"] | null }).choices ?? [];
        this.#inspector.refuse(where, findChoiceViolations(choices, ["data", "choices"]));
        interaction.choices = choices;
        return;
      }
      case "modal":
        this.#inspector.refuse(
          where,
          findModalViolations((data as { readonly components: readonly ComponentBody[] }).components),
        );
        interaction.modal = data as Interaction["modal"];
    }
  }

  #create(
    interaction: Interaction,
    body: MessageBody,
    call: InteractionCall,
    isEphemeral: boolean,
    extraFlags = 0,
  ): SimMessage {
    const channel = this.#world.channel(interaction.channelId);
    return this.#messages.create({
      channel,
      authorId: this.#world.applicationId,
      body,
      attachments: call.store(call.files, channel.id),
      ephemeralFor: isEphemeral ? interaction.userId : null,
      interaction: { id: interaction.id, userId: interaction.userId },
      extraFlags,
    });
  }

  #edit(message: SimMessage, body: MessageBody, call: InteractionCall): SimMessage {
    return this.#messages.edit(message, body, call.store(call.files, message.channelId), loadingFlag);
  }
}

/** Which answers an interaction may get: choices only for autocomplete, updates only where a message was pressed. */
function refuseKind(
  interaction: Interaction,
  kind: AnswerKind | "choices",
): readonly { path: ["type"]; rule: string }[] {
  const isUpdate = kind === "update" || kind === "deferred-update";
  const isRefused =
    (kind === "choices") !== (interaction.type === interactionType.autocomplete) ||
    (isUpdate && interaction.source === null) ||
    (kind === "modal" && interaction.type === interactionType.modal);
  return isRefused ? [{ path: ["type"], rule: `this interaction cannot be answered by ${kind}` }] : [];
}
