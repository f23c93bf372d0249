import type { SourceService } from "../discord/command.ts";
import type { Source, SourceHealth } from "../model.ts";
import type { Store } from "../store/store.ts";
import { suggest } from "./suggest.ts";

const neverVisited: SourceHealth = {
  lastVisitAt: null,
  lastSuccessAt: null,
  nextVisitAt: null,
  lastError: null,
  failures: 0,
  posts: 0,
};

/** Makes the service behind `/sources` and `leakwatch sources`. */
export function createSourceService({
  store,
  sources,
}: {
  store: Store;
  sources: ReadonlyMap<string, Source>;
}): SourceService {
  return {
    async list() {
      const health = await store.sources.health();
      return [...sources.values()].map((source) => ({
        source,
        health: health.get(source.id) ?? neverVisited,
      }));
    },
    suggest: (typed) => suggest(sources.values(), typed),
  };
}
