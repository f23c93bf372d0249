import type { AlertService, Suggestion } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import type { Mute, Source } from "../model.ts";
import type { Store } from "../store/store.ts";
import type { WatchList } from "../watch-list.ts";
import { nameKey } from "../watch/name-key.ts";
import { sayEach } from "../words/words.ts";
import { suggest } from "./suggest.ts";

const hourMs = 60 * 60 * 1000;
const actorsSinceMs = 90 * 24 * hourMs;
const actorsAgeMs = 5 * 60 * 1000;
const maxActors = 100;
const maxActorKey = 60;

/** What muting needs. */
export interface MuteOptions {
  readonly store: Store;
  readonly watchList: WatchList;
  readonly sources: ReadonlyMap<string, Source>;
  readonly now: () => Date;
}

type Subject = Pick<Mute, "subject" | "value" | "name">;

/** Makes the part of the service that mutes. */
export function createMuting({ store, watchList, sources, now }: MuteOptions): Pick<
  AlertService,
  "mute" | "endMute" | "suggestMutes"
> & {
  muteSubject(serverId: string, subject: Subject, hours: number): ReturnType<AlertService["mute"]>;
} {
  let actors: readonly Suggestion[] = [];
  let loadedAt = 0;

  const loadActors = async (): Promise<void> => {
    loadedAt = now().getTime();
    const since = new Date(now().getTime() - actorsSinceMs);
    const busiest = await store.statistics.actors(since, maxActors);
    actors = busiest.map(({ key, names }) => ({
      id: `actor:${key}`,
      name: `${names.find((name) => nameKey(name) === key) ?? key} (threat actor)`,
    }));
  };

  const muteSubject = (serverId: string, subject: Subject, hours: number) => {
    const until = new Date(now().getTime() + hours * hourMs);
    return store.mutes.put({ serverId, ...subject, until });
  };

  /** What somebody means by a suggestion's id or by a name: a watch before a source before an actor. */
  const findSubject = (serverId: string, what: string): Subject => {
    const [, sort, id = ""] = /^(watch|source|actor):(.+)$/u.exec(what) ?? [];
    const key = nameKey(sort === undefined ? what : id);
    const watch = watchList
      .ofServer(serverId)
      .find((watch) => (sort === undefined ? nameKey(watch.name) === key : watch.id === id));
    if (watch !== undefined && sort !== "source" && sort !== "actor")
      return { subject: "watch", value: watch.id, name: watch.name };
    const wanted = (sort === undefined ? what : id).trim().toLowerCase();
    const source =
      sources.get(wanted) ?? [...sources.values()].find(({ name }) => name.toLowerCase() === wanted);
    if (source !== undefined && sort !== "watch" && sort !== "actor")
      return { subject: "source", value: source.id, name: source.name };
    if (sort === "watch" || sort === "source" || key === "" || key.length > maxActorKey)
      throw new UserError(sayEach((words) => words.alerts.nothingCalled(what.slice(0, 100))));
    const known = actors
      .find((actor) => actor.id === `actor:${key}`)
      ?.name.replace(/ \(threat actor\)$/u, "");
    return { subject: "actor", value: key, name: known ?? (sort === undefined ? what.trim() : id) };
  };

  return {
    muteSubject,

    async mute(serverId, what, hours) {
      return muteSubject(serverId, findSubject(serverId, what), hours);
    },

    async endMute(serverId, muteId, until) {
      const mute = await store.mutes.find(serverId, muteId);
      if (mute === undefined) throw new UserError(sayEach((words) => words.alerts.muteGone));
      await store.mutes.setUntil(serverId, muteId, until);
      return { ...mute, until };
    },

    suggestMutes(serverId, typed) {
      // The answer is from memory; a newer one is fetched for the next key.
      if (now().getTime() - loadedAt > actorsAgeMs) {
        // Where it cannot be read the known ones stand, until it is asked for again.
        void loadActors().catch(() => undefined);
      }
      const watches = watchList
        .ofServer(serverId)
        .map((watch) => ({ id: `watch:${watch.id}`, name: `${watch.name} (watch)` }));
      const named = [...sources.values()].map(({ id, name }) => ({
        id: `source:${id}`,
        name: `${name} (source)`,
      }));
      return suggest([...watches, ...named, ...actors], typed);
    },
  };
}
