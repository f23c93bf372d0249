import { createCore } from "../app.ts";
import type { Config } from "../config/config.ts";
import type { Services } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import { openStore, type Store } from "../store/store.ts";
import { readConfig } from "./start.ts";

/** The parts that an operator's command works with: no schedule, no outbox, no Discord. */
export interface Operator {
  readonly config: Config;
  readonly store: Store;
  readonly services: Services;
  readonly core: ReturnType<typeof createCore>;
}

/** Opens the database, lets a command do its work, and closes it again. */
export async function asOperator<T>(work: (operator: Operator) => Promise<T>): Promise<T> {
  const config = readConfig();
  const store = await openStore(config.databaseUrl);
  try {
    const core = createCore(config, store, () => new Date());
    await core.prepare();
    const services = core.services(() => {
      throw new UserError("messages are posted by the running bot alone");
    });
    return await work({ config, store, services, core });
  } finally {
    await store.close();
  }
}
