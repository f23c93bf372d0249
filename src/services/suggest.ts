import type { Suggestion } from "../discord/command.ts";

const maxSuggestions = 25;

/** Picks what to suggest for what was typed so far: names that begin with it first, then those that hold it. */
export function suggest(entries: Iterable<Suggestion>, typed: string): Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  const first: Suggestion[] = [];
  const rest: Suggestion[] = [];
  for (const entry of entries) {
    const name = entry.name.toLowerCase();
    if (name.startsWith(wanted) || entry.id.startsWith(wanted)) first.push(entry);
    else if (rest.length < maxSuggestions && name.includes(wanted)) rest.push(entry);
    if (first.length === maxSuggestions) break;
  }
  return [...first, ...rest].slice(0, maxSuggestions);
}
