import { isQuiet } from "../alert/local-time.ts";
import type { ServerRouting, Severity } from "../model.ts";
import type { Tables } from "../store/store.ts";

/** What the servers have set about their alerts, each read once however many of its watches a post concerns. */
export interface Settings {
  ofServer(serverId: string): Promise<ServerRouting>;
}

/** Makes the settings as one transaction sees them. */
export function createSettings(tables: Pick<Tables, "routing">, now: Date): Settings {
  const known = new Map<string, ServerRouting>();
  return {
    async ofServer(serverId) {
      const routing = known.get(serverId) ?? (await tables.routing.ofServer(serverId, now));
      known.set(serverId, routing);
      return routing;
    },
  };
}

/** Whether an alert waits for the end of the quiet hours; critical ones never do. */
export function mustWait({ quiet, timeZone }: ServerRouting, severity: Severity, now: Date): boolean {
  return severity !== "critical" && quiet !== null && isQuiet(quiet, timeZone, now);
}
