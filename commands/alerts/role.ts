import type { PressedButton, Services, TypedCommand } from "../../src/discord/command.ts";
import type { ServerRouting, Severity } from "../../src/model.ts";
import { wordsFor } from "../../src/words/words.ts";
import { reply } from "./answer.ts";
import { readSeverity } from "./definition.ts";

type Roles = ServerRouting["roles"];

const letters = { critical: "c", high: "h", medium: "m", low: "l" } as const satisfies Record<
  Severity,
  string
>;

/** `/alerts role`. */
export async function chooseRole(interaction: TypedCommand, services: Services): Promise<void> {
  const { options, guildId } = interaction;
  const role = options.getRole("role");
  const severity = readSeverity(options.getString("severity"));
  const { roles: before } = await services.alerts.routingOf(guildId);
  const kept =
    // A role without a severity is meant for all alerts; no role at all clears what is named, else everything.
    severity === null && role === null
      ? []
      : before.filter((other) => other.severity !== (severity ?? "low"));
  const roles = role === null ? kept : [...kept, { roleId: role.id, severity: severity ?? "low" }];
  await services.alerts.setRoles(guildId, roles);
  const undo = pack(before) === pack(roles) ? null : `alerts:roles:${pack(before)}`;
  await reply(interaction, tell(roles, interaction.locale), undo);
}

/** Its [Undo]: sets the roles that were there before. */
export async function undoRoles(
  interaction: PressedButton,
  [packed = ""]: readonly string[],
  services: Services,
): Promise<void> {
  const roles = unpack(packed);
  await services.alerts.setRoles(interaction.guildId, roles);
  await reply(interaction, tell(roles, interaction.locale), null);
}

function tell(roles: Roles, locale: string): string[] {
  const { alerts: words } = wordsFor(locale);
  if (roles.length === 0) return [words.noRole];
  return roles.map(({ roleId, severity }) => {
    const role = `<@&${roleId}>`;
    if (severity === "low") return words.everyAlert(role);
    if (severity === "critical") return words.criticalOnes(role);
    return words.fromSeverity(role, words.severities[severity]);
  });
}

/** In base 36, so that four of them have room in a button. */
function pack(roles: Roles): string {
  return roles
    .map(({ roleId, severity }) => `${letters[severity]}${BigInt(roleId).toString(36)}`)
    .toSorted()
    .join(",");
}

function unpack(packed: string): Roles {
  return packed.split(",").flatMap((entry) => {
    const severity = (Object.keys(letters) as Severity[]).find((one) => entry.startsWith(letters[one]));
    if (severity === undefined || !/^.[0-9a-z]{1,14}$/u.test(entry)) return [];
    let roleId = 0n;
    for (const digit of entry.slice(1)) roleId = roleId * 36n + BigInt(Number.parseInt(digit, 36));
    return [{ roleId: String(roleId), severity }];
  });
}
