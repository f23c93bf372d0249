import { ApiError } from "./api-error.ts";
import type { InteractionCall } from "./interactions.ts";
import { param, type Call, type Parts, type Route } from "./route.ts";
import { toMessage } from "./wire.ts";

/** Answers to interactions: the first one, and those that follow it. */
export function makeInteractionRoutes({ world, interactions, uploads }: Parts): readonly Route[] {
  const webhook = "/webhooks/{webhook_id}/{webhook_token}";
  const toCall = (call: Call): InteractionCall => ({
    ...call,
    store: (files, channelId) => uploads.store(files, channelId),
  });
  const tokenOf = ({ params }: Call): string => {
    if (params["webhook_id"] !== world.applicationId) throw new ApiError(10015);
    return param(params, "webhook_token");
  };
  const ofMessage = (path: string): readonly Route[] => {
    const idOf = ({ params }: Call): string => params["message_id"] ?? "@original";
    return [
      {
        method: "GET",
        path,
        needsToken: false,
        handle: (call) => ({ body: toMessage(interactions.find(tokenOf(call), idOf(call)), world) }),
      },
      {
        method: "PATCH",
        path,
        needsToken: false,
        handle: (call) => ({
          body: toMessage(interactions.edit(tokenOf(call), idOf(call), toCall(call)), world),
        }),
      },
      {
        method: "DELETE",
        path,
        needsToken: false,
        handle: (call) => {
          interactions.delete(tokenOf(call), idOf(call));
          return {};
        },
      },
    ];
  };
  return [
    {
      method: "POST",
      path: "/interactions/{interaction_id}/{interaction_token}/callback",
      needsToken: false,
      handle: (call) => {
        const { interaction_id: id = "", interaction_token: token = "" } = call.params;
        const interaction = interactions.answer(id, token, toCall(call));
        if (call.query["with_response"] !== "true") return {};
        const type = (call.body as { readonly type: number }).type;
        const { original } = interaction;
        return {
          body: {
            interaction: {
              id,
              type: interaction.type,
              ...(original ? { response_message_id: original.id } : {}),
            },
            ...(original ? { resource: { type, message: toMessage(original, world) } } : {}),
          },
        };
      },
    },
    {
      method: "POST",
      path: webhook,
      needsToken: false,
      handle: (call) => ({ body: toMessage(interactions.followUp(tokenOf(call), toCall(call)), world) }),
    },
    ...ofMessage(`${webhook}/messages/@original`),
    ...ofMessage(`${webhook}/messages/{message_id}`),
  ];
}
