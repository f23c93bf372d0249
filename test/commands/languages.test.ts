import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startAlertBot, type AlertBot } from "../discord/alert-bot.ts";
import { admin } from "../discord/bot.ts";
import type { SimReply } from "../sim/discord/reply.ts";
import type { OptionValues } from "../sim/discord/typed-command.ts";
import { makeListing, makeSource } from "./fixtures.ts";
import { startWatchRoom, type WatchRoom } from "./watch-room.ts";

describe("over services in memory", () => {
  let bot: AlertBot;
  beforeEach(async () => {
    bot = await startAlertBot();
  });
  afterEach(async () => {
    bot.discord.assertClean();
    await bot.close();
  });

  const type = async (locale: string, line: string, values: OptionValues = {}): Promise<SimReply> =>
    (await bot.discord.type(bot.guildId, bot.general, admin, line, values, { locale })).updated();

  test.for([
    ["zh-CN", "/help", {}, "开始监控一家公司"],
    ["ja", "/help", {}, "企業の監視を始めます"],
    ["zh-CN", "/doctor", {}, "一切正常"],
    ["ja", "/doctor", {}, "すべて正常です"],
    ["zh-CN", "/stats", {}, "本服务器"],
    ["ja", "/stats", {}, "このサーバー"],
    ["zh-CN", "/listings recent", {}, "1 条信息"],
    ["ja", "/listings recent", {}, "掲載 1 件"],
    ["zh-CN", "/watch list", {}, "还没有监控任何公司"],
    ["ja", "/watch list", {}, "監視中の企業がありません"],
    ["zh-CN", "/sources list", {}, "1 个来源，全部正常"],
    ["ja", "/sources list", {}, "情報源 1 件、すべて正常"],
    ["zh-CN", "/sources show", { source: "board" }, "读取正常"],
    ["ja", "/sources show", { source: "board" }, "10 分ごと"],
    ["zh-CN", "/sources poll", { source: "board" }, "没有新内容"],
    ["ja", "/sources poll", { source: "board" }, "新しいものはありません"],
    ["zh-CN", "/alerts quiet", { from: "22:00", to: "07:00" }, "只发送严重警报"],
    ["ja", "/alerts quiet", { from: "22:00", to: "07:00" }, "重大なアラートだけ"],
    ["zh-CN", "/alerts digest", { every: "weekly", at: "9" }, "每周一 09:00（UTC）"],
    ["ja", "/alerts digest", { every: "weekly", at: "9" }, "毎週月曜日 09:00（UTC）"],
    ["zh-CN", "/alerts log", {}, "没有发送记录"],
    ["ja", "/alerts log", {}, "送信履歴はありません"],
    ["zh-TW", "/alerts mute", { what: "Harbour Lines" }, "监控 Harbour Lines 在本服务器静音至"],
    ["ja", "/alerts mute", { what: "Harbour Lines" }, "監視 Harbour Lines をこのサーバーで"],
  ] as const)("%s: %s %j answers “%s”", async ([locale, line, values, answer]) => {
    bot.services.kept.listings = [makeListing("l1")];
    bot.services.kept.sources = [makeSource("board")];
    expect((await type(locale, line, values)).text).toContain(answer);
  });

  test("names channels, kinds and severities of alerts, and takes that back", async () => {
    const values = { channel: bot.leaks, severity: "high", kind: "ransom" };
    const chosen = await type("zh-CN", "/alerts channel", values);
    expect(chosen.content).toBe(
      `从现在起，“高”级别及以上的“勒索”类警报发往 <#${bot.leaks}>；设有专用频道的监控除外。`,
    );
    const undone = await bot.discord.press(chosen, "撤销", admin, { locale: "ja" });
    expect((await undone.updated()).content).toBe(
      "深刻度「高」以上の「身代金の要求」のアラートのチャンネル設定を解除しました。",
    );
  });

  test("names the permissions that it lacks as Discord does", async () => {
    bot.discord.setPermissions(bot.leaks, ["ViewChannel"]);
    const chosen = await type("ja", "/alerts channel", { channel: bot.leaks });
    expect(chosen.content).toContain("メッセージを送信, 埋め込みリンク");
    expect((await type("zh-CN", "/alerts channel", { channel: bot.leaks })).content).toContain("嵌入链接");
  });

  test("/doctor names what goes to a channel, and what is missing there", async () => {
    const routes = [{ channelId: bot.leaks, purposes: ["alerts", "health"] }];
    bot.services.kept.examination = { ...bot.services.kept.examination, routes };
    bot.discord.setPermissions(bot.leaks, ["ViewChannel", "SendMessages"]);
    expect((await type("zh-CN", "/doctor")).text).toContain(
      `<#${bot.leaks}> (警报, 来源状态)：请给我权限 嵌入链接`,
    );
  });

  test("/listings show names the facts, and its list the kinds", async () => {
    bot.services.kept.listings = [makeListing("l1", { status: "sold" })];
    const { embeds } = await type("zh-CN", "/listings show", { listing: "l1" });
    const facts = new Map(embeds[0]?.fields?.map(({ name, value }) => [name, value]));
    expect([...facts.keys()]).toEqual([
      "受害者",
      "种类",
      "威胁行为者",
      "要价",
      "数据类型",
      "未受影响",
      "发布时间",
      "发现时间",
      "来源",
    ]);
    expect(facts.get("种类")).toBe("数据出售 · 已售出");
    expect((await type("ja", "/listings recent")).text).toContain("データの販売（売却済み）");
  });

  test("[Details] tells everything in the language of who presses it, below an alert in English", async () => {
    const message = await bot.post("one");
    expect(message.text).toContain("Asking price");
    const details = await bot.discord.press(message, "Details", admin, { locale: "ja" });
    const { text } = await details.updated();
    expect(text).toContain("**一致した理由**");
    expect(text).toContain("この投稿はもう保存されていません。");
    expect(text).toContain("1 ページ中 1 ページ · 掲載");
  });

  test("says what is wrong with a source, and what can be done", async () => {
    const lastError = { code: "dns", message: "board.example is not known", at: new Date(0) };
    bot.services.kept.sources = [makeSource("board", { lastError, failures: 3 })];
    expect((await type("zh-CN", "/sources list")).text).toContain("连续失败 3 次 (dns)");
    expect((await type("zh-CN", "/sources show", { source: "board" })).text).toContain("无法解析该主机名");
    expect((await type("ja", "/sources show", { source: "board" })).text).toContain(
      "ホスト名が見つかりません",
    );
  });

  test.for([
    ["zh-CN", "/alerts quiet", { from: "noon", to: "07:00" }, "“noon”不是有效的时间"],
    ["ja", "/alerts quiet", { from: "noon", to: "07:00" }, "「noon」は時刻ではありません"],
    ["zh-CN", "/alerts mute", { what: "source:none" }, "此处没有名为"],
    ["ja", "/alerts mute", { what: "source:none" }, "という監視・情報源・脅威アクターはありません"],
    ["de", "/alerts quiet", { from: "noon", to: "07:00" }, "is no time of day"],
  ] as const)("%s: %s %j is refused in that language", async ([locale, line, values, refusal]) => {
    const reply = await type(locale, line, values);
    expect(reply.ephemeral).toBe(true);
    expect(reply.content).toContain(refusal);
  });

  test("refuses the buttons of an alert in the language of who presses them", async () => {
    const message = await bot.post("one");
    const person = { locale: "ja", permissions: ["ViewChannel"] } as const;
    const refused = await bot.discord.press(message, "Mute 24 h", "300000000000000002", person);
    expect((await refused.updated()).text).toContain("この操作には権限 サーバー管理 が必要です。");
  });
});

describe("over a database", () => {
  let room: WatchRoom;
  beforeEach(async () => {
    room = await startWatchRoom();
  });
  afterEach(async () => {
    room.discord.assertClean();
    await room.close();
  });

  const type = async (locale: string, line: string, values: OptionValues = {}): Promise<SimReply> =>
    (await room.discord.type(room.guildId, room.general, admin, line, values, { locale })).updated();
  const press = async (locale: string, reply: SimReply, label: string): Promise<SimReply> =>
    (await room.discord.press(reply, label, admin, { locale })).updated();

  test("/watch add tells what it would have found, and its buttons speak the person's language", async () => {
    await room.keep({ title: "[SELLING] Harbour Lines customers" });
    const added = await type("zh-CN", "/watch add", { company: "Harbour Lines" });
    expect(added.text).toContain("从现在起监控。");
    expect(added.text).toContain("在最近 90 天内会发出 **1** 次警报。");
    expect(added.text).toContain("标题中的“Harbour Lines”，为受害者");
    expect(added.buttons.map(({ label }) => label)).toEqual(["发送这些", "编辑", "放弃"]);
    const removed = await press("ja", added, "放弃");
    expect(removed.content).toBe("**Harbour Lines** の監視をやめました。");
    const restored = await press("zh-CN", removed, "元に戻す");
    expect(restored.text).toContain("已重新监控，设置与之前相同。");
  });

  test("the form of a watch is in the person's language, and so is what it changes", async () => {
    const added = await type("ja", "/watch add", { company: "Harbour Lines" });
    const form = await room.discord.press(added, "編集", admin, { locale: "ja" });
    expect(JSON.stringify(form.modal)).toContain("投稿を除外する語");
    const changed = await room.discord.submit(form, { domains: "harbour.example" }, { locale: "ja" });
    expect((await changed.updated()).text).toContain("変更しました。");
  });

  test("/watch show, list, pause and test", async () => {
    await type("ja", "/watch add", { company: "Harbour Lines", domains: "harbour.example" });
    expect((await type("ja", "/watch list")).text).toContain("監視中の企業 1 件");
    const shown = await type("zh-CN", "/watch show", { watch: "Harbour Lines" });
    expect(shown.embeds[0]?.fields?.map(({ name }) => name)).toEqual([
      "域名",
      "警报发往",
      "模式",
      "仅提及该公司的帖子",
      "添加",
    ]);
    const tested = await type("ja", "/watch test", { text: "Harbour Lines customers leaked" });
    expect(tested.text).toContain("アラートになります");
    expect(tested.text).toContain("**候補** 題名の「Harbour Lines」");
    expect((await type("zh-CN", "/watch pause", { watch: "Harbour Lines" })).content).toContain("已暂停");
  });

  test("/watch import names bad rows in the person's language, and /watch export answers in it", async () => {
    const content = `company,mode,channel\nGull,loud,\nOsprey Bank,,123456789012345678\nTern Clinic,,\n`;
    const report = await type("zh-CN", "/watch import", { file: { name: "watches.csv", content } });
    expect(report.text).toContain("新增 1 家公司，修改 0 家，未变 0 家，错误 2 行。");
    expect(report.text).toContain("第 2 行：mode 只能填 strict, normal, broad。");
    expect(report.text).toContain("第 3 行：本服务器没有频道 123456789012345678。");
    expect((await type("ja", "/watch export")).content).toContain("監視中の企業 1 件");
    const refused = await type("ja", "/watch import", { file: { name: "watches.csv", content: " " } });
    expect(refused.content).toBe("ファイルが空です。");
  });

  test("refuses what is watched already, or not at all", async () => {
    await type("zh-CN", "/watch add", { company: "Harbour Lines" });
    const twice = await type("zh-CN", "/watch add", { company: "Harbour Lines" });
    expect(twice.content).toBe("“Harbour Lines”已在监控中；请修改（`/watch edit`）或先移除。");
    expect((await type("ja", "/watch show", { watch: "Gull" })).content).toContain(
      "「Gull」はここでは監視していません。",
    );
    const nothing = await type("zh-CN", "/watch edit", { watch: "Harbour Lines" });
    expect(nothing.content).toContain("没有要修改的内容");
  });
});
