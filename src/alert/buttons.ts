import type { Acknowledgement, Alert } from "../model.ts";
import type { MessageButton } from "./embed.ts";

/**
 * Makes the buttons below an alert. The delivery's id is their only state, so that they work after any restart.
 *
 * An example has none: nothing is kept of it. An id that fits into no button has none either.
 */
export function renderButtons(alert: Alert, acknowledgement: Acknowledgement | null): MessageButton[] {
  const { id } = alert;
  if (alert.kind === "test" || !/^[\w-]{1,60}$/u.test(id)) return [];
  const acknowledge: MessageButton =
    acknowledgement === null
      ? { customId: `alerts:ack:${id}`, label: "Acknowledge", style: "primary" }
      : { customId: `alerts:ack:${id}`, label: "Undo acknowledgement", style: "secondary" };
  const openCase: MessageButton = { customId: `alerts:case:${id}`, label: "Case thread", style: "secondary" };
  // The others are about one listing and one watch.
  if (alert.flood !== undefined) return [acknowledge, openCase];
  return [
    acknowledge,
    { customId: `alerts:mute:${id}`, label: "Mute 24 h", style: "secondary" },
    { customId: `watch:notus:${id}`, label: "Not us", style: "secondary" },
    { customId: `alerts:details:${id}`, label: "Details", style: "secondary" },
    openCase,
  ];
}
