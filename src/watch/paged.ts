const pageBits = 12;
const pageSize = 1 << pageBits;

/** A growing list of 32-bit integers that never copies what it holds: growing adds a page. */
export class PagedInts {
  readonly #pages: Int32Array[] = [];

  get(at: number): number {
    return this.#pages[at >>> pageBits]?.[at & (pageSize - 1)] ?? 0;
  }

  set(at: number, value: number): void {
    const page = at >>> pageBits;
    while (this.#pages.length <= page) this.#pages.push(new Int32Array(pageSize));
    const target = this.#pages[page];
    if (target !== undefined) target[at & (pageSize - 1)] = value;
  }
}

/** The same for integers of 16 bits, none of them negative. */
export class PagedShorts {
  readonly #pages: Uint16Array[] = [];

  get(at: number): number {
    return this.#pages[at >>> pageBits]?.[at & (pageSize - 1)] ?? 0;
  }

  set(at: number, value: number): void {
    const page = at >>> pageBits;
    while (this.#pages.length <= page) this.#pages.push(new Uint16Array(pageSize));
    const target = this.#pages[page];
    if (target !== undefined) target[at & (pageSize - 1)] = value;
  }
}

/** The same for values of any kind. */
export class PagedList<T> {
  readonly #pages: (T | undefined)[][] = [];

  get(at: number): T | undefined {
    return this.#pages[at >>> pageBits]?.[at & (pageSize - 1)];
  }

  set(at: number, value: T | undefined): void {
    const page = at >>> pageBits;
    while (this.#pages.length <= page) this.#pages.push([]);
    const target = this.#pages[page];
    if (target !== undefined) target[at & (pageSize - 1)] = value;
  }
}
