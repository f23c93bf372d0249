import { SourceError } from "../errors.ts";
import { maxDepth } from "./limits.ts";

/** What a scanner found: `other` is a comment, declaration or processing instruction. */
type TokenKind = "open" | "close" | "empty" | "cdata" | "other";

const htmlVoid = new Set(
  "area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr".split(
    " ",
  ),
);
const rawText = new Set(["script", "style", "textarea", "title", "xmp", "noembed", "noframes"]);
const impliedEnds: Readonly<Record<string, ReadonlySet<string>>> = {
  li: new Set(["li"]),
  p: new Set(["p"]),
  dd: new Set(["dd", "dt"]),
  dt: new Set(["dd", "dt"]),
  option: new Set(["option"]),
  td: new Set(["td", "th"]),
  th: new Set(["td", "th"]),
  tr: new Set(["td", "th", "tr"]),
  tbody: new Set(["td", "th", "tr", "thead", "tbody"]),
};

const [bang, slash, equals, greater, question, doubleQuote, singleQuote] = [
  0x21, 0x2f, 0x3d, 0x3e, 0x3f, 0x22, 0x27,
];

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

/** White space, `/`, `>`, `=`, quotes and `<` end a tag's name. */
function endsName(code: number): boolean {
  return code <= 0x20 || code === slash || code === greater || code === equals || code === 0x3c;
}

/**
 * Finds tags, comments and CDATA sections one after another.
 *
 * Every step costs what it passes over: where a closing mark is missing once, it is not looked for again,
 * so that a whole document takes linear time however broken it is.
 */
export class TagScanner {
  kind: TokenKind = "other";
  /** As written; empty for what is no tag. */
  name = "";
  start = 0;
  /** One behind its last character. */
  end = 0;
  readonly #markup: string;
  readonly #missing = new Set<string>();

  constructor(markup: string) {
    this.#markup = markup;
  }

  /** Goes to the next tag at or behind a position; false where there is none. */
  next(from: number): boolean {
    const markup = this.#markup;
    for (let start = markup.indexOf("<", from); start !== -1; start = markup.indexOf("<", start + 1)) {
      const code = markup.charCodeAt(start + 1);
      if (code === bang || code === question) return this.#takeOther(start);
      const nameStart = code === slash ? start + 2 : start + 1;
      if (!isLetter(markup.charCodeAt(nameStart))) continue;
      let nameEnd = nameStart + 1;
      while (nameEnd < markup.length && !endsName(markup.charCodeAt(nameEnd))) nameEnd++;
      const end = this.#tagEnd(nameEnd);
      if (end === -1) return false;
      this.kind = code === slash ? "close" : markup.charCodeAt(end - 1) === slash ? "empty" : "open";
      this.name = markup.slice(nameStart, nameEnd);
      this.start = start;
      this.end = end + 1;
      return true;
    }
    return false;
  }

  #takeOther(start: number): boolean {
    const markup = this.#markup;
    const isComment = markup.startsWith("<!--", start);
    const isCdata = !isComment && markup.startsWith("<![CDATA[", start);
    const mark = isComment ? "-->" : isCdata ? "]]>" : ">";
    const end = this.#find(mark, start + (isComment ? 4 : isCdata ? 9 : 1));
    this.kind = isCdata ? "cdata" : "other";
    this.name = "";
    this.start = start;
    this.end = end === -1 ? markup.length : end + mark.length;
    return true;
  }

  /** Position of the `>` that ends a tag; quoted values may hold one. */
  #tagEnd(from: number): number {
    const markup = this.#markup;
    for (let at = from; at < markup.length; at++) {
      const code = markup.charCodeAt(at);
      if (code === greater) return at;
      if ((code === doubleQuote || code === singleQuote) && markup.charCodeAt(at - 1) === equals) {
        const close = this.#find(code === doubleQuote ? '"' : "'", at + 1);
        if (close !== -1) at = close;
      }
    }
    return -1;
  }

  #find(mark: string, from: number): number {
    if (this.#missing.has(mark)) return -1;
    const found = this.#markup.indexOf(mark, from);
    if (found === -1) this.#missing.add(mark);
    return found;
  }
}

/** Counts how deep the elements of a document nest, tag by tag. */
class NestingGuard {
  readonly #isHtml: boolean;
  readonly #open: string[] = [];

  constructor(language: "xml" | "html") {
    this.#isHtml = language === "html";
  }

  /**
   * Takes what a scanner found next.
   *
   * @throws {@link SourceError} `too-deep`
   */
  take({ kind, name: written }: TagScanner): void {
    const isHtml = this.#isHtml;
    const open = this.#open;
    const name = isHtml ? written.toLowerCase() : written;
    if (kind === "close") {
      const at = open.lastIndexOf(name);
      if (at !== -1) open.length = at;
    } else if (kind === "open" || (kind === "empty" && isHtml)) {
      if (isHtml) {
        if (htmlVoid.has(name)) return;
        // What a script or a text field holds is no markup: only their own end tag counts.
        if (rawText.has(open.at(-1) ?? "")) return;
        const ends = Object.hasOwn(impliedEnds, name) ? impliedEnds[name] : undefined;
        while (ends?.has(open.at(-1) ?? "")) open.pop();
      }
      open.push(name);
      if (open.length > maxDepth)
        throw new SourceError("too-deep", `elements nest deeper than ${maxDepth} levels`);
    }
  }
}

/**
 * Refuses a document whose elements nest too deeply, before a tree is built of it.
 *
 * @throws {@link SourceError} `too-deep`
 */
export function refuseDeepNesting(markup: string, language: "xml" | "html"): void {
  const tag = new TagScanner(markup);
  const guard = new NestingGuard(language);
  while (tag.next(tag.end)) guard.take(tag);
}
