import {
  type ListingKind,
  localServer,
  type Mute,
  type Route,
  type ServerRouting,
  type Severity,
  terminalChannel,
  type Watch,
} from "../model.ts";
import { isAtLeast, severities } from "./severity.ts";

/** What decides where an alert goes. */
export interface RoutedAlert {
  readonly severity: Severity;
  readonly kind: ListingKind;
}

/**
 * Picks the channel of an alert: the watch's own, else the one of its severity and kind, of its severity, of its
 * kind, the server's, else where the watch was added.
 *
 * Of several severities that it reaches the highest counts.
 * @returns a channel's id, {@link terminalChannel}, or null where there is nowhere to go
 */
export function pickChannel(
  watch: Watch,
  { routes, channels }: Pick<ServerRouting, "routes" | "channels">,
  alert: RoutedAlert,
): string | null {
  const channel =
    watch.channelId ?? pickRoute(routes, alert)?.channelId ?? channels.alerts ?? watch.addedInChannelId;
  return channel ?? (watch.serverId === localServer ? terminalChannel : null);
}

function pickRoute(routes: readonly Route[], { severity, kind }: RoutedAlert): Route | undefined {
  const rank = (route: Route): number => (route.severity === null ? 0 : 2) + (route.kind === null ? 0 : 1);
  const urgency = (route: Route): number =>
    route.severity === null ? severities.length : severities.indexOf(route.severity);
  return routes
    .filter((route) => route.severity === null || isAtLeast(severity, route.severity))
    .filter((route) => route.kind === null || route.kind === kind)
    .toSorted((a, b) => rank(b) - rank(a) || urgency(a) - urgency(b))[0];
}

/** The roles that a server wants to be mentioned at this severity. */
export function pickRoles({ roles }: Pick<ServerRouting, "roles">, severity: Severity): string[] {
  return roles.filter((role) => isAtLeast(severity, role.severity)).map(({ roleId }) => roleId);
}

/**
 * The mute that keeps an alert back; undefined where none does.
 *
 * @param about - `actors`: all that claim the matter, normalised; where only some of them are muted it is told
 */
export function findMute(
  { mutes }: Pick<ServerRouting, "mutes">,
  about: { watchId: string; sourceId: string; actors: readonly string[] },
): Mute | undefined {
  const mutedActors = new Set(mutes.flatMap(({ subject, value }) => (subject === "actor" ? [value] : [])));
  const areMuted = about.actors.every((actor) => mutedActors.has(actor));
  return mutes.find(({ subject, value }) => {
    switch (subject) {
      case "watch":
        return value === about.watchId;
      case "source":
        return value === about.sourceId;
      case "actor":
        return areMuted && about.actors.includes(value);
    }
  });
}
