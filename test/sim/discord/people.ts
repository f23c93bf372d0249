import { randomUUID } from "node:crypto";
import type { Changes } from "./changes.ts";
import type { Commands } from "./commands.ts";
import { walkComponents } from "./component-limits.ts";
import { fillIn, type FormFields } from "./filled-form.ts";
import { toInteractionPayload, type Sender } from "./interaction-payload.ts";
import { interactionType, type Interactions } from "./interactions.ts";
import type { SimMessage } from "./message.ts";
import type { ComponentBody } from "./message-body.ts";
import type { MessageStore } from "./message-store.ts";
import { mayUse, permissionsOf, type PersonOptions } from "./person.ts";
import { toReply, type Interaction, type SimReply } from "./reply.ts";
import { isSnowflake } from "./snowflake.ts";
import { ClientRefusal, readTypedCommand, type OptionValues, type Upload } from "./typed-command.ts";
import type { Uploads } from "./uploads.ts";
import { toAttachment, type Json } from "./wire.ts";
import type { World } from "./world.ts";

/** What people need to reach the application. */
export interface PeopleOptions {
  readonly world: World;
  readonly commands: Commands;
  readonly interactions: Interactions;
  readonly messages: MessageStore;
  readonly uploads: Uploads;
  readonly changes: Changes;
  readonly nextId: () => string;
  readonly now: () => number;
  readonly answerWithinMs: number;
  readonly connected: () => number;
  readonly dispatch: (event: string, data: Json) => void;
}

const button = 2;
const stringSelect = 3;
const linkStyle = 5;

/** The people on the simulated Discord: they type commands and press buttons. */
export class People {
  readonly #options: PeopleOptions;

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  /** Types a slash command and waits for its first answer. */
  async type(
    guildId: string,
    channelId: string,
    userId: string,
    line: string,
    values: OptionValues = {},
    person: PersonOptions = {},
  ): Promise<SimReply> {
    const data = this.#readLine({ guildId, channelId, line, values, person });
    const interaction = await this.#send({
      type: interactionType.command,
      guildId,
      channelId,
      userId,
      data,
      person,
      what: line,
    });
    return this.#reply(interaction);
  }

  /** Types the beginning of an option and waits for the suggestions. */
  async complete(
    guildId: string,
    channelId: string,
    userId: string,
    line: string,
    option: string,
    typed: string,
    person: PersonOptions & { readonly values?: OptionValues } = {},
  ): Promise<Interaction["choices"]> {
    const values = { ...person.values, [option]: typed };
    const data = this.#readLine({ guildId, channelId, line, values, person, focused: option });
    const type = interactionType.autocomplete;
    const interaction = await this.#send({
      type,
      guildId,
      channelId,
      userId,
      data,
      person,
      what: `${line} ${option}`,
    });
    return interaction.choices;
  }

  /** Presses a button, named by its custom id or its label. */
  async press(
    target: SimMessage | SimReply,
    which: string,
    userId: string,
    person: PersonOptions = {},
  ): Promise<SimReply> {
    const found = this.#findComponent(target, userId, which, (component) => component.type === button);
    const { component, message } = found;
    if (component.style === linkStyle) throw new ClientRefusal(`${which} is a link`);
    return this.#act(message, userId, person, {
      custom_id: component.custom_id,
      component_type: button,
    });
  }

  /** Chooses values in a select menu, named by its custom id. */
  async select(
    target: SimMessage | SimReply,
    customId: string,
    values: readonly string[],
    userId: string,
    person: PersonOptions = {},
  ): Promise<SimReply> {
    const isMenu = (component: ComponentBody): boolean =>
      component.custom_id === customId && component.type !== button;
    const { component, message } = this.#findComponent(target, userId, customId, isMenu);
    if (values.length < (component.min_values ?? 1) || values.length > (component.max_values ?? 1))
      throw new ClientRefusal(`${customId} does not take ${values.length} values`);
    const offered = component.options?.map((option) => option.value);
    for (const value of component.type === stringSelect ? values : [])
      if (!offered?.includes(value)) throw new ClientRefusal(`${customId} does not offer ${value}`);
    return this.#act(message, userId, person, {
      custom_id: customId,
      component_type: component.type,
      values,
    });
  }

  /** Fills in and sends the dialogue that an answer opened; a text that is left out stays as the dialogue brought it. */
  async submit(reply: SimReply, fields: FormFields, person: PersonOptions = {}): Promise<SimReply> {
    if (!reply.modal) throw new ClientRefusal("no dialogue is open");
    const modal = reply.modal as {
      readonly custom_id: string;
      readonly components: readonly ComponentBody[];
    };
    const inputs = walkComponents(modal.components).flatMap(({ component }) => component.custom_id ?? []);
    for (const name of Object.keys(fields))
      if (!inputs.includes(name)) throw new ClientRefusal(`the dialogue has no field ${name}`);
    // A dialogue that a button opened may change the button's message.
    const { channelId, source } = this.#options.interactions.get(reply.interactionId);
    const { guildId } = this.#options.world.channel(channelId);
    const components = fillIn(modal.components, fields);
    const interaction = await this.#send({
      type: interactionType.modal,
      guildId,
      channelId,
      userId: reply.userId,
      data: { custom_id: modal.custom_id, components },
      person,
      what: modal.custom_id,
      ...(source ? { source } : {}),
    });
    return this.#reply(interaction);
  }

  #readLine(typed: {
    readonly guildId: string;
    readonly channelId: string;
    readonly line: string;
    readonly values: OptionValues;
    readonly person: PersonOptions;
    readonly focused?: string;
  }): Json {
    const { world, commands, uploads } = this.#options;
    const guild = world.guild(typed.guildId);
    const upload = (file: Upload): Json & { readonly id: string } => {
      const content =
        typeof file.content === "string" ? new TextEncoder().encode(file.content) : file.content;
      const contentType = file.contentType ?? "application/octet-stream";
      const [kept] = uploads.store(
        [{ name: file.name, contentType, size: content.length, content, description: null }],
        typed.channelId,
      );
      if (!kept) throw new Error("the file was not kept");
      return toAttachment(kept);
    };
    const available = commands.available(guild.id);
    const place = { guild, world, upload };
    const { definition, data } = readTypedCommand(available, typed.line, typed.values, place, typed.focused);
    const needed = definition.default_member_permissions;
    const isAdmitted = typed.person.isAdmitted ?? false;
    if (needed !== null && !isAdmitted && !mayUse(BigInt(needed), permissionsOf(typed.person)))
      throw new ClientRefusal(`${typed.line} is not shown to people without its permissions`);
    const [context, where] = typed.person.where === "private" ? [2, "private conversations"] : [0, "servers"];
    if (definition.contexts && !definition.contexts.includes(context))
      throw new ClientRefusal(`${typed.line} is not for ${where}`);
    const install = typed.person.install === "user" ? 1 : 0;
    if (!(definition.integration_types ?? [0]).includes(install))
      throw new ClientRefusal(`${typed.line} is not for that way of installing`);
    return data;
  }

  #findComponent(
    target: SimMessage | SimReply,
    userId: string,
    which: string,
    isMeant: (component: ComponentBody) => boolean,
  ): { readonly component: ComponentBody; readonly message: SimMessage } {
    const message =
      "updated" in target ? target.message : this.#options.messages.get(target.channelId, target.id);
    if (!message) throw new ClientRefusal("the message is gone");
    if (message.ephemeralFor !== null && message.ephemeralFor !== userId)
      throw new ClientRefusal(`the message is shown to ${message.ephemeralFor} alone`);
    const all = walkComponents(message.components).map(({ component }) => component);
    const component = all.find((one) => isMeant(one) && (one.custom_id === which || one.label === which));
    const offered = message.buttons.map((one) => one.label).join(", ");
    if (!component)
      throw new ClientRefusal(`there is no ${which}; there is ${offered || "nothing to press"}`);
    if (component.disabled) throw new ClientRefusal(`${which} is disabled`);
    return { component, message };
  }

  async #act(message: SimMessage, userId: string, person: PersonOptions, data: Json): Promise<SimReply> {
    const { guildId, channelId } = message;
    const type = interactionType.component;
    const what = String(data["custom_id"]);
    return this.#reply(
      await this.#send({ type, guildId, channelId, userId, data, source: message, person, what }),
    );
  }

  #reply(interaction: Interaction): SimReply {
    return toReply(interaction, (condition, what, timeoutMs) =>
      this.#options.changes.until(condition, what, timeoutMs),
    );
  }

  /** Sends an interaction and waits for its first answer, at most the three seconds that Discord waits. */
  async #send(sender: Sender): Promise<Interaction> {
    const { interactions, nextId, connected, dispatch, changes, answerWithinMs, now } = this.#options;
    if (!isSnowflake(sender.userId))
      throw new Error(`a user's id is digits, not ${JSON.stringify(sender.userId)}`);
    if (connected() === 0) throw new Error(`${sender.what}: no client is connected to the gateway`);
    const interaction: Interaction = {
      id: nextId(),
      token: randomUUID(),
      type: sender.type,
      channelId: sender.channelId,
      userId: sender.userId,
      createdAt: now(),
      source: sender.source ?? null,
      kind: null,
      isExpired: false,
      isAnswerLost: false,
      original: null,
      isOriginalDeleted: false,
      modal: null,
      choices: [],
      followUps: [],
      refusals: [],
    };
    interactions.add(interaction);
    dispatch("INTERACTION_CREATE", toInteractionPayload(interaction, sender, this.#options.world));
    try {
      await changes.until(() => interaction.kind !== null, `an answer to ${sender.what}`, answerWithinMs);
    } catch (cause) {
      interaction.isExpired = true;
      const refused = interaction.refusals.length > 0 ? `; refused: ${interaction.refusals.join("; ")}` : "";
      throw new Error(`${sender.what} was not answered within ${answerWithinMs} ms${refused}`, { cause });
    }
    return interaction;
  }
}
