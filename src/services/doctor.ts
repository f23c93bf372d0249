import { monitorEventLoopDelay } from "node:perf_hooks";
import type { DoctorService, Examination } from "../discord/command.ts";
import { terminalChannel, type Source } from "../model.ts";
import { findRates } from "../store/rates.ts";
import type { Store } from "../store/store.ts";
import { routeOf } from "../watch-list.ts";

const resolutionMs = 20;

/** Makes the service behind `/doctor`. */
export function createDoctorService({
  store,
  sources,
  hasRatesUrl,
  now,
}: {
  store: Store;
  sources: ReadonlyMap<string, Source>;
  /** Whether this process knows where rates are taken from. */
  hasRatesUrl: boolean;
  now: () => Date;
}): DoctorService {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();

  return {
    async examine(serverId) {
      const at = now();
      const [routing, watches, queue, health, rates] = await Promise.all([
        store.routing.ofServer(serverId, at),
        store.watches.ofServer(serverId),
        store.statistics.queue(serverId, at),
        store.sources.health(),
        findRates(store.caches.rates),
      ]);
      const routes = new Map<string, Set<string>>();
      const add = (channelId: string, purpose: string): void => {
        if (channelId === terminalChannel) return;
        routes.set(channelId, (routes.get(channelId) ?? new Set()).add(purpose));
      };
      for (const [purpose, channelId] of Object.entries(routing.channels)) add(channelId, purpose);
      for (const { channelId } of routing.routes) add(channelId, "alerts");
      const inForce = watches.filter(({ paused }) => !paused);
      const unrouted: string[] = [];
      for (const watch of inForce) {
        const channelId = routeOf(watch, routing.channels.alerts);
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
        rates: hasRatesUrl ? { ageMs: rates === null ? null : at.getTime() - rates.at.getTime() } : null,
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
