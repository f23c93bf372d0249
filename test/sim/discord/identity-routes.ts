import { param, type Parts, type Route } from "./route.ts";
import { toUser, type Json } from "./wire.ts";

/** Who the bot is, and where its gateway stands. */
export function makeIdentityRoutes({ world, gatewayUrl, sessionsLeft }: Parts): readonly Route[] {
  const bot = (): Json => ({
    ...toUser(world.applicationId, world),
    mfa_enabled: false,
    locale: "en-US",
    verified: true,
  });
  const application = (): Json => ({
    id: world.applicationId,
    name: "bot",
    icon: null,
    description: "",
    type: null,
    flags: 0,
    flags_new: "0",
    bot: toUser(world.applicationId, world),
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: "0".repeat(64),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: toUser("1", world),
    approximate_guild_count: world.guilds.length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  });
  const limits = (): Json => ({
    total: 1000,
    remaining: sessionsLeft(),
    reset_after: 86_400_000,
    max_concurrency: 1,
  });
  return [
    { method: "GET", path: "/users/@me", handle: () => ({ body: bot() }) },
    { method: "GET", path: "/applications/@me", handle: () => ({ body: application() }) },
    { method: "GET", path: "/oauth2/applications/@me", handle: () => ({ body: application() }) },
    { method: "GET", path: "/gateway", needsToken: false, handle: () => ({ body: { url: gatewayUrl() } }) },
    {
      method: "GET",
      path: "/gateway/bot",
      handle: () => ({ body: { url: gatewayUrl(), shards: 1, session_start_limit: limits() } }),
    },
    {
      method: "GET",
      path: "/users/{user_id}",
      handle: ({ params }) => ({ body: toUser(param(params, "user_id"), world) }),
    },
  ];
}
