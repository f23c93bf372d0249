import type { SourceService, SourceVisit } from "../discord/command.ts";
import { UserError } from "../errors.ts";
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

/** The part of the schedule that visits on request. */
export interface VisitNow {
  visitNow(sourceId: string): Promise<SourceVisit>;
}

/** Makes the service behind `/sources` and `leakwatch sources`. */
export function createSourceService({
  store,
  sources,
  schedule = () => null,
}: {
  store: Store;
  sources: ReadonlyMap<string, Source>;
  /** Asked at each visit, since it starts after the commands do; null where this process visits nothing. */
  schedule?: () => VisitNow | null;
}): SourceService {
  const find = (typed: string): Source => {
    const wanted = typed.trim().toLowerCase();
    const found =
      sources.get(wanted) ?? [...sources.values()].find(({ name }) => name.toLowerCase() === wanted);
    if (found === undefined)
      throw new UserError(`No source is called ${typed.slice(0, 100)}. \`/sources list\` names them all.`);
    return found;
  };
  return {
    async list() {
      const health = await store.sources.health();
      return [...sources.values()].map((source) => ({
        source,
        health: health.get(source.id) ?? neverVisited,
      }));
    },
    async get(typed) {
      const source = find(typed);
      const health = await store.sources.health();
      return { source, health: health.get(source.id) ?? neverVisited };
    },
    async visit(typed) {
      const source = find(typed);
      const running = schedule();
      if (running === null)
        throw new UserError("The process that answers here visits no sources; another one does.");
      return running.visitNow(source.id);
    },
    suggest: (typed) => suggest(sources.values(), typed),
  };
}
