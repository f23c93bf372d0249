import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";

// A token or a cookie is shorter by far; a device or a log file named by mistake is not read whole.
const maxSecretBytes = 64 * 1024;

/** A setting's value, or why there is none. */
export type Setting = { readonly value: string | undefined } | { readonly problem: string };

/**
 * Reads a setting from `NAME`, or from the file that `NAME_FILE` names.
 *
 * Empty counts as not set, so that `NAME=` may stand in `.env`. What follows the file's last line end is dropped.
 * @param cwd - what a relative `NAME_FILE` is read against
 */
export function readSecret(env: NodeJS.ProcessEnv, name: string, cwd: string): Setting {
  const value = env[name] || undefined;
  const path = env[`${name}_FILE`] || undefined;
  if (path === undefined) return { value };
  if (value !== undefined)
    return { problem: `${name}: set as ${name} and as ${name}_FILE; keep one of them` };
  try {
    const file = resolve(cwd, path);
    const facts = statSync(file);
    if (!facts.isFile()) return { problem: `${name}_FILE: ${path} is no file` };
    if (facts.size > maxSecretBytes) return { problem: `${name}_FILE: ${path} is larger than 64 KiB` };
    const text = readFileSync(file, "utf8").replace(/[\r\n]+$/, "");
    return text === "" ? { problem: `${name}_FILE: ${path} is empty` } : { value: text };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return { problem: `${name}_FILE: ${path} cannot be read (${code})` };
  }
}
