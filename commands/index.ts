import type { Command } from "../src/discord/command.ts";
import { alerts } from "./alerts.ts";
import { doctor } from "./doctor.ts";
import { help } from "./help.ts";
import { listings } from "./listings.ts";
import { sources } from "./sources.ts";
import { stats } from "./stats.ts";
import { watch } from "./watch.ts";

/** Every slash command. */
export const commands: readonly Command[] = [watch, listings, sources, alerts, stats, doctor, help];
