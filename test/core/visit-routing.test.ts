import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDigests } from "../../src/services/alert-digests.ts";
import { tellPassedDeadlines } from "../../src/visit/deadlines.ts";
import type { HttpServer } from "../sim/http-server.ts";
import { later } from "../store/samples.ts";
import type { Article } from "./pages.ts";
import { channelId, makeSource, type Room } from "./room.ts";
import { old, openStage, publishFeed, type Stage } from "./stage.ts";

// The stage's clock stands at noon, UTC.
const noonTillTwo = { from: 12 * 60, to: 14 * 60 };

let stage: Stage;
let room: Room;
let server: HttpServer;
let source: ReturnType<typeof makeSource>;

beforeEach(async () => {
  stage = await openStage();
  ({ room, server } = stage);
  source = makeSource("feed", [`${server.url}/feed`]);
  publishFeed(server, old);
  await room.visit(source);
});

afterEach(() => stage.close());

const sale: Article = {
  id: "sale",
  title: "[SELLING] Harbour Lines customers",
  text: "Fresh database of Harbour Lines, 52,000 customers with names. Price: $900. Seller: greyfin.",
  date: later(-5),
};
const cheaper: Article = { ...sale, text: (sale.text ?? "").replace("$900", "$600") };
const critical: Article = {
  id: "critical",
  title: "[SELLING] Harbour Lines passports",
  text: "Selling 2,400,000 passports and passwords of Harbour Lines customers for $7,000. Seller: redfin.",
  date: later(-5),
};

async function visit(...articles: Article[]): Promise<void> {
  room.pass(1);
  publishFeed(server, ...articles, old);
  await room.visit(source);
}

const posts = () => room.messenger.calls.filter(({ what }) => what === "post");
const outcomes = async (): Promise<string[]> => {
  const { rows } = await room.store.listings.search({}, 0, 10);
  const judged = await Promise.all(rows.map(({ id }) => room.store.incidents.matchesOf(id)));
  return judged.flat().map(({ outcome }) => outcome);
};
const tellDue = () => createDigests({ store: room.store, sources: new Map(), now: room.now }).tellDue();

describe("routes", () => {
  it("send an alert to the channel of its severity, the others where they went before", async () => {
    await room.store.routing.setRoute("s1", { severity: "critical", kind: null }, "war-room");
    await visit(sale, critical);
    await room.deliver();
    expect(room.messenger.headlines("war-room")).toEqual([expect.stringContaining("$7,000")]);
    expect(room.messenger.headlines(channelId)).toEqual([expect.stringContaining("$900")]);
  });

  it("mention the roles of the alert's severity", async () => {
    await room.store.routing.setRoles("s1", [
      { roleId: "1", severity: "critical" },
      { roleId: "2", severity: "high" },
    ]);
    await visit(sale, critical);
    await room.deliver();
    const roles = posts().map(({ message }) => message?.mentionRoles);
    expect(roles.toSorted()).toEqual([["1", "2"], ["2"]]);
  });
});

describe("a mute", () => {
  const mute = (subject: "watch" | "source" | "actor", value: string) =>
    room.store.mutes.put({
      serverId: "s1",
      subject,
      value,
      name: value,
      until: new Date(room.now().getTime() + 3_600_000),
    });

  it("of a source tells nobody, and stores the listing all the same", async () => {
    await mute("source", source.id);
    await visit(sale);
    expect(await room.deliver()).toEqual([]);
    expect(await outcomes()).toEqual(["muted"]);
  });

  it("of a threat actor tells nobody of what that actor alone claims", async () => {
    const tracker = makeSource("json", [`${server.url}/victims`]);
    const claim = (victim: string, group: string) => ({
      post_title: victim,
      group_name: group,
      discovered: "2026-03-01 11:50:00.000000",
    });
    server.on("/victims", { body: JSON.stringify([claim("Inland Ferries", "redfin")]) });
    await room.visit(tracker);
    await mute("actor", "greyfin");
    server.on("/victims", { body: JSON.stringify([claim("Harbour Lines", "greyfin")]) });
    await room.visit(tracker);
    expect(await room.deliver()).toEqual([]);
    expect(await outcomes()).toEqual(["muted"]);
    server.on("/victims", { body: JSON.stringify([claim("Harbour Lines", "redfin")]) });
    await room.visit(tracker);
    expect(await room.deliver()).toHaveLength(1);
  });

  it("ends by itself", async () => {
    await mute("source", source.id);
    room.pass(61);
    await visit(sale);
    expect(await room.deliver()).toHaveLength(1);
  });

  it("is another server's own affair", async () => {
    await room.store.mutes.put({
      serverId: "s2",
      subject: "source",
      value: source.id,
      name: "x",
      until: new Date(room.now().getTime() + 3_600_000),
    });
    await visit(sale);
    expect(await room.deliver()).toHaveLength(1);
  });

  it("keeps a posted alert true, and replies nothing", async () => {
    await visit(sale);
    await room.deliver();
    await mute("source", source.id);
    await visit(cheaper);
    expect(await room.deliver()).toHaveLength(1);
    expect(room.messenger.calls.at(-1)).toMatchObject({ what: "edit" });
    expect(JSON.stringify(room.messenger.calls.at(-1)?.message)).toContain("~~$900~~");
  });
});

describe("quiet hours", () => {
  beforeEach(() => room.store.routing.setQuiet("s1", noonTillTwo, "UTC"));

  it("let critical alerts pass and keep the others for one message at their end", async () => {
    await visit(sale, critical);
    expect(await room.deliver()).toEqual([expect.stringContaining("$7,000")]);
    expect(await room.store.deliveries.counts()).toEqual({ sent: 1, waiting: 1 });
    expect(await tellDue()).toBe(0);
    room.pass(120);
    expect(await tellDue()).toBe(1);
    const [, digest] = await room.deliver();
    expect(digest).toBe("1 alert from the quiet hours: Harbour Lines");
  });

  it("tell what was kept with the facts of the end, and afterwards only what changes", async () => {
    await visit(sale);
    await visit(cheaper);
    room.pass(120);
    await tellDue();
    await room.deliver();
    expect(posts().at(-1)?.message?.embeds[0]?.description).toContain("$600");
    await visit({ ...cheaper, text: (cheaper.text ?? "").replace("$600", "$450") });
    await room.deliver();
    expect(room.messenger.headlines(channelId)).toEqual([
      expect.stringContaining("from the quiet hours"),
      expect.stringContaining("$450"),
    ]);
  });

  it("edit a posted alert at once and keep only the reply", async () => {
    await room.store.routing.setQuiet("s1", null, "UTC");
    await visit(sale);
    await room.deliver();
    await room.store.routing.setQuiet("s1", noonTillTwo, "UTC");
    await visit(cheaper);
    expect(await room.deliver()).toHaveLength(1);
    expect(JSON.stringify(room.messenger.calls.at(-1)?.message)).toContain("~~$900~~");
    room.pass(120);
    await tellDue();
    await room.deliver();
    expect(posts().at(-1)?.message?.embeds[0]?.description).toMatch(/price lowered \$900 → \$600/u);
  });

  it("keep the summary of many back too, until something critical is among them", async () => {
    source = { ...source, flood: 2 };
    const many = [1, 2, 3].map((n) => ({
      ...sale,
      id: `m${n}`,
      title: `Harbour Lines customers, part ${n}`,
    }));
    await visit(...many);
    expect(await room.store.deliveries.counts()).toEqual({ waiting: 1 });
    await visit(...many.map((post) => ({ ...post, id: `n${post.id}` })), critical);
    expect(await room.store.deliveries.counts()).toMatchObject({ pending: 1, waiting: 1 });
  });
});

it("keeps no more of a flood than it shows, and counts all of it", async () => {
  source = { ...source, flood: 2 };
  const title = `Harbour Lines ${"and more ".repeat(100)}`;
  await visit(...Array.from({ length: 60 }, (_, n) => ({ ...sale, id: `m${n}`, title: `${n} ${title}` })));
  const { items } = await room.store.deliveries.ofServer("s1", null, 0, 10);
  expect(JSON.stringify(items).length).toBeLessThan(16_000);
  expect(await room.deliver()).toEqual([expect.stringContaining("60 of 60 new posts")]);
  const [message] = posts().map(({ message }) => JSON.stringify(message));
  expect(message).toContain("… and 40 more");
});

it("shows the buttons of an alert today's facts", async () => {
  await visit(sale);
  await room.deliver();
  await visit(cheaper);
  const [first] = await room.store.deliveries.freshOf(
    (await room.store.listings.search({}, 0, 1)).rows[0]?.incidentId ?? "",
  );
  expect(first?.alert.listing.prices[0]?.amount).toBe(600);
  expect(first?.alert.history).toMatchObject([{ kind: "price-lowered", from: "$900", to: "$600" }]);
});

describe("a company that is found later in a matter its channel knows", () => {
  const later1: Article = { ...sale, text: `${sale.text} With partner Gull Island Bank.` };
  const later2: Article = { ...sale, text: `${later1.text} And with Northgate Foods.` };

  async function tellTwice(): Promise<void> {
    await room.watch("Gull Island Bank", { mentions: "alert" });
    await room.watch("Northgate Foods", { mentions: "alert" });
    await visit(sale);
    await room.deliver();
    await visit(later1);
    expect((await room.deliver()).at(-1)).toMatch(/^Gull Island Bank/u);
  }

  it("gets an alert that is kept up to date with the first one, which alone is replied to", async () => {
    await tellTwice();
    const told = posts().length;
    await visit({ ...later1, text: (later1.text ?? "").replace("$900", "$600") });
    await room.deliver();
    const edits = room.messenger.calls.filter(({ what }) => what === "edit");
    expect(new Set(edits.map(({ target }) => target))).toEqual(new Set(["m1", "m2"]));
    expect(JSON.stringify(edits.at(-1)?.message)).toContain("~~$900~~ $600");
    const [reply, ...others] = posts().slice(told);
    expect(reply).toMatchObject({ replyTo: "m1" });
    expect(others).toEqual([]);
  });

  it("is replied to where nobody hears of the first one any more", async () => {
    await tellTwice();
    const watches = await room.store.watches.ofServer("s1");
    const value = watches.find(({ name }) => name === "Harbour Lines")?.id ?? "";
    const mute = {
      serverId: "s1",
      subject: "watch",
      value,
      name: "Harbour Lines",
      until: later(600),
    } as const;
    await room.store.mutes.put(mute);
    await visit({ ...later1, text: (later1.text ?? "").replace("$900", "$600") });
    await room.deliver();
    expect(posts().at(-1)).toMatchObject({ replyTo: "m2" });
  });

  it("is named once, however many are found after it", async () => {
    await tellTwice();
    await visit(sale, { ...later2, id: "relisted" });
    const headlines = (await room.deliver()).map((line) => line.split(/[ :]/u).slice(0, 2).join(" "));
    expect(headlines).toEqual(["Harbour Lines", "Gull Island", "Northgate Foods"]);
  });
});

describe("a deadline", () => {
  const extortion: Article = {
    id: "ransom",
    title: "Gang extorts Harbour Lines",
    text: "Hackers demand US$300,000 ransom from Harbour Lines by March 3, 2026 after the theft of 52,000 records.",
    date: later(-5),
  };
  const tellPassed = () =>
    tellPassedDeadlines({ store: room.store, watchList: room.watchList, now: room.now });

  it("that passes is told once below its alert, whatever is read again", async () => {
    await visit(extortion);
    await room.deliver();
    expect(await tellPassed()).toBe(0);
    room.pass(4 * 24 * 60);
    expect(await tellPassed()).toBe(1);
    expect(await tellPassed()).toBe(0);
    expect(await room.deliver()).toEqual([
      expect.stringContaining("Harbour Lines"),
      expect.stringContaining("Deadline passed"),
    ]);
    await visit({ ...extortion, text: `${extortion.text} The company is silent.` });
    expect(await tellPassed()).toBe(0);
  });

  it("of what is over already is not told", async () => {
    await visit(extortion);
    await visit({
      ...extortion,
      title: "Data of Harbour Lines released by gang",
      text: `${extortion.text} The gang has released the data.`,
    });
    const [row] = (await room.store.listings.search({}, 0, 1)).rows;
    const incident = await room.store.incidents.find(row?.incidentId ?? "");
    if (incident === undefined) throw new Error("no incident");
    await room.store.incidents.put({ ...incident, listing: { ...incident.listing, status: "released" } });
    room.pass(4 * 24 * 60);
    expect(await tellPassed()).toBe(0);
  });
});

it("lets an alert go that quiet hours kept, once it has turned critical", async () => {
  await room.store.routing.setQuiet("s1", noonTillTwo, "UTC");
  await visit(sale);
  expect(await room.store.deliveries.counts()).toEqual({ waiting: 1 });
  await visit({
    ...sale,
    text: `${(sale.text ?? "").replace("52,000 customers", "5,200,000 customers")} With passports and passwords.`,
  });
  expect(await room.deliver()).toHaveLength(1);
});
