/**
 * Finds the lines in which the items of a JSON array begin, which `JSON.parse` does not tell.
 *
 * @param text - valid JSON, an array
 * @returns line numbers from 1, one an item
 */
export function locateItems(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let isText = false;
  let isAwaited = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === "\n") line++;
    if (isText) {
      if (character === "\\") at++;
      else if (character === '"') isText = false;
      continue;
    }
    if (character === " " || character === "\t" || character === "\n" || character === "\r") continue;
    if (depth === 1 && character === ",") {
      isAwaited = true;
      continue;
    }
    if (isAwaited && character !== "]") lines.push(line);
    isAwaited = false;
    if (character === '"') isText = true;
    else if (character === "[" || character === "{") {
      depth++;
      isAwaited = depth === 1;
    } else if (character === "]" || character === "}") depth--;
  }
  return lines;
}
