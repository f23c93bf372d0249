/** Counts work instead of time: look-ups, characters looked at, and text searched or copied. */

let work = 0;

/** Puts `count` in front of a method; gives back what takes it away again. */
function instrument<Owner extends object>(
  owner: Owner,
  name: keyof Owner & string,
  count: (self: unknown, args: readonly unknown[], result: unknown) => number,
): () => void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name)!;
  const original = descriptor.value as (...args: unknown[]) => unknown;
  Object.defineProperty(owner, name, {
    ...descriptor,
    value(this: unknown, ...args: unknown[]) {
      const result = original.apply(this, args);
      work += count(this, args, result);
      return result;
    },
  });
  return () => Object.defineProperty(owner, name, descriptor);
}

const one = (): number => 1;
const lengthOf = (value: unknown): number => (value as { readonly length: number }).length;
const copied = (_: unknown, __: readonly unknown[], result: unknown): number => 1 + lengthOf(result);
/** From where a search began to where it ended. */
const searched = (self: unknown, [, from = 0]: readonly unknown[], result: unknown): number =>
  1 + Math.max(0, ((result as number) < 0 ? lengthOf(self) : (result as number)) - Number(from));

/** A search with `g` begins where the last one ended, a sticky one looks at one place alone. */
function matched(self: unknown, [subject]: readonly unknown[], result: unknown): number {
  const { sticky, global, lastIndex } = self as RegExp;
  if (sticky) return 1;
  const length = lengthOf(subject);
  return 1 + (global && result !== null && result !== false ? Math.min(lastIndex, 256) : length);
}

/**
 * Counts what a function does.
 *
 * A clock would say how busy the machine is; this says the same in every run. It counts every look-up in a map or
 * set, every single character that is read, and the length of whatever is copied or searched, regular expressions
 * included: nothing can take more than linear time without one of them.
 */
export function countWork(run: () => unknown): number {
  const restore = [
    instrument(Set.prototype, "has", one),
    instrument(Map.prototype, "get", one),
    instrument(Map.prototype, "has", one),
    instrument(String.prototype, "charCodeAt", one),
    instrument(String.prototype, "codePointAt", one),
    instrument(String.prototype, "charAt", one),
    instrument(String.prototype, "slice", copied),
    instrument(String.prototype, "toLowerCase", copied),
    instrument(String.prototype, "normalize", copied),
    instrument(String.prototype, "replace", (self) => 1 + lengthOf(self)),
    instrument(String.prototype, "replaceAll", (self) => 1 + lengthOf(self)),
    instrument(String.prototype, "split", (self) => 1 + lengthOf(self)),
    instrument(String.prototype, "indexOf", searched),
    instrument(String.prototype, "includes", (self, args, result) =>
      result === true ? 1 : 1 + lengthOf(self),
    ),
    instrument(RegExp.prototype, "exec", matched),
    instrument(RegExp.prototype, "test", matched),
    instrument(Array.prototype, "slice", copied),
    instrument(Array.prototype, "find", (self) => 1 + lengthOf(self)),
    instrument(Array.prototype, "some", (self) => 1 + lengthOf(self)),
    instrument(Array.prototype, "every", (self) => 1 + lengthOf(self)),
    instrument(Array.prototype, "filter", (self) => 1 + lengthOf(self)),
    instrument(Array.prototype, "includes", (self) => 1 + lengthOf(self)),
  ];
  work = 0;
  try {
    run();
  } finally {
    for (const undo of restore) undo();
  }
  return work;
}
