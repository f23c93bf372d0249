import { monitorEventLoopDelay } from "node:perf_hooks";
import type { DoctorService, Examination } from "../discord/command.ts";
import { terminalChannel, type Source } from "../model.ts";
import type { Store } from "../store/store.ts";
import { routeOf } from "../watch-list.ts";

const resolutionMs = 20;

/** Makes the service behind `/doctor`. */
export function createDoctorService({
  store,
  sources,
  now,
}: {
  store: Store;
  sources: ReadonlyMap<string, Source>;
  now: () => Date;
}): DoctorService {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();

  return {
    async examine(serverId) {
      const at = now();
      const [channels, watches, queue, health] = await Promise.all([
        store.channels.ofServer(serverId),
        store.watches.ofServer(serverId),
        store.statistics.queue(serverId, at),
        store.sources.health(),
      ]);
      const routes = new Map<string, Set<string>>();
      const add = (channelId: string, purpose: string): void => {
        if (channelId === terminalChannel) return;
        routes.set(channelId, (routes.get(channelId) ?? new Set()).add(purpose));
      };
      for (const [purpose, channelId] of Object.entries(channels)) add(channelId, purpose);
      const inForce = watches.filter(({ paused }) => !paused);
      const unrouted: string[] = [];
      for (const watch of inForce) {
        const channelId = routeOf(watch, channels.alerts);
        if (channelId === null) unrouted.push(watch.name);
        else add(channelId, "alerts");
      }
      const enabled = [...sources.values()].filter((source) => source.enabled);
      // Nanoseconds; a histogram that saw nothing yet has no maximum.
      const stallMs = delay.count === 0 ? 0 : Math.max(0, delay.max / 1e6 - resolutionMs);
      delay.reset();
      return {
        routes: [...routes].map(([channelId, purposes]) => ({ channelId, purposes: [...purposes] })),
        unrouted,
        watches: inForce.length,
        queue,
        sources: examineSources(enabled, health, at),
        stallMs: Math.round(stallMs),
      };
    },
  };
}

function examineSources(
  enabled: readonly Source[],
  health: Awaited<ReturnType<Store["sources"]["health"]>>,
  now: Date,
): Examination["sources"] {
  const due = enabled.flatMap(({ id }) => health.get(id)?.nextVisitAt ?? []);
  const first = Math.min(now.getTime(), ...due.map((at) => at.getTime()));
  return {
    enabled: enabled.length,
    neverRead: enabled.filter(({ id }) => (health.get(id)?.lastSuccessAt ?? null) === null).length,
    failing: enabled.flatMap(({ id, name }) => {
      const error = health.get(id)?.lastError ?? null;
      return error === null ? [] : [{ name, code: error.code }];
    }),
    overdueMs: now.getTime() - first,
  };
}
