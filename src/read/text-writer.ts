import { commonEntities, decodeReference } from "./characters.ts";

const paragraphs =
  "address article aside blockquote details dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul";
const lines = "caption dd div dt figcaption legend li option summary tr tbody thead tfoot";
/** What the edges of an element mean for the text around them. */
const layout: ReadonlyMap<string, "paragraph" | "line" | "space"> = new Map([
  ...paragraphs.split(" ").map((name) => [name, "paragraph"] as const),
  ...lines.split(" ").map((name) => [name, "line"] as const),
  ["td", "space"],
  ["th", "space"],
]);

const ampersand = 0x26;
const hardSpace = 0xa0;
const newLine = 0x0a;
const blank = 0x20;
const semicolon = 0x3b;
/** The longest reference in {@link commonEntities}, without its marks. */
const maxCommonName = 6;
/** Where text cannot be taken as it is. Single spaces are dealt with at the ends of what is taken. */
const stops = ["&", "\n", "\u00A0", "\t", "\r", "\f"];
/** One more, by an expression: blanks are so frequent that `indexOf` would stop at each. */
const gap = / {2}/g;

/** Position of the next gap at or behind one; infinite where there is none. */
function findGap(text: string, from: number): number {
  gap.lastIndex = from;
  return gap.test(text) ? gap.lastIndex - 2 : Infinity;
}

/** Finds the next stop in a text, each kind by the engine's own search, which is many times faster than a loop. */
class StopFinder {
  #text = "";
  #from = 0;
  #nearest = -1;
  #gap = -1;
  /** Of each stop, the next position at or behind the last one asked for. */
  readonly #next = stops.map(() => -1);

  /** Position of the next stop at or behind one; infinite where there is none. */
  next(text: string, from: number): number {
    if (text !== this.#text || from < this.#from) {
      this.#text = text;
      this.#nearest = -1;
      this.#gap = -1;
      this.#next.fill(-1);
    }
    this.#from = from;
    if (from <= this.#nearest) return this.#nearest;
    if (this.#gap < from) this.#gap = findGap(text, from);
    let nearest = this.#gap;
    for (let at = 0; at < stops.length; at++) {
      let found = this.#next[at] ?? -1;
      if (found < from) {
        found = text.indexOf(stops[at] ?? "", from);
        if (found === -1) found = Infinity;
        this.#next[at] = found;
      }
      if (found < nearest) nearest = found;
    }
    this.#nearest = nearest;
    return nearest;
  }
}

/**
 * Lays text out as a browser would, in one pass: white space collapses, blocks stand apart.
 *
 * What lies between two words is only noted until the second word comes; most text is then taken in long slices.
 */
export class TextWriter {
  /** Of what was written, before the layout, in UTF-16 code units. */
  length = 0;
  /** White space was written by reference, which only `tidyText` can judge. */
  isUntidy = false;
  /** Names of character references that were not known; they stay as they were. */
  readonly unknownNames = new Set<string>();
  readonly #names: ReadonlyMap<string, string>;
  #text = "";
  readonly #finder = new StopFinder();
  #isSpaceDue = false;
  /** Line ends since the last hard space, 2 at most. */
  #breaksDue = 0;
  /** Line ends before that; each hard space begins a line of its own. */
  #breaksSettled = 0;
  #preformatted = 0;
  #isStruckDue = false;

  /** @param names - characters by the names of their references, beyond the common ones */
  constructor(names: ReadonlyMap<string, string> = new Map()) {
    this.#names = names;
  }

  /** Writes text in which character references stand for characters. */
  writeHtml(html: string, from = 0, to = html.length): void {
    this.#write(html, from, to, true);
  }

  /** Writes text as it is. */
  writeText(text: string): void {
    this.#write(text, 0, text.length, false);
  }

  /** Goes over the edge of an element. */
  layOut(name: string, edge: "start" | "end"): void {
    if (name === "br") {
      if (edge === "start") this.#addBreak();
      return;
    }
    const mark = layout.get(name);
    if (mark === undefined) return;
    if (name === "pre") this.#preformatted = Math.max(0, this.#preformatted + (edge === "start" ? 1 : -1));
    if (mark === "space") this.#isSpaceDue = true;
    else this.#breaksDue = Math.max(this.#breaksDue, mark === "paragraph" ? 2 : 1);
  }

  /** Marks what is written next as crossed out. */
  startStruck(): void {
    this.#isStruckDue = true;
  }

  /** Ends what is crossed out; where nothing was written, there is no mark. */
  endStruck(): void {
    if (!this.#isStruckDue) this.#text += "~~";
    this.#isStruckDue = false;
  }

  end(): string {
    return this.#text;
  }

  /** One line break after another makes a paragraph. */
  #addBreak(): void {
    this.#breaksDue = Math.min(2, this.#breaksDue + 1);
  }

  #addHardSpace(): void {
    this.#isSpaceDue = true;
    this.#breaksSettled += this.#breaksDue;
    this.#breaksDue = 0;
  }

  #write(source: string, from: number, to: number, hasReferences: boolean): void {
    this.length += to - from;
    let start = from;
    for (let at = this.#finder.next(source, from); at < to; at = this.#finder.next(source, at)) {
      const code = source.charCodeAt(at);
      if (code === ampersand) {
        const end = hasReferences ? this.#takeReference(source, start, at) : at;
        if (end > at) start = end;
        at = Math.max(end, at + 1);
        continue;
      }
      this.#take(source, start, at);
      if (code === hardSpace) this.#addHardSpace();
      else if (code === newLine && this.#preformatted > 0) this.#addBreak();
      else this.#isSpaceDue = true;
      start = ++at;
    }
    this.#take(source, start, to);
  }

  /** Writes a part that holds no stop; the spaces at its ends are laid out. */
  #take(source: string, from: number, to: number): void {
    if (from < to && source.charCodeAt(from) === blank) {
      this.#isSpaceDue = true;
      from++;
    }
    if (from >= to) return;
    const endsInSpace = source.charCodeAt(to - 1) === blank;
    this.#append(source.slice(from, endsInSpace ? to - 1 : to));
    this.#isSpaceDue = endsInSpace;
  }

  /** Writes what stands before a reference, and its character; the position behind it, or where it began if it is none. */
  #takeReference(source: string, from: number, at: number): number {
    let end = at + 3;
    while (end <= at + 1 + maxCommonName && source.charCodeAt(end) !== semicolon) end++;
    let character = commonEntities.get(source.slice(at + 1, end));
    if (source.charCodeAt(end) !== semicolon) character = undefined;
    end++;
    if (character === undefined) {
      const reference = decodeReference(source, at, this.#names);
      if (reference === null) return at;
      if (reference.character === null) {
        this.unknownNames.add(reference.name);
        return at;
      }
      character = reference.character;
      end = reference.end;
      this.isUntidy ||= /\s/.test(character);
    }
    this.#take(source, from, at);
    if (character === "\u00A0") this.#addHardSpace();
    else if (character !== "") this.#append(character);
    return end;
  }

  #append(text: string): void {
    if (this.#text !== "") {
      const breaks = this.#breaksSettled + this.#breaksDue;
      if (breaks > 0) this.#text += breaks === 1 ? "\n" : "\n\n";
      else if (this.#isSpaceDue) this.#text += " ";
    }
    this.#text += this.#isStruckDue ? `~~${text}` : text;
    this.#isStruckDue = false;
    this.#isSpaceDue = false;
    this.#breaksDue = 0;
    this.#breaksSettled = 0;
  }
}
