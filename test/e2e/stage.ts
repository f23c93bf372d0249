import { startDiscord, type SimDiscord } from "../sim/discord.ts";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";
import { makeHome, type Bot, type Home } from "./bot.ts";

/** Somebody who may do everything. */
export const admin = "300000000000000001";

/** What a bot needs around it: a Discord, a server for its sources, a home. */
export interface Stage {
  readonly discord: SimDiscord;
  readonly web: HttpServer;
  readonly home: Home;
  /** Ends the bot and everything around it; fails where the bot broke one of Discord's rules. */
  close(bot: Bot): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const discord = await startDiscord();
  const web = await startHttpServer();
  const home = makeHome(discord);
  return {
    discord,
    web,
    home,
    async close(bot) {
      await bot.stop();
      await web.close();
      discord.assertClean();
      await discord.close();
      home.dispose();
    },
  };
}
