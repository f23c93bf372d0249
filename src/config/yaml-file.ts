import { readFileSync, statSync } from "node:fs";
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { describeError } from "../errors.ts";

// 10,000 sources of 400 bytes each.
const maxFileBytes = 4 * 1024 * 1024;
// A billion-laughs file multiplies aliases of aliases; a list that shares a few settings stays far below.
const maxAliasCount = 1000;

// One bracket too few makes every later line wrong.
const maxShownFaults = 10;

/** A YAML file that could be read. */
export interface YamlFile {
  /** As messages name it: `feeds/news.yaml`. */
  readonly shownAs: string;
  readonly value: unknown;
  /** Line, from 1, of the entry at a path; where it is absent, of the nearest thing around it. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Reads one YAML file.
 *
 * @param shownAs - what messages call it
 * @returns the file, or its problems, each with its line
 */
export function readYaml(path: string, shownAs: string): YamlFile | { readonly problems: readonly string[] } {
  try {
    if (statSync(path).size > maxFileBytes) return { problems: [`${shownAs}: larger than 4 MiB; split it`] };
    const lines = new LineCounter();
    const text = readFileSync(path, "utf8");
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      merge: true,
      logLevel: "error",
    });
    const faults = [...document.errors, ...document.warnings];
    if (faults.length > 0) {
      const shown = faults.slice(0, maxShownFaults);
      const more = faults.length - shown.length;
      return {
        problems: [
          ...shown.map((fault) => `${shownAs}:${lines.linePos(fault.pos[0]).line}: ${describeError(fault)}`),
          ...(more > 0 ? [`${shownAs}: ${more} more such problems, likely of the same cause`] : []),
        ],
      };
    }
    return {
      shownAs,
      value: document.toJS({ maxAliasCount }),
      lineOf: (path) => lines.linePos(findOffset(document, path)).line,
    };
  } catch (error) {
    // Nesting beyond the stack and runaway aliases end here too.
    return { problems: [`${shownAs}: cannot be read: ${describeError(error)}`] };
  }
}

function findOffset(document: Document, path: readonly PropertyKey[]): number {
  let at: unknown = document.contents;
  let offset = isNode(at) ? (at.range?.[0] ?? 0) : 0;
  for (const part of path) {
    if (isAlias(at)) at = at.resolve(document);
    if (isMap(at)) {
      const pair = at.items.find(
        (item) => String(isScalar(item.key) ? item.key.value : item.key) === String(part),
      );
      if (!pair) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      at = pair.value;
    } else if (isSeq(at)) {
      at = at.items[Number(part)];
      if (isNode(at)) offset = at.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
