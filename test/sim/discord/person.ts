import { PermissionFlagsBits, type PermissionsString } from "discord.js";
import { administrator } from "./wire.ts";
import { bits } from "./world.ts";

/** Who acts, and from where. */
export interface PersonOptions {
  /** What the person may do in the channel. Default: everything. */
  readonly permissions?: readonly PermissionsString[];
  /** The server admitted the person to its commands (Integrations), whatever the permissions. Default: false. */
  readonly isAdmitted?: boolean;
  /** Language of the person's client. Default: `en-US`. */
  readonly locale?: string;
  /** `user`: the application was added by the person, not by the server. Default: `guild`. */
  readonly install?: "guild" | "user";
  /** `private`: in a conversation without a server. Default: `server`. */
  readonly where?: "server" | "private";
}

/** Whether a command is shown to somebody; one that needs "0" is shown to administrators alone. */
export function mayUse(needed: bigint, held: bigint): boolean {
  if ((held & PermissionFlagsBits.Administrator) !== 0n) return true;
  return needed !== 0n && (held & needed) === needed;
}

/** What a person may do, as one number. */
export function permissionsOf(person: PersonOptions): bigint {
  return person.permissions ? bits(person.permissions) : administrator;
}
