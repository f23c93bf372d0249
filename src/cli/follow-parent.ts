import { readFileSync } from "node:fs";

const lookEveryMs = 500;
const maxLinks = 6;

/** A process and the one that started it. */
interface Link {
  readonly pid: number;
  readonly parent: number;
}

/**
 * Ends with npm where npm started us: told to stop, it dies of the signal at once instead of passing it on, and a
 * bot that nobody holds any more would go on posting.
 */
export function followParent(end: () => void): void {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const chain = findChainToNpm();
  const look = setInterval(() => {
    // Whoever loses its parent is given to another one.
    if (chain.every(({ pid, parent }) => readParent(pid) === parent)) return;
    clearInterval(look);
    end();
  }, lookEveryMs);
  look.unref();
}

/** Ourselves and the shells between npm and us: npm's shell stays there, or makes way for us, as it likes. */
function findChainToNpm(): readonly Link[] {
  const own = { pid: process.pid, parent: process.ppid };
  const chain: Link[] = [own];
  for (let { parent } = own; chain.length <= maxLinks;) {
    if (isPackageManager(parent)) return chain;
    const next = readParent(parent);
    if (next === null || next <= 1) break;
    chain.push({ pid: parent, parent: next });
    parent = next;
  }
  // npm is not to be seen: what stands above our own parent may be anybody's terminal.
  return [own];
}

/** Null where the system does not tell (all but Linux), or the process is gone. */
function readParent(pid: number): number | null {
  if (pid === process.pid) return process.ppid;
  const stat = readProcess(pid, "stat");
  // "12 (any name) S 7 …": the name may hold brackets and blanks itself.
  const parent = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
  return parent === undefined ? null : Number(parent);
}

function isPackageManager(pid: number): boolean {
  const command = readProcess(pid, "cmdline")?.replaceAll("\0", " ") ?? "";
  return /^(?:npm|pnpm|yarn)\b|\/(?:npm|pnpm|yarn)(?:-cli)?(?:\.c?js)?(?: |$)/u.test(command);
}

function readProcess(pid: number, file: "stat" | "cmdline"): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return null;
  }
}
