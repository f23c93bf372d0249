import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startOutbox, type Outbox } from "../../src/alert/outbox.ts";
import { DeliveryError } from "../../src/errors.ts";
import { createLog } from "../../src/log.ts";
import type { Change } from "../../src/model.ts";
import type { Store } from "../../src/store/store.ts";
import { sqlitePlace, type Place } from "../store/engines.ts";
import { alert, delivery, noon } from "../store/samples.ts";
import { createRecordingMessenger, type RecordingMessenger } from "./recording-messenger.ts";

const log = createLog("silent");
const lowered: Change = { kind: "price-lowered", from: "$900", to: "$700" };

let place: Place;
let store: Store;
let messenger: RecordingMessenger;
let clock: Date;
let outboxes: Outbox[];

beforeEach(async () => {
  place = sqlitePlace();
  store = await place.open();
  messenger = createRecordingMessenger();
  clock = noon;
  outboxes = [];
});

afterEach(async () => {
  await Promise.all(outboxes.map((outbox) => outbox.stop(1000)));
  await store.close();
  await place.dispose();
});

function start(onlyChannel?: string): Outbox {
  const only = onlyChannel === undefined ? {} : { onlyChannel };
  const outbox = startOutbox({ store, messengerFor: () => messenger, log, now: () => clock, ...only });
  outboxes.push(outbox);
  return outbox;
}

/** A new process that finds the same database. */
async function restart(outbox: Outbox): Promise<Outbox> {
  await outbox.stop(1000);
  return start();
}

function pass(seconds: number): void {
  clock = new Date(clock.getTime() + seconds * 1000);
}

async function enqueue(id: string, change: Parameters<typeof delivery>[0] = {}): Promise<void> {
  const facts = { id, incidentId: `i-${id}`, nonce: id, alert: alert({ id, company: id }), ...change };
  // A millisecond later than the one before: deliveries leave in the order in which they came.
  clock = new Date(clock.getTime() + 1);
  await store.deliveries.enqueue(delivery(facts), clock);
}

/** The first alert of an incident, sent, and an update of it that waits. */
async function enqueueUpdate(outbox: Outbox, changes: readonly Change[]): Promise<void> {
  await enqueue("first");
  await outbox.drain();
  messenger.calls.length = 0;
  const update = alert({ id: "first", company: "first", kind: "update", changes });
  await enqueue("update", { kind: "update", incidentId: "i-first", alert: update });
}

const posts = () => messenger.calls.filter(({ what }) => what === "post");
const posted = () => posts().map(({ nonce }) => nonce);
const done = () => messenger.calls.map(({ what }) => what);

it("posts what is pending once and remembers its message", async () => {
  await enqueue("d1");
  const outbox = start();
  await outbox.drain();
  await outbox.drain();
  expect(posted()).toEqual(["d1"]);
  expect(await store.deliveries.counts()).toEqual({ sent: 1 });
  expect(await store.deliveries.freshOf("i-d1")).toMatchObject([{ state: "sent", messageId: "m1" }]);
});

it("drains a channel with many deliveries to the last, in their order", async () => {
  for (const id of ["d1", "d2", "d3", "d4"]) await enqueue(id);
  await start().drain();
  expect(posted()).toEqual(["d1", "d2", "d3", "d4"]);
});

it("begins by itself what is enqueued later", async () => {
  const outbox = start();
  await outbox.drain();
  await enqueue("d1");
  outbox.wake();
  await vi.waitFor(async () => expect(await store.deliveries.counts()).toEqual({ sent: 1 }));
});

it("repeats an attempt whose answer was lost under the same nonce, and finds its message first", async () => {
  await enqueue("d1");
  const outbox = start();
  messenger.after = () => {
    messenger.after = () => undefined;
    throw new DeliveryError("retry", "no answer");
  };
  await outbox.drain();
  expect(await store.deliveries.counts()).toEqual({ pending: 1 });
  pass(10);
  await outbox.drain();
  expect(done()).toEqual(["post", "find"]);
  expect(messenger.headlines("c1")).toHaveLength(1);
  expect(await store.deliveries.freshOf("i-d1")).toMatchObject([{ state: "sent", messageId: "m1" }]);
});

it("posts again, under the same nonce, what certainly did not arrive", async () => {
  await enqueue("d1");
  const outbox = start();
  messenger.before = () => {
    messenger.before = () => undefined;
    throw new DeliveryError("retry", "Discord could not be reached");
  };
  await outbox.drain();
  pass(10);
  await outbox.drain();
  expect(done()).toEqual(["post", "find", "post"]);
  expect(posted()).toEqual(["d1", "d1"]);
});

it("looks for the message of a sender that died between Discord's answer and the database", async () => {
  await enqueue("d1");
  await store.deliveries.claim(clock, [], 1);
  await messenger.post(
    "c1",
    { content: "", embeds: [{ footer: { text: "d1" } }], mentionRoles: [] },
    { nonce: "d1" },
  );
  pass(61);
  await start().drain();
  expect(messenger.headlines("c1")).toHaveLength(1);
  expect(await store.deliveries.counts()).toEqual({ sent: 1 });
});

it("keeps a channel's order when one message has to wait", async () => {
  for (const id of ["d1", "d2"]) await enqueue(id);
  const outbox = start();
  messenger.before = () => {
    messenger.before = () => undefined;
    throw new DeliveryError("retry", "no answer");
  };
  await outbox.drain();
  expect(posted()).toEqual(["d1"]);
  pass(10);
  await outbox.drain();
  expect(messenger.headlines("c1").map((text) => /d\d/u.exec(text)?.[0])).toEqual(["d1", "d2"]);
});

it("asks a channel no sooner than Discord said, whatever else is pending for it", async () => {
  for (const id of ["d1", "d2"]) await enqueue(id);
  await enqueue("elsewhere", { channelId: "c2" });
  const outbox = start();
  messenger.before = ({ nonce }) => {
    if (nonce === "d1") throw new DeliveryError("retry", "too many requests", { retryAfterMs: 90_000 });
  };
  await outbox.drain();
  pass(89);
  await outbox.drain();
  expect(new Set(posted())).toEqual(new Set(["d1", "elsewhere"]));
  messenger.before = () => undefined;
  pass(2);
  await outbox.drain();
  expect(await store.deliveries.counts()).toEqual({ sent: 3 });
});

it("lets one channel's failure stop no other", async () => {
  await enqueue("d1");
  await enqueue("elsewhere", { channelId: "c2" });
  messenger.before = ({ channelId }) => {
    if (channelId === "c1") throw new TypeError("not what anybody expected");
  };
  await start().drain();
  expect(await store.deliveries.counts()).toEqual({ pending: 1, sent: 1 });
});

it("gives up a message after twelve attempts, and goes on with the next", async () => {
  for (const id of ["poison", "d2"]) await enqueue(id);
  const outbox = start();
  messenger.before = ({ nonce }) => {
    if (nonce === "poison") throw new DeliveryError("retry", "Discord answered 500");
  };
  for (let attempt = 0; attempt < 12; attempt++) {
    await outbox.drain();
    pass(16 * 60);
  }
  await outbox.drain();
  expect(posted().filter((nonce) => nonce === "poison")).toHaveLength(12);
  expect(await store.deliveries.counts()).toEqual({ failed: 1, sent: 1 });
});

it("holds back no channel for long because of one message", async () => {
  for (const id of ["poison", "d2"]) await enqueue(id);
  const outbox = start();
  messenger.before = ({ nonce }) => {
    if (nonce === "poison") throw new DeliveryError("retry", "Discord answered 500");
  };
  for (let minute = 0; minute < 10; minute++) {
    await outbox.drain();
    pass(61);
  }
  expect(posted()).toContain("d2");
});

it("waits while a channel is closed and resumes by itself, in order, without losing attempts", async () => {
  for (const id of ["d1", "d2"]) await enqueue(id);
  const outbox = start();
  messenger.before = () => {
    throw new DeliveryError("held", "Missing in <#c1>: Send Messages");
  };
  for (let minute = 0; minute < 40; minute++) {
    await outbox.drain();
    pass(61);
  }
  expect(posts().length + messenger.calls.length).toBeLessThan(80);
  expect(await store.deliveries.counts()).toMatchObject({ held: 1, pending: 1 });
  let failures = 1;
  messenger.before = () => {
    if (failures-- > 0) throw new DeliveryError("retry", "Discord answered 500");
  };
  for (let minute = 0; minute < 3; minute++) {
    pass(121);
    await outbox.drain();
  }
  expect(messenger.headlines("c1").map((text) => /d\d/u.exec(text)?.[0])).toEqual(["d1", "d2"]);
});

it("tries what is held at once when it starts", async () => {
  await enqueue("d1");
  const outbox = start();
  messenger.before = () => {
    throw new DeliveryError("held", "DISCORD_TOKEN is not set");
  };
  await outbox.drain();
  messenger.before = () => undefined;
  await (await restart(outbox)).drain();
  expect(await store.deliveries.counts()).toEqual({ sent: 1 });
});

it("tells plainly what Discord refuses as invalid, footer kept", async () => {
  await enqueue("d1");
  messenger.before = ({ message }) => {
    if (message?.embeds[0]?.title !== undefined || message?.embeds[0]?.fields !== undefined)
      throw new DeliveryError("refused", "Discord refuses the message as invalid");
  };
  await start().drain();
  expect(posts()).toHaveLength(2);
  expect(posts()[1]?.message?.embeds).toEqual([{ footer: { text: expect.stringContaining("d1") } }]);
  expect(posts()[1]?.message?.content).toContain("d1");
  expect(await store.deliveries.counts()).toEqual({ sent: 1 });
});

it("gives up a message that is refused even plainly", async () => {
  await enqueue("d1");
  messenger.before = () => {
    throw new DeliveryError("refused", "Discord refuses the message as invalid");
  };
  await start().drain();
  expect(await store.deliveries.counts()).toEqual({ failed: 1 });
});

it("edits the first alert, then answers it with what changed", async () => {
  const outbox = start();
  await enqueueUpdate(outbox, [lowered]);
  await outbox.drain();
  expect(messenger.calls).toMatchObject([
    { what: "edit", target: "m1" },
    { what: "post", replyTo: "m1", nonce: "update" },
  ]);
  expect(messenger.calls[1]?.message?.embeds[0]?.footer?.text).toContain("update");
});

it("edits silently where nothing changed but who tells it", async () => {
  const outbox = start();
  await enqueueUpdate(outbox, []);
  await outbox.drain();
  expect(done()).toEqual(["edit"]);
  expect(await store.deliveries.counts()).toEqual({ sent: 2 });
});

it("does not repeat the reply when it died after posting it", async () => {
  const outbox = start();
  await enqueueUpdate(outbox, [lowered]);
  messenger.after = ({ what }) => {
    if (what === "post") throw new DeliveryError("retry", "no answer");
  };
  await outbox.drain();
  messenger.after = () => undefined;
  pass(60 * 60);
  await (await restart(outbox)).drain();
  expect(done()).toEqual(["edit", "post", "edit", "find"]);
  expect(messenger.headlines("c1")).toHaveLength(2);
});

it("replies even where the edit is refused as invalid", async () => {
  const outbox = start();
  await enqueueUpdate(outbox, [lowered]);
  messenger.before = ({ what }) => {
    if (what === "edit") throw new DeliveryError("refused", "Discord refuses the message as invalid");
  };
  await outbox.drain();
  expect(done()).toEqual(["edit", "post"]);
  expect(await store.deliveries.counts()).toEqual({ sent: 2 });
});

it("lets a message in hand finish when it stops, and leaves the rest pending", async () => {
  for (const id of ["d1", "d2"]) await enqueue(id);
  const arrived = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  messenger.before = () => {
    arrived.resolve();
    return answer.promise;
  };
  const outbox = start();
  await arrived.promise;
  const stopped = outbox.stop(10_000);
  answer.resolve();
  await stopped;
  outbox.wake();
  expect(posted()).toEqual(["d1"]);
  expect(await store.deliveries.counts()).toEqual({ sent: 1, pending: 1 });
});

it("begins nothing when it is stopped while it looks", async () => {
  await enqueue("d1");
  const outbox = start();
  await outbox.stop(10_000);
  expect(messenger.calls).toEqual([]);
  expect(await store.deliveries.counts()).toEqual({ pending: 1 });
});

it("waits no longer than its grace for a message that hangs", async () => {
  await enqueue("d1");
  const arrived = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  messenger.before = () => {
    arrived.resolve();
    return answer.promise;
  };
  const outbox = start();
  await arrived.promise;
  await outbox.stop(0);
  expect(await store.deliveries.counts()).toEqual({ sending: 1 });
  answer.resolve();
  await vi.waitFor(async () => expect(await store.deliveries.counts()).toEqual({ sent: 1 }));
});

it("serves one channel alone where it is told so", async () => {
  await enqueue("d1");
  await enqueue("elsewhere", { channelId: "c2" });
  await start("c2").drain();
  expect(posted()).toEqual(["elsewhere"]);
});

it("posts nothing for an update without changes whose alert has no message", async () => {
  await enqueue("first");
  await store.deliveries.markFailed("first", "no");
  const update = alert({ id: "first", company: "first", kind: "update", changes: [] });
  await enqueue("update", { kind: "update", incidentId: "i-first", alert: update });
  await start().drain();
  expect(done()).toEqual([]);
  expect(await store.deliveries.counts()).toEqual({ failed: 1, sent: 1 });
});

it("posts what waits for nobody, not even once its channel takes messages again", async () => {
  await store.deliveries.enqueue(delivery({ id: "d1", nonce: "d1" }), clock, { state: "waiting" });
  const outbox = start();
  pass(3600);
  await outbox.drain();
  expect(done()).toEqual([]);
});
