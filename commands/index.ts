import type { Command } from "../src/discord/command.ts";
import { alerts } from "./alerts.ts";
import { help } from "./help.ts";
import { listings } from "./listings.ts";
import { sources } from "./sources.ts";
import { watch } from "./watch.ts";

/** Every slash command. */
export const commands: readonly Command[] = [watch, listings, sources, alerts, help];
