import { expect, it } from "vitest";
import { renderAlert, renderChanges } from "../../src/alert/message.ts";
import { createTerminalMessenger } from "../../src/alert/terminal-messenger.ts";
import type { Change } from "../../src/model.ts";
import { alert, noon } from "../store/samples.ts";

const lowered: Change = { kind: "price-lowered", from: "$900", to: "$700" };

function open() {
  const printed: string[] = [];
  const write = (text: string) => void printed.push(text);
  return {
    printed,
    messenger: createTerminalMessenger({ write, now: () => noon, colour: false, width: 80 }),
  };
}

it("prints what would be posted", async () => {
  const { printed, messenger } = open();
  await messenger.post("terminal", renderAlert(alert()), { nonce: "d1" });
  expect(printed).toEqual([expect.stringContaining("Harbour Lines")]);
});

it("prints what changed, then the alert as it is now", async () => {
  const { printed, messenger } = open();
  const { messageId } = await messenger.post("terminal", renderAlert(alert()), { nonce: "d1" });
  const update = alert({ kind: "update", changes: [lowered], history: [lowered] });
  await messenger.edit("terminal", messageId, renderAlert(update));
  await messenger.post("terminal", renderChanges(update), { nonce: "u1", replyTo: messageId });
  expect(printed).toHaveLength(3);
  expect(printed[1]).toContain("$700");
});

it("prints nothing of a silent edit, neither then nor below another reply", async () => {
  const { printed, messenger } = open();
  await messenger.edit("terminal", "m1", renderAlert(alert({ title: "Edited in silence" })));
  await messenger.post("terminal", renderChanges(alert({ changes: [lowered] })), {
    nonce: "u1",
    replyTo: "m2",
  });
  expect(printed).toHaveLength(1);
  expect(await messenger.find("terminal", "d1", noon)).toBeNull();
});
