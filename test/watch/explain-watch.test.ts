import { expect, test } from "vitest";
import { explainWatch } from "../../src/watch/explain-watch.ts";
import { watch } from "./watches.ts";

test("tells what a watch looks for", () => {
  const { spellings, domains, bar } = explainWatch(
    watch({
      name: "Dörfner Tools GmbH",
      aliases: ["DT"],
      domains: ["www.doerfner.example"],
      mode: "strict",
    }),
    { title: "nothing" },
  );
  expect(spellings.map(({ words }) => words)).toEqual(
    expect.arrayContaining(["dorfner tools", "doerfner tools", "dorfnertools", "dt"]),
  );
  expect(spellings.find(({ words }) => words === "dt")).toMatchObject({ isAlias: true, strength: "acronym" });
  expect(domains).toEqual(["doerfner.example"]);
  expect(bar).toBe(5);
});

test("gives a candidate's score as the sum of its spelling and its cues", () => {
  const { candidates, match, bar, normalised } = explainWatch(watch({ name: "Bridge" }), {
    title: "The grocer Bridge says 40,000 passwords were taken",
  });
  const [candidate] = candidates;
  expect(normalised).toEqual({ title: "the grocer bridge says 40 000 passwords were taken" });
  expect(candidate).toMatchObject({ text: "Bridge", strength: "common", veto: null, tier: "confirmed" });
  expect(candidate?.cues).toEqual([
    [4, "grocer precedes"],
    [3, "says follows"],
  ]);
  const sum = (candidate?.cues ?? []).reduce((score, [weight]) => score + weight, candidate?.worth ?? 0);
  expect(candidate?.score).toBe(sum);
  expect(sum).toBeGreaterThanOrEqual(bar);
  expect(match).toMatchObject({
    tier: "confirmed",
    party: "victim",
    cues: ["grocer precedes", "says follows"],
  });
});

test("tells what vetoed a candidate, and which of the watch's words ruled the post out", () => {
  const vetoed = explainWatch(watch({ name: "Bridge" }), { title: "Bridge County schools lose pupil data" });
  expect(vetoed).toMatchObject({
    match: null,
    ruledOut: null,
    candidates: [{ veto: "a place", tier: null }],
  });
  const excluded = explainWatch(watch({ name: "Tolvanis", exclude: ["drill"] }), { title: "Tolvanis drill" });
  expect(excluded).toMatchObject({ match: null, ruledOut: 'excluded by "drill"' });
  expect(excluded.candidates).toHaveLength(1);
});

test("is JSON as it is", () => {
  const stages = explainWatch(watch({ name: "Tolvanis", domains: ["tolvanis.example"] }), {
    title: "T0lvanis leak at hxxps://www[.]tolvanis[.]example",
  });
  expect(JSON.parse(JSON.stringify(stages))).toEqual(stages);
  expect(stages.candidates.map(({ by }) => by)).toEqual(expect.arrayContaining(["domain", "leet"]));
});
