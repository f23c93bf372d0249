import { makeCommandRoutes } from "./command-routes.ts";
import { makeGuildRoutes } from "./guild-routes.ts";
import { makeIdentityRoutes } from "./identity-routes.ts";
import { makeInteractionRoutes } from "./interaction-routes.ts";
import { makeMessageRoutes } from "./message-routes.ts";
import type { Parts, Route } from "./route.ts";
import { makeThreadRoutes } from "./thread-routes.ts";

/** Everything the simulated API answers. */
export function makeRoutes(parts: Parts): readonly Route[] {
  return [
    ...makeIdentityRoutes(parts),
    ...makeGuildRoutes(parts),
    ...makeMessageRoutes(parts),
    ...makeThreadRoutes(parts),
    ...makeCommandRoutes(parts),
    ...makeInteractionRoutes(parts),
  ];
}
