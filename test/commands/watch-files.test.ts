import { afterEach, beforeEach, expect, test } from "vitest";
import type { SimReply } from "../sim/discord/reply.ts";
import { startWatchRoom, type WatchRoom } from "./watch-room.ts";

let room: WatchRoom;
beforeEach(async () => {
  room = await startWatchRoom();
});
afterEach(async () => {
  room.discord.assertClean();
  await room.close();
});

const importFile = (content: string, name = "watches.csv"): Promise<SimReply> =>
  room.type("/watch import", { file: { name, content } });

async function exportFiles(): Promise<Record<string, string>> {
  const { attachments } = await room.type("/watch export");
  return Object.fromEntries(
    attachments.map(({ filename, content }) => [filename, Buffer.from(content).toString("utf8")]),
  );
}

test("adds the good rows of a file and names every bad one", async () => {
  await room.type("/watch add", { company: "Tern Clinic" });
  const reply = await importFile(
    `company,domains,mode,channel,notes\nHarbour Lines,harbour.example,,${room.leaks},x\nGull,,loud,,\n` +
      `tern clinic,tern.example,,,\nOsprey Bank,,,123456789012345678,\nTarget,,,,\n`,
  );
  expect(reply.text).toContain("2 companies added, 1 changed, 0 unchanged, 2 bad rows.");
  expect(reply.text).toContain("line 3: mode takes strict, normal, broad.");
  expect(reply.text).toContain("line 5: There is no channel 123456789012345678 in this server.");
  expect(reply.text).toContain("**Changed** tern clinic");
  expect(reply.text).toContain("left out** notes");
  expect(reply.text).toMatch(/line 6: .*ordinary word/u);
  expect(await room.watches()).toMatchObject([
    { name: "Harbour Lines", channelId: room.leaks, addedInChannelId: room.general },
    { name: "Target" },
    { name: "tern clinic", domains: ["tern.example"] },
  ]);
});

test("takes an import back by its button, after a restart too", async () => {
  await room.type("/watch add", { company: "Tern Clinic" });
  const [clinic] = await room.watches();
  const reply = await importFile("company,aliases\nTern Clinic,Tern\nHarbour Lines,\nGull Island Bank,\n");
  await room.type("/watch pause", { watch: "Gull Island Bank" });
  await room.restart();
  const undone = await room.press(reply, "Undo");
  expect(undone.text).toContain("1 company is no longer watched, 1 as before.");
  expect(undone.text).toContain("left alone** Gull Island Bank");
  expect(await room.watches()).toMatchObject([{ name: "Gull Island Bank" }, clinic]);
  expect((await importFile("company\nTern Clinic\n")).buttons).toEqual([]);
});

test("takes no role that everybody has", async () => {
  const reply = await importFile(`company,role\nHarbour Lines,${room.guildId}\nTern Clinic,${room.roleId}\n`);
  expect(reply.text).toContain(`There is no role ${room.guildId}`);
  expect(await room.watches()).toMatchObject([{ name: "Tern Clinic", roleId: room.roleId }]);
});

test("gives back what it took, in either format", async () => {
  await importFile(
    JSON.stringify([
      {
        company: "=Sum, Inc.",
        aliases: ['The "Sum"', "Sum & Co, Ltd"],
        exclude: ["-drill"],
        role: room.roleId,
      },
      { company: "Harbour Lines", domains: ["harbour.example"], mentions: "digest", paused: true },
    ]),
    "w.json",
  );
  const files = await exportFiles();
  expect(Object.keys(files)).toEqual(["watches.csv", "watches.json"]);
  for (const [name, content] of Object.entries(files)) {
    for (const { id } of await room.watches()) await room.services().watches.remove(room.guildId, id);
    expect((await importFile(content, name)).text).toContain("2 companies added");
    expect(await exportFiles()).toEqual(files);
  }
});

test("says where there is nothing to export", async () => {
  expect((await room.type("/watch export")).content).toContain("Nothing is watched yet");
});

test("refuses a file that it cannot read", async () => {
  expect((await importFile("Harbour Lines\n")).text).toContain("first row must name the columns");
  expect((await importFile("x".repeat(5 * 1024 * 1024))).text).toContain("larger than 4 MiB");
});

test("attaches the list where more rows are bad than an answer holds", async () => {
  const rows = Array.from({ length: 400 }, (_, at) => `*${at}*,loud @everyone https://evil.example/`);
  const reply = await importFile(`company,mode\n${rows.join("\n")}\n`);
  expect(reply.text).toContain("400 bad rows");
  expect(reply.text).toMatch(/… and \d+ more/u);
  expect(reply.text).toContain("line 2: mode takes");
  const [file] = reply.attachments;
  const lines = Buffer.from(file?.content ?? [])
    .toString("utf8")
    .trim()
    .split("\n");
  expect(lines).toHaveLength(400);
  expect(lines[399]).toContain("line 401: left out: mode takes");
});

test("takes 10,000 companies at once, and turns their pages", async () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => `Example Company ${at},company${at}.example`);
  expect((await importFile(`company,domains\n${rows.join("\n")}\n`)).text).toContain("10000 companies added");
  const list = await room.type("/watch list");
  expect(list.text).toContain("10000 companies watched");
  expect(list.text).toContain("Page 1 of 667");
  expect((await room.press(list, "Next ▶")).text).toContain("Page 2 of 667");
  const { discord, guildId, general } = room;
  const typed = await discord.complete(
    guildId,
    general,
    "300000000000000001",
    "/watch show",
    "watch",
    "y 999",
  );
  expect(typed.map(({ name }) => name)).toContain("Example Company 999");
});
