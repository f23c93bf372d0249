import { locks, Worker } from "node:worker_threads";
import { SourceError } from "../errors.ts";
import { workerTimeoutMs } from "./limits.ts";
import { type ReadInput, type Reading } from "./reading.ts";
import { type WorkerAnswer } from "./worker.ts";

/** Memory that one document may take to read, in MiB. */
const maxHeapMiB = 192;

/**
 * Reads a document in a thread of its own, so that the event loop stays free and a hostile one can be given up.
 *
 * One document of the process after another: each thread takes tens of MiB.
 * @throws {@link SourceError} `too-large` where time or memory do not suffice; else as `readSync`
 */
export async function readInWorker(input: ReadInput): Promise<Reading> {
  return await locks.request("leakwatch-read", async () => await startWorker(input));
}

async function startWorker(input: ReadInput): Promise<Reading> {
  const worker = new Worker(new URL("worker.ts", import.meta.url), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMiB },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<WorkerAnswer>((resolve, reject) => {
      timer = setTimeout(() => {
        reject(new SourceError("too-large", `not read within ${workerTimeoutMs} ms`));
      }, workerTimeoutMs);
      worker.once("message", resolve);
      worker.once("error", (cause) => {
        reject(new SourceError("too-large", "could not be read within bounds", { cause }));
      });
      worker.once("exit", () => {
        reject(new SourceError("too-large", "could not be read within bounds"));
      });
    });
    if ("reading" in answer) return answer.reading;
    if ("code" in answer) throw new SourceError(answer.code, answer.message);
    throw answer.failure;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
