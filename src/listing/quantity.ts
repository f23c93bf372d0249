/** What a number in a text can be. */

/** Tokens that make up a quantity. */
interface Span {
  /** Index of the first token. */
  readonly first: number;
  /** Index after the last token. */
  readonly end: number;
}
/** An amount in a currency. */
export interface MoneyQuantity extends Span {
  readonly kind: "money";
  readonly amount: number;
  /** Upper end of a range. */
  readonly max: number | null;
  readonly currency: string;
}
/** A plain number, which may count something. */
export interface NumberQuantity extends Span {
  readonly kind: "number";
  readonly value: number;
  readonly max: number | null;
  readonly worded: boolean;
  readonly scaled: boolean;
}
/** A size. */
interface BytesQuantity extends Span {
  readonly kind: "bytes";
  readonly bytes: number;
}
/** A share. */
export interface PercentQuantity extends Span {
  readonly kind: "percent";
  readonly value: number;
}
/** A span of time. */
export interface DurationQuantity extends Span {
  readonly kind: "duration";
  readonly hours: number;
}
/** A day, month or year. */
export interface DateQuantity extends Span {
  readonly kind: "date";
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
}
/** A typed quantity. */
export type Quantity =
  | MoneyQuantity
  | NumberQuantity
  | BytesQuantity
  | PercentQuantity
  | DurationQuantity
  | DateQuantity;
