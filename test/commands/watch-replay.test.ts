import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AlertDelivery } from "../../src/model.ts";
import { admin, reader } from "../discord/bot.ts";
import { startWatchRoom, type WatchRoom } from "./watch-room.ts";

let room: WatchRoom;
beforeEach(async () => {
  room = await startWatchRoom();
});
afterEach(async () => {
  room.discord.assertClean();
  await room.close();
});

/** What waits in the outbox, the first to leave first. */
async function listPending(): Promise<readonly AlertDelivery[]> {
  const pending: AlertDelivery[] = [];
  for (;;) {
    const [delivery] = await room.store().deliveries.claim(new Date(), [], 1);
    if (delivery === undefined) return pending;
    if (delivery.kind !== "notice") pending.push(delivery);
    await room.store().deliveries.markSent(delivery.id, "1", new Date());
  }
}

describe("/watch add", () => {
  test("tells what the watch would have found, and is in force by then", async () => {
    await room.keep({ title: "[SELLING] Harbour Lines customers", hoursAgo: 5 });
    await room.keep({ title: "Harbour Lines payroll leaked", hoursAgo: 30 });
    await room.keep({ title: "Gull Island Bank customers" });
    const reply = await room.type("/watch add", { company: "Harbour Lines", domains: "harbour.example" });
    expect(reply.text).toContain("Watched from now on.");
    expect(reply.text).toContain("It would have alerted **2 times** in the last 90 days.");
    expect(reply.text).toContain("[SELLING] Harbour Lines customers");
    expect(reply.text).toContain("Example forum");
    expect(reply.text).toContain("“Harbour Lines” in its title, the victim");
    expect(reply.text.indexOf("[SELLING]")).toBeLessThan(reply.text.indexOf("payroll"));
    expect(reply.text).not.toContain("Gull Island");
    expect(reply.buttons.map(({ label }) => label)).toEqual(["Post these", "Edit", "Discard"]);
    expect(await room.watches()).toMatchObject([{ name: "Harbour Lines" }]);
  });

  test("counts an incident once, and neither mentions nor what is older than 90 days", async () => {
    await room.keep({ title: "Harbour Lines database for sale", incident: "one" });
    await room.keep({ title: "Harbour Lines database, price lowered", incident: "one" });
    await room.keep({ title: "Harbour Lines database of last year", hoursAgo: 91 * 24 });
    await room.keep({
      title: "Weekly news",
      body: "Last year Harbour Lines spoke at a fair about security.",
    });
    const reply = await room.type("/watch add", { company: "Harbour Lines" });
    expect(reply.text).toContain("It would have alerted **once** in the last 90 days.");
  });

  test("says where it would have found nothing, and offers nothing to post", async () => {
    await room.keep({ title: "Gull Island Bank customers" });
    const reply = await room.type("/watch add", { company: "Harbour Lines" });
    expect(reply.text).toContain("It would not have alerted in the last 90 days.");
    expect(reply.buttons.map(({ label }) => label)).toEqual(["Edit", "Discard"]);
  });

  test("says where there is no post yet", async () => {
    expect((await room.type("/watch add", { company: "Harbour Lines" })).text).toContain("No post is stored");
  });

  test("warns of an ambiguous name and advises domains", async () => {
    const reply = await room.type("/watch add", { company: "Target" });
    expect(reply.text).toMatch(/⚠ .*Target.*ordinary word.*add domains/u);
  });

  test("stays within Discord's limits, however long everything is", async () => {
    const long = "*_|~".repeat(60);
    for (let at = 0; at < 4; at++) await room.keep({ title: `Harbour Lines leaked ${at} ${long}` });
    const names = Array.from({ length: 40 }, (_, at) => `*${at}* Ordinary Name_`).join(",");
    const reply = await room.type("/watch add", {
      company: "Harbour Lines",
      aliases: `Target,Apple,${names}`,
      domains: Array.from({ length: 40 }, (_, at) => `a-long-domain-${at}.example`).join(","),
      exclude: names.replaceAll("Ordinary", "Excluded"),
      channel: room.leaks,
    });
    expect(reply.text).toContain("It would have alerted **4 times**");
    expect(reply.text.match(/Harbour Lines leaked/gu)?.length).toBeGreaterThan(0);
    expect((await room.type("/watch show", { watch: "Harbour Lines" })).text).toContain("Excluded words");
  });

  test("says that the company is watched where its past could not be looked up", async () => {
    const { replays } = room.services();
    Object.assign(replays, { replay: () => Promise.reject(new Error("disk I/O error")) });
    const reply = await room.type("/watch add", { company: "Harbour Lines" });
    expect(reply.text).toContain("Watched from now on.");
    expect(reply.text).toContain("could not be looked up");
    await room.discord.until(() => reply.followUps.length === 1, "a follow-up");
    expect(reply.followUps[0]?.text).toContain("Something failed");
    expect(reply.buttons.map(({ label }) => label)).toEqual(["Edit", "Discard"]);
    await room.press(reply, "Discard");
    expect(await room.watches()).toEqual([]);
  });

  test("names a removed company where one of its buttons is pressed", async () => {
    await room.keep({ title: "Harbour Lines payroll leaked" });
    const reply = await room.type("/watch add", { company: "Harbour Lines", channel: room.leaks });
    await room.type("/watch remove", { watch: "Harbour Lines" });
    for (const label of ["Post these", "Edit", "Discard"]) {
      const refused = await room.discord.press(reply, label, admin);
      const told = (): string => [refused, ...refused.followUps].map(({ text }) => text).join("");
      const named = "“Harbour Lines” is watched no longer.";
      await room.discord.until(() => told().includes(named), `the refusal of [${label}]`);
    }
  });

  test("is discarded by a button, and taken back by the next", async () => {
    const reply = await room.type("/watch add", { company: "Harbour Lines" });
    const [before] = await room.watches();
    const removed = await room.press(reply, "Discard");
    expect(await room.watches()).toEqual([]);
    await room.restart();
    await room.press(removed, "Undo");
    expect(await room.watches()).toEqual([before]);
  });
});

describe("[Post these]", () => {
  test("posts an alert an incident to the watch's channel, the oldest first, after a restart too", async () => {
    const older = await room.keep({ title: "Harbour Lines payroll leaked", hoursAgo: 30, incident: "two" });
    await room.keep({ title: "Harbour Lines payroll, more of it", hoursAgo: 20, incident: "two" });
    await room.keep({ title: "[SELLING] Harbour Lines customers", hoursAgo: 5 });
    const reply = await room.type("/watch add", {
      company: "Harbour Lines",
      channel: room.leaks,
      role: room.roleId,
    });
    await room.restart();
    const posted = await room.press(reply, "Post these");
    expect(posted.text).toContain(`2 alerts are on the way to <#${room.leaks}>.`);
    const pending = await listPending();
    expect(pending.map(({ alert }) => alert.title)).toEqual([
      "Harbour Lines payroll leaked",
      "[SELLING] Harbour Lines customers",
    ]);
    expect(pending[0]).toMatchObject({
      kind: "fresh",
      channelId: room.leaks,
      incidentId: "two",
      alert: { company: "Harbour Lines", listingId: older, roleId: room.roleId, sourceName: "Example forum" },
    });
    expect(await room.store().incidents.matchesOf(older)).toMatchObject([{ outcome: "alerted" }]);
  });

  test("posts nothing twice, whoever presses how often", async () => {
    await room.keep({ title: "[SELLING] Harbour Lines customers" });
    const reply = await room.type("/watch add", { company: "Harbour Lines" });
    await Promise.all([room.press(reply, "Post these"), room.press(reply, "Post these")]);
    const again = await room.type("/watch remove", { watch: "Harbour Lines" });
    await room.press(again, "Undo");
    expect(await listPending()).toHaveLength(1);
  });

  test("leaves out incidents that have alerted in the channel", async () => {
    await room.keep({ title: "[SELLING] Harbour Lines customers of Gull Island Bank", incident: "one" });
    const first = await room.type("/watch add", { company: "Harbour Lines" });
    await room.press(first, "Post these");
    const second = await room.type("/watch add", { company: "Gull Island Bank" });
    const posted = await room.press(second, "Post these");
    expect(posted.text).toContain(`Nothing new for <#${room.general}>. 1 had alerted there already.`);
    expect(await listPending()).toHaveLength(1);
  });
});

describe("[Edit]", () => {
  test("opens a form with what is kept; sending it shows the replay again", async () => {
    await room.keep({ title: "[SELLING] Harbour Lines customers" });
    const reply = await room.type("/watch add", {
      company: "Harbour Lines",
      aliases: "HarbourLine, Gull Ferries",
      domains: "harbour.example",
    });
    const opened = await room.discord.press(reply, "Edit", admin);
    expect(JSON.stringify(opened.modal)).toContain("HarbourLine, Gull Ferries");
    const sent = await (
      await room.discord.submit(opened, { exclude: "customers, fair", mode: ["strict"] })
    ).updated();
    expect(await room.watches()).toMatchObject([
      {
        aliases: ["HarbourLine", "Gull Ferries"],
        domains: ["harbour.example"],
        exclude: ["customers", "fair"],
        require: [],
        mode: "strict",
      },
    ]);
    expect(sent.text).toContain("It would not have alerted");
    const undone = await room.press(sent, "Undo");
    expect(await room.watches()).toMatchObject([{ exclude: [], mode: "normal" }]);
    expect(undone.text).toContain("As before.");
  });

  test("keeps an alias with a comma in it that nobody touched", async () => {
    await room.type("/watch import", {
      file: { name: "w.json", content: '[{"company":"Harbour Lines","aliases":["Lines, Harbour & Co"]}]' },
    });
    const shown = await room.type("/watch add", { company: "Gull Island Bank" });
    const [harbour] = (await room.watches()).filter(({ name }) => name === "Harbour Lines");
    const { watches } = room.services();
    await watches.edit(room.guildId, "Gull Island Bank", { aliases: harbour?.aliases });
    const opened = await room.discord.press(shown, "Edit", admin);
    await (await room.discord.submit(opened, { require: "bank" })).updated();
    expect(await watches.get(room.guildId, "Gull Island Bank")).toMatchObject({
      aliases: ["Lines, Harbour & Co"],
      require: ["bank"],
    });
  });
});

describe("/watch edit", () => {
  beforeEach(() => room.type("/watch add", { company: "Harbour Lines", aliases: "HarbourLine" }));

  test("is undone by its button, after a restart too, and done again", async () => {
    const edited = await room.type("/watch edit", { watch: "Harbour Lines", aliases: "none" });
    await room.type("/watch pause", { watch: "Harbour Lines" });
    await room.restart();
    const undone = await room.press(edited, "Undo");
    expect(await room.watches()).toMatchObject([{ aliases: ["HarbourLine"], paused: true }]);
    await room.press(undone, "Undo");
    expect(await room.watches()).toMatchObject([{ aliases: [], paused: true }]);
  });

  test("is not undone where another edit came after", async () => {
    const edited = await room.type("/watch edit", { watch: "Harbour Lines", aliases: "none" });
    await room.type("/watch edit", { watch: "Harbour Lines", domains: "harbour.example" });
    const pressed = await room.discord.press(edited, "Undo", admin);
    await room.discord.until(() => pressed.followUps.length === 1);
    expect(pressed.followUps[0]?.text).toContain("was changed again since");
    expect(await room.watches()).toMatchObject([{ aliases: [], domains: ["harbour.example"] }]);
  });
});

describe("/watch test", () => {
  beforeEach(() => room.type("/watch add", { company: "Harbour Lines", exclude: "drill" }));

  test.for([
    ["[SELLING] Harbour Lines customer data", "would alert", "Tier"],
    ["Harbour Lines customer data, a drill", "no match", 'excluded by "drill"'],
    ["Nothing of interest", "no match", "Candidates** none"],
  ] as const)("of %j tells %j", async ([text, outcome, stage]) => {
    const reply = await room.type("/watch test", { text, watch: "Harbour Lines" });
    expect(reply.text).toContain(`Harbour Lines: ${outcome}`);
    expect(reply.text).toContain(stage);
    expect(reply.text).toContain("Normalised title");
  });

  test("looks for all of the server's watches, and for no other server's", async () => {
    await room
      .services()
      .watches.add("1", { company: "Gull Island Bank" }, { userId: admin, channelId: null });
    const text = "Harbour Lines and Gull Island Bank data leaked";
    const reply = await room.type("/watch test", { text });
    expect(reply.embeds[0]?.fields).toHaveLength(1);
    expect(reply.embeds[0]?.fields?.[0]?.name).toContain("Harbour Lines");
  });

  test("stays within Discord's limits", async () => {
    const text = "Harbour Lines *data* ".repeat(280);
    expect((await room.type("/watch test", { text })).text).toContain("places more");
  });
});

describe("[Not us]", () => {
  const title = "Harbour Lines Marina Club members for sale";

  /** An alert as it stands in the channel, with the button below it. */
  async function alertOf(): Promise<{ readonly deliveryId: string; readonly id: string }> {
    await room.keep({ title });
    const reply = await room.type("/watch add", { company: "Harbour Lines", channel: room.leaks });
    await room.press(reply, "Post these");
    const delivery = (await listPending()).find(({ alert }) => alert.title === title);
    const response = await fetch(`${room.discord.apiUrl}/v10/channels/${room.leaks}/messages`, {
      method: "POST",
      headers: { authorization: `Bot ${room.discord.token}`, "content-type": "application/json" },
      body: JSON.stringify({
        content: title,
        components: [
          {
            type: 1,
            components: [{ type: 2, style: 2, label: "Not us", custom_id: `watch:notus:${delivery?.id}` }],
          },
        ],
      }),
    });
    const { id } = (await response.json()) as { id: string };
    return { deliveryId: delivery?.id ?? "", id };
  }

  test("offers the narrowest exclusion with what it would have silenced, and saves it with an undo", async () => {
    await room.keep({ title: "Harbour Lines Marina Club staff list for sale", hoursAgo: 50 });
    await room.keep({ title: "Harbour Lines customer database for sale", hoursAgo: 60 });
    const { id } = await alertOf();
    const [message] = room.discord.messages(room.leaks).filter((one) => one.id === id);
    const offered = await (await room.discord.press(message!, "Not us", admin)).updated();
    expect(offered).toMatchObject({ ephemeral: true });
    expect(offered.text).toContain(`would have kept “${title}” from **Harbour Lines**.`);
    expect(offered.text).toMatch(/exclude "Harbour Lines Marina[^"]*"/u);
    await room.restart();
    const saved = await room.press(offered, "Save");
    expect(saved.text).toContain("Saved: exclude");
    const [watch] = await room.watches();
    expect(watch?.exclude).toHaveLength(1);
    const tested = await room.type("/watch test", { text: title, watch: "Harbour Lines" });
    expect(tested.text).toContain("no match");
    await room.press(saved, "Undo");
    expect(await room.watches()).toMatchObject([{ exclude: [] }]);
  });

  test("goes on to wider exclusions, which silence more, and back", async () => {
    await room.keep({ title: "Harbour Lines Marina Club staff list for sale", hoursAgo: 50 });
    const { id } = await alertOf();
    const [message] = room.discord.messages(room.leaks).filter((one) => one.id === id);
    let offered = await (await room.discord.press(message!, "Not us", admin)).updated();
    const first = offered.text;
    const seen = [first];
    while (offered.buttons.some(({ label }) => label === "Wider")) {
      offered = await room.press(offered, "Wider");
      seen.push(offered.text);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.some((text) => text.includes("also have silenced **1 alert**"))).toBe(true);
    while (offered.buttons.some(({ label }) => label === "Narrower"))
      offered = await room.press(offered, "Narrower");
    expect(offered.text).toBe(first);
  });

  test("asks for the permission that /watch asks for", async () => {
    const { id } = await alertOf();
    const [message] = room.discord.messages(room.leaks).filter((one) => one.id === id);
    const permissions = ["SendMessages"] as const;
    const refused = await room.discord.press(message!, "Not us", reader, { permissions });
    expect(refused.text + refused.followUps.map(({ text }) => text).join("")).toContain("Manage Server");
  });

  test("says where the watch is gone", async () => {
    const { id } = await alertOf();
    await room.type("/watch remove", { watch: "Harbour Lines" });
    const [message] = room.discord.messages(room.leaks).filter((one) => one.id === id);
    const refused = await (await room.discord.press(message!, "Not us", admin)).updated();
    expect(refused.text).toContain("“Harbour Lines” is watched no longer.");
  });
});
