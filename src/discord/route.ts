import { randomUUID } from "node:crypto";
import {
  ApplicationIntegrationType,
  type Interaction,
  MessageFlags,
  PermissionsBitField,
  RESTJSONErrorCodes,
} from "discord.js";
import { cut } from "../alert/text.ts";
import { describeError, UserError } from "../errors.ts";
import type { Log } from "../log.ts";
import { languageOf } from "../words/translations.ts";
import { sayEach, wordsFor } from "../words/words.ts";
import { readApiCode } from "./api-code.ts";
import type {
  Command,
  PressedButton,
  Services,
  SubmittedForm,
  Suggestion,
  TypedCommand,
  TypedOption,
} from "./command.ts";
import { escapeRefusal, tellAlone } from "./refusal.ts";

const maxSuggestions = 25; // Discord's limits, this one and the next
const maxSuggestionLength = 100;

/** Takes what people type and press to the command it belongs to. */
export interface Router {
  /** Answers one interaction; never rejects. */
  handle(interaction: Interaction): Promise<void>;
  /** Resolves when every interaction in hand is answered. */
  settle(): Promise<void>;
}

/** Makes the router of these commands. */
export function createRouter(commands: readonly Command[], services: Services, log: Log): Router {
  const byName = new Map(commands.map((command) => [command.definition.name, command]));
  const inHand = new Set<Promise<void>>();

  async function run(interaction: TypedCommand): Promise<void> {
    const command = byName.get(interaction.commandName);
    if (command === undefined) {
      throw new UserError(sayEach(({ general }) => general.unknownCommand));
    }
    const isPublic = (command.isPublic ?? false) && isInstalledThere(interaction);
    const isTaken = await acknowledge(interaction, () =>
      interaction.deferReply(isPublic ? {} : { flags: MessageFlags.Ephemeral }),
    );
    if (!isTaken) return;
    interaction.ephemeral = !isPublic;
    await command.run(interaction, services);
  }

  async function press(interaction: PressedButton): Promise<void> {
    const [name = "", ...args] = interaction.customId.split(":");
    const command = byName.get(name);
    const { answer = "change", isOpen = false } = command?.buttons?.[args[0] ?? ""] ?? {};
    const isKnown = answer === "form" ? command?.form !== undefined : command?.press !== undefined;
    if (command === undefined || !isKnown) {
      throw new UserError(sayEach(({ general }) => general.unknownButton));
    }
    if (!isOpen) requirePermissions(command, interaction);
    if (answer === "form") {
      const form = await command.form?.(interaction, args, services);
      if (form !== undefined) await acknowledge(interaction, () => interaction.showModal(form));
      return;
    }
    const isAlone = answer === "alone";
    const isTaken = await acknowledge(interaction, () =>
      isAlone ? interaction.deferReply({ flags: MessageFlags.Ephemeral }) : interaction.deferUpdate(),
    );
    if (!isTaken) return;
    if (isAlone) interaction.ephemeral = true;
    await command.press?.(interaction, args, services);
  }

  async function submit(interaction: SubmittedForm): Promise<void> {
    const [name = "", ...args] = interaction.customId.split(":");
    const command = byName.get(name);
    if (command?.submit === undefined) {
      throw new UserError(sayEach(({ general }) => general.unknownForm));
    }
    // Who could open it may send it: Discord gives forms to nobody else.
    if (await acknowledge(interaction, () => interaction.deferUpdate())) {
      await command.submit(interaction, args, services);
    }
  }

  async function complete(interaction: TypedOption): Promise<void> {
    const command = byName.get(interaction.commandName);
    const choices = (command === undefined ? [] : suggest(command, interaction))
      // A value cut short would name something else.
      .filter(({ id }) => id.length > 0 && id.length <= maxSuggestionLength)
      .slice(0, maxSuggestions)
      .map(({ id, name }) => ({ value: id, name: cut(name.trim() || id, maxSuggestionLength) }));
    await interaction.respond(choices);
  }

  function suggest(command: Command, interaction: TypedOption): readonly Suggestion[] {
    try {
      return command.complete?.(interaction, services) ?? [];
    } catch (error) {
      // The person goes on typing without suggestions.
      log.error(
        { ...factsOf(interaction), error: describeError(error), stack: stackOf(error) },
        "autocomplete failed",
      );
      return [];
    }
  }

  async function acknowledge(
    interaction: TypedCommand | PressedButton | SubmittedForm,
    defer: () => Promise<unknown>,
  ): Promise<boolean> {
    try {
      await defer();
      return true;
    } catch (error) {
      if (readApiCode(error) === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) {
        // Discord took the first attempt and only its answer was lost.
        interaction.deferred = true;
        return true;
      }
      // Discord has told the person that nothing happened: so nothing may happen.
      log.warn(
        { ...factsOf(interaction), error: describeError(error) },
        readApiCode(error) === RESTJSONErrorCodes.UnknownInteraction
          ? "an interaction came too late to be answered"
          : "an interaction could not be answered",
      );
      return false;
    }
  }

  async function explain(interaction: Interaction, error: unknown): Promise<void> {
    if (interaction.isAutocomplete()) throw error;
    if (!interaction.isChatInputCommand() && !interaction.isButton() && !interaction.isModalSubmit()) return;
    if (error instanceof UserError) {
      const told = error.translations[languageOf(interaction.locale)] ?? error.message;
      return tellAlone(interaction, escapeRefusal(told));
    }
    const id = randomUUID().slice(0, 8);
    log.error(
      { ...factsOf(interaction), id, error: describeError(error), stack: stackOf(error) },
      "command failed",
    );
    await tellAlone(interaction, wordsFor(interaction.locale).general.failed(id));
  }

  /** Whether an interaction may be answered where it comes from; from then on it has a `guildId`, if an empty one. */
  function enters(interaction: Interaction): interaction is Interaction<"raw" | "cached"> {
    if (interaction.inGuild() && isInstalledThere(interaction)) return true;
    const name =
      interaction.isCommand() || interaction.isAutocomplete()
        ? interaction.commandName
        : interaction.isMessageComponent() || interaction.isModalSubmit()
          ? interaction.customId.split(":", 1)[0]
          : undefined;
    if (byName.get(name ?? "")?.isQuery !== true) return false;
    if (!interaction.inGuild()) Object.assign(interaction, { guildId: "" });
    return true;
  }

  async function answer(interaction: Interaction): Promise<void> {
    try {
      if (!enters(interaction)) throw new UserError(sayEach(({ general }) => general.serversOnly));
      if (interaction.isChatInputCommand()) await run(interaction);
      else if (interaction.isButton()) await press(interaction);
      else if (interaction.isModalSubmit() && interaction.isFromMessage()) await submit(interaction);
      else if (interaction.isAutocomplete()) await complete(interaction);
    } catch (error) {
      await explain(interaction, error).catch((failure: unknown) =>
        log.warn(
          { ...factsOf(interaction), error: describeError(failure) },
          "an interaction could not be answered",
        ),
      );
    }
  }

  return {
    handle(interaction) {
      const answered = answer(interaction).finally(() => inHand.delete(answered));
      inHand.add(answered);
      return answered;
    },
    async settle() {
      await Promise.allSettled(inHand);
    },
  };
}

/** Whether the server has added the application, and not only the person who types there. */
function isInstalledThere(interaction: Interaction): boolean {
  const owners = interaction.authorizingIntegrationOwners;
  return interaction.inGuild() && owners[ApplicationIntegrationType.GuildInstall] !== undefined;
}

/**
 * Refuses a button to whoever could not have typed its command.
 *
 * Discord itself keeps commands and their options from them, and lets a server admit others (Integrations), of which
 * we learn nothing. It keeps nobody from a button; where one person alone sees it, that person has typed the command.
 */
function requirePermissions(command: Command, interaction: PressedButton): void {
  if (interaction.message.flags.has(MessageFlags.Ephemeral)) return;
  const needed = new PermissionsBitField(BigInt(command.definition.default_member_permissions ?? "0"));
  const missing = interaction.memberPermissions.missing(needed);
  if (missing.length === 0) return;
  throw new UserError(
    sayEach(({ general }) => {
      const named = missing.map((name) => (name === "ManageGuild" ? general.permissions.manageServer : name));
      return general.needsPermission(named.join(", "));
    }),
  );
}

function factsOf(interaction: Interaction): Record<string, unknown> {
  const { guildId, channelId, user } = interaction;
  const name = interaction.isCommand() || interaction.isAutocomplete() ? interaction.commandName : undefined;
  return {
    interaction: interaction.id,
    ageMs: Date.now() - interaction.createdTimestamp,
    command: name,
    button: interaction.isButton() || interaction.isModalSubmit() ? interaction.customId : undefined,
    guildId,
    channelId,
    userId: user.id,
  };
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
