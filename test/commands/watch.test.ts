import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Watch } from "../../src/model.ts";
import { admin, reader, startBot, type Bot } from "../discord/bot.ts";
import type { SimReply } from "../sim/discord/reply.ts";
import type { OptionValues } from "../sim/discord/typed-command.ts";
import { hostile } from "./fixtures.ts";

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(async () => {
  bot.discord.assertClean();
  await bot.close();
});

async function type(line: string, values: OptionValues = {}): Promise<SimReply> {
  return (await bot.discord.type(bot.guildId, bot.general, admin, line, values)).updated();
}

async function press(reply: SimReply, label: string): Promise<SimReply> {
  return (await bot.discord.press(reply, label, admin)).updated();
}

function watches(): readonly Watch[] {
  return bot.services.kept.watches;
}

describe("/watch add", () => {
  test("watches from then on, and says where alerts go", async () => {
    const reply = await type("/watch add", { company: "Example Corp" });
    expect(watches()).toMatchObject([
      {
        name: "Example Corp",
        serverId: bot.guildId,
        addedInChannelId: bot.general,
        createdBy: admin,
        paused: false,
      },
    ]);
    expect(reply).toMatchObject({ ephemeral: true });
    expect(reply.text).toContain("Watched from now on.");
    expect(reply.text).toContain(`<#${bot.general}>`);
  });

  test.for([
    [{ company: "Example Corp" }, true],
    [{ company: "Example Corp", domains: "corp.example" }, false],
    [{ company: "Example Corp", aliases: "EX" }, false], // the warning about it advises domains
  ] as const)("of %o advises domains: %s", async ([values, isAdvised]) => {
    expect((await type("/watch add", values)).text.includes("Its domains find more")).toBe(isAdvised);
  });

  test("takes every option, lists split at commas of any width", async () => {
    await type("/watch add", {
      company: "示例汽车",
      aliases: "Example Auto，EA Motors、 示例 ,",
      domains: "auto.example, cars.example",
      exclude: "football",
      require: "car, auto",
      mode: "broad",
      mentions: "off",
      channel: bot.leaks,
      role: bot.roleId,
    });
    expect(watches()).toMatchObject([
      {
        name: "示例汽车",
        aliases: ["Example Auto", "EA Motors", "示例"],
        domains: ["auto.example", "cars.example"],
        exclude: ["football"],
        require: ["car", "auto"],
        mode: "broad",
        mentions: "off",
        channelId: bot.leaks,
        roleId: bot.roleId,
      },
    ]);
  });

  test("passes on what is ambiguous, and what is missing in the channel", async () => {
    bot.discord.setPermissions(bot.leaks, ["ViewChannel"]);
    const reply = await type("/watch add", { company: "Example", aliases: "EX", channel: bot.leaks });
    expect(reply.text).toContain("⚠ The alias EX is short");
    expect(reply.text).toContain(
      `⚠ I cannot alert in <#${bot.leaks}>: give me the permissions Send Messages, Embed Links there.`,
    );
  });

  test("is undone by its button, and done again by the next", async () => {
    const reply = await type("/watch add", { company: "Example Corp", domains: "corp.example" });
    const removed = await press(reply, "Discard");
    expect(watches()).toEqual([]);
    expect(removed.text).toContain("no longer watched");
    await press(removed, "Undo");
    expect(watches()).toMatchObject([{ name: "Example Corp", domains: ["corp.example"] }]);
  });

  test("shows a refusal to the person who typed alone", async () => {
    await type("/watch add", { company: "Example Corp" });
    const reply = await type("/watch add", { company: "Example Corp" });
    expect(reply).toMatchObject({ ephemeral: true, content: "Example Corp is watched already." });
  });
});

describe("/watch list", () => {
  test("says how to begin where nothing is watched", async () => {
    expect((await type("/watch list")).content).toContain("/watch add");
  });

  test("shows this server's watches only", async () => {
    await type("/watch add", { company: "Zebra", domains: "zebra.example, stripes.example", aliases: "ZBR" });
    await type("/watch add", { company: "Ant", channel: bot.leaks });
    await type("/watch pause", { watch: "Ant" });
    await bot.services.watches.add("1", { company: "Foreign" }, { userId: admin, channelId: null });
    const { text } = await type("/watch list");
    expect(text).toContain("2 companies watched");
    expect(text).toContain(`⏸ **Ant** · no domain · <#${bot.leaks}>`);
    expect(text).toContain(`**Zebra** · zebra.example and 1 more · 1 alias · <#${bot.general}>`);
    expect(text).not.toContain("Foreign");
    expect(text.indexOf("Ant")).toBeLessThan(text.indexOf("Zebra"));
  });

  test("turns its pages, after a restart too", async () => {
    for (let index = 0; index < 40; index += 1) {
      const company = `Company ${String(index).padStart(2, "0")}`;
      await bot.services.watches.add(bot.guildId, { company }, { userId: admin, channelId: bot.general });
    }
    const reply = await type("/watch list");
    expect(reply.text).toContain("Company 14");
    expect(reply.text).not.toContain("Company 15");
    await bot.restart();
    const second = await press(reply, "Next ▶");
    expect(second.text).toContain("Company 15");
    const third = await press(second, "Next ▶");
    expect(third.text).toContain("Page 3 of 3");
    expect(third.buttons.map(({ disabled }) => disabled)).toEqual([false, true]);
    bot.services.kept.watches = bot.services.kept.watches.slice(0, 3);
    const shrunk = await press(third, "◀ Previous");
    expect(shrunk.text).toContain("3 companies watched");
    expect(shrunk.buttons).toEqual([]);
  });
});

describe("/watch show", () => {
  test("shows everything about a watch", async () => {
    await type("/watch add", {
      company: "Example Corp",
      aliases: "EXC",
      domains: "corp.example",
      role: bot.roleId,
    });
    const { text } = await type("/watch show", { watch: "Example Corp" });
    for (const fact of [
      "Example Corp",
      "EXC",
      "corp.example",
      "normal",
      `<@&${bot.roleId}>`,
      `by <@${admin}>`,
    ]) {
      expect(text).toContain(fact);
    }
  });

  test("takes back a channel or a role of its own", async () => {
    await type("/watch add", { company: "Example Corp", channel: bot.leaks, role: bot.roleId });
    const shown = await type("/watch show", { watch: "Example Corp" });
    const unset = await press(shown, "Use the default channel");
    expect(watches()).toMatchObject([{ channelId: null, roleId: bot.roleId }]);
    expect(unset.text).toContain(`<#${bot.general}>`);
    const both = await press(unset, "Notify no role");
    expect(both.buttons.map(({ label }) => label)).toEqual(["Undo"]);
    expect(watches()).toMatchObject([{ channelId: null, roleId: null }]);
  });

  test("says where there is no such watch, or only another server's", async () => {
    await bot.services.watches.add("1", { company: "Foreign" }, { userId: admin, channelId: null });
    for (const watch of ["Nobody", "Foreign"]) {
      expect((await type("/watch show", { watch })).content).toBe(`No watch is called ${watch}.`);
    }
  });
});

describe("/watch edit, pause, resume, remove", () => {
  beforeEach(async () => {
    await type("/watch add", {
      company: "Example Corp",
      aliases: "EXC",
      domains: "corp.example",
      require: "data",
    });
  });

  test("edit changes what was typed and leaves the rest", async () => {
    const reply = await type("/watch edit", {
      watch: "Example Corp",
      company: "Example SE",
      aliases: "Exa, XC",
      require: "none",
    });
    expect(watches()).toMatchObject([
      { name: "Example SE", aliases: ["Exa", "XC"], domains: ["corp.example"], require: [], mode: "normal" },
    ]);
    expect(reply.text).toContain("Changed.");
    expect(reply.text).toContain("⚠ The alias XC is short");
  });

  test("edit asks for something to change", async () => {
    expect((await type("/watch edit", { watch: "Example Corp" })).content).toContain("Nothing to change");
  });

  test("pause and resume", async () => {
    expect((await type("/watch pause", { watch: "Example Corp" })).text).toContain("is paused");
    expect(watches()).toMatchObject([{ paused: true }]);
    expect((await type("/watch show", { watch: "Example Corp" })).text).toContain("⏸ Paused");
    expect((await type("/watch resume", { watch: "Example Corp" })).text).toContain("is watched again");
    expect(watches()).toMatchObject([{ paused: false }]);
  });

  test("remove is undone by its button, after a restart too", async () => {
    const [before] = watches();
    const reply = await type("/watch remove", { watch: "Example Corp" });
    expect(watches()).toEqual([]);
    await bot.restart();
    const restored = await press(reply, "Undo");
    expect(watches()).toEqual([before]);
    expect(restored.text).toContain("Watched again, as before.");
  });

  test("an undo that comes too late says so and leaves the answer", async () => {
    const reply = await type("/watch remove", { watch: "Example Corp" });
    bot.services.kept.removed.clear();
    const pressed = await bot.discord.press(reply, "Undo", admin);
    await bot.discord.until(() => pressed.followUps.length === 1);
    expect(pressed.followUps[0]?.text).toBe("This watch is kept no longer.");
    expect(reply.text).toContain("no longer watched");
  });
});

test("suggests this server's watches", async () => {
  await type("/watch add", { company: "Example Corp" });
  await bot.services.watches.add("1", { company: "Example Foreign" }, { userId: admin, channelId: null });
  const suggested = await bot.discord.complete(
    bot.guildId,
    bot.general,
    admin,
    "/watch show",
    "watch",
    "exam",
  );
  expect(suggested).toEqual([{ name: "Example Corp", value: watches()[0]?.id }]);
});

test("is not shown to people without Manage Server", async () => {
  const permissions = ["SendMessages"] as const;
  const typed = bot.discord.type(bot.guildId, bot.general, reader, "/watch list", {}, { permissions });
  await expect(typed).rejects.toThrow("not shown to people");
});

test("shows what somebody typed as it was typed", async () => {
  await bot.services.watches.add(
    bot.guildId,
    { company: hostile, aliases: [hostile], domains: [hostile], exclude: [hostile], require: [hostile] },
    { userId: admin, channelId: bot.general },
  );
  const [kept] = watches();
  const answers = [
    await type("/watch list"),
    await type("/watch show", { watch: kept?.id ?? "" }),
    await type("/watch pause", { watch: kept?.id ?? "" }),
    await type("/watch remove", { watch: kept?.id ?? "" }),
  ];
  for (const { text } of answers) {
    expect(text).toContain("＠everyone");
    expect(text).not.toMatch(/https?:\/\/|(?<!\\)\*\*bold|\u202e|\]\(|^# head/mu);
  }
});

test("stays within Discord's limits whatever is kept", async () => {
  const long = Array.from({ length: 200 }, (_, index) => `*_${index}_*`.padEnd(100, "*"));
  const lists = { aliases: long, domains: long, exclude: long, require: long };
  for (let index = 0; index < 20; index += 1) {
    const company = `${index}${"*".repeat(200)}`;
    await bot.services.watches.add(
      bot.guildId,
      { company, ...lists },
      { userId: admin, channelId: bot.general },
    );
  }
  await type("/watch list");
  const { embeds } = await type("/watch show", { watch: "w1" });
  expect(embeds[0]?.fields?.[0]?.value).toMatch(/… and \d+ more$/);
});

test("renders any text as an answer that Discord takes", async () => {
  const anything = fc.string({ unit: "binary", minLength: 1, maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(anything, fc.array(anything, { maxLength: 5 }), async (company, aliases) => {
      bot.services.kept.watches = [];
      const input = { company, aliases, domains: aliases, exclude: aliases, require: aliases };
      const { watch } = await bot.services.watches.add(bot.guildId, input, {
        userId: admin,
        channelId: null,
      });
      for (const line of ["/watch show", "/watch remove"]) {
        expect((await type(line, { watch: watch.id })).text).not.toMatch(/^Something failed/u);
      }
    }),
    { numRuns: 40, examples: [["\u0000", ["\u0000"]]] },
  );
});
