import type { SourceService, SourceVisit } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import { dayBefore } from "../health/day.ts";
import type { Source, SourceHealth, SourceStatus } from "../model.ts";
import type { Store } from "../store/store.ts";
import { sayEach } from "../words/words.ts";
import { suggest } from "./suggest.ts";

const neverVisited: SourceHealth = {
  lastVisitAt: null,
  lastSuccessAt: null,
  nextVisitAt: null,
  lastError: null,
  failures: 0,
  posts: 0,
  memory: null,
  today: null,
  isPaused: false,
};

const shownDays = 30;
const weekDays = 7;

/** The part of the schedule that visits on request. */
export interface VisitNow {
  visitNow(sourceId: string): Promise<SourceVisit>;
}

/** Makes the service behind `/sources` and `leakwatch sources`. */
export function createSourceService({
  store,
  sources,
  now,
  schedule = () => null,
}: {
  store: Store;
  sources: ReadonlyMap<string, Source>;
  now: () => Date;
  /** Asked at each visit, since it starts after the commands do; null where this process visits nothing. */
  schedule?: () => VisitNow | null;
}): SourceService {
  const find = (typed: string): Source => {
    const wanted = typed.trim().toLowerCase();
    const found =
      sources.get(wanted) ?? [...sources.values()].find(({ name }) => name.toLowerCase() === wanted);
    if (found === undefined)
      throw new UserError(sayEach((words) => words.sources.unknown(typed.slice(0, 100))));
    return found;
  };
  return {
    async list() {
      const week = dayBefore(now(), weekDays - 1);
      const [health, newPosts] = await Promise.all([store.sources.health(), store.days.newPosts(week)]);
      return [...sources.values()].map((source) =>
        describe(source, health.get(source.id), newPosts.get(source.id) ?? 0, week),
      );
    },
    async get(typed) {
      const source = find(typed);
      const week = dayBefore(now(), weekDays - 1);
      const [health, past] = await Promise.all([
        store.sources.health(source.id),
        store.days.since(source.id, dayBefore(now(), shownDays - 1)),
      ]);
      const newPosts = past.filter(({ day }) => day >= week).reduce((sum, day) => sum + day.newPosts, 0);
      const status = describe(source, health.get(source.id), newPosts, week);
      const { today } = status.health;
      const isNew = today !== null && today.day >= dayBefore(now(), shownDays - 1);
      return { ...status, days: isNew ? [...past, today] : past };
    },
    async visit(typed) {
      const source = find(typed);
      const running = schedule();
      if (running === null) throw new UserError(sayEach((words) => words.sources.visitsNone));
      if (!source.enabled) throw new UserError(sayEach((words) => words.sources.isDisabled(source.id)));
      return running.visitNow(source.id);
    },
    suggest: (typed) => suggest(sources.values(), typed),
  };
}

/** @param newPosts - of the days of the week that are over */
function describe(
  source: Source,
  health: SourceHealth = neverVisited,
  newPosts: number,
  week: string,
): SourceStatus {
  const { today } = health;
  const ofToday = today !== null && today.day >= week ? today.newPosts : 0;
  return { source, health, postsAWeek: newPosts + ofToday };
}
