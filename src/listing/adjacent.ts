/** How close a token stands to the one before it. */
import type { Token } from "./lex.ts";

/** Written together, or joined by a hyphen. */
export const isGlued = (token: Token | undefined): boolean =>
  token?.gap === "none" || token?.gap === "hyphen";

/** In the same paragraph. */
export const isWithin = (token: Token | undefined): token is Token =>
  token !== undefined && token.gap !== "paragraph";
