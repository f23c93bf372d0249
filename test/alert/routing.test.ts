import { describe, expect, test } from "vitest";
import { findMute, pickChannel, pickRoles } from "../../src/alert/routing.ts";
import { isAtLeast, judgeAlert, severities } from "../../src/alert/severity.ts";
import type { Route, Severity } from "../../src/model.ts";
import { emptyListing, match, watch } from "../store/samples.ts";

describe("an alert's channel", () => {
  const route = (severity: Severity | null, kind: Route["kind"], channelId: string): Route => ({
    severity,
    kind,
    channelId,
  });
  const routes = [
    route("high", null, "high"),
    route("critical", null, "critical"),
    route(null, "ransom", "ransom"),
    route("high", "ransom", "high ransom"),
  ];
  const pick = (severity: Severity, kind: Route["kind"] & string, change = {}): string | null =>
    pickChannel(watch(change), { routes, channels: { alerts: "alerts" } }, { severity, kind });

  test.for<[severity: Severity, kind: Route["kind"] & string, channel: string]>([
    ["critical", "ransom", "high ransom"],
    ["high", "ransom", "high ransom"],
    ["medium", "ransom", "ransom"],
    ["critical", "sale", "critical"],
    ["high", "sale", "high"],
    ["medium", "sale", "alerts"],
  ])("%s %s goes to %s: the most particular route wins", ([severity, kind, channel]) => {
    expect(pick(severity, kind)).toBe(channel);
  });

  test("is the watch's own before all others", () => {
    expect(pick("critical", "ransom", { channelId: "own" })).toBe("own");
  });

  test("is where the watch was added where nothing else is set, and the terminal without Discord", () => {
    const nothing = { routes: [], channels: {} };
    const alert = { severity: "low", kind: "other" } as const;
    expect(pickChannel(watch(), nothing, alert)).toBe("c1");
    expect(pickChannel(watch({ addedInChannelId: null }), nothing, alert)).toBeNull();
    expect(pickChannel(watch({ serverId: "local", addedInChannelId: null }), nothing, alert)).toBe(
      "terminal",
    );
  });
});

test("roles are mentioned from their severity up", () => {
  const roles = [
    { roleId: "1", severity: "critical" },
    { roleId: "2", severity: "medium" },
  ] as const;
  const picked = severities.map((severity) => pickRoles({ roles }, severity));
  expect(picked).toEqual([["1", "2"], ["2"], ["2"], []]);
});

test("a mute keeps back what it names, and nothing else", () => {
  const mute = (subject: "watch" | "source" | "actor", value: string) => ({
    id: `${subject} ${value}`,
    serverId: "s1",
    subject,
    value,
    name: value,
    until: new Date(0),
  });
  const mutes = [mute("watch", "w1"), mute("source", "forum"), mute("actor", "greyfin")];
  const about = { watchId: "w2", sourceId: "news", actors: ["other"] };
  expect(findMute({ mutes }, about)).toBeUndefined();
  expect(findMute({ mutes }, { ...about, watchId: "w1" })?.id).toBe("watch w1");
  expect(findMute({ mutes }, { ...about, sourceId: "forum" })?.id).toBe("source forum");
  expect(findMute({ mutes }, { ...about, actors: ["greyfin"] })?.id).toBe("actor greyfin");
  // Somebody else claims it too.
  expect(findMute({ mutes }, { ...about, actors: ["other", "greyfin"] })).toBeUndefined();
});

test("severities are ordered, and a mere mention is low whatever is for sale", () => {
  expect(severities.filter((severity) => isAtLeast(severity, "high"))).toEqual(["critical", "high"]);
  const listing = { ...emptyListing, kind: "sale" } as const;
  expect(judgeAlert({ match: match(), listing })).toBe("high");
  expect(judgeAlert({ match: match({ party: "third-party" }), listing })).toBe("medium");
  expect(judgeAlert({ match: match({ party: "mentioned" }), listing })).toBe("low");
});
