import { cueWords, formPrefix, formStart, person, place } from "./cue-words.ts";
import { people, places } from "./data/words.ts";
import { formPrefixes, formStarts } from "./legal-forms.ts";
import { hashWord } from "./token-hash.ts";

// Words by their first hash, so that a token is looked up without folding it to a string.
const kinds = new Map<number, { readonly check: number; kind: number }>();

function learn(word: string, kind: number): void {
  const [hash, check] = hashWord(word);
  const known = kinds.get(hash);
  if (known === undefined) kinds.set(hash, { check, kind });
  else if (known.check === check) known.kind |= kind;
}

for (const [kind, words] of [...cueWords, [place, places], [person, people]] as const)
  for (const word of words.trim().split(" ")) learn(word, kind);
for (const word of formStarts) learn(word, formStart);
for (const word of formPrefixes) learn(word, formPrefix);

/** Whether a word of this first hash may be of any kind; false is certain. */
export function mayHaveKind(hash: number): boolean {
  return kinds.has(hash);
}

/** What a word of two hashes is, its kinds as bits; 0 for most. */
export function kindOfHash(hash: number, check: number): number {
  const known = kinds.get(hash);
  return known?.check === check ? known.kind : 0;
}

function kindOfWord(word: string): number {
  return kindOfHash(...hashWord(word));
}

/** Whether a folded word is of one of some kinds. */
export function isOf(word: string, kind: number): boolean {
  return (kindOfWord(word) & kind) !== 0;
}
