/** Phrases found in tokens, the longest first. */
import { foldText } from "./text.ts";
import { lex, type Token } from "./lex.ts";

interface Node<Value> {
  value: Value | undefined;
  next: Map<string, Node<Value>> | undefined;
}

/** Phrases by their tokens' keys. */
export interface PhraseTable<Value> {
  readonly root: ReadonlyMap<string, Node<Value>>;
}

/** A phrase that was found. */
export interface PhraseMatch<Value> {
  readonly value: Value;
  /** Index after its last token. */
  readonly end: number;
}

/** Builds a table; of two equal phrases the first counts. */
export function phraseTable<Value>(
  entries: Iterable<readonly [phrase: string, value: Value]>,
): PhraseTable<Value> {
  const root = new Map<string, Node<Value>>();
  for (const [phrase, value] of entries) {
    let level = root;
    let node: Node<Value> | undefined;
    for (const { key } of lex(foldText("body", phrase, 256).text)) {
      if (node !== undefined) level = node.next ??= new Map();
      node = level.get(key);
      if (node === undefined) {
        node = { value: undefined, next: undefined };
        level.set(key, node);
      }
    }
    if (node !== undefined) node.value ??= value;
  }
  return { root };
}

/** Finds the longest phrase that begins with the token at `index`; never across a paragraph. */
export function longestPhrase<Value>(
  table: PhraseTable<Value>,
  tokens: readonly Token[],
  index: number,
): PhraseMatch<Value> | null {
  const first = tokens[index];
  let node = first === undefined ? undefined : table.root.get(first.key);
  let best: PhraseMatch<Value> | null = null;
  for (let at = index + 1; node !== undefined; at++) {
    if (node.value !== undefined) best = { value: node.value, end: at };
    const token = tokens[at];
    if (token === undefined || token.gap === "paragraph") break;
    node = node.next?.get(token.key);
  }
  return best;
}
