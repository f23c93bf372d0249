import type { TextField } from "../model.ts";
import { findHosts, type HostMention } from "./hosts.ts";
import { isAllUpper, opensUpper, opensWithLetters, type TokenStream } from "./tokens.ts";

/** How the words around a place are written; decides what a capital letter says there. */
export type Style = "sentence" | "headline" | "upper" | "lower";

// Tokens looked at on either side: enough to tell a headline, and constant for each name.
const reach = 10;

/** One field of a post with what is known about its text. */
export class FieldText {
  readonly field: TextField;
  readonly stream: TokenStream;
  readonly hosts: readonly HostMention[];
  #hasCapitals: boolean | null = null;

  constructor(field: TextField, stream: TokenStream) {
    this.field = field;
    this.stream = stream;
    this.hosts = stream.dots.length === 0 ? [] : findHosts(stream);
  }

  /** Whether a token belongs to an address. */
  isInAddress(token: number): boolean {
    let low = 0;
    let high = this.hosts.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const mention = this.hosts[middle];
      if (mention === undefined) return false;
      if (token < mention.first) high = middle - 1;
      else if (token > mention.lastOfAddress) low = middle + 1;
      else return true;
    }
    return false;
  }

  /** Whether the text uses capital letters at all; forum posts often do not. */
  get hasCapitals(): boolean {
    this.#hasCapitals ??= /\p{Lu}\p{Ll}/u.test(this.stream.text.slice(0, 5000));
    return this.#hasCapitals;
  }

  /** What a token is, as bits (see cue-words); 0 for most, and beyond the ends. */
  kind(token: number): number {
    return this.stream.kind(token);
  }

  /** Whether a token is a word of some kind. */
  is(token: number, kind: number): boolean {
    return (this.kind(token) & kind) !== 0;
  }

  /** Whether a token begins with a capital letter. */
  isCapital(token: number): boolean {
    return this.stream.isCapital(token);
  }

  /** Whether a line breaks before a token. */
  breaksLine(token: number): boolean {
    if (token <= 0 || token >= this.stream.count) return true;
    const { text } = this.stream;
    const from = this.stream.end(token - 1);
    const to = Math.min(this.stream.start(token), from + 40);
    for (let at = from; at < to; at++) if (text.charCodeAt(at) === 0x0a) return true;
    return false;
  }

  /** Whether a token opens a sentence, a line or a quotation. */
  opensSentence(token: number): boolean {
    if (token <= 0) return true;
    const from = this.stream.end(token - 1);
    const to = this.stream.start(token);
    if (to - from === 1 && this.stream.text.charCodeAt(from) === 0x20) return false;
    const between = this.stream.text.slice(from, Math.min(to, from + 40));
    return /[.!?:\n"“”|•»]|[-–—]\s|\s[-–—]/.test(between);
  }

  /** The style of the line around some tokens, themselves left out. */
  style(first: number, last: number): Style {
    const { stream } = this;
    let capitals = 0;
    let uppers = 0;
    let words = 0;
    const see = (token: number): void => {
      // Every line begins with a capital letter.
      if (token === 0) return;
      const look = stream.look(token);
      if ((look & opensWithLetters) === 0) return;
      const isCapital = (look & opensUpper) !== 0;
      // Short function words stay small in headlines.
      if (!isCapital && stream.end(token) - stream.start(token) < 4) return;
      words++;
      if (isCapital) capitals++;
      if ((look & isAllUpper) !== 0) uppers++;
    };
    for (let token = first - 1; token >= Math.max(0, first - reach) && !this.breaksLine(token + 1); token--)
      see(token);
    for (let token = last + 1; token < Math.min(this.stream.count, last + 1 + reach); token++) {
      if (this.breaksLine(token)) break;
      see(token);
    }
    if (words === 0) return "sentence";
    if (uppers / words > 0.7) return "upper";
    if (capitals === 0) return "lower";
    return capitals / words > 0.6 ? "headline" : "sentence";
  }
}
