import type { WordBreaks } from "./cjk-words.ts";
import type { FieldText, Style } from "./field-text.ts";
import { formStart } from "./cue-words.ts";
import { isGroupForm, legalFormAt } from "./legal-forms.ts";
import { isCommonWord } from "./lexicon.ts";
import type { Spelling } from "./registry.ts";

/** A name in a field, by its tokens. */
export interface Occurrence {
  readonly field: FieldText;
  readonly first: number;
  readonly last: number;
  /** How it is spelled there, and what that says. */
  readonly spelling: Spelling;
}

// Legal forms that no text writes for anything else.
const strongForms = ["inc", "co", "corp", "ltd", "llc", "plc", "gmbh"];

/** The neighbourhood of one occurrence; what costs more is worked out when it is first asked for. */
export class Context {
  readonly occurrence: Occurrence;
  readonly field: FieldText;
  readonly text: string;
  /** The name as it stands in the text. */
  readonly raw: string;
  /** Token after the name and its possessive. */
  readonly next: number;
  readonly isPossessive: boolean;
  /** Whether the watch writes the name just so. */
  readonly isExact: boolean;
  readonly isCased: boolean;
  readonly breaks: WordBreaks;
  #style: Style | null = null;
  #legalForm: boolean | null | undefined = undefined;

  constructor(occurrence: Occurrence, spellings: readonly string[], breaks: WordBreaks) {
    const { field, first, last } = occurrence;
    const { stream } = field;
    this.occurrence = occurrence;
    this.breaks = breaks;
    this.field = field;
    this.text = stream.text;
    this.raw = stream.text.slice(stream.start(first), stream.end(last));
    this.isPossessive = stream.gap(last + 1) === "apostrophe" && stream.word(last + 1) === "s";
    this.next = this.isPossessive ? last + 2 : last + 1;
    this.isExact = spellings.some((spelling) => spelling.includes(this.raw));
    this.isCased = beginsLikeName(this.raw) || (this.isExact && /\p{Lu}/u.test(this.raw));
  }

  /** How the words around are written. */
  get style(): Style {
    return (this.#style ??= this.field.style(this.occurrence.first, this.next - 1));
  }

  get isSentence(): boolean {
    return this.style === "sentence" || this.style === "lower";
  }

  /** A legal form right behind the name: true for one that only companies have, false for "Group"; null for none. */
  get legalForm(): boolean | null {
    if (this.#legalForm === undefined) this.#legalForm = readLegalForm(this);
    return this.#legalForm;
  }

  /** A token folded. */
  word(token: number): string {
    return this.field.stream.word(token);
  }

  /** What a token is, as bits. */
  kind(token: number): number {
    return this.field.kind(token);
  }

  /** Whether a token is a word of some kind. */
  is(token: number, kind: number): boolean {
    return this.field.is(token, kind);
  }

  /** Whether a token follows the one before it without a break. */
  isNear(token: number): boolean {
    const gap = this.field.stream.gap(token);
    return gap === "space" || gap === "hyphen" || gap === "initial";
  }
}

/** Whether a text begins with a capital letter, a digit, or a letter of a script without capitals. */
function beginsLikeName(raw: string): boolean {
  const unit = raw.charCodeAt(0);
  if (unit < 0x80) return (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57);
  return /[\p{Lu}\p{Lt}\p{N}\p{Lo}]/u.test(raw.charAt(0));
}

function readLegalForm(context: Context): boolean | null {
  if (context.isPossessive) return null;
  const { stream } = context.field;
  const gap = stream.gap(context.next);
  if (gap !== "space" && gap !== "comma" && gap !== "initial") return null;
  if (!context.is(context.next, formStart)) return null;
  const length = legalFormAt((place) => context.word(context.next + place));
  if (length === 0) return null;
  const raw = stream.raw(context.next);
  const word = context.word(context.next);
  // "Only Me", "as", "ad": forms that are words as well count in capitals alone.
  if (
    length === 1 &&
    word.length <= 3 &&
    isCommonWord(word) &&
    !strongForms.includes(word) &&
    (raw !== raw.toUpperCase() || context.style === "upper")
  )
    return null;
  if (
    stream.isSmall(context.next) &&
    (word.length <= 3 ||
      word === "limited" ||
      word === "public" ||
      word === "private" ||
      isCommonWord(word)) &&
    !strongForms.includes(word)
  )
    return null;
  if (gap === "comma" && isCommonWord(word) && !strongForms.includes(word)) return null;
  return !isGroupForm(word);
}
