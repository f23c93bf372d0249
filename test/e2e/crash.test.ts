import { afterEach, beforeEach, expect, it } from "vitest";
import { startDiscord } from "../sim/discord.ts";
import { rss, type Item } from "./pages.ts";
import { openMachine, type Machine } from "./process.ts";

let machine: Machine;

beforeEach(async () => {
  machine = await openMachine();
});

afterEach(() => machine.close());

/** Each one another incident: nothing but the company is the same. */
const story = (id: string, demand = "$30,000"): Item => ({
  id,
  title: `Hackers extort Harbour Lines (${id})`,
  text: `The ferry company Harbour Lines is asked for ${demand} after the theft of a customer database.`,
});

it("neither loses nor repeats an alert when it is killed again and again", async () => {
  const discord = await startDiscord();
  try {
    const guild = discord.addGuild({ channels: [{ name: "leaks" }] });
    const channel = guild.channels[0]?.id ?? "";
    machine.home.env["DISCORD_TOKEN"] = discord.token;
    machine.home.env["DISCORD_API_URL"] = discord.apiUrl;
    machine.web.on("/feed", rss([story("0")]));
    const first = machine.run("run");
    await first.says("first visit stored");
    await machine.run("watch", "add", "Harbour Lines", "--channel", channel).ended;
    const stories = [story("0")];
    const add = (id: string, demand: string): void => {
      stories.unshift(story(id, demand));
      machine.web.on("/feed", rss(stories));
    };

    // Killed in the middle of a visit.
    add("one", "$11,000");
    await first.says("new posts stored");
    first.kill("SIGKILL");
    await first.ended;

    // Killed while Discord has the message already and its answer is on the way.
    const second = machine.run("run");
    await discord.until(() => discord.messages(channel).length === 1, "the first alert", 80_000);
    discord.fail("POST /channels/{id}/messages", { drop: "after", times: 3 });
    add("two", "$220,000");
    await discord.until(() => discord.messages(channel).length === 2, "the second alert", 80_000);
    second.kill("SIGKILL");
    await second.ended;
    discord.forgetNonces();

    // Killed with an alert that cannot leave.
    discord.refuseConnections();
    add("three", "$3,300,000");
    const third = machine.run("run");
    await third.says("new posts stored");
    third.kill("SIGKILL");
    await third.ended;
    discord.refuseConnections(false);

    add("four", "$44,000,000");
    const last = machine.run("run");
    await discord.until(() => discord.messages(channel).length >= 4, "four alerts", 80_000);
    // The one that was in hand when its sender died must not come a second time.
    const isDone = (): boolean => last.stderr().split("alert posted").length > 3;
    await expect.poll(isDone, { timeout: 80_000 }).toBe(true);
    last.kill("SIGTERM");
    expect(await last.ended).toBe(0);
    const told = discord
      .messages(channel)
      .map((message) => /\((one|two|three|four)\)/u.exec(message.text)?.[1]);
    expect(told.toSorted()).toEqual(["four", "one", "three", "two"]);
    discord.assertClean();
  } finally {
    await discord.close();
  }
}, 300_000);
