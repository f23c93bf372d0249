import { parentPort, workerData } from "node:worker_threads";
import { SourceError } from "../errors.ts";
import { readSync } from "./read-here.ts";
import { type ReadInput, type Reading } from "./reading.ts";

/** What the worker answers: an error's class does not survive the way between threads. */
export type WorkerAnswer =
  | { readonly reading: Reading }
  | { readonly code: SourceError["code"]; readonly message: string }
  | { readonly failure: unknown };

function answer(input: ReadInput): WorkerAnswer {
  try {
    return { reading: readSync(input) };
  } catch (error) {
    return error instanceof SourceError ? { code: error.code, message: error.message } : { failure: error };
  }
}

// `workerData` is what `readInWorker` put there.
parentPort?.postMessage(answer(workerData as ReadInput));
